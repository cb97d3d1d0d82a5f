"""The verb of this room: a reading becomes references to actors, places and times."""

from __future__ import annotations

from communique.model import Actor, Mention, Place, Reading, Reference
from communique.reference.actors import read_actors
from communique.reference.atlas import Atlas
from communique.reference.identifiers import identify
from communique.reference.metonyms import reads_as_government
from communique.reference.named import Named
from communique.reference.partakers import HOST
from communique.reference.places import read_places
from communique.reference.sports import about_sport
from communique.reference.times import read_times


def refer(reading: Reading, atlas: Atlas) -> tuple[Reference, ...]:
    """Return what every name, title, pronoun, description and date of ``reading`` means, in the order of the text.

    Pure and deterministic. A name that could not be resolved has a reference with target None, whose
    ``how`` says why; the name of a place that stands for its government is an actor and no place.
    """

    sport = reports_games(reading)
    named = Named.of(reading)

    def governs(mention: Mention) -> bool:
        # "Norvia beat Estmark 2-0": in a report of games the name of a country is its team's.
        return not sport and reads_as_government(reading, mention, atlas, named)

    actors = read_actors(reading, atlas, governs, sport=sport)
    every = merged(reading, actors, read_places(reading, atlas, named), read_times(reading))
    return identify(every, reading, atlas, sport)


def reports_games(reading: Reading) -> bool:
    """Tell whether the page is a report of games, where the names of countries and cities are those of teams."""
    text = reading.article.text
    return about_sport(text[w.start : w.end].lower() for w in reading.words)


def merged(reading: Reading, *kinds: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """Bring references of all kinds into one order; a mention somebody resolved is not also unresolved.

    Where the same words mean an actor and a place ("U.S." in "U.S. and Ukrainian officials"), the actor stays,
    but a state that is a party to a deed ("visited Norvia") is both.
    Names the reader marked that no one has looked at (plans, events, facilities) are left open.
    """
    every = [r for kind in kinds for r in kind]
    settled = {(r.mention.span, r.mention.kind) for r in every if r.target is not None}
    acting = {r.mention.span for r in every if isinstance(r.target, Actor) and r.how != HOST}
    every = [r for r in every if not (isinstance(r.target, Place) and r.mention.span in acting)]
    kept = [r for r in every if r.target is not None or (r.mention.span, r.mention.kind) not in settled]
    seen = {r.mention for r in kept}
    kept += [unresolved(mention) for mention in reading.mentions if mention not in seen]
    return tuple(sorted(kept, key=lambda r: (r.mention.span, r.mention.kind, r.how)))


def unresolved(mention: Mention) -> Reference:
    """A name the reader marked that fits no actor, place or time we know how to name: looked at, and left open."""
    return Reference(mention=mention, target=None, how="reference.refer.unresolved", score=0.0)
