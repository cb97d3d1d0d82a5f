"""How well coders agree, and how sure a share is: Wilson's interval, Cohen's kappa, Krippendorff's alpha.

A *label* is a word a coder gave a unit; None: the coder left it out. Intervals of kappa and alpha are percentiles of a
bootstrap over units (Efron 1979): units are drawn with replacement by a seeded generator, so that the same sheets give
the same figures. A figure that the counts do not settle (nobody coded two units; everybody used one label) is None.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Label = str | None
Counts = NDArray[np.float64]

_Z95 = 1.959963984540054
"""Two-sided 95 % point of the normal distribution."""
_DRAWS = 2000
_FEW_DRAWS = 0.9
"""An interval is told where at least this share of the draws settles the figure."""
_CELLS = 4_000_000
"""Draws times units that are held at once, so that a sheet of 100,000 rows takes no gigabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A 95 % interval, both ends included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A coefficient of agreement: ``units`` it rests on, ``observed`` the plain share of agreeing pairs.

    ``value`` is None where it is not defined: without units, or where one label is all that was used.
    """

    value: float | None
    interval: Interval | None
    units: int
    observed: float | None


def wilson(successes: float, trials: float, *, z: float = _Z95) -> Interval:
    """Return Wilson's score interval of a share (Wilson 1927), without continuity correction.

    ``trials`` may be an effective number, such as Kish's of weighted rows. No trials: anything is possible.
    Raises ValueError where there are more successes than trials.
    """
    if not 0 <= successes <= trials + 1e-9:
        raise ValueError(f"{successes} successes of {trials}")
    if trials <= 0:
        return Interval(low=0.0, high=1.0)
    share = min(successes / trials, 1.0)
    middle = share + z * z / (2 * trials)
    half = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    width = 1 + z * z / trials
    # A share of exactly 0 or 1 has that end exactly; rounding would leave 1e-17 of it.
    low = 0.0 if share == 0 else (middle - half) / width
    high = 1.0 if share == 1 else (middle + half) / width
    return Interval(low=low, high=high)


def effective(weights: Sequence[float]) -> float:
    """Return how many rows of equal weight tell as much as rows of these weights (Kish 1965)."""
    squares = sum(weight * weight for weight in weights)
    return sum(weights) ** 2 / squares if squares > 0 else 0.0


def kappa(left: Sequence[Label], right: Sequence[Label], *, seed: int = 0) -> Agreement:
    """Return Cohen's kappa (1960) of two coders over the units both labelled, unweighted.

    Raises ValueError where the two are not of one length.
    """
    pairs = [(a, b) for a, b in zip(left, right, strict=True) if a is not None and b is not None]
    number = _numbered(label for pair in pairs for label in pair)
    first, second = np.zeros((len(pairs), len(number))), np.zeros((len(pairs), len(number)))
    for row, (a, b) in enumerate(pairs):
        first[row, number[a]] = second[row, number[b]] = 1.0
    same = (first * second).sum(axis=1)

    def figure(drawn: Counts) -> Counts:
        total = drawn.sum(axis=1)
        by_chance = ((drawn @ first) * (drawn @ second)).sum(axis=1) / (total * total)
        return _ratio((drawn @ same) / total - by_chance, 1 - by_chance)

    return _agreement(figure, len(pairs), float(same.mean()) if pairs else None, seed)


def _numbered(labels: Iterable[str]) -> dict[str, int]:
    return {label: n for n, label in enumerate(sorted(set(labels)))}


def _ratio(above: Counts, below: Counts) -> Counts:
    """Return the quotients; NaN where nothing is left to divide by, as when everybody used one label."""
    settled = below > 1e-12
    return np.where(settled, above / np.where(settled, below, 1.0), np.nan)


def alpha(coders: Sequence[Sequence[Label]], *, seed: int = 0) -> Agreement:
    """Return Krippendorff's alpha for nominal labels (Krippendorff 2011), any number of coders, gaps allowed.

    ``coders``: the labels of each, unit by unit. A unit with fewer than two labels tells nothing and does not count.
    Raises ValueError where the coders' rows are not of one length.
    """
    units = [[label for label in unit if label is not None] for unit in zip(*coders, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    number = _numbered(label for unit in units for label in unit)
    counts = np.zeros((len(units), len(number)))
    for row, unit in enumerate(units):
        for label in unit:
            counts[row, number[label]] += 1
    sizes = counts.sum(axis=1)
    apart = (sizes**2 - (counts**2).sum(axis=1)) / np.maximum(sizes - 1, 1)

    def figure(drawn: Counts) -> Counts:
        values, total = drawn @ counts, drawn @ sizes
        by_chance = (total**2 - (values**2).sum(axis=1)) / np.maximum(total - 1, 1)
        return _ratio(by_chance - drawn @ apart, by_chance)

    observed = 1 - float(apart.sum() / sizes.sum()) if units else None
    return _agreement(figure, len(units), observed, seed)


def _agreement(figure: Callable[[Counts], Counts], units: int, observed: float | None, seed: int) -> Agreement:
    if not units:
        return Agreement(value=None, interval=None, units=0, observed=None)
    value = float(figure(np.ones((1, units)))[0])
    if math.isnan(value):
        return Agreement(value=None, interval=None, units=units, observed=observed)
    return Agreement(value=value, interval=_interval(figure, units, seed), units=units, observed=observed)


def _interval(figure: Callable[[Counts], Counts], units: int, seed: int) -> Interval | None:
    """Return the 95 % percentile interval of a figure over resampled units; None where too few draws settle it."""
    chance = np.random.default_rng(seed)
    found: list[Counts] = []
    done, step = 0, max(1, min(_DRAWS, _CELLS // units))
    while done < _DRAWS:
        rows = min(step, _DRAWS - done)
        picked = chance.integers(0, units, size=(rows, units))
        drawn = np.zeros((rows, units))
        np.add.at(drawn, (np.arange(rows)[:, None], picked), 1.0)
        found.append(figure(drawn))
        done += rows
    values = np.concatenate(found)
    settled = values[~np.isnan(values)]
    if units < 2 or len(settled) < _FEW_DRAWS * _DRAWS:
        return None
    low, high = np.percentile(settled, (2.5, 97.5))
    return Interval(low=float(low), high=float(high))
