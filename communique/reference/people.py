"""People by name: which names on the page are one person, and what title stands before each."""

from __future__ import annotations

from collections.abc import Iterator

from communique.model import ActorKind, Mention, MentionKind
from communique.reference import constituencies, naming
from communique.reference.atlas import Atlas
from communique.reference.cast import Cast, Draft, Number
from communique.reference.codes import misread
from communique.reference.lexicon import lexicon
from communique.reference.names import HONORIFICS, KEPT, short_for, tokens, weighty
from communique.reference.prefixes import OVER, former, portfolio, titled

_FIT = 0.84
_TITLES = frozenset(
    "vice deputy crown president minister premier chancellor senator ambassador envoy general colonel captain admiral "
    "brigadier commander governor secretary foreign defence defense prime congressman congresswoman spokesman speaker "
    "spokeswoman chairman professor ayatollah cardinal archbishop former acting interim".split()
)
"""Titles a reader may take into a name. Not those that are given names too: "Marine", "Judge", "Bishop"."""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def introduce(cast: Cast, atlas: Atlas) -> None:
    """Find the people named on the page: full names first, then the short forms of them."""
    found = [(m, w) for m in cast.grammar.reading.mentions if (w := _bare(cast, m)) is not None]
    found += [*_missed(cast, atlas), *_labels(cast, found)]
    named = _whole(cast, atlas, sorted(found, key=lambda pair: pair[1].start))
    full = [(m, w) for m, w in named if len(weighty(_tokens(cast, w))) > 1]
    short = [(m, w) for m, w in named if len(weighty(_tokens(cast, w))) <= 1]
    for mention, words in full:
        _name(cast, mention, words)
    for mention, words in short:
        alias(cast, mention, words)
    for draft in cast.people():
        if draft.gender is None:
            draft.gender = _given_gender(atlas, draft)


def _missed(cast: Cast, atlas: Atlas) -> Iterator[tuple[Mention, range]]:
    """Yield the names the reader overlooked behind a title it saw: "Mr." of "Mr. Holm", "Senator Ada" of her name.

    Only behind a short form of address, or where the title ends in a given name.
    """
    grammar = cast.grammar
    marked = {i for m in grammar.reading.mentions for i in grammar.reading.words_in(m.span)}
    for mention in grammar.reading.mentions:
        words = grammar.reading.words_in(mention.span)
        if mention.kind is not MentionKind.ROLE or not len(words):
            continue
        last, first = words.stop - 1, words.stop
        title = grammar.form(last)
        if len(words) > 1 and grammar.tag(last) == "PROPN" and atlas.gender(title) is not None:
            first = last
        elif not title.endswith(".") or title.rstrip(".") not in HONORIFICS:
            continue
        stop = words.stop
        while _unmarked(cast, stop, words.stop - 1, marked) and stop < words.stop + 3:
            stop += 1
        if stop > words.stop:
            yield Mention(kind=MentionKind.PERSON, span=grammar.span(first, stop), score=0.5), range(first, stop)


def _labels(cast: Cast, found: list[tuple[Mention, range]]) -> Iterator[tuple[Mention, range]]:
    """Yield the family names that the reader took for bodies: labels of a transcript ("HOLM:", "MS. HOLM:").

    And elsewhere names the atlas knows no body by: "Holm appealed" in a page on the trial of Ada Holm.
    """
    grammar = cast.grammar
    family = {_tokens(cast, w)[-1:] for _, w in found if len(w) > 1}
    for mention in grammar.reading.mentions:
        words = grammar.reading.words_in(mention.span)
        if mention.kind is MentionKind.ORGANISATION and len(words) == 1 and _tokens(cast, words) in family:
            labelled = grammar.together(words.start, words.stop) and grammar.form(words.stop) == ":"
            bare = cast.codes.at(words.start) is None and grammar.form(words.start - 1) != "the"
            if labelled or bare or grammar.form(words.start - 1).rstrip(".") in HONORIFICS:
                yield Mention(kind=MentionKind.PERSON, span=mention.span, score=mention.score), words
        elif mention.kind is MentionKind.ORGANISATION and _titled_body(cast, words):
            yield Mention(kind=MentionKind.PERSON, span=mention.span, score=mention.score), words
    marked = {i for m in grammar.reading.mentions for i in grammar.reading.words_in(m.span)}
    for at, form in enumerate(grammar.forms[1:]):
        # "HOLM: Let us begin", where the reader saw no name
        if form == ":" and at not in marked and grammar.text(at, at + 1).isupper() and (grammar.form(at),) in family:
            yield Mention(kind=MentionKind.PERSON, span=grammar.span(at, at + 1), score=0.5), range(at, at + 1)


