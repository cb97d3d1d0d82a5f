"""Event words with a named doer and a named other party: the pairs whose PLOVER type is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.model import EventKind, MentionKind, Reading, Span
from communique.reading.eventwords import children_of

_PARTIES = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.PLACE, MentionKind.NATIONALITY})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_SHARED = frozenset({"xcomp", "conj", "advcl", "ccomp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Event ``event`` of a reading, and its parties; ``sentence`` is the text they stand in."""

    event: int
    sentence: Span
    source: Span
    target: Span


def pairs_of(reading: Reading) -> Iterator[Asked]:
    """Yield at most one pair an event word: who its subject (or "by") names, and whom its other arguments name."""
    at = {word.start: i for i, word in enumerate(reading.words)}
    kids = children_of(reading.words)
    heads = {_head(reading, m.span): m.span for m in reading.mentions if m.kind in _PARTIES}
    for number, event in enumerate(reading.events):
        word = at.get(event.span.start)
        sentence = reading.sentence_at(event.span.start)
        if word is None or sentence is None or _only_reports(reading, kids, word, event.kind):
            continue
        doers, others = _parties(reading, kids, heads, word)
        if doers and others and doers[0] != others[0]:
            yield Asked(event=number, sentence=sentence, source=doers[0], target=others[0])


def _head(reading: Reading, span: Span) -> int:
    inside = reading.words_in(span)
    return next((i for i in inside if reading.words[i].head not in inside or reading.words[i].head == i), -1)


def _parties(
    reading: Reading, kids: list[list[int]], heads: dict[int, Span], word: int
) -> tuple[list[Span], list[Span]]:
    """The names under the subject of a predicate, or of the one it shares a subject with, and the other names."""
    doers: list[Span] = []
    others: list[Span] = []
    for kid in kids[word]:
        named = _named(kids, heads, kid)
        relation = reading.words[kid].relation
        if relation in _SUBJECTS or _by(reading, kids, kid) or _possessive(reading, kids, kid):
            doers += named
        elif relation not in ("advcl", "parataxis", "conj", "acl", "ccomp"):
            others += named
    if _passive(reading, kids, word):
        subjects = [s for k in kids[word] if reading.words[k].relation in _SUBJECTS for s in _named(kids, heads, k)]
        doers, others = [d for d in doers if d not in subjects], subjects + others
    above = reading.words[word].head
    own = any(reading.words[k].relation in _SUBJECTS for k in kids[word])
    if own or above == word or reading.words[word].relation not in _SHARED:
        return doers, others
    lent = [s for k in kids[above] if reading.words[k].relation in _SUBJECTS for s in _named(kids, heads, k)]
    helped = any(reading.words[k].relation == "aux" for k in kids[word])
    if reading.words[word].relation == "conj" and not helped and _passive(reading, kids, above):
        # "Voss was detained and deported by Norvia": what is done to her goes on.
        return doers, lent + others
    return doers or lent, others


def _only_reports(reading: Reading, kids: list[list[int]], word: int, kind: EventKind) -> bool:
    """ "Voss told a paper that Norvia had struck": what was done lies in the clause; the paper is no party to it."""
    return kind is EventKind.REPORTING and any(reading.words[k].relation in ("ccomp", "parataxis") for k in kids[word])


def _passive(reading: Reading, kids: list[list[int]], word: int) -> bool:
    """ "Voss was detained in Kosta", "attacked by Norvia"; not "Voss was leaving", "Voss was angry"."""
    here = reading.words[word]
    form = reading.article.text[here.start : here.end].lower()
    helped = any(reading.words[k].relation == "aux" and reading.words[k].lemma == "be" for k in kids[word])
    return any(_by(reading, kids, k) for k in kids[word]) or (
        here.tag == "VERB" and helped and not form.endswith("ing")
    )


def _named(kids: list[list[int]], heads: dict[int, Span], word: int) -> list[Span]:
    """Names at or under a word, the nearest to it first."""
    found, waiting = [], [word]
    for at in waiting:
        if at in heads:
            found.append(heads[at])
        waiting.extend(kids[at])
    return found


def _by(reading: Reading, kids: list[list[int]], word: int) -> bool:
    return reading.words[word].relation == "obl" and any(
        reading.words[k].lemma == "by" and reading.words[k].relation == "case" for k in kids[word]
    )


def _possessive(reading: Reading, kids: list[list[int]], word: int) -> bool:
    """ "Norvia's attack on Estmark", "the Norvian attack"."""
    return (
        reading.words[word].relation == "nmod" and any(reading.words[k].lemma in ("'s", "’s", "'") for k in kids[word])
    ) or (reading.words[word].relation == "amod" and reading.words[word].tag in ("ADJ", "PROPN"))
