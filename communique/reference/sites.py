"""Where a body lies, as its name or the words right behind it say."""

from __future__ import annotations

from communique.model import PlaceKind
from communique.reference.cast import Cast
from communique.reference.codes import COUNTRY, ORGANISATION, PLACE
from communique.reference.landmarks import is_american

_LARGE = 100_000


def said(cast: Cast, words: range) -> str | None:
    """Return the country where a body is said to be: "Nordvik University in Estmark City, Estmark"."""
    grammar = cast.grammar
    if grammar.form(words.start - 1) == "based" and grammar.form(words.start - 2) in ("-", "–"):
        code = cast.codes.at(words.start - 3)
        return code.country if code is not None else town(cast, range(words.start - 3, words.start - 2))
    at = words.stop
    if grammar.form(at) == "(" and grammar.form(at + 2) == ")":
        at += 3
    if grammar.form(at) != "in" or not grammar.together(words.start, at + 1):
        return None
    code = cast.codes.at(at + 1)
    end = code.last if code is not None else at + 2
    beyond = cast.codes.at(end + 1) if grammar.form(end) == "," and grammar.together(at, end + 1) else None
    if beyond is not None and beyond.sort in (COUNTRY, PLACE) and (code is None or code.sort == PLACE):
        return beyond.country
    return code.country if code is not None and code.sort != ORGANISATION else None


def town(cast: Cast, words: range) -> str | None:
    """Return the country of the large city in the name of a school, a hospital, a police: "Karachi University"."""
    text = cast.grammar.reading.article.text
    if any(is_american(text, cast.grammar.span(i, i + 1).end) for i in words):  # "Athens Police Department"
        return None
    named = (cast.grammar.text(i, i + 1) for i in words)
    found = [p for n in named if n[:1].isupper() for p in cast.codes.atlas.place(n)[:1]]
    countries = {p.country for p in found if p.primary and p.population >= _LARGE and p.kind is PlaceKind.CITY}
    return countries.pop() if len(countries) == 1 else None