def _titled_body(cast: Cast, words: range) -> bool:
    """Tell whether a name taken for a body's is a person's by the noun before it: "Norvian businessman Ada Voss"."""
    grammar = cast.grammar
    before = words.start - 1
    if not 1 < len(words) < 4 or grammar.tag(before) != "NOUN" or not grammar.together(before, words.start):
        return False
    forms = [grammar.form(i) for i in words]
    found = lexicon().head([grammar.form(before)])
    if found is None or found[0].sort != "one" or found[0].passes or found[2] or not all(map(str.isalpha, forms)):
        return False
    alone = all(cast.codes.at(i) is None and not grammar.text(i, i + 1).isupper() for i in words)
    return alone and naming.row(cast, words) is None


def _whole(cast: Cast, atlas: Atlas, named: list[tuple[Mention, range]]) -> list[tuple[Mention, range]]:
    """Give the pieces of a name the reader cut in two ("Yury", "Ushakov") the words of the whole name."""
    joined: list[tuple[Mention, range]] = []
    text = cast.grammar.reading.article.text
    marked = {i for m in cast.grammar.reading.mentions for i in cast.grammar.reading.words_in(m.span)}
    for mention, cut in named:
        words = _grown(cast, atlas, cut, marked)
        before = joined[-1][1] if joined else range(0)
        whole = words
        between = text[joined[-1][0].span.end : mention.span.start] if joined else "-"
        if between in ("", " ", "\xa0") and cast.grammar.together(before.start, words.start):
            whole = range(before.start, words.stop)
            joined[-1] = (joined[-1][0], whole)
        joined.append((mention, whole))
    return joined


def _grown(cast: Cast, atlas: Atlas, words: range, marked: set[int]) -> range:
    """Give a name of one word the rest of it that nothing marks: "Ada" in "what Ada Voss did".

    The tree must join the two, or the first be a given name.
    """
    grammar = cast.grammar
    if len(words) != 1:
        return words
    first, last = words.start, words.stop
    given = atlas.gender(grammar.form(first)) is not None
    while _unmarked(cast, last, first, marked) and ((given and last == first + 1) or _flat(cast, last, first)):
        last += 1
    before = first - 1
    if last == words.stop and _unmarked(cast, before, first, marked) and not _titular(cast, before, last):
        given = atlas.gender(grammar.form(before)) is not None
        first = before if given or _flat(cast, first, before) else first
    return range(first, last)


def _flat(cast: Cast, i: int, first: int) -> bool:
    return cast.grammar.relation(i) == "flat" and cast.grammar.head(i) == first


def _unmarked(cast: Cast, i: int, beside: int, marked: set[int]) -> bool:
    grammar = cast.grammar
    text = grammar.reading.article.text
    if grammar.tag(i) != "PROPN" or i in marked or not grammar.together(i, beside):
        return False
    return text[grammar.reading.words[i].start].isupper()


def name(cast: Cast, mention: Mention, words: range, draft: Draft) -> None:
    """A person's name as the page writes it in full: everybody whose full name fits is one person."""
    cast.place(mention, words[0], draft, how="reference.people.name", score=mention.score)
    _mark(cast, words, draft)


def alias(cast: Cast, mention: Mention, words: range) -> None:
    """A short form of a name ("Putin") means the person of that name on the page ("Vladimir Putin").

    Where two people share it ("Clinton"), a title before it decides ("Mrs. Clinton"), else the one known for
    an office ("Voss" is the president rather than his daughter), the one
    the page names more often, the one named last.
    """
    form = _tokens(cast, words)
    gender, _ = _honorific(cast, words)
    best: tuple[float, bool, int, int] | None = None
    meant: Draft | None = None
    for draft in _people(cast, form):
        fit = max((short_for(form, known) for known in draft.forms), default=0.0)
        if fit <= 0.0 or (gender and draft.gender and gender != draft.gender):
            continue
        before = cast.last_before(draft, words[0])
        known = bool(cast.codes.atlas.holders(draft.name))
        rank = (fit, known, cast.mentions(draft), before if before is not None else -1)
        if best is None or rank > best:
            best, meant = rank, draft
    if meant is None or best is None:
        meant = _new(cast, words)
        name(cast, mention, words, meant)
        return
    meant.gender = meant.gender or gender
    how = "reference.people.name" if form in meant.forms else "reference.people.alias"
    cast.place(mention, words[0], meant, how=how, score=mention.score * min(1.0, best[0] + 0.05))
    _mark(cast, words, meant)


