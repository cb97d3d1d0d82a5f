"""Governments, organisations and peoples by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from communique.model import ActorKind, Mention, MentionKind
from communique.reference import constituencies, naming, peoples, sites
from communique.reference.cast import Cast, Draft, Number
from communique.reference.codes import CAPITAL, COUNTRY, NATIONALITY, ORGANISATION, PLACE, SEAT, Code, misread
from communique.reference.descriptions import ALLIANCE, describe
from communique.reference.lexicon import lexicon
from communique.reference.names import initials, tokens
from communique.reference.shortened import WORDS

Governs = Callable[[Mention], bool]
_NAMED = frozenset({MentionKind.PLACE, MentionKind.ORGANISATION, MentionKind.NATIONALITY, MentionKind.FACILITY})
_EVERYWHERE = frozenset({"international", "global", "world", "european"})
_TOWNED = frozenset({"EDU", "MED", "COP", "JUD"})
_SITED = frozenset({"EDU", "MED", "JUD", "COP", "BUS", "REL", "JRN", "LAB"})
"""Of a ministry or a mission "in Estmark" nothing follows: it may be another country's."""
_BOARDS = frozenset({"committee", "subcommittee", "commission", "panel", "council", "caucus", "court", "university"})
"""Last words of names that a reader leaves out now and then."""
_QUOTES = frozenset("\"“”'’»")
_UNIONS = frozenset({"Commission", "Council", "Parliament"})
"""Institutions of the European Union by the last word of their names."""
_KINDS = frozenset(
    {ActorKind.ORGANISATION, ActorKind.GOVERNMENT, ActorKind.ARMED_FORCE, ActorKind.GROUP, ActorKind.MEDIA}
)


def introduce(cast: Cast, governs: Governs) -> None:
    """Find the governments, organisations and peoples the page names.

    ``governs`` tells of a mention of a place whether it stands for a government there.
    """
    for mention, head in _mentions(cast):
        if head in cast.at:
            continue
        code = _code(cast, mention, head)
        if code is not None and code.sort == ORGANISATION:
            organisation(cast, mention, head, code)
        elif code is not None and code.sort == NATIONALITY:
            _nation(cast, mention, head, code)
        elif code is not None and code.sort in (COUNTRY, CAPITAL, SEAT):
            if governs(mention):
                metonym(cast, mention, head, code)
            elif mention.kind is MentionKind.NATIONALITY or _modifies(cast, code):
                nationality(cast, mention, head, code)
        elif mention.kind is MentionKind.ORGANISATION:
            unknown(cast, mention, head)


def government_of(cast: Cast, country: str) -> Draft:
    """Return the one draft of a country's government, made at its first mention."""
    if country not in cast.governments:
        cast.governments[country] = cast.add(
            Draft(
                name=cast.codes.name_of(country),
                kind=ActorKind.GOVERNMENT,
                number=Number.BODY,
                country=country,
                sector="GOV",
                wikidata=cast.codes.identifier_of(country),
            )
        )
    return cast.governments[country]


def metonym(cast: Cast, mention: Mention, head: int, code: Code) -> None:
    """A country, its capital or the seat of its government stands for that government ("Moscow's willingness").

    Seats of other bodies ("the Pentagon") stand for those. Whether the place is meant instead
    ("in Moscow") was decided from the words around it.
    """
    if code.sort == SEAT and code.kind is not ActorKind.GOVERNMENT:
        draft = _body(cast, code)
    else:
        draft = government_of(cast, code.country or code.name)
    how = "reference.bodies.name" if code.sort == COUNTRY else "reference.bodies.metonym"
    cast.place(mention, head, draft, how=how, score=mention.score * 0.9)


def name(cast: Cast, mention: Mention, head: int, draft: Draft, sure: float) -> None:
    """The name of a government, a people or an organisation, as the page writes it or for short."""
    cast.place(mention, head, draft, how="reference.bodies.name", score=mention.score * sure)
    for i in cast.grammar.reading.words_in(mention.span):
        cast.at.setdefault(i, draft)


def nationality(cast: Cast, mention: Mention, head: int, code: Code) -> None:
    """An adjective of nationality ("Russian" in "Russian demands") points to that country's government.

    It says whose something is; whether that government acts, the phrase around it decides.
    """
    cast.place(
        mention,
        head,
        government_of(cast, code.country or code.name),
        how="reference.bodies.nationality",
        score=mention.score * 0.6,
    )


