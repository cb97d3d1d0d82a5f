"""The tables of this room: rules with their weights and what they mean."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from communique.errors import InstallationError


@cache
def weights(name: str) -> Mapping[str, float]:
    """Return the weight (log-odds) of each rule of table ``name``: columns rule, weight, origin, explanation.

    Raises InstallationError where the table is missing or damaged.
    """
    try:
        text = files("communique.story.verdicts").joinpath(name).read_text(encoding="utf-8")
        rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
        return MappingProxyType({rule: float(weight) for rule, weight, *_ in rows})
    except (OSError, ValueError) as error:
        raise InstallationError(f"{name} is missing or damaged: install the package again") from error


def chance(odds: float) -> float:
    """Return the chance that log-odds mean."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
