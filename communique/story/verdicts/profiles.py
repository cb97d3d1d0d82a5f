"""What a page is about, as it is compared with other pages: its rare words, names, people, places, numbers, years."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.model import READ_KINDS, Account, Actor, ActorKind, Article, Place, PlaceKind, Reference
from communique.story.parties import folded, is_described
from communique.story.verdicts.words import Rarity, Token, tokens

Bag = Mapping[str, float]
LEAD = 60
"""So many words open a page: what it is about is said there."""
MOST_TOKENS = 20_000
"""No more words of a page are looked at."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A page as bags of what it names, each thing with its weight; every bag has the length 1 (or is empty).

    ``lead`` are the words it opens with, ``names`` those written with a capital; ``people`` surnames, ``towns`` and
    ``countries`` as the atlas knows them, ``years`` told as such. ``size``: logarithm of how many words there are.
    """

    words: Bag
    names: Bag
    lead: Bag
    people: Bag
    lead_people: Bag
    towns: Bag
    countries: Bag
    numbers: Bag
    years: Bag
    size: float


def page_tokens(article: Article) -> list[Token]:
    """Return the words of the blocks that are read, furniture left out."""
    found: list[Token] = []
    for block in article.blocks:
        if block.kind in READ_KINDS and len(found) < MOST_TOKENS:
            found += tokens(article.text, block.span.start, block.span.end)
    return found[:MOST_TOKENS]


def place_key(place: Place) -> str:
    """Return what a place is called on every page: its ids are those of one page."""
    return f"g{place.geonames}" if place.geonames else f"{folded(place.name)}/{place.country or ''}"


def profile(account: Account, words: Sequence[Token], rarity: Rarity) -> Profile:
    """Make the profile of a page from its account and its words."""
    lead = words[:LEAD]
    ends = lead[-1].start if lead else 0
    plain = Counter(t.stem for t in words if not t.is_number)
    return Profile(
        words=_weighed(plain, rarity),
        names=_weighed(Counter(_names(words)), rarity),
        lead=_weighed(Counter(t.stem for t in lead), rarity),
        people=_weighed(Counter(_people(account.references)), rarity),
        lead_people=_weighed(Counter(_people(r for r in account.references if r.mention.span.start <= ends)), rarity),
        towns=_even(place_key(p) for p in _places(account.references) if p.kind is not PlaceKind.COUNTRY),
        countries=_even(p.country for p in _places(account.references) if p.country),
        numbers=_weighed(Counter(t.form for t in words if t.is_number), rarity),
        years=_even(t.form for t in words if _is_year(t)),
        size=math.log(1 + len(words)),
    )


def _is_year(token: Token) -> bool:
    return len(token.form) == 4 and token.form.isdigit() and "1900" <= token.form <= "2099"


def _names(words: Sequence[Token]) -> list[str]:
    """Stems of words written with a capital, unless the page writes them without one too or only where a sentence
    opens: "Fire destroys hall" tells no name."""
    small = {t.stem for t in words if not t.is_capital}
    inside = {t.stem for t in words if t.is_capital and not t.opens}
    return [t.stem for t in words if t.is_capital and t.stem in inside and t.stem not in small]


def _people(references: Iterable[Reference]) -> list[str]:
    """Surnames of the people a page names, once for each mention."""
    actors = [r.target for r in references if isinstance(r.target, Actor)]
    people = [a for a in actors if a.kind is ActorKind.PERSON and not is_described(a)]
    return [words[-1] for a in people if (words := folded(a.name).split())]


def _places(references: Iterable[Reference]) -> list[Place]:
    return [r.target for r in references if isinstance(r.target, Place)]


def _weighed(counts: Counter[str], rarity: Rarity) -> Bag:
    return unit({word: (1 + math.log(n)) * rarity.of(word) for word, n in counts.items()})


def _even(found: Iterable[str]) -> Bag:
    return unit({name: 1 + math.log(n) for name, n in Counter(found).items()})


def unit(bag: Bag) -> Bag:
    """Return a bag with the length 1; words of no weight are left out."""
    length = math.sqrt(sum(w * w for w in bag.values()))
    return {word: w / length for word, w in bag.items() if w > 0} if length else {}


def likeness(left: Bag, right: Bag) -> float:
    """Return the cosine of two bags of length 1; summed exactly, so that the order of words is no matter."""
    return math.fsum([left[word] * right[word] for word in left.keys() & right.keys()])