def _nation(cast: Cast, mention: Mention, head: int, code: Code) -> None:
    chunk = cast.grammar.chunk_of(head)
    if chunk is not None and chunk.head == head and cast.grammar.tag(head) in ("NOUN", "PROPN"):
        people(cast, mention, head, code)
    else:
        nationality(cast, mention, head, code)


def _modifies(cast: Cast, code: Code) -> bool:
    """Tell whether a country is used like an adjective of nationality: "US President", "U.S. and Omani envoys"."""
    grammar = cast.grammar
    chunk = grammar.chunk_of(code.last - 1)
    if code.sort != COUNTRY or chunk is None or not grammar.text(code.first, code.last).replace(".", "").isupper():
        return False
    if chunk.head >= code.last:
        return grammar.form(code.last) not in ("-", "–")
    after = cast.codes.at(code.last + 1)
    return grammar.form(code.last) in ("and", ",") and after is not None and after.sort == NATIONALITY


def people(cast: Cast, mention: Mention, head: int, code: Code) -> None:
    """A people by name ("the Americans") is a people of that country: civilians, a social group within it, or, as a
    side of talks, those who speak for it.
    """
    sort = peoples.sort_of(cast, head)
    roots = sort is peoples.Sort.ROOTS
    key = (sort.name, cast.grammar.text(head - 2, head) if roots else "", code.country or code.name)
    if key not in cast.groups:
        single = cast.grammar.form(head).endswith("an")
        cast.groups[key] = cast.add(
            Draft(
                name=cast.grammar.text(head - 2 if roots else head, head + 1),
                kind=ActorKind.PERSON if single else ActorKind.PEOPLE,
                number=Number.ONE if single else Number.MANY,
                country=code.country,
                sector=sort.value,
            )
        )
    name(cast, mention, head, cast.groups[key], 0.9)


def organisation(cast: Cast, mention: Mention, head: int, code: Code) -> None:
    """An organisation, armed group or outlet the atlas knows, with the code and sector the atlas gives it."""
    draft = _body(cast, code)
    short = initials(cast.grammar.text(code.first, code.last))
    if len(short) > 1:
        cast.groups.setdefault(("initials", short), draft)
    name(cast, mention, head, draft, 1.0)


def _body(cast: Cast, code: Code) -> Draft:
    key = ("name", code.name)
    if key not in cast.groups:
        draft = Draft(
            name=code.name,
            kind=code.kind,
            number=Number.BODY,
            country=code.country,
            sector=code.sector,
            wikidata=code.wikidata,
            sectors=code.sectors,
        )
        cast.groups[key] = cast.add(draft)
        cast.spell(draft, tokens(code.name))
    return cast.groups[key]


def unknown(cast: Cast, mention: Mention, head: int) -> None:
    """An organisation the atlas does not know: its own words tell what it is ("Ministry", "Party", "University").

    Country from a nationality in or before the name, a possessor, or "of …". Initials and shortened
    names join the fuller name used earlier on the page.
    """
    grammar = cast.grammar
    words = _whole(cast, mention)
    text = grammar.text(words.start, words.stop).removesuffix("'s").removesuffix("’s")
    text = text.removeprefix("the ").removeprefix("The ")
    if text.islower() or not any(c.isalpha() for c in text) or constituencies.label(grammar, words):
        # "regime" and "the" are no names, nor is "R-NV" behind a senator's.
        return
    known = _same(cast, text) or _bracketed(cast, words)
    if known is None and cast.codes.atlas.region(text) is not None:
        # The reader takes "Donbas" for an organisation now and then.
        return
    if known is None:
        known = _make(cast, text)
    _learn(cast, known, words)
    if known.sector is None:
        _told(cast, known, words)
    name(cast, mention, head, known, 0.95)


def _bracketed(cast: Cast, words: range) -> Draft | None:
    """Return the body whose initials a bracket gives: "Norland Securities Board (NSX)"."""
    text = cast.grammar.text(words.start, words.stop)
    if cast.grammar.form(words.start - 1) != "(" or sum(c.isupper() for c in text) < 2 or " " in text:
        return None
    draft = cast.at.get(words.start - 2)
    if draft is not None and draft.kind is not ActorKind.PERSON:
        cast.groups.setdefault(("name", text), draft)
        return draft
    return None


