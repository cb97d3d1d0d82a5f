"""Words that carry a country, a government or a known organisation: what the atlas knows of this page's names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from communique.model import ActorKind, Mention, MentionKind
from communique.reference.atlas import Atlas, Country, Organisation
from communique.reference.folding import fold
from communique.reference.grammar import Grammar
from communique.reference.prefixes import titled

COUNTRY, NATIONALITY, CAPITAL, SEAT, ORGANISATION = "country", "nationality", "capital", "seat", "organisation"
PLACE = "place"
_LARGE = 100_000
"""Inhabitants from which a city is taken to be known by its name alone, when only its country is asked."""
_LONGEST = 8
_COMPASS = frozenset({"new", "north", "south", "east", "west"})
_QUARTERS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest".split()
)
_BREAKAWAY = frozenset(
    "abkhaz abkhazian abkhazians south-ossetian south-ossetians transnistrian transnistrians somalilander "
    "somalilanders sahrawi sahrawis saharawi saharawis turkish-cypriot turkish-cypriots".split()
)
"""Peoples whose region the state they are coded with does not hold: the atlas knows only that state."""
_DEPARTMENTS = frozenset(
    "ministry ministries minister ministers department secretary committee council bureau commission institute".split()
)
_SMALL = frozenset(
    {"of", "the", "and", "for", "in", "on", "de", "al", "-", "'s"}
    | {"del", "della", "di", "des", "du", "der", "la", "le", "el", "e", "y", "et", "da", "do", "&"}
)
"""Small words inside names: "Bank of Norvia", "Corriere della Sera", "Folha de S.Paulo"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What the atlas says of the words ``first`` up to ``last``: ``sort`` is one of the six constants above.

    ``country`` and ``sector`` are PLOVER codes, ``sectors`` further ones: PRE of a breakaway region's name or
    people; ``name`` the country's or organisation's usual name.
    """

    name: str
    sort: str
    country: str | None
    sector: str | None
    kind: ActorKind
    first: int
    last: int
    wikidata: str | None = None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a page by word."""

    found: dict[int, Code]
    atlas: Atlas
    marks: dict[int, MentionKind]

    @classmethod
    def of(cls, grammar: Grammar, atlas: Atlas) -> Self:
        """Look up every capitalised stretch of words, longest first, outside the names of people."""
        found: dict[int, Code] = {}
        marks = _marks(grammar, atlas)
        families = _families(grammar, marks)
        at = 0
        while at < len(grammar.forms):
            code = _longest(grammar, atlas, marks, at) if marks.get(at) is not MentionKind.PERSON else None
            if code is not None and code.kind is ActorKind.MEDIA and grammar.form(code.last - 1) in families:
                # "Hill" is no newspaper where Ada Hill is on trial.
                code = code if code.last - code.first > 1 else None
            if code is None:
                at += 1
                continue
            found.update((i, code) for i in range(code.first, code.last))
            at = code.last
        return cls(found, atlas, marks)

    def at(self, i: int) -> Code | None:
        """Return the code of word ``i``, or None."""
        return self.found.get(i)

    def naming(self, first: int, last: int, grammar: Grammar) -> list[Code]:
        """Return the codes within those words that are not the first half of a compound ("English-language")."""
        return [c for c in self.within(first, last) if grammar.form(c.last) not in ("-", "–", "‑")]

    def local(self, i: int) -> bool:
        """Tell whether word ``i`` names a place or carries a code."""
        return i in self.found or self.marks.get(i) is MentionKind.PLACE

    def body(self, i: int) -> bool:
        """Tell whether word ``i`` belongs to the name of an organisation."""
        code = self.found.get(i)
        return self.marks.get(i) is MentionKind.ORGANISATION if code is None else code.sort == ORGANISATION

    def name_of(self, country: str) -> str:
        """Return the usual name of the country with this code, the code itself where there is none."""
        known = self.atlas.countries.get(country)
        return known.name if known is not None else country

    def identifier_of(self, country: str) -> str | None:
        """Return the Wikidata id of the country with this code, None where there is none."""
        known = self.atlas.countries.get(country)
        return known.wikidata if known is not None else None

    def within(self, first: int, last: int) -> list[Code]:
        """Return the codes of the words from ``first`` up to ``last``, each once, in order."""
        codes: list[Code] = []
        for i in range(first, last):
            code = self.found.get(i)
            if code is not None and code not in codes:
                codes.append(code)
        return codes


def _families(grammar: Grammar, marks: dict[int, MentionKind]) -> frozenset[str]:
    """Return the last words of the full names of people."""
    person = MentionKind.PERSON
    return frozenset(
        grammar.form(i)
        for i in marks
        if marks[i] is person and marks.get(i + 1) is not person and marks.get(i - 1) is person
    )


def _marks(grammar: Grammar, atlas: Atlas) -> dict[int, MentionKind]:
    marks: dict[int, MentionKind] = {}
    for mention in grammar.reading.mentions:
        kind = MentionKind.ORGANISATION if misread(grammar, atlas, mention) else mention.kind
        words = grammar.reading.words_in(mention.span)
        if kind is MentionKind.PERSON:
            # "FBI Director Ada Voss", marked as one name: the title may hold a country or a body.
            for i in words[: titled(grammar, atlas, words)]:
                marks.setdefault(i, MentionKind.ROLE)
        for i in words:
            marks.setdefault(i, kind)
    return marks


