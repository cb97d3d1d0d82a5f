"""What the encoder saw, as JSON: raw, nothing resolved, nothing left out.

Offsets are code point indices into ``article.text``, half open; ``head`` is an index into ``tokens``, a
root's its own. ``deeds`` give words as such offsets too; None where nobody looked for any.
"""

from __future__ import annotations

from typing import TypeAlias

from communique.model import Attribution, Deed, EventWord, Mention, Reading, Span

Value: TypeAlias = "bool | int | float | str | list[Value] | dict[str, Value] | None"
Row: TypeAlias = dict[str, Value]


def reading_of(reading: Reading) -> Row:
    """Return the reading as the object that stands under ``"reading"``."""
    return {
        "sentences": [_pair(s) for s in reading.sentences],
        "tokens": [
            {
                "start": w.start,
                "end": w.end,
                "tag": w.tag,
                "head": w.head,
                "relation": w.relation,
                "lemma": w.lemma,
            }
            for w in reading.words
        ],
        "names": [_mention(m) for m in reading.mentions],
        "phrases": [_mention(m) for m in reading.phrases],
        "attributions": [_attribution(a) for a in reading.attributions],
        "times": [
            {"start": t.span.start, "end": t.span.end, "type": str(t.type), "score": t.score} for t in reading.times
        ],
        "events": [_event(e) for e in reading.events],
        "coreference": [[_pair(s) for s in chain] for chain in reading.chains],
        "deeds": None if reading.deeds is None else [_deed(reading, d) for d in reading.deeds],
    }


def _deed(reading: Reading, d: Deed) -> Row:
    words = reading.words

    def parties(found: tuple[tuple[int, float], ...]) -> list[Value]:
        return [{"start": words[i].start, "end": words[i].end, "score": chance} for i, chance in found]

    return {
        "start": words[d.word].start,
        "end": words[d.word].end,
        "type": d.type,
        "mode": d.mode,
        "score": d.score,
        "statuses": [{"status": status, "score": chance} for status, chance in d.statuses],
        "actors": parties(d.actors),
        "recipients": parties(d.recipients),
    }


def _pair(span: Span) -> list[Value]:
    return [span.start, span.end]


def _mention(mention: Mention) -> Row:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "type": str(mention.kind),
        "score": mention.score,
    }


def _attribution(a: Attribution) -> Row:
    return {
        "source": [_pair(s) for s in a.source],
        "cue": [_pair(a.cue)],
        "content": [_pair(s) for s in a.content],
        "stance": str(a.stance),
        "score": a.score,
    }


def _event(e: EventWord) -> Row:
    return {
        "start": e.span.start,
        "end": e.span.end,
        "kind": str(e.kind),
        "type": e.type,
        "status": str(e.status),
        "certainty": e.certainty,
        "score": e.score,
    }
