"""What stands beside the weights: inventories of labels, thresholds, the small table of the links."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from communique.errors import InstallationError
from communique.reading.attribution import Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From which probability on a word is part of a phrase, of a time, an event word, the head of a mention, a deed."""

    phrase: float
    time: float
    event: float
    mention: float
    deed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What stands beside the weights: inventories and thresholds (all between 0 and 1)."""

    name: str
    names: tuple[str, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    scripts: tuple[str, ...]
    crop: int
    buckets: int
    quoted: Thresholds
    named: float
    start: float
    phrases: tuple[str, ...]
    times: tuple[str, ...]
    events: tuple[str, ...]
    statuses: tuple[str, ...]
    certainty: tuple[int, ...]
    links: tuple[float, ...]
    limits: Limits

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read ``config.json``; InstallationError where it is missing or incomplete."""
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            limits = raw["thresholds"]
            return cls(
                name=raw["name"],
                names=tuple(raw["names"]),
                tags=tuple(raw["tags"]),
                relations=tuple(raw["relations"]),
                scripts=tuple(raw["scripts"]),
                crop=raw["crop"],
                buckets=raw["buckets"],
                quoted=Thresholds(
                    cue=limits["cue"], valid=limits["valid"], layer=limits["layer"], switch=limits["switch"]
                ),
                named=limits["name"],
                start=limits["start"],
                phrases=tuple(raw["phrases"]),
                times=tuple(raw["times"]),
                events=tuple(raw["events"]),
                statuses=tuple(raw["statuses"]),
                certainty=tuple(raw["certainty"]),
                links=tuple(raw["links"]),
                limits=Limits(
                    phrase=limits["phrase"],
                    time=limits["time"],
                    event=limits["event"],
                    mention=limits["mention"],
                    deed=limits["deed"],
                ),
            )
        except (OSError, ValueError, KeyError) as error:
            raise InstallationError(f"cannot read the reader's {path.name}: {error}") from error
