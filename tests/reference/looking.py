"""Reading references back: which actor each stretch of a notation means."""

from __future__ import annotations

from functools import cache

from communique.model import Actor, Mention, Reading, Reference
from communique.reference.actors import read_actors
from communique.reference.atlas import Atlas
from tests.markup import read


@cache
def atlas() -> Atlas:
    return Atlas.load()


def _governs(mention: Mention) -> bool:
    return True


def references(notation: str | Reading) -> tuple[Reference, ...]:
    reading = read(notation) if isinstance(notation, str) else notation
    return read_actors(reading, atlas(), _governs)


def meant(notation: str) -> dict[str, Actor | None]:
    """Return the actor of each mention by its words; of equal words the last."""
    reading = read(notation)
    found: dict[str, Actor | None] = {}
    for reference in references(reading):
        target = reference.target
        assert target is None or isinstance(target, Actor)
        found[reference.mention.span.of(reading.article.text)] = target
    return found


def hows(notation: str) -> dict[str, str]:
    """Return how each mention was decided, by its words; of equal words the last."""
    reading = read(notation)
    return {r.mention.span.of(reading.article.text): r.how for r in references(reading)}


def coded(actor: Actor | None) -> tuple[str, str | None, str | None]:
    """Return name, country and sector of an actor that must be there."""
    assert actor is not None
    return actor.name, actor.country, actor.sector


def named(words: list[str]) -> str:
    """Return the tree of a name of several words, the last its head and the subject of "met"."""
    last = len(words)
    return " ".join(f"{w}/PROPN/{'nsubj/met' if i == last else f'compound/{last}'}" for i, w in enumerate(words, 1))
