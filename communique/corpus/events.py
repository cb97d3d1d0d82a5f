"""Events and meetings as frames: a row each, with the words of the page and the names behind the ids beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from communique.corpus.joins import APART, Array, any_of, found_in, keyed, whole
from communique.corpus.part import Part
from communique.corpus.told import Columns, Told
from communique.errors import TableError, UsageError
from communique.export.codes import QUADS
from communique.export.formats.coding import SCORED, auxiliary_modes, cameo_quad, goldstein, root_of, scale
from communique.model import EventType, Status

_EVENT = (
    "article kind id type mode context status condition_start condition_stop actors recipients when_edtf when_earliest"
    " when_latest when_how place said_in speakers how score meeting_participants"
)
_MEETING = (
    " meeting_venue meeting_host meeting_mediator meeting_round meeting_day meeting_duration meeting_series"
    " meeting_agenda_start meeting_agenda_stop meeting_outcome_start meeting_outcome_stop"
)


def events(part: Part, ontology: str) -> Columns:
    """Return the frame of the events of a part; raises UsageError for an ontology that is not known."""
    coded = ONTOLOGIES.get(ontology)
    if coded is None:
        raise UsageError(f"no ontology {ontology!r}; known are {', '.join(ONTOLOGIES)}")
    facts = part.read("facts", _EVENT)
    told = Told.of(part, facts, pc.equal(whole(facts["kind"]), "event"))
    return {
        **told.head(),
        **told.dates("when").columns(),
        **coded(told),
        **_status(told),
        "condition": told.words("condition"),
        **told.people("actor", "actors"),
        **told.people("recipient", "recipients"),
        **told.places(),
        **_said_by(told, facts),
        **told.sentences(),
        "condition_start": told["condition_start"],
        "condition_stop": told["condition_stop"],
        **told.spans("actor", "actors"),
        **told.spans("recipient", "recipients"),
        "how": told["how"],
        "score": told["score"],
    }


def meetings(part: Part) -> Columns:
    """Return the frame of the meetings, visits and calls of a part."""
    facts = part.read("facts", _EVENT + _MEETING)
    told = Told.of(part, facts, whole(facts["meeting_participants"]).is_valid())
    plain = ("venue", "round", "day", "duration", "series")
    return {
        **told.head(),
        **told.dates("when").columns(),
        "type": told["type"],
        "mode": told["mode"],
        **_status(told),
        "condition": told.words("condition"),
        **told.people("participant", "meeting_participants"),
        **told.person("host", "meeting_host"),
        **told.person("mediator", "meeting_mediator"),
        **{name: told[f"meeting_{name}"] for name in plain},
        "agenda": told.words("meeting_agenda"),
        "outcome": told.words("meeting_outcome"),
        **told.places(),
        **_said_by(told, facts),
        **told.sentences(),
        "condition_start": told["condition_start"],
        "condition_stop": told["condition_stop"],
        **told.spans("participant", "meeting_participants"),
        "how": told["how"],
        "score": told["score"],
    }


def _status(told: Told) -> Columns:
    status = told["status"]
    aux = {name: [s.value for s in Status if name in auxiliary_modes(s)] for name in _AUXILIARY}
    return {"status": status, **{column: any_of(status, aux[name]) for name, column in _AUXILIARY.items()}}


_AUXILIARY = {"negation": "negated", "hypothetical": "hypothetical", "future": "future", "historical": "historical"}
"""PLOVER's auxiliary modes and the columns that tell of them."""


def _said_by(told: Told, facts: pa.Table) -> Columns:
    """Return the speakers of the statement that tells an event; empty where the page itself does."""
    articles = told["article"]
    at = found_in(
        keyed(whole(facts["article"]), whole(facts["id"])),
        keyed(articles, told["said_in"]),
    )
    speakers = whole(facts["speakers"]).take(at)
    return {"said_in": told["said_in"], "said_by": told.cast.named(articles, speakers).names}


def _plover(told: Told) -> Columns:
    codes = (told["type"], told["mode"])
    scores = _coded(pa.float64(), lambda type_, mode: scale(EventType(type_), mode), *codes)
    return {
        "type": told["type"],
        "mode": told["mode"],
        "contexts": told["context"],
        "quad": _coded(pa.int64(), lambda type_, _: QUADS[EventType(type_)], *codes),
        "intensity": _of_what_took_place(told, scores),
    }


def _cameo(told: Told) -> Columns:
    sectors = told.named("actors").sectors
    rows = pc.list_parent_indices(sectors).filter(pc.equal(pc.list_flatten(sectors), "MIL"))
    armies = pc.if_else(pc.is_in(pa.array(np.arange(len(sectors))), value_set=rows.cast(pa.int64())), "MIL", "")
    codes = (told["type"], told["mode"], armies)
    root = _coded(pa.string(), lambda type_, mode, by: root_of(EventType(type_), mode, armies=bool(by)), *codes)
    return {
        "root": root,
        "quad": _coded(pa.int64(), cameo_quad, root),
        "goldstein": _of_what_took_place(told, _coded(pa.float64(), goldstein, root)),
    }


ONTOLOGIES: Mapping[str, Callable[[Told], Columns]] = MappingProxyType({"plover": _plover, "cameo": _cameo})


def _of_what_took_place(told: Told, scores: Array) -> Array:
    """Return the scores of what took place alone."""
    return pc.if_else(any_of(told["status"], sorted(SCORED)), scores, None)


def _coded(kind: pa.DataType, rule: Callable[..., object], *columns: Array) -> Array:
    """Return what ``rule`` makes of the codes in ``columns``, worked out once for each combination there is."""
    codes = keyed(*(pc.fill_null(column, "") for column in columns)).dictionary_encode()
    try:
        values = [rule(*code.split(APART)) for code in codes.dictionary.to_pylist()]
    except (ValueError, KeyError, TypeError) as fault:
        raise TableError(f"table facts: no type of event {fault}") from fault
    return pa.array(values, kind).take(codes.indices)
