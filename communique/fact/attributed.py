"""What the reader saw as source, cue and content, made into statements."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from communique.fact.acts import OPPOSITES, act_of
from communique.fact.anchors import GOAL, places_of, when_of
from communique.fact.lexicon import cue_acts
from communique.fact.nouns import AGENTS, ARTEFACTS, CLASSES, VERBS
from communique.fact.parties import Parties, heads_of
from communique.fact.quotes import form_of
from communique.fact.status import is_negated
from communique.fact.tree import RELATIVE, Tree
from communique.fact.voices import TOLD, voice_of
from communique.model import (
    Actor,
    ActorKind,
    Attribution,
    BlockKind,
    Evidence,
    Form,
    Place,
    Reference,
    Sourcing,
    Span,
    Statement,
    fact_id,
)

_ANONYMOUS = frozenset("anonymity anonymous unnamed unidentified source insider".split())
_CARRYING = frozenset("in on via through by at during with".split())
_NOT_YET = frozenset("will shall should must may might could".split())
"""Auxiliaries of what has not been said: "will announce a decision" announces none."""

_TRIPS = frozenset("visit trip tour".split())


def reported(parties: Parties, attribution: Attribution, quotes: tuple[Span, ...]) -> Statement | None:
    """Make a statement of what the reader saw as source, cue and content.

    The speaker is whom the head of the source means; of a document ("a summary released by the ministry")
    it is who issued it, and the document is the channel. The act is the cue's, sharpened by what is
    said: "said they must leave" is a demand. Without a source it is hearsay, and none at all unless
    the cue is a word of saying: "will meet to discuss it" says nothing.
    """
    tree = parties.tree
    sentence = tree.reading.sentence_at(attribution.cue.start)
    if sentence is None or not sentence.contains(attribution.cue):
        return None
    cue = _head(tree, attribution.cue)
    turn = is_turn(tree, attribution)
    attribution = replace(attribution, source=tuple(_with_noun(tree, span) for span in attribution.source))
    voice = voice_of(parties, attribution, cue)
    whole = _whole_clause(tree, cue, voice.content)
    content = tuple(c for c in _in_block(tree, whole, cue) if not any(s.overlaps(c) for s in voice.source))
    if not content:
        return None
    form, content = form_of(tree.reading.article.text, content, quotes)
    if turn:
        form = Form.DIRECT
    if not (_is_saying(tree, attribution.cue) or (voice.speakers and form is not Form.INDIRECT)):
        return None
    if voice.source and not voice.speakers and not voice.carrier and not _can_speak(tree, voice.source):
        return None
    if not voice.source and tree.word(cue).tag not in {"VERB", "ADV", "ADJ"}:
        return None
    if tree.lemma(cue) in VERBS["weak"] and form is Form.INDIRECT and not _has_clause(tree, content):
        return None
    ids = parties.ids(voice.speakers)
    act = act_of(parties, attribution.cue, cue, content, ids)
    if _NOT_YET & set(tree.auxiliaries(cue)):
        return None
    if tree.word(cue).tag == "VERB" and is_negated(tree, cue):
        turned = OPPOSITES.get(tree.lemma(cue))
        if turned is None:
            return None
        act = turned
    addressees = tuple(r for r in (*voice.told, *_addressees(parties, cue, content)) if r not in voice.speakers)
    issue = _issued(tree, voice.source) if voice.carrier else ()
    return Statement(
        id=fact_id(tree.reading.article, "statement", attribution.cue),
        act=act,
        speakers=ids,
        addressees=parties.ids(addressees),
        sourcing=sourcing_of(parties, voice.source, voice.speakers),
        channel=voice.carrier or _medium(addressees) or _channel(parties, cue),
        source=voice.source,
        cue=attribution.cue,
        content=_without_as(tree, cue, content),
        form=form,
        when=when_of(parties, (cue, *issue)),
        where=where_said(parties, cue, issue),
        evidence=_evidence(parties, sentence, attribution.cue, content),
        how="fact.attributed.reported",
        score=round(attribution.score * min([r.score for r in voice.speakers], default=1.0), 4),
    )


def is_turn(tree: Tree, attribution: Attribution) -> bool:
    """Tell whether the layout attributes: "HALVORSEN: We never left.", whose words are hers without any marks.

    Labels at the head of lines of running text, more than one on the page: a single "Voss: no deal is near", like a
    headline's, has the desk's words.
    """
    others = (a for a in tree.reading.attributions if a is not attribution)
    return _is_labelled(tree, attribution) and any(_is_labelled(tree, a) for a in others)


def _is_labelled(tree: Tree, attribution: Attribution) -> bool:
    article = tree.reading.article
    if attribution.cue.of(article.text).strip() != ":" or len(attribution.source) != 1:
        return False
    block = article.block_at(attribution.cue.start)
    if block is None or block.kind not in {BlockKind.BODY, BlockKind.QUOTE}:
        return False
    (source,) = attribution.source
    before = article.text[block.span.start : source.start]
    between = article.text[source.end : attribution.cue.end]
    return between.strip() == ":" and not any(c.isalnum() for c in before)


def _is_saying(tree: Tree, cue: Span) -> bool:
    """Tell whether the cue has a word of saying, thinking or wanting in it, or is a colon or dash ("Voss: no deal")."""
    words = tree.reading.words_in(cue)
    return any(tree.lemma(w) in cue_acts() or tree.form(w) in {"according", *":-–—―", "--"} for w in words)


def _can_speak(tree: Tree, source: tuple[Span, ...]) -> bool:
    """Tell whether a source that is nobody known can speak: a name, a person or body, "he", "many", "sources".

    "The coming days will tell" and "his return adds to the confusion" are no statements.
    """
    for span in source:
        for h in heads_of(tree, span):
            if tree.form(h) in {"it", "that", "this", "there", "which"}:
                continue
            if tree.word(h).tag in {"PROPN", "PRON", "DET", "NUM"} or tree.lemma(h) in CLASSES["people"] | AGENTS:
                return True
    return False


def _whole_clause(tree: Tree, cue: int, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Complete content to the clauses that hang on the cue, where the reader saw only a part of what was said.

    Of "told a paper that they must leave or we “will shell it”" the quoted words alone are not what was
    told. A relative pronoun by itself ("which were described as useful") says nothing and is left out.
    """
    text = tree.reading.article.text
    spans = [_without_stray(tree, _with_noun(tree, c)) for c in content if c.of(text).lower() not in RELATIVE]
    clauses = [tree.phrase(k) for k in tree.kids(cue, "ccomp") if k > cue]
    if any(s.overlaps(c) for s in spans for c in clauses):
        spans += clauses
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and not any(ch.isalnum() for ch in text[joined[-1].end : span.start]):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _with_noun(tree: Tree, content: Span) -> Span:
    """Give an article that the reader took for all that was said its noun: "condemned the" is "condemned the raid"."""
    words = list(tree.reading.words_in(content))
    noun = tree.parent(words[0]) if len(words) == 1 and tree.form(words[0]) in {"a", "an", "the"} else None
    return Span(content.start, tree.word(noun).end) if noun is not None and noun > words[0] else content


