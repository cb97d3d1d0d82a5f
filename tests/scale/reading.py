"""A driver of a run on Ray: ``python -m tests.scale.reading OUT ADDRESS|- WORKERS SOURCE...``; a line for each step."""

from __future__ import annotations

import sys

from communique.run import Asked, Step
from communique.scale import run_on_ray
from tests.run.stand_in import LIMITS, WORK

FULL = 70
"""Pages of a part."""


def say(step: Step) -> None:
    """Tell how many pages were read."""
    print(step.pages, flush=True)


def main() -> None:
    """Run the sources with small parts, as ``tests.run.folders.ran`` does on one machine."""
    out, address, workers, *sources = sys.argv[1:]
    asked = Asked(sources=tuple(sources), out=out, limits=LIMITS, full=FULL)
    run_on_ray(asked, work=WORK, workers=int(workers) or None, address=None if address == "-" else address, watch=say)


if __name__ == "__main__":
    main()
