"""Statements, proposals and positions as frames: a row each, with words and names in the place of ids."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from communique.corpus.joins import Array, Dates, first_known, folded, found_in, keyed, whole
from communique.corpus.part import Part
from communique.corpus.told import Columns, Told

_WHEN = "when_edtf when_earliest when_latest when_how"
_GAP = " … "
"""Stands between the pieces of one saying: "The raid," she said, "was a mistake." """


def statements(part: Part) -> Columns:
    """Return the frame of the statements of a part."""
    facts = part.read(
        "facts",
        f"article kind id act speakers addressees sourcing channel_start channel_stop source content form {_WHEN}"
        " place how score",
    )
    told = Told.of(part, facts, pc.equal(whole(facts["kind"]), "statement"))
    return {
        **told.head(),
        **told.dates("when").columns(),
        "act": told["act"],
        "form": told["form"],
        "sourcing": told["sourcing"],
        **told.people("speaker", "speakers"),
        "source": _in_one(told.all_words("source")),
        **told.people("addressee", "addressees"),
        "channel": told.words("channel"),
        "content": _in_one(told.all_words("content")),
        **told.places(),
        **told.sentences(),
        "source_spans": told["source"],
        "content_spans": told["content"],
        **told.spans("addressee", "addressees"),
        "how": told["how"],
        "score": told["score"],
    }


def _in_one(pieces: Array) -> Array:
    return pc.binary_join(pieces, _GAP)


def proposals(part: Part) -> Columns:
    """Return the frame of the plans, drafts and deals of a part."""
    facts = part.read(
        "facts",
        f"article kind id name author points version_of status terms steps favours events {_WHEN} how score",
    )
    told = Told.of(part, facts, pc.equal(whole(facts["kind"]), "proposal"))
    return {
        **told.head(),
        **told.dates("when").columns(),
        "name": told["name"],
        "status": told["status"],
        **told.person("author", "author"),
        "points": told["points"],
        "version_of": told["version_of"],
        "terms": told.all_words("terms"),
        **_steps(told),
        **_favours(told),
        "events": told["events"],
        **told.sentences(),
        "term_spans": told["terms"],
        "how": told["how"],
        "score": told["score"],
    }


def _steps(told: Told) -> Columns:
    """Return what became of each proposal, with names in the place of ids."""
    steps = told["steps"]
    flat = pc.list_flatten(steps)
    by = _names(told, steps, pc.struct_field(flat, "by_whom"))
    plain = [pc.struct_field(flat, name) for name in ("status", "when_edtf", "cue_start", "cue_stop")]
    return {"steps": _structs(steps, status=plain[0], by=by, date_edtf=plain[1], start=plain[2], stop=plain[3])}


def _favours(told: Told) -> Columns:
    """Return whom each proposal is said to suit, and by whom, with names in the place of ids."""
    favours = told["favours"]
    flat = pc.list_flatten(favours)
    whom = told.cast.name(told["article"].take(pc.list_parent_indices(favours)), pc.struct_field(flat, "actor"))
    by = _names(told, favours, pc.struct_field(flat, "by_whom"))
    start, stop = (pc.struct_field(flat, name) for name in ("cue_start", "cue_stop"))
    return {"favours": _structs(favours, name=whom, by=by, start=start, stop=stop)}


def _names(told: Told, lists: Array, ids: Array) -> Array:
    """Return the names of the actors in ``ids``, of which there is one list for each element of ``lists``."""
    return told.cast.named(told["article"].take(pc.list_parent_indices(lists)), ids).names


def _structs(lists: Array, **columns: Array) -> Array:
    return folded(pa.StructArray.from_arrays(list(columns.values()), names=list(columns)), lists)


def positions(part: Part) -> Columns:
    """Return the frame of where parties stand on issues, each with the first fact it rests on."""
    rows = part.read("positions")
    told = Told(part=part, rows=rows, facts=first_known(whole(rows["facts"])))
    facts = part.read("facts", f"article id {_WHEN}")
    keys = keyed(whole(facts["article"]), whole(facts["id"]))
    first = facts.take(found_in(keys, keyed(told["article"], told.facts)))
    return {
        **told.head(),
        **Dates.of(first, "when").columns(),
        **told.person("party", "party"),
        "issue": told["issue"],
        "stance": told["stance"],
        "words": told.all_words("words"),
        "facts": told["facts"],
        **told.sentences(),
        "word_spans": told["words"],
        "how": told["how"],
    }
