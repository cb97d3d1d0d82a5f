"""Airports and air bases with an IATA code, under the names that news gives them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from communique.reference.folding import fold
from training.atlas.lines import Line

_WRONG = frozenset({"BRU"})
"""Airports whose point is wrong in the package (Brussels Airport lies at Zaventem, 40 km from there)."""
_WORDS = (" International", " Intercontinental", " Regional", " Municipal")
_TAILS = re.compile(r" (?:Airport|Air Base|Airfield)\b")


def lines(path: Path, codes: dict[str, str]) -> Iterator[Line]:
    """Yield a line for every form of every airport; a form that two airports share is left out.

    The table of the package has bare airstrips too: only those with an IATA code are taken.
    """
    with path.open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["iata"] and r["iata"] not in _WRONG and _TAILS.search(r["name"])]
    named = [(form, i == 0, r) for r in rows for i, form in enumerate(_forms(r["name"], r["city"]))]
    shared = Counter(fold(form) for form, _, _ in named)
    for form, primary, r in named:
        if shared[fold(form)] == 1:
            yield Line(
                fold(form), r["name"], "f", codes.get(r["country"], ""), r["country"], "", "", float(r["lat"]),
                float(r["lon"]), 0, None, primary,
            )  # fmt: skip


def _forms(name: str, city: str) -> list[str]:
    """ "London Heathrow Airport" is also "Heathrow Airport"; "Dubai International Airport" is "Dubai Airport"."""
    forms = [name]
    for word in _WORDS:
        if word in name:
            forms.append(name.replace(word, ""))
    city_first, _, last = name.partition(" Airport ")
    if last and city_first == city:
        forms.append(f"{last} Airport")
    own = [f[len(city) + 1 :] for f in forms if city and f.startswith(city + " ")]
    forms += [f for f in own if len(f.split()) > 1 and f not in ("International Airport", "Regional Airport")]
    return list(dict.fromkeys(forms))