def _make(cast: Cast, text: str) -> Draft:
    draft = Draft(name=text, kind=ActorKind.ORGANISATION, number=Number.BODY)
    first, _, rest = text.partition(" ")
    allied = first == "Coalition" and rest.partition(" ")[0] not in ("for", "of", "to", "against")
    # "The Coalition", "Coalition military forces": in capitals one of states; so is "the anti-Estmark coalition".
    draft.country = ALLIANCE if allied or naming.allied(text) else None
    if text in _UNIONS and any(code.country == "EUR" for code in cast.codes.found.values()):
        # "The EU must act, the Commission said": on a page about the Union with no other body of that name.
        draft.country = "EUR"
    cast.groups[("name", text)] = cast.add(draft)
    cast.spell(draft, tokens(text))
    short = initials(text)
    if len(short) > 1:
        cast.groups.setdefault(("initials", short), draft)
    return draft


def _learn(cast: Cast, draft: Draft, words: range) -> None:
    """Take what the words of an organisation's name, and those right before it, tell: what it is, and of which country.

    "Norland airline Skyways": the noun before the name says what it is.
    """
    grammar = cast.grammar
    if draft.country == ALLIANCE and draft.name.lower().endswith("coalition"):
        return
    chunk = grammar.chunk_of(words.start)
    row = naming.row(cast, words)
    before = describe(cast, chunk, words.start) if chunk is not None and chunk.first < words.start else None
    if before is not None and before.noun.sort == "body":
        row = row or before.noun
    codes = cast.codes.naming(words.start, words.stop, grammar)
    if grammar.form(words.start) in _EVERYWHERE:
        # "International Coalition for Peace in Norvia" is not Norvia's.
        codes = [c for c in codes if grammar.form(c.first - 1) not in ("in", "for", "on")]
    if not codes and chunk is not None:
        codes = cast.codes.naming(chunk.begin, words.start, grammar)
        if codes and any(i in cast.at for i in range(codes[-1].last, words.start)):
            codes = []
    countries = [c.country for c in codes if c.country] or list(before.countries if before is not None else ())
    draft.country = draft.country or (countries[0] if countries else None)
    held = cast.codes.at(words.start)
    if held is not None and held.sort == ORGANISATION and held.kind is ActorKind.MEDIA:
        # "BBC Radio Four"
        draft.sector, draft.kind = draft.sector or held.sector, held.kind
    if row is None:
        return
    if row.sector in _TOWNED:
        draft.country = draft.country or sites.town(cast, words)
    if row.sector in _SITED:
        draft.country = draft.country or sites.said(cast, words)
    cast.call(draft, row.words)
    firm = row.words == "group" and len(words) > 1 and grammar.form(words.stop - 1) == "group"
    if firm and draft.sector is None:
        # "Nordvik Group" is a company far more often than anything else.
        row = lexicon().nouns["company"]
    if draft.sector is None and not (row.weak and row.sector != "CVL" and not countries):
        draft.sector = row.sector
        draft.kind = row.kind if row.kind in _KINDS else draft.kind


def _told(cast: Cast, draft: Draft, words: range) -> None:
    """Take what the noun behind a name tells, or an apposition: "the Nordvik union", "Tarkin, the carmaker, said".

    The name may stand in quotation marks: 'in "Havnetid," a weekly magazine'.
    """
    grammar = cast.grammar
    chunk = grammar.chunk_of(words.start)
    beside = chunk is not None and words.stop < chunk.last <= words.stop + 3
    if not beside:
        at = words.stop
        at += grammar.form(at) in _QUOTES
        apposed = grammar.form(at) == "," and grammar.together(words.start, at)
        at += 2 if grammar.form(at + 1) in _QUOTES else 1
        chunk = grammar.chunk_from(at) if apposed else None
    found = describe(cast, chunk) if chunk is not None else None
    if found is None or found.plural or found.noun.sort != "body" or found.noun.weak or found.chunk.owner is not None:
        return
    if not beside and not (found.definite or found.indefinite):
        return
    draft.sector = found.sector
    draft.country = draft.country or found.country


