"""What a run is asked to do, as ``run.json`` keeps it: a folder holds the result of one plan alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from communique.errors import UsageError
from communique.model import digest
from communique.run.store import Store
from communique.run.tally import Tally
from communique.run.work import About, Limits
from communique.source import Unit, UnitKind

FILE = "run.json"
"""Name of the file. There is no clock in it, so that the same pages and tools write the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One unit of the sources: what it is called, how many files and bytes it is, and a digest of their names."""

    name: str
    kind: str
    files: int
    bytes: int
    digest: str

    @classmethod
    def of(cls, unit: Unit) -> Source:
        """Say what a unit is. Raises UsageError for standard input, which no second go could read again."""
        if unit.kind is UnitKind.STDIN:
            raise UsageError("a run can be gone on with, and standard input cannot be read twice: give it a file")
        told = digest(*unit.files, *(note.detail for note in unit.notes))
        return cls(name=unit.name, kind=unit.kind.value, files=len(unit.files), bytes=unit.size, digest=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The sources, what they are read with, and the options on which the result depends."""

    about: About
    published: str | None
    limits: Limits
    sources: tuple[Source, ...]

    @classmethod
    def of(cls, units: Iterable[Unit], about: About, *, published: str | None, limits: Limits) -> Plan:
        """Make the plan of reading ``units``."""
        return cls(about=about, published=published, limits=limits, sources=tuple(map(Source.of, units)))

    def written(self, tally: Tally | None) -> bytes:
        """Return what ``run.json`` says: unfinished, or finished with these counts."""
        said = self._said() | {"state": "unfinished" if tally is None else "finished"}
        if tally is not None:
            said |= {"parts": tally.parts, "pages": tally.pages}
            said |= {"rows": dict(tally.rows), "reasons": dict(tally.reasons), "facts": dict(tally.facts)}
        return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")

    def found(self, store: Store) -> Tally | None:
        """Look at the ``run.json`` of a folder: a run of this plan that is finished (its tally) or not (None).

        Raises UsageError where the folder holds another run, or what is no run's.
        """
        said = _said_in(store)
        mine = json.loads(self.written(None))
        for difference in _differences(said, mine):
            raise UsageError(f"{store.root} holds another run: {difference}; name another folder, or delete that one")
        if said.get("state") != "finished":
            return None
        try:
            return tally_from(said)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise _damaged(store) from None

    def _said(self) -> dict[str, Any]:
        about = asdict(self.about)
        faults = about.pop("faults")
        options = {"published": self.published, "seconds": self.limits.seconds, "memory": self.limits.memory}
        sources = [asdict(source) for source in self.sources]
        return {"made_with": about, "options": options, "sources": sources, "unused_rows": list(faults)}


def tally_from(said: dict[str, Any]) -> Tally:
    """Return the counts in a JSON object; raises KeyError, TypeError, ValueError or AttributeError for another."""
    counts = {name: tuple(sorted((str(k), int(v)) for k, v in said[name].items())) for name in _COUNTED}
    return Tally(parts=int(said["parts"]), **counts)


_COUNTED = ("rows", "reasons", "facts")


def _said_in(store: Store) -> dict[str, Any]:
    data = store.read(FILE)
    try:
        said = json.loads(data or b"")
    except ValueError:
        raise _damaged(store) from None
    if not isinstance(said, dict):
        raise _damaged(store)
    return said


def _damaged(store: Store) -> UsageError:
    return UsageError(f"{store.root}/{FILE} is damaged: delete the folder and run again")


def _differences(there: dict[str, Any], mine: dict[str, Any]) -> Iterator[str]:
    """Yield in words what the two plans differ in."""
    for part in ("made_with", "options"):
        old, new = there.get(part), mine[part]
        old = old if isinstance(old, dict) else {}
        for name in new:
            if old.get(name) != new[name]:
                yield f"{name} was {_shown(old.get(name))} and is {_shown(new[name])}"
    old, new = there.get("sources"), mine["sources"]
    old = old if isinstance(old, list) else []
    for before, now in zip(old, new, strict=False):
        if before != now:
            yield f"where the sources had {_told(before)} they have {_told(now)}"
    if len(old) != len(new):
        longer, verb = (old, "are no longer") if len(old) > len(new) else (new, "were not")
        yield f"{_told(longer[min(len(old), len(new))])} and what follows {verb} among the sources"


def _shown(value: object) -> str:
    return "not given" if value is None else str(value)


def _told(source: object) -> str:
    if not isinstance(source, dict):
        return "something else"
    return f"{source.get('name')} ({source.get('files')} files, {source.get('bytes')} bytes)"