def _without_stray(tree: Tree, content: Span) -> Span:
    """Cut a last article or preposition that belongs to what follows: '"The port is open," a | ministry note said'."""
    words = list(tree.reading.words_in(content))
    kept = len(words)
    while kept > 1 and tree.word(words[kept - 1]).tag in {"DET", "ADP"}:
        head = tree.parent(words[kept - 1])
        if head is None or head <= words[-1]:
            break
        kept -= 1
    return content if kept == len(words) else Span(content.start, tree.word(words[kept - 1]).end)


def _has_clause(tree: Tree, content: tuple[Span, ...]) -> bool:
    """Tell whether something is said of something: "found that talks matter", "is seen as weak"; not "found unity"."""
    words = [w for span in content for w in tree.reading.words_in(span)]
    if any(tree.form(w) == "as" for w in words):
        return True
    return any(tree.is_predicate(w) and (tree.kids(w, "nsubj", "csubj") or tree.is_infinitive(w)) for w in words)


def _without_as(tree: Tree, cue: int, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Leave out the "as" that only ties a description to its verb: of "described as useful", "useful" is said.

    The "as" of a clause or comparison stays: "said as long as it holds …", "as often as necessary".
    """
    found: list[Span] = []
    for span in content:
        words = list(tree.reading.words_in(span))
        head = tree.parent(words[0]) if words else None
        ties = head is not None and tree.parent(head) == cue and tree.word(head).relation in {"xcomp", "obl", "obj"}
        ties = ties and len(words) > 1 and tree.form(words[0]) == "as" and words[0] > cue
        found.append(Span(tree.word(words[1]).start, span.end) if ties else span)
    return tuple(found)


def _in_block(tree: Tree, content: tuple[Span, ...], cue: int) -> tuple[Span, ...]:
    """Cut content that runs from one block of the page into the next down to the cue's own block.

    Content that lies wholly in other blocks stays: a quotation may go on in the next paragraph.
    """
    article = tree.reading.article
    home = article.block_at(tree.word(cue).start)
    found: list[Span] = []
    for span in content:
        first, last = article.block_at(span.start), article.block_at(span.end - 1)
        if first is last or home is None or home not in {first, last}:
            found.append(span)
        else:
            found.append(Span(max(span.start, home.span.start), min(span.end, home.span.end)))
    return tuple(found)


def _medium(addressees: tuple[Reference, ...]) -> Span | None:
    media = (r for r in addressees if isinstance(r.target, Actor) and r.target.kind is ActorKind.MEDIA)
    return next((r.mention.span for r in media), None)


def where_said(parties: Parties, cue: int, issue: tuple[int, ...]) -> str | None:
    """Return the id of the place where it was said: in the cue's clause, or where the speaker is on a visit."""
    tree = parties.tree
    places = list(places_of(parties, (cue, *issue)))
    near = (w for w in range(cue + 1, min(cue + 16, len(tree.words))) if tree.sentence(w) == tree.sentence(cue))
    for k in (*tree.kids(cue, "obl", "advcl", "nmod"), *takewhile(lambda w: tree.word(w).tag != "VERB", near)):
        if tree.lemma(k) in _TRIPS:
            places += places_of(parties, (k,), also=GOAL)
    return next((p.target.id for p in places if isinstance(p.target, Place)), None)


def _head(tree: Tree, span: Span) -> int:
    heads = heads_of(tree, span)
    verbs = [h for h in heads if tree.word(h).tag == "VERB"]
    words = list(tree.reading.words_in(span))
    return (verbs or list(heads) or words or [max(tree.reading.words_in(tree.reading.sentences[0]), default=0)])[0]


def _issued(tree: Tree, source: tuple[Span, ...]) -> tuple[int, ...]:
    heads = [h for span in source for h in heads_of(tree, span)]
    return tuple(k for h in heads for k in tree.kids(h, "acl") if tree.is_passive(k))


def _addressees(parties: Parties, cue: int, content: tuple[Span, ...]) -> tuple[Reference, ...]:
    tree = parties.tree
    nouns = list(tree.kids(cue, "iobj"))
    if tree.lemma(cue) in TOLD and not tree.is_passive(cue):
        nouns += tree.kids(cue, "obj")
    nouns += [k for k in tree.kids(cue, "obl") if "to" in tree.cases(k)]
    outside = [n for n in nouns if not any(c.contains(tree.word(n).span) for c in content)]
    return tuple(r for n in outside for r in parties.actors_at(n))


def _channel(parties: Parties, cue: int) -> Span | None:
    """Find what carried the words: "in an interview", "on Telegram", "in a statement released on Friday"."""
    tree = parties.tree
    for k in tree.kids(cue, "obl", "nmod"):
        known = any(tree.lemma(w) in ARTEFACTS for w in tree.named_by(k))
        if tree.cases(k) & _CARRYING and known and not any(tree.lemma(m) == "other" for m in tree.kids(k, "amod")):
            return tree.phrase(k, without=frozenset({"case"}))
    return None


def sourcing_of(parties: Parties, source: tuple[Span, ...], speakers: tuple[Reference, ...]) -> Sourcing:
    """Tell whether a saying is laid to somebody named, to a group, to somebody unnamed or to nobody."""
    tree = parties.tree
    if not source:
        return Sourcing.HEARSAY
    words = [w for span in source for w in tree.reading.words_in(span)]
    if any(tree.lemma(w) in _ANONYMOUS for w in words) or not speakers:
        return Sourcing.UNNAMED
    kinds = {r.target.kind for r in speakers if isinstance(r.target, Actor)}
    if kinds <= {ActorKind.GROUP, ActorKind.PEOPLE}:
        heads = [h for span in source for h in heads_of(tree, span)]
        single = any(
            tree.form(k) in {"a", "an", "one"}
            for h in heads
            if tree.lemma(h) in AGENTS
            for k in tree.kids(h, "det", "nummod")
        )
        return Sourcing.UNNAMED if single else Sourcing.COLLECTIVE
    return Sourcing.NAMED


def _evidence(parties: Parties, sentence: Span, cue: Span, content: tuple[Span, ...]) -> tuple[Evidence, ...]:
    article = parties.tree.reading.article
    found = [Evidence.cite(article, sentence, cue)]
    for span in content:
        other = parties.tree.reading.sentence_at(span.start)
        if other is not None and other != sentence and other not in {e.sentence for e in found}:
            found.append(Evidence.cite(article, other, Span(span.start, min(span.end, other.end))))
    return tuple(found)