def _same(cast: Cast, text: str) -> Draft | None:
    """Return the organisation on the page that ``text`` is another form of."""
    known = cast.groups.get(("name", text))
    if known is not None:
        return known
    form = tokens(text)
    if ("initials", text) in cast.groups:
        return cast.groups[("initials", text)]
    paper = len(form) == 1 and form[0] in naming.PAPERS
    for draft in cast.namesakes(form):
        if draft.kind is ActorKind.PERSON:
            continue
        if form in draft.forms:
            return draft
        longer = draft.forms[0] if draft.forms else ()
        if paper and draft.sector == "JRN" and form[0] == longer[-1]:
            # "the Post" on a page that has named the Estmark Post
            return draft
        if len(form) == 1 and form[0] in WORDS and len(longer) > 1 and form[0] in (longer[0], longer[-1]):
            # "the Commission" on a page that has named the Norvian Harbour Commission, or a Commission on Harbours
            return draft
        if len(form) > 1 and len(form) < len(longer) and (longer[-len(form) :] == form or longer[: len(form)] == form):
            return draft
    return None


def _mentions(cast: Cast) -> Iterator[tuple[Mention, int]]:
    """Yield the reader's names of places, bodies and nations, and the codes it passed over, with head words."""
    grammar = cast.grammar
    covered: set[int] = set()
    for mention in grammar.reading.mentions:
        words = _whole(cast, mention)
        if _cut_short(cast, words):
            continue
        covered.update(words)
        kept = mention.kind in _NAMED or misread(grammar, cast.codes.atlas, mention)
        if kept and len(words):
            yield mention, _head(cast, words)
    done: set[tuple[int, int]] = set()
    for i, code in sorted(cast.codes.found.items()):
        if i in covered or (code.first, code.last) in done or code.sort == PLACE:
            continue
        done.add((code.first, code.last))
        if covered.isdisjoint(range(code.first, code.last)):
            kind = {ORGANISATION: MentionKind.ORGANISATION, NATIONALITY: MentionKind.NATIONALITY}
            span = grammar.span(code.first, code.last)
            mention = Mention(kind=kind.get(code.sort, MentionKind.PLACE), span=span, score=0.5)
            yield mention, _head(cast, range(code.first, code.last))


def _cut_short(cast: Cast, words: range) -> bool:
    """Tell whether the reader marked only a part of the name of a seat: "White" of "the White House"."""
    code = cast.codes.at(words.start) if len(words) else None
    if code is None or code.sort != SEAT:
        return False
    return len(words) < code.last - code.first and code.first <= words.start and words.stop <= code.last


def _whole(cast: Cast, mention: Mention) -> range:
    """Return the words of a name, and of the names of bodies right beside it: the reader cut one in two."""
    reading = cast.grammar.reading
    words = reading.words_in(mention.span)
    if mention.kind is not MentionKind.ORGANISATION or not len(words):
        return words
    marks = cast.codes.marks
    first, last = words.start, words.stop
    while marks.get(first - 1) is mention.kind and cast.grammar.together(first - 1, first) and words.stop - first < 12:
        first -= 1
    while marks.get(last) is mention.kind and cast.grammar.together(last, first) and last - words.start < 12:
        last += 1
    open_ = last not in marks and cast.codes.at(last) is None
    if open_ and cast.grammar.together(last, first) and cast.grammar.tag(last) == "PROPN":
        # "House Harbour | Committee"
        last += cast.grammar.form(last) in _BOARDS
    return range(first, last)


def _head(cast: Cast, words: range) -> int:
    """Return the word of a name that the rest of the sentence sees: the one whose head lies outside."""
    outside = [i for i in words if cast.grammar.head(i) not in words or cast.grammar.head(i) == i]
    nouns = [i for i in outside if cast.grammar.tag(i) in ("PROPN", "NOUN", "ADJ")]
    return (nouns or outside or [words.start])[0]


def _code(cast: Cast, mention: Mention, head: int) -> Code | None:
    words = cast.grammar.reading.words_in(mention.span)
    code = cast.codes.at(head) or cast.codes.at(words.stop - 1)
    if code is None or (mention.kind is MentionKind.ORGANISATION and code.sort not in (ORGANISATION, SEAT)):
        inner = [c for c in cast.codes.within(words.start, words.stop) if c.sort == ORGANISATION]
        if inner and inner[0].last - inner[0].first >= len(words) - 1:
            return inner[0]
        # "Norland Foreign Ministry" is an organisation although it begins with a country.
        return code if code is not None and code.last - code.first >= len(words) - 1 else None
    return code
