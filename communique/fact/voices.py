"""Who speaks: the source of a reported saying, set right where grammar contradicts the reader."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.fact.lexicon import cue_acts
from communique.fact.nouns import ARTEFACTS, VERBS
from communique.fact.parties import Parties, heads_of
from communique.fact.roles import frame_of, surface_subject
from communique.fact.tree import RELATIVE
from communique.model import Attribution, Reference, Span

TOLD = frozenset(
    """tell ask urge inform remind warn assure call brief advise promise order invite implore persuade instruct notify
    accuse thank request press address""".split()
)
"""Verbs whose object is the one spoken to."""

_QUOTED = frozenset("quote cite convince satisfy concern prepare determine commit oppose please worry surprise".split())
"""Passives whose subject does speak or think: "Voss was quoted as saying", "is convinced that"."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The source of a saying as the text names it, who that is, the document that carries it, who is told, and what."""

    source: tuple[Span, ...]
    speakers: tuple[Reference, ...]
    carrier: Span | None
    told: tuple[Reference, ...]
    content: tuple[Span, ...]


def voice_of(parties: Parties, attribution: Attribution, cue: int) -> Voice:
    """Return who speaks in ``attribution`` whose cue is headed by word ``cue``.

    The subject of a passive does not speak: in "the talks were described as useful" and "Voss is reported
    to have left" nobody is named, in "Voss was told" Voss listens. Where the reader found no source, the
    subject of an active word of saying is taken.
    """
    tree = parties.tree
    verb = tree.word(cue).tag == "VERB"
    if verb and tree.lemma(cue) in VERBS["target"] and _speaks_in_noun(parties, attribution.cue, cue):
        about = tuple(r for s in surface_subject(tree, cue) for r in parties.actors_at(s))
        return Voice((), (), None, about, attribution.content)
    if verb and tree.is_passive(cue) and tree.lemma(cue) not in _QUOTED:
        subjects = surface_subject(tree, cue)
        under = {w for s in subjects for w in tree.subtree(s)}
        named = [w for span in attribution.source for w in tree.reading.words_in(span)]
        if not attribution.source or (named and set(named) <= under):
            return _passive(parties, attribution, cue, subjects)
    if not attribution.source and verb and tree.lemma(cue) in cue_acts():
        subjects = surface_subject(tree, cue)
        source = tuple(tree.phrase(s, without=frozenset({"acl", "appos"})) for s in subjects)
        inside = any(c.overlaps(s) for c in attribution.content for s in source)
        if source and not inside:
            return _named(parties, replace(attribution, source=source))
    return _named(parties, attribution)


def _speaks_in_noun(parties: Parties, cue: Span, head: int) -> bool:
    """Tell whether the saying is a noun that its subject is the target of: "faced criticism", "drew praise"."""
    words = parties.tree.reading.words_in(cue)
    return any(w != head and parties.tree.word(w).tag == "NOUN" and parties.tree.lemma(w) in cue_acts() for w in words)


def _passive(parties: Parties, attribution: Attribution, cue: int, subjects: tuple[int, ...]) -> Voice:
    tree = parties.tree
    agents = frame_of(tree, cue).subject
    speakers = tuple(r for a in agents for r in parties.actors_at(a))
    source = tuple(tree.phrase(a, without=frozenset({"case"})) for a in agents)
    listeners = tuple(r for s in subjects for r in parties.actors_at(s)) if tree.lemma(cue) in TOLD else ()
    content = attribution.content
    if not listeners:
        about = [tree.phrase(s, without=frozenset({"acl"})) for s in subjects if tree.lemma(s) not in RELATIVE]
        kept = [c for c in content if not any(a.overlaps(c) for a in about)]
        content = tuple(sorted([*(a for a in about if not a.overlaps(attribution.cue)), *kept]))
    return Voice(source, speakers, None, listeners, content)


def _named(parties: Parties, attribution: Attribution) -> Voice:
    """Read the source the reader found: people, or a document and who issued it."""
    tree, found = parties.tree, list[Reference]()
    carrier: Span | None = None
    for span in attribution.source:
        for h in heads_of(tree, span):
            direct = parties.actors_at(h)
            if direct:
                found += [r for r in direct if r not in found]
            elif any(tree.lemma(w) in ARTEFACTS for w in tree.named_by(h)):
                carrier = carrier or span
                found += [r for r in _issuers(parties, h) if r not in found]
    return Voice(attribution.source, tuple(found), carrier, (), attribution.content)


def _issuers(parties: Parties, document: int) -> tuple[Reference, ...]:
    """Find who issued a document: "a summary released by US authorities", "a ministry statement", "Voss's letter"."""
    found = list(parties.holders_at(document))
    for k in parties.tree.kids(document, "acl"):
        found += [r for s in frame_of(parties.tree, k).subject if s != document for r in parties.actors_at(s)]
    return tuple(dict.fromkeys(found))