def misread(grammar: Grammar, atlas: Atlas, mention: Mention) -> bool:
    """Tell whether the reader took an organisation or seat the atlas knows ("Al Qaeda") for a person."""
    if mention.kind is not MentionKind.PERSON:
        return False
    name = " ".join(mention.span.of(grammar.reading.article.text).split())
    seat = atlas.seat(name)
    known = atlas.organisation(name) is not None or (seat is not None and seat.acts)
    return known and not atlas.holders(name)


def _longest(grammar: Grammar, atlas: Atlas, marks: dict[int, MentionKind], first: int) -> Code | None:
    """Return the code of the longest known name that begins at word ``first``."""
    words = grammar.reading.words
    text = grammar.reading.article.text
    if not text[words[first].start].isupper():
        return None
    limit = first + 1
    while limit < len(words) and limit < first + _LONGEST and grammar.together(first, limit):
        capital = text[words[limit].start].isupper() or text[words[limit].start].isdigit()
        if marks.get(limit) is MentionKind.PERSON or not (capital or grammar.form(limit) in _SMALL):
            break
        limit += 1
    for last in range(limit, first, -1):
        if grammar.form(last - 1) in _SMALL:
            continue
        name = " ".join(text[words[first].start : words[last - 1].end].split())
        whole = marks.get(last) is not marks.get(first) and marks.get(first - 1) is not marks.get(first)
        mark = marks.get(first) if whole else None
        if last - first == 2 and grammar.form(first) in _COMPASS and atlas.region(name) is not None:
            # A reader that marks only "Jersey" in "New Jersey Gov. Ada Holm" means no island in the Channel.
            mark = MentionKind.PLACE
        code = _known(atlas, name, (first, last), mark)
        if code is not None and not (code.kind is ActorKind.MEDIA and _ministry(grammar, first)):
            return code
    return None


def _ministry(grammar: Grammar, first: int) -> bool:
    """Tell whether a name goes on that of an office: "Ministry of Foreign Affairs" is no journal of that name."""
    return grammar.form(first - 1) in ("of", "for", "on") and grammar.form(first - 2) in _DEPARTMENTS


def _known(atlas: Atlas, name: str, words: tuple[int, int], mark: MentionKind | None) -> Code | None:
    """Ask the atlas for ``name``. Outlets with everyday names ("Time") count only where the reader saw a name."""
    organisation = atlas.organisation(name)
    if organisation is not None and organisation.own:
        return _organisation(organisation, words)
    if country := atlas.country(name):
        return _of_country(country, COUNTRY, words)
    if organisation is not None and mark is MentionKind.ORGANISATION:
        return _organisation(organisation, words)
    seat = atlas.seat(name)
    if seat is not None and seat.acts:
        government = seat.sector in (None, "GOV")
        return Code(
            name=seat.name,
            sort=SEAT,
            country=seat.country,
            sector=seat.sector or "GOV",
            kind=ActorKind.GOVERNMENT if government else ActorKind.ORGANISATION,
            first=words[0],
            last=words[1],
            wikidata=None if government else atlas.seat_identifier(seat.name),
        )
    if nation := atlas.nationality(name):
        pre = ("PRE",) if fold(name).replace(" ", "-") in _BREAKAWAY else ()
        return replace(_of_country(nation, NATIONALITY, words), sectors=pre)
    if country := atlas.capital(name):
        return _of_country(country, CAPITAL, words)
    if organisation is not None and (words[1] - words[0] > 1 or (name.isupper() and len(name) > 2)):
        return _organisation(organisation, words)
    return _place(atlas, name, words) if mark in (MentionKind.PLACE, MentionKind.FACILITY) else None


def _of_country(country: Country, sort: str, words: tuple[int, int]) -> Code:
    return Code(
        name=country.name,
        sort=sort,
        country=country.code,
        sector=None if sort == NATIONALITY else "GOV",
        kind=ActorKind.PEOPLE if sort == NATIONALITY else ActorKind.GOVERNMENT,
        first=words[0],
        last=words[1],
    )


def _place(atlas: Atlas, name: str, words: tuple[int, int]) -> Code | None:
    """Return the country a region or a large city lies in: enough for "Donetsk officials", never a government.

    None where a region and a large city of one name lie in different countries ("Charlotte"), and for a bare
    quarter of the sky: "the North's leader" is of no region that is called so.
    """
    region = atlas.region(name)
    city = next((p.country for p in atlas.place(name)[:1] if p.population >= _LARGE and p.primary), None)
    country = region.country if region is not None else city
    if country is None or (city is not None and city != country) or name.lower() in _QUARTERS:
        return None
    return Code(
        name=name,
        sort=PLACE,
        country=country,
        sector=None,
        kind=ActorKind.PEOPLE,
        first=words[0],
        last=words[1],
        sectors=(region.mark,) if region is not None and region.mark else (),
    )


def _organisation(found: Organisation, words: tuple[int, int]) -> Code:
    return Code(
        name=found.name,
        sort=ORGANISATION,
        country=found.country,
        sector=found.sector,
        kind=found.kind,
        first=words[0],
        last=words[1],
        wikidata=found.wikidata,
        sectors=found.sectors,
    )
