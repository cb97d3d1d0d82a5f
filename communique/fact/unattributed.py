"""Sayings that grammar alone tells of: hearsay, sayings inside sayings, statements a noun speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from communique.fact.acts import act_of
from communique.fact.anchors import when_of
from communique.fact.attributed import sourcing_of, where_said
from communique.fact.parties import Parties
from communique.fact.quotes import form_of
from communique.fact.roles import frame_of, surface_subject
from communique.fact.status import is_negated
from communique.fact.tree import Tree
from communique.model import Act, Evidence, Sourcing, Span, Statement, fact_id

_RAISED = frozenset("report say believe think understand rumor rumour allege claim know expect deem".split())
_HEDGES = frozenset("reportedly allegedly supposedly purportedly ostensibly apparently".split())
_SAYING = frozenset(
    """say tell agree state claim warn insist add announce acknowledge admit stress argue declare note deny confirm
    suggest maintain demand""".split()
)


def hearsay(parties: Parties, quotes: tuple[Span, ...]) -> Iterator[Statement]:
    """Find what is said by nobody: "is reported to have met", "reportedly"; the record says that no source is named."""
    tree = parties.tree
    for i, word in enumerate(tree.reading.words):
        if word.tag in {"ADV", "ADJ"} and tree.form(i) in _HEDGES and tree.parent(i) is not None:
            yield from _unsourced(parties, quotes, word.span, tree.phrase(word.head), word.span)
        elif word.tag == "VERB" and tree.lemma(i) in _RAISED and tree.is_passive(i):
            under = [k for k in tree.kids(i, "xcomp") if tree.is_infinitive(k)]
            subjects = surface_subject(tree, i)
            if not under or not subjects or frame_of(tree, i).subject:
                continue
            cue = Span(min(tree.word(k).start for k in (*tree.kids(i, "aux"), i)), word.end)
            what = (tree.phrase(subjects[0]), tree.phrase(under[0]))
            yield from _unsourced(parties, quotes, cue, *what)


def _unsourced(parties: Parties, quotes: tuple[Span, ...], cue: Span, *content: Span) -> Iterator[Statement]:
    article = parties.tree.reading.article
    sentence = parties.tree.reading.sentence_at(cue.start)
    if sentence is None or not sentence.contains(cue):
        return
    pieces = tuple(p for c in sorted(content[:2]) for p in _without(c, cue))
    form, pieces = form_of(article.text, tuple(dict.fromkeys(pieces)), quotes)
    if not pieces:
        return
    yield Statement(
        id=fact_id(article, "statement", cue),
        act=Act.ASSERT,
        speakers=(),
        addressees=(),
        sourcing=Sourcing.HEARSAY,
        channel=None,
        source=(),
        cue=cue,
        content=pieces,
        form=form,
        when=None,
        where=None,
        evidence=(Evidence.cite(article, sentence, cue),),
        how="fact.unattributed.hearsay",
        score=0.8,
    )


def _without(span: Span, cut: Span) -> list[Span]:
    if not span.overlaps(cut):
        return [span]
    pieces = []
    if span.start < cut.start - 1:
        pieces.append(Span(span.start, cut.start - 1))
    if cut.end + 1 < span.end:
        pieces.append(Span(cut.end + 1, span.end))
    return pieces


_REMARKS = frozenset("statement remark comment speech announcement declaration message letter report".split())


def nominal(parties: Parties, quotes: tuple[Span, ...]) -> Iterator[Statement]:
    """Find sayings that a noun tells of: "statements by Norwegian officials have shifted the emphasis to trade".

    The speaker must be named with "by" or as possessor; what the statement is said to do is its content.
    """
    tree = parties.tree
    article = tree.reading.article
    for i in range(len(tree.words)):
        verb = tree.parent(i)
        if tree.lemma(i) not in _REMARKS or tree.word(i).relation != "nsubj" or verb is None:
            continue
        holders = [k for k in tree.kids(i, "nmod") if "by" in tree.cases(k) or tree.is_possessive(k)]
        speakers = tuple(r for k in holders for r in parties.actors_at(k))
        said = tree.phrase(verb, without=frozenset({"nsubj", "aux", "cc", "conj", "punct", "parataxis"}))
        if tree.word(verb).tag != "VERB" or tree.is_passive(verb) or not speakers or said.overlaps(tree.word(i).span):
            continue
        form, content = form_of(article.text, (said,), quotes)
        cue, source = tree.word(i).span, tuple(tree.phrase(k, without=frozenset({"case"})) for k in holders)
        yield Statement(
            id=fact_id(article, "statement", cue),
            act=Act.ASSERT,
            speakers=parties.ids(speakers),
            addressees=(),
            sourcing=sourcing_of(parties, source, speakers),
            channel=None,
            source=source,
            cue=cue,
            content=content,
            form=form,
            when=when_of(parties, (i,)),
            where=where_said(parties, i, ()),
            evidence=(Evidence.cite(article, tree.sentence(i), cue),),
            how="fact.unattributed.nominal",
            score=0.7,
        )


_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def carried(parties: Parties, carrier: Statement, quotes: tuple[Span, ...]) -> Iterator[Statement]:
    """Find a saying inside what a document says: 'the summary said "both sides agreed that …"' is theirs too."""
    tree = parties.tree
    for span in carrier.content:
        for i in tree.reading.words_in(span):
            if tree.word(i).tag != "VERB" or tree.lemma(i) not in _SAYING or tree.is_passive(i) or is_negated(tree, i):
                continue
            clauses, subjects = tree.kids(i, "ccomp"), surface_subject(tree, i)
            if clauses and subjects:
                # A tree may hang "a summary said" on the verb inside the quotation; what it said ends with the mark.
                clause = tree.phrase(clauses[0])
                said = Span(clause.start, min(clause.end, span.end)) if clause.start < span.end else clause
                found = _inner(parties, carrier, i, said, subjects, quotes)
            else:
                before, rest = _by_order(tree, i, span)
                found = _inner(parties, carrier, i, rest, before, quotes) if rest else None
            if found is not None:
                yield found


def _by_order(tree: Tree, verb: int, within: Span) -> tuple[tuple[int, ...], Span | None]:
    """The words before and after "agreed that" where the tree has lost them: a long sentence that goes on with its own
    verb ("Both sides agreed that progress depends on …," a summary said) may hang all of it on that one."""
    if verb + 1 >= len(tree.words) or tree.form(verb + 1) != "that" or tree.word(verb - 1).tag not in _NOMINAL:
        return (), None
    start = tree.word(verb + 1).start
    return (verb - 1,), Span(start, within.end) if start < within.end else None


def _inner(
    parties: Parties,
    carrier: Statement,
    verb: int,
    said: Span,
    subjects: tuple[int, ...],
    quotes: tuple[Span, ...],
) -> Statement | None:
    tree = parties.tree
    article, cue = tree.reading.article, tree.word(verb).span
    speakers = tuple(r for s in subjects for r in parties.actors_at(s))
    sentence = tree.sentence(verb)
    if not speakers or said.overlaps(cue) or not any(c.contains(said) for c in carrier.content):
        return None
    form, content = form_of(article.text, (said,), quotes)
    ids = parties.ids(speakers)
    source = tuple(tree.phrase(s) for s in subjects)
    return Statement(
        id=fact_id(article, "statement", cue),
        act=act_of(parties, cue, verb, content, ids),
        speakers=ids,
        addressees=(),
        sourcing=sourcing_of(parties, source, speakers),
        channel=carrier.channel,
        source=source,
        cue=cue,
        content=content,
        form=form,
        when=when_of(parties, (verb,)) or carrier.when,
        where=carrier.where,
        evidence=(Evidence.cite(article, sentence, cue),),
        how="fact.unattributed.carried",
        score=round(0.9 * carrier.score, 4),
    )
