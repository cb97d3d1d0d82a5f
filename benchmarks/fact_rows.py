"""Facts to compare: the same shape out of a hand-labelled row and out of a record made by the package.

A row of ``cases/facts.jsonl`` holds offsets and codes alone: ``id``, ``source`` and ``doc`` (where the text is),
``end`` (the text is labelled up to there), ``slice``, ``actors`` (``id``, ``mentions`` [[start, end]], ``country``,
``sector``), ``events`` (``type``, ``mode``, ``status`` and ``also``, other statuses that are as right, ``actors``,
``recipients``, ``cues`` and ``sentences`` [[start, end]], ``when`` as EDTF, ``where`` [start, end], ``meeting``,
``optional``), ``statements`` (``speakers``, ``content`` [[start, end]], ``act``) and ``proposals`` (``name``, ``cues``,
``author``, ``points``, ``status``). Offsets are code points into the text, half open. How they were coded, and by whom:
``docs/coding.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
COARSE = {"offered": "possible", "threatened": "possible", "historical": "happened"}
"""Statuses of the package that are finer than the gold's, which was coded before there were any: each counts as the
one it is a shade of."""
Place = tuple[int, int]
Places = tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor: all its mentions; ``members`` are the actors a joint one ("both sides") stands for."""

    name: str
    mentions: Places
    members: tuple[Party, ...] = ()


Parties = tuple[Party, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event; ``statuses``: all that are as right; ``participants``: None where it is no meeting."""

    type: str
    mode: str | None
    statuses: tuple[str, ...]
    actors: Parties
    recipients: Parties
    cues: Places
    sentences: Places
    participants: Parties | None
    day: str | None
    where: Places
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement: who says it, and where its content stands."""

    speakers: Parties
    content: Places
    act: str | None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A proposal, plan or agreement, with every place that speaks of it."""

    cues: Places
    status: str | None
    author: Party | None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All facts of one document; ``evidence``: how many pieces it cites, ``exact``: how many are the text's words."""

    id: str
    slice: str
    text: str
    events: tuple[Happening, ...]
    statements: tuple[Saying, ...]
    proposals: tuple[Plan, ...]
    evidence: int = 0
    exact: int = 0


def of_gold(row: Row, text: str) -> Sheet:
    """Return the facts of a hand-labelled row of the document ``text``; KeyError where a label is not defined."""
    known = {a["id"]: _gold_actor(a, text) for a in row["actors"]}
    return Sheet(
        id=row["id"],
        slice=row["slice"],
        text=text,
        events=tuple(_gold_event(e, known) for e in row["events"]),
        statements=tuple(
            Saying(
                speakers=_named(s["speakers"], known),
                content=_places(s["content"]),
                act=s.get("act"),
                optional=bool(s.get("optional")),
            )
            for s in row["statements"]
        ),
        proposals=tuple(
            Plan(
                cues=_places([*([p["name"]] if p.get("name") else []), *p["cues"]]),
                status=p.get("status"),
                author=known[p["author"]] if p.get("author") else None,
                optional=bool(p.get("optional")),
            )
            for p in row["proposals"]
        ),
    )


def _gold_actor(actor: Row, text: str) -> Party:
    mentions = _places(actor["mentions"])
    longest = max(mentions, key=lambda m: m[1] - m[0])
    return Party(name=" ".join(text[slice(*longest)].split()), mentions=mentions)


def _gold_event(event: Row, known: Mapping[str, Party]) -> Happening:
    actors, recipients = _named(event["actors"], known), _named(event["recipients"], known)
    meeting = event.get("meeting")
    named = None if meeting is None else _named(meeting.get("participants") or (), known)
    return Happening(
        type=event["type"],
        mode=event.get("mode"),
        statuses=(event["status"], *event.get("also", ())),
        actors=actors,
        recipients=recipients,
        cues=_places(event["cues"]),
        sentences=_places(event["sentences"]),
        participants=None if named is None else named or joined(actors, recipients),
        day=event.get("when"),
        where=_places([event["where"]] if event.get("where") else []),
        optional=bool(event.get("optional")),
    )


def of_record(record: Row, row: Row, text: str) -> Sheet:
    """Return the facts of a record (the package's JSON) of the document of ``row``."""
    known = _actors(record["actors"])
    places = {p["id"]: _spans(p["mentions"]) for p in record["places"]}
    facts = record["facts"]
    pieces = [(record["article"]["text"], e) for f in facts for e in f["evidence"]]
    return Sheet(
        id=row["id"],
        slice=row["slice"],
        text=text,
        events=tuple(_made_event(f, known, places) for f in facts if f["kind"] == "event"),
        statements=tuple(
            Saying(speakers=_named(f["speakers"], known), content=_spans(f["content"]), act=f["act"])
            for f in facts
            if f["kind"] == "statement"
        ),
        proposals=tuple(
            Plan(
                cues=_spans(e["cue"] for e in f["evidence"]),
                status=f["status"],
                author=known.get(f["author"]),
            )
            for f in facts
            if f["kind"] == "proposal"
        ),
        evidence=len(pieces),
        exact=sum(said == text and _exact(e, text) for said, e in pieces),
    )


def _made_event(fact: Row, known: Mapping[str, Party], places: Mapping[str, Places]) -> Happening:
    actors, recipients = _named(fact["actors"], known), _named(fact["recipients"], known)
    meeting = fact["meeting"]
    return Happening(
        type=fact["type"],
        mode=fact["mode"],
        statuses=(COARSE.get(fact["status"], fact["status"]),),
        actors=actors,
        recipients=recipients,
        cues=_spans(e["cue"] for e in fact["evidence"]),
        sentences=_spans(fact["evidence"]),
        participants=None if meeting is None else _named(meeting["participants"], known) or joined(actors, recipients),
        day=fact["when"] and fact["when"]["edtf"],
        where=places.get(fact["where"], ()),
    )


def _actors(actors: Iterable[Row]) -> dict[str, Party]:
    rows = {a["id"]: a for a in actors}
    alone = {i: Party(name=a["name"], mentions=_spans(a["mentions"])) for i, a in rows.items()}
    return {
        i: Party(
            name=a["name"],
            mentions=alone[i].mentions,
            members=tuple(alone[m] for m in a.get("members") or () if m in alone),
        )
        for i, a in rows.items()
    }


def _exact(evidence: Row, text: str) -> bool:
    start, end, cue = evidence["start"], evidence["end"], evidence["cue"]
    return bool(text[start:end] == evidence["quote"] and start <= cue["start"] < cue["end"] <= end)


def _named(labels: Iterable[str], known: Mapping[str, Party]) -> Parties:
    return tuple(known[label] for label in labels)


def _places(pairs: Iterable[Iterable[int]]) -> Places:
    return tuple((start, end) for start, end in pairs)


def _spans(rows: Iterable[Row]) -> Places:
    return tuple((r["start"], r["end"]) for r in rows)


def joined(some: Parties, more: Parties) -> Parties:
    """Return all of ``some``, then those of ``more`` that are not among them."""
    return (*some, *(p for p in more if p not in some))