def _name(cast: Cast, mention: Mention, words: range) -> None:
    form = _tokens(cast, words)
    gender, _ = _honorific(cast, words)
    for draft in _people(cast, form):
        if gender and draft.gender and gender != draft.gender:
            continue
        if any(short_for(form, known) >= _FIT for known in draft.forms):
            cast.spell(draft, form)
            name(cast, mention, words, draft)
            return
        if any(short_for(known, form) >= _FIT and len(weighty(known)) > 1 for known in draft.forms):
            cast.spell(draft, form)
            draft.name = cast.grammar.text(words.start, words.stop)
            name(cast, mention, words, draft)
            return
    name(cast, mention, words, _new(cast, words))


def _new(cast: Cast, words: range) -> Draft:
    gender, sector = _honorific(cast, words)
    draft = Draft(
        name=cast.grammar.text(words.start, words.stop),
        kind=ActorKind.PERSON,
        number=Number.ONE,
        gender=gender,
        sector=sector,
    )
    cast.spell(draft, _tokens(cast, words))
    return cast.add(draft)


def _people(cast: Cast, form: tuple[str, ...]) -> list[Draft]:
    return [d for d in cast.namesakes(form) if d.kind is ActorKind.PERSON]


def _mark(cast: Cast, words: range, draft: Draft) -> None:
    for i in words:
        cast.at.setdefault(i, draft)


def _tokens(cast: Cast, words: range) -> tuple[str, ...]:
    return tokens(cast.grammar.text(words.start, words.stop))


def _bare(cast: Cast, mention: Mention) -> range | None:
    """Return the words of a person's name without titles, possessive and brackets; None when none is left."""
    grammar = cast.grammar
    if mention.kind is not MentionKind.PERSON or misread(grammar, cast.codes.atlas, mention):
        return None
    words = grammar.reading.words_in(mention.span)
    if constituencies.label(grammar, words) or constituencies.town(grammar, words):
        return None
    first, last = words.start, words.stop
    comma = next((i for i in range(first + 1, last) if grammar.form(i) == ","), last)
    if grammar.form(comma + 1).rstrip(".") not in _SUFFIXES:
        last = comma  # what follows says who it is: "Ada Voss, Foreign Office Minister"
    while last > first and grammar.tag(last - 1) in ("PART", "PUNCT", "DET"):
        last -= 1
    first += titled(grammar, cast.codes.atlas, range(first, last))
    while last - first > 1 and _titular(cast, first, last):
        first += 1
    while first < last and grammar.tag(first) in ("PUNCT", "DET"):
        first += 1
    first = portfolio(grammar, cast.codes.atlas, range(first, last)) if first > words.start else first
    if (
        first >= last
        or all(grammar.form(i) in _TITLES for i in range(first, last))
        or not any(c.isalpha() for c in grammar.form(last - 1))
    ):
        return None
    form = grammar.form(first).rstrip(".")
    if last - first == 1 and (grammar.tag(first) == "PRON" or form in HONORIFICS or form in _TITLES):
        # "Secretary" alone, in "Secretary of State Ada Voss", is a title the reader took for a name.
        return None
    return range(first, last)


def _titular(cast: Cast, first: int, last: int) -> bool:
    """Tell whether the first word of a marked name is a title: "President" in "President Ada Voss"."""
    form = cast.grammar.form(first).rstrip(".")
    if form in KEPT and last - first == 2:
        return False
    code = cast.codes.at(first)
    if code is not None and code.last < last and code.first == first:
        return True
    return form in HONORIFICS or form in _TITLES


def _honorific(cast: Cast, words: range) -> tuple[str | None, str | None]:
    """Return gender and sector a title right before the name tells: "Mrs.", "Gen."."""
    for i in (words.start - 1, words.start - 2):
        if not cast.grammar.together(i, words.start):
            break
        known = HONORIFICS.get(cast.grammar.form(i).rstrip("."))
        if known is not None:
            gender, sector = known
            return gender, "ELI" if sector in OVER and former(cast.grammar, i) else sector
        if i == words.start - 1 and not cast.grammar.form(i).endswith("."):
            break
    return None, None


def _given_gender(atlas: Atlas, draft: Draft) -> str | None:
    """Return the gender of a person's given name, where the name has one and nearly all bearers agree."""
    longest = max(draft.forms, key=len, default=())
    if len(weighty(longest)) < 2:
        return None
    return atlas.gender(longest[0])
