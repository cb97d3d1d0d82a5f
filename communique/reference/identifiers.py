"""Wikidata ids: given to whoever and whatever they are certain for, and to nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Self

from communique.model import Actor, ActorKind, MentionKind, Place, PlaceKind, Reading, Reference, Word
from communique.reference.atlas import Atlas

_BY_NAME = ("reference.people.", "reference.bodies.", "reference.places.")
_HYPHENS = frozenset("-–‑/")
_DATED = re.compile(
    r",? ?(?:\d{4}-\d|\((?:AP|AFP|Reuters|dpa)|(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)\b)"
)
_WORD = re.compile(r" [a-z]")
_YEAR = re.compile(r"(?:\b(?:in|since|of|by|until|from|before|after|early|late) |\()(1[0-9]{3})\b")
_LATEST = 1945
_AGAINST = frozenset({"versus", "vs", "vs.", "v", "v."})
_LONGER = frozenset({None, MentionKind.NATIONALITY, MentionKind.OTHER, MentionKind.ORGANISATION})
_GENERIC = frozenset(
    "the congress senate house of representatives supreme court labour labor conservative party democratic republican "
    "republicans democrats liberal socialist commons lords justice commerce agriculture defense interior department "
    "national assembly green greens left people's security council central bank state army navy air force".split()
)
_QUARTERS = frozenset({"North", "South", "East", "West"})
_BODIES = (MentionKind.ORGANISATION, MentionKind.OTHER)
_UNIONS = frozenset({"UN", "EU"})


def identify(references: tuple[Reference, ...], reading: Reading, atlas: Atlas, sport: bool) -> tuple[Reference, ...]:
    """Give each place its Wikidata id where one of its mentions is certain to name it; all its mentions share it.

    ``sport``: the page reports games.
    """
    names = _Names.of(references, reading, atlas, sport)
    known: dict[str, Place] = {}
    for reference in references:
        place = reference.target
        if isinstance(place, Place):
            own = atlas.place_identifier(place)
            if own is not None and names.link(reference) == own:
                known[place.id] = replace(place, wikidata=own)
    return tuple(
        replace(r, target=known[r.target.id]) if isinstance(r.target, Place) and r.target.id in known else r
        for r in references
    )


def links(references: tuple[Reference, ...], reading: Reading, atlas: Atlas, sport: bool) -> tuple[str | None, ...]:
    """Return for each reference the Wikidata id of what its words name, None where that is not certain.

    Only names have one, no pronouns and descriptions. It is the target's, but where the words name something else
    than who is meant by them: in "Greenland signed" the actor is Denmark by PLOVER's rules and the name Greenland's.
    """
    names = _Names.of(references, reading, atlas, sport)
    return tuple(names.link(r) for r in references)


def _plain(name: str) -> str:
    return " ".join(name.split()).removesuffix("'s").removesuffix("’s").rstrip()


def _home(references: tuple[Reference, ...]) -> str | None:
    """Return the country that most names of countries and places on the page mean."""
    counts: dict[str, int] = {}
    for reference in references:
        target = reference.target
        if isinstance(target, Place) or (isinstance(target, Actor) and target.kind is ActorKind.GOVERNMENT):
            code = target.country or ""
            counts[code] = counts.get(code, 0) + 1
    counts.pop("", None)
    return max(counts, key=lambda code: (counts[code], code), default=None)


@dataclass(frozen=True, slots=True)
class _Names:
    """What is known of a page's names: the marks of its words by where they begin, the family names of its people,
    where places end, the beginnings of sentences about years long ago, and the country named most.
    """

    reading: Reading
    atlas: Atlas
    sport: bool
    marks: dict[int, MentionKind]
    families: frozenset[str]
    places: frozenset[int]
    old: frozenset[int]
    full: dict[str, bool]
    divisions: dict[str, bool]
    home: str | None

    @classmethod
    def of(cls, references: tuple[Reference, ...], reading: Reading, atlas: Atlas, sport: bool) -> Self:
        text = reading.article.text
        marks: dict[int, MentionKind] = {}
        for mention in reading.mentions:
            for i in reading.words_in(mention.span):
                marks.setdefault(reading.words[i].start, mention.kind)
        people = (_plain(m.span.of(text)).split() for m in reading.mentions if m.kind is MentionKind.PERSON)
        years = (
            s.start for s in reading.sentences if any(int(y) <= _LATEST for y in _YEAR.findall(text, s.start, s.end))
        )
        return cls(
            reading=reading,
            atlas=atlas,
            sport=sport,
            marks=marks,
            families=frozenset(name[-1] for name in people if len(name) > 1),
            places=frozenset(m.span.end for m in reading.mentions if m.kind is MentionKind.PLACE),
            old=frozenset(years),
            full={},
            divisions={},
            home=_home(references),
        )

    def link(self, reference: Reference) -> str | None:
        """Apply the rules below; each says no where it is not certain, and the first no holds."""
        if reference.mention.kind is MentionKind.ROLE or not reference.how.startswith(_BY_NAME):
            return None
        text, span = self.reading.article.text, reference.mention.span
        if text[span.start - 1 : span.start] in _HYPHENS or text[span.end : span.end + 1] in _HYPHENS:
            # "The Norvia-based airline", "Arab-Norvian talks": half a word names nobody for certain.
            return None
        words = _plain(span.of(text))
        target = reference.target
        if isinstance(target, Place):
            return self._place(reference, target, words)
        return self._actor(reference, target, words) if isinstance(target, Actor) else None

    def _actor(self, reference: Reference, actor: Actor, words: str) -> str | None:
        if actor.kind is ActorKind.GOVERNMENT and self._state(actor):
            return self._country(reference, words)
        if actor.kind in (ActorKind.PERSON, ActorKind.PEOPLE):
            return actor.wikidata
        # "Norvia United" may have been taken for a form of a body the atlas knows: its own words must say so.
        known = self.atlas.organisation(words)
        if known is None or known.wikidata != actor.wikidata:
            seat = self.atlas.seat(words)
            return actor.wikidata if seat is not None and self.atlas.seat_identifier(words) == actor.wikidata else None
        if self.sport and known.sector == "BUS":
            # A club bears its sponsor's name.
            return None
        if known.country != self.home and _GENERIC.issuperset(words.lower().split()):
            # Many countries have a Senate and a Labour Party: ours is certain where its country is named most.
            return None
        # Two letters stand for much else: "AP technology".
        short = len(words) == 2 and words not in _UNIONS and not self._spelled_out(known.name)
        return None if short else actor.wikidata

    def _spelled_out(self, name: str) -> bool:
        if name not in self.full:
            self.full[name] = name in self.reading.article.text
        return self.full[name]

    def _state(self, actor: Actor) -> bool:
        known = self.atlas.countries.get(actor.country or "")
        return known is not None and known.wikidata == actor.wikidata

    def _country(self, reference: Reference, words: str) -> str | None:
        """A country named as one, or by the adjective of it: "Norvian demands", and not "the Norvian won"."""
        if self._long_ago(reference) or self._half(reference) or self._of_home(words):
            return None
        if reference.how == "reference.bodies.metonym":
            return self.atlas.seat_identifier(words)
        if self.atlas.country(words) is not None:
            return None if self.sport or self._runs_on(reference) else self.atlas.identifier(words)
        return self.atlas.identifier(words) if self._modifies(reference) else None

    def _modifies(self, reference: Reference) -> bool:
        """Tell whether a noun, or another nationality, follows: "Norvian and Estmark envoys".

        A word with a capital that no name or title is ("Norvian Bonds"), or that is a nationality too ("Norvian
        Kurds"), makes a longer name of it. In a report of games only a person's country is said by it: a "Norvian
        goal" is the team's.
        """
        after = self._beside(reference, 1)
        if after is None:
            return False
        form = after.span.of(self.reading.article.text)
        mark = self.marks.get(after.start)
        if self.sport:
            return mark in (MentionKind.PERSON, MentionKind.ROLE)
        if form[:1].isupper() and mark in _LONGER:
            return False
        return after.tag in ("NOUN", "PROPN", "ADJ", "CCONJ") or form in (",", "/")

    def _half(self, reference: Reference) -> bool:
        """Tell whether a quarter of the sky before it makes another country of it: "West | German ministers"."""
        before = self._beside(reference, -1)
        form = before.span.of(self.reading.article.text) if before is not None else ""
        return form in _QUARTERS

    def _of_home(self, words: str) -> bool:
        """Tell whether the country the page names most has a first division of that name: "Georgia" among Americans."""
        if words not in self.divisions:
            country = self.atlas.country(words)
            elsewhere = country is not None and self.home not in (None, country.code)
            found = self.atlas.place(words) if elsewhere else ()
            self.divisions[words] = any(
                p.kind is PlaceKind.REGION and not p.district and p.country == self.home for p in found
            )
        return self.divisions[words]

    def _beside(self, reference: Reference, step: int) -> Word | None:
        """Return the word right before (-1) or after (1) the mention, None where there is none."""
        within = self.reading.words_in(reference.mention.span)
        at = (within[0] if step < 0 else within[-1]) + step if within else -1
        return self.reading.words[at] if 0 <= at < len(self.reading.words) else None

    def _long_ago(self, reference: Reference) -> bool:
        """Tell whether the sentence is of years when a country of that name was another: "Norvia seceded in 1822"."""
        sentence = self.reading.sentence_at(reference.mention.span.start)
        return sentence is not None and sentence.start in self.old

    def _runs_on(self, reference: Reference) -> bool:
        """Tell whether the name is a part of a longer one: "Norvia Lamps", "Atlas Norvia", "Norvia's Best Bakers",
        "Rail Watch (Norvia)", or a side of a game: "Norvia versus Estmark".
        """
        text, span = self.reading.article.text, reference.mention.span
        sentence = self.reading.sentence_at(span.start)
        before, after = self._beside(reference, -1), self._beside(reference, 1)
        if sentence is None:
            return True
        if after is not None and after.span.of(text).lower() in _AGAINST:
            return True
        if after is not None and after.span.of(text) in ("'s", "’s"):
            at = self.reading.words_in(after.span)[0] + 1
            after = self.reading.words[at] if at < len(self.reading.words) else None
        if after is not None and 0 < after.start - span.end < 5 and self._named(after, (None,)):
            return True
        if before is None:
            return False
        if before.span.of(text) == "(":
            at = self.reading.words_in(before.span)[0] - 1
            return at >= 0 and self.marks.get(self.reading.words[at].start) in _BODIES
        # The first word of a sentence has a capital in any case; a body's name may have been cut off as a sentence.
        kinds = _BODIES if before.start <= sentence.start else (None, *_BODIES)
        return before.end + 1 == span.start and self._named(before, kinds)

    def _named(self, word: Word, kinds: tuple[MentionKind | None, ...]) -> bool:
        """Tell whether a word with a capital, a proper noun and no initials, is marked as one of ``kinds``."""
        form = word.span.of(self.reading.article.text)
        return word.tag == "PROPN" and form[:1].isupper() and not form.isupper() and self.marks.get(word.start) in kinds

    def _place(self, reference: Reference, place: Place, words: str) -> str | None:
        """A place under a name of its own: "Southern Norvia" is put on the map as Norvia is, and is not Norvia."""
        if self._runs_on(reference) or self._surname(words) or self._long_ago(reference):
            return None
        if self.sport and not self._located(reference):
            return None
        if place.kind is PlaceKind.COUNTRY:
            return None if self._half(reference) or self._of_home(words) else self.atlas.identifier(words)
        return self.atlas.place_identifier(place) if self.atlas.bears(place, words) else None

    def _surname(self, words: str) -> bool:
        """Tell whether somebody on the page is called so: "Jordan" after "Ada Jordan"."""
        return words in self.families

    def _located(self, reference: Reference) -> bool:
        """In a report of games only these are places and no teams: "in Norvia", "Port Ada, Norvia", "Ada Voss
        (Norvia)", and the dateline, "NORVIA, May 3".
        """
        text, span = self.reading.article.text, reference.mention.span
        before, after = text[max(0, span.start - 4) : span.start].lower(), text[span.end : span.end + 12]
        if before.endswith(" in ") or _DATED.match(after):
            return True
        if before.rstrip().endswith(",") and not _WORD.match(after):
            return span.start - len(before) + len(before.rstrip(" ,")) in self.places
        return before.rstrip().endswith("(") and after.lstrip().startswith(")")
