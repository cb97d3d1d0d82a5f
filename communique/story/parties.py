"""Who is who across pages: the actors of all accounts, put together as parties."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from communique.model import Actor, ActorKind, Party, Same, Shelf, Verdict, digest

_NAMED = frozenset({ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.GOVERNMENT, ActorKind.MEDIA})
Key = tuple[str, ...]


class Parties:
    """Parties by the ids of their actors."""

    def __init__(self, parties: Iterable[Party]) -> None:
        """Index ``parties``, each actor in one of them."""
        self.all = tuple(parties)
        self._of = {actor: party for party in self.all for actor in party.actors}
        self._by_id = {party.id: party for party in self.all}

    def of(self, actor: str) -> Party | None:
        """Return the party an actor (by id) is."""
        return self._of.get(actor)

    def by_id(self, party: str) -> Party:
        """Return a party by its id; raises KeyError."""
        return self._by_id[party]

    def ids(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the parties that actors (by id) are, each once, in their order."""
        return tuple(dict.fromkeys(self._of[a].id for a in actors if a in self._of))


def gather(shelf: Shelf, verdicts: Sequence[Same] = ()) -> Parties:
    """Put the actors of all accounts together.

    Those with one Wikidata id are one; so are those of one kind, country and name, however it is written, and a
    surname alone is the one full name of the dossier that ends in it ("Voss" beside "Ida Voss", unless there is
    "Karl Voss" too). People only described ("two officials") are others on each page; states and bodies are not ("the
    six powers", "the rebels"). What a person has decided (``verdicts`` on actors) wins over all of it.
    """
    keys: dict[str, Key] = {}
    actors: dict[str, Actor] = {}
    for actor, article in shelf.actors():
        actors[actor.id] = actor
        keys[actor.id] = _key(actor, article)
    _join_known(keys, actors)
    _join_surnames(keys, actors)
    _judge(keys, verdicts)
    groups: dict[Key, list[str]] = defaultdict(list)
    for actor_id, key in keys.items():
        groups[key].append(actor_id)
    return Parties(_party(key, [actors[a] for a in members]) for key, members in groups.items())


def folded(name: str) -> str:
    """Return a name without accents, capitals, marks and a leading article: "The Élysée" is "elysee"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in plain.casefold().replace("'s", "").replace("’s", "")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def is_described(actor: Actor) -> bool:
    """Tell whether an actor has no name of its own: "two officials", "the fighters"."""
    return not any(c.isupper() for c in actor.name)


def _key(actor: Actor, article: str) -> Key:
    if actor.wikidata:
        return ("wikidata", actor.wikidata)
    name = folded(actor.name)
    if is_described(actor) and actor.kind in (ActorKind.PERSON, ActorKind.PEOPLE):
        return ("described", article, actor.id)
    if actor.kind is ActorKind.PERSON:
        return ("person", name)
    return ("body" if actor.kind in _NAMED else actor.kind.value, actor.country or "", name)


def _join_known(keys: dict[str, Key], actors: dict[str, Actor]) -> None:
    """An actor without a Wikidata id is the one that has it and the same name and country."""
    known: dict[tuple[str, str | None], set[Key]] = defaultdict(set)
    for at, key in keys.items():
        if key[0] == "wikidata":
            known[folded(actors[at].name), actors[at].country].add(key)
    for at, key in keys.items():
        if key[0] in ("person", "body"):
            meant = known.get((folded(actors[at].name), actors[at].country), set())
            if len(meant) == 1:
                keys[at] = next(iter(meant))


def _join_surnames(keys: dict[str, Key], actors: dict[str, Actor]) -> None:
    """A single name is the only full one that ends in it."""
    full: dict[str, set[Key]] = defaultdict(set)
    for at, key in keys.items():
        words = folded(actors[at].name).split()
        if actors[at].kind is ActorKind.PERSON and len(words) > 1 and key[0] != "described":
            full[words[-1]].add(key)
    for at, key in keys.items():
        meant = full.get(key[-1], set()) if key[0] == "person" and " " not in key[-1] else set()
        if len(meant) == 1:
            keys[at] = next(iter(meant))


def _judge(keys: dict[str, Key], verdicts: Sequence[Same]) -> None:
    """Apply what people decided: one party of two, or the right one taken out of its party."""
    for row in verdicts:
        if row.left not in keys or row.right not in keys or row.by == "rule":
            continue
        left, right = keys[row.left], keys[row.right]
        if row.verdict is Verdict.SAME:
            keys.update((at, left) for at, key in list(keys.items()) if key == right)
        elif row.verdict is Verdict.DIFFERENT and left == right:
            keys[row.right] = ("apart", row.right)


def _party(key: Key, members: list[Actor]) -> Party:
    """Make a party of actors; it is called by the name most of them bear, of equally many the longest."""
    names = [a.name for a in members]
    name = max(sorted(set(names)), key=lambda n: (names.count(n) + (" " in n), len(n)))
    first = next((a for a in members if a.name == name), members[0])
    return Party(
        id=digest("party", *key),
        name=name,
        kind=first.kind,
        country=_most([a.country for a in members]),
        sector=_most([a.sector for a in members]),
        wikidata=next((a.wikidata for a in members if a.wikidata), None),
        actors=tuple(a.id for a in members),
    )


def _most(given: list[str | None]) -> str | None:
    known = [g for g in given if g]
    return max(sorted(set(known)), key=known.count) if known else None
