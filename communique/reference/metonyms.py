"""Whether the name of a place stands for the place or for the government in it.

"In Moscow" is a place and "Moscow's willingness" is not. Both ``places`` and ``actors`` ask here, so that
the two agree. The words and the syntax around the name decide, never the name. Tags are trusted before
arcs: what stands next to a name is more often right than what a parser hangs it on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from communique.model import Mention, Reading, Span
from communique.reference.atlas import Atlas
from communique.reference.metonym_words import (
    ACTING_NOUNS,
    ADDRESSED,
    GIVEN_TO,
    KNOWN,
    LIES_BETWEEN,
    LOCAL_NOUNS,
    OCCASIONS,
    OF_PLACE,
    OVERRUN,
    PLACING,
    REACHED,
    SETS_OUT,
    SPEAKING,
    STRICKEN,
    TOWARDS,
    TRUST,
)
from communique.reference.named import Named
from communique.reference.verbs import stems

_OWNS = re.compile(r"..['’]s|['’]s|.s['’] ", re.DOTALL)
_COMPASS = frozenset("downtown central north south east west".split())
_AFTER_PLACE = re.compile(r"(?! and| or)(?:[,.;)—\n -]|$)")


class Sense(Enum):
    """What the name of a place stands for here."""

    PLACE = "place"
    GOVERNMENT = "government"
    OPEN = "open"


_RESOLVED = frozenset(
    "committed determined ready willing unwilling prepared opposed concerned convinced keen reluctant grateful".split()
)
"""What a government is, and no place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A sense, and the function of this module that settled it."""

    sense: Sense
    how: str


@dataclass(frozen=True, slots=True)
class _Around:
    """A mention with its head word (an index into the words), its first and last word, and the page."""

    named: Named
    reading: Reading
    mention: Mention
    head: int
    first: int
    last: int

    def form(self, i: int) -> str:
        if not 0 <= i < len(self.reading.words):
            return ""
        sentence = self.reading.sentence_at(self.reading.words[self.head].start)
        word = self.reading.words[i]
        if sentence is not None and not sentence.contains(word.span):
            return ""
        return word.span.of(self.reading.article.text).lower()

    def lemma(self, i: int) -> str:
        """Return the lemma of word ``i``: the reader's, or for a verb whatever the tables know that it may come from.

        "Norland imposed a ban": a reader's "impos" is "impose".
        """
        form = self.form(i)
        known = self.reading.words[i].lemma.lower() if form else ""
        if known in KNOWN or self.tag(i) != "VERB":
            return known
        return next((s for s in stems(form) if s in KNOWN), known)

    def tag(self, i: int) -> str:
        return self.reading.words[i].tag if self.form(i) else ""


def judge(reading: Reading, mention: Mention, atlas: Atlas, named: Named | None = None) -> Judgement:
    """Tell whether the place name at ``mention`` stands for the place or for those who govern from it.

    OPEN where nothing around it tells. ``named``: the index of ``reading``, for who asks for many of its mentions.
    """
    around = _around(named or Named.of(reading), mention)
    if around is None:
        return Judgement(sense=Sense.OPEN, how="reference.metonyms.judge")
    for test in (source, possession, containment, preposition, compound, subject, object_):
        sense = test(around, atlas)
        if sense is not None:
            return Judgement(sense=sense, how=f"reference.metonyms.{test.__name__}")
    return conjunct(around, atlas)


def reads_as_place(reading: Reading, mention: Mention, atlas: Atlas, named: Named | None = None) -> bool:
    """Tell whether the name at ``mention`` belongs on the map: its surroundings say place, or say nothing."""
    return judge(reading, mention, atlas, named).sense is not Sense.GOVERNMENT


def reads_as_government(reading: Reading, mention: Mention, atlas: Atlas, named: Named | None = None) -> bool:
    """Tell whether the name at ``mention`` stands for a government: its surroundings say so."""
    return judge(reading, mention, atlas, named).sense is Sense.GOVERNMENT


def source(around: _Around, atlas: Atlas) -> Sense | None:
    """Who has the word is no place: a capital, country or seat that is the whole source of something said
    ("according to Downing Street", "Paris and Cairo doubt it") stands for its government.

    "In Cairo", where something is said, stays a place.
    """
    span = around.mention.span
    for attribution in around.named.said.get(around.first, ()):
        home = next((s for s in attribution.source if s.contains(span)), None)
        if home is None or not _reigns(around, atlas) or not _names_alone(around, home):
            continue
        return None if around.form(around.first - 1) in ("in", "at", "from", "near") else Sense.GOVERNMENT
    return None


def _names_alone(around: _Around, home: Span) -> bool:
    """Tell whether a source is names with nothing but articles and "and" between: no "residents of Cairo"."""
    named = [m.span for m in around.named.within(home)]
    outside = (
        i for i in around.reading.words_in(home) if not any(n.contains(around.reading.words[i].span) for n in named)
    )
    return all(around.tag(i) in ("DET", "CCONJ", "PUNCT") for i in outside)


def _reigns(around: _Around, atlas: Atlas) -> bool:
    return _governs(around, atlas) or atlas.capital(around.mention.span.of(around.reading.article.text)) is not None


def possession(around: _Around, atlas: Atlas) -> Sense | None:
    """What the name possesses decides: a government has a willingness, envoys and an army ("Kiev's armed
    forces"); a city has streets, suburbs and a mayor.
    """
    end = around.mention.span.end
    text = around.reading.article.text
    inside = around.form(around.last) in ("'s", "’s")
    if not inside and not _OWNS.match(text, max(0, end - 2)):
        return None
    i = around.last + 1
    while around.form(i) in ("'s", "’s", "'", "’"):
        i += 1
    noun = ""
    while around.tag(i) in ("ADJ", "NOUN", "PROPN", "NUM", "ADV", "X", "VERB", "DET") and around.form(i):
        word = around.lemma(i)
        if word in ACTING_NOUNS or word in LOCAL_NOUNS:
            noun = word
        if noun and around.tag(i + 1) not in ("NOUN", "PROPN", "X"):
            break
        i += 1
    if noun in LOCAL_NOUNS:
        return Sense.PLACE
    if noun in ACTING_NOUNS or _governs(around, atlas):
        return Sense.GOVERNMENT
    return None


def containment(around: _Around, atlas: Atlas) -> Sense | None:
    """A name set off by commas after another place says where that place lies ("in Homs, Syria, on …");
    a name that opens a text before a dash or an agency says where it was filed.
    """
    text, span = around.reading.article.text, around.mention.span
    sentence = around.reading.sentence_at(span.start)
    if sentence is None:
        return None
    if text[max(0, span.start - 2) : span.start] == ", ":
        after = text[span.end : span.end + 1]
        before = around.named.ending.get(span.start - 2)
        if (
            before is not None
            and not after.startswith((" and", " or", " agr"))
            and (not after or after[0] in ",.;)—-\n ")
        ):
            listed = after.startswith(" ") and around.tag(around.last + 1) in ("VERB", "AUX")
            return None if listed else Sense.PLACE
    opens = span.start - sentence.start < 3
    if opens and text[span.end : span.end + 12].lstrip(", ").startswith(("(", "— ", "– ", "-- ", "- ")):
        return Sense.PLACE
    return None


def preposition(around: _Around, atlas: Atlas) -> Sense | None:
    """The preposition before the name decides: "in", "at", "near" make a place; "with", "against", "between"
    make a party. "To", "from", "on", "of" and "for" follow the word they hang on: one flies to a city and
    sends a warning to a government.
    """
    i = around.first - 1
    while around.tag(i) in ("DET", "ADJ", "NUM") or around.form(i) in _COMPASS:
        i -= 1
    word = around.form(i)
    governor = _governor(around, i)
    if word in ("in", "at", "inside", "within"):
        return Sense.GOVERNMENT if word == "in" and TRUST.intersection(governor) else Sense.PLACE
    if word in PLACING:
        return Sense.PLACE
    if word == "between" and LIES_BETWEEN.intersection(governor[:1]):
        return Sense.PLACE
    if word in ("with", "against", "between", "by", "among"):
        return Sense.GOVERNMENT
    if word in ("from", "to", "toward", "towards", "into", "on", "of", "for", "upon", "over"):
        return _directed(word, governor)
    return None


def _directed(word: str, governor: tuple[str, ...]) -> Sense | None:
    """The nearest word that tells wins: in "sent a warning to Beijing" it is the warning, not the sending."""
    if word == "into":
        return Sense.PLACE
    places = STRICKEN | OF_PLACE if word in ("on", "upon", "of", "over") else TOWARDS | SETS_OUT
    for found in governor:
        if found in places:
            return Sense.PLACE
        if found in GIVEN_TO or found in ADDRESSED:
            return Sense.GOVERNMENT
    if word == "from":
        return None if ACTING_NOUNS.intersection(governor) else Sense.PLACE
    return Sense.GOVERNMENT if word in ("on", "upon") and governor else None


def compound(around: _Around, atlas: Atlas) -> Sense | None:
    """The noun the name is put before decides: a Kremlin spokesman is the government's, Miami talks were held there."""
    i = around.last + 1
    if around.tag(i) not in ("NOUN", "PROPN", "X"):
        return None
    while around.tag(i + 1) in ("NOUN", "PROPN"):
        i += 1
    noun = around.lemma(i)
    if noun in OCCASIONS or noun in LOCAL_NOUNS:
        return Sense.PLACE
    return Sense.GOVERNMENT if noun in ACTING_NOUNS else None


def subject(around: _Around, atlas: Atlas) -> Sense | None:
    """What the name does decides: who says, demands, signs or sends is a government ("Kiev said"); what was
    shelled or captured is a place.
    """
    word = around.reading.words[around.head]
    verb = word.head if word.relation == "nsubj" and word.head != around.head else _verb_after(around)
    if verb is None:
        return None
    lemma = around.lemma(verb)
    passive = any(around.lemma(i) == "be" and around.tag(i) == "AUX" for i in range(max(0, verb - 2), verb))
    if passive and lemma in OVERRUN:
        return Sense.PLACE
    if lemma in SPEAKING or lemma in ADDRESSED:
        return Sense.GOVERNMENT
    if around.form(verb) in _RESOLVED and _governs(around, atlas):
        # "Norland, as a neighbour, is committed to the talks"
        return Sense.GOVERNMENT
    return None


def object_(around: _Around, atlas: Atlas) -> Sense | None:
    """What is done to the name decides: one accuses, urges or arms a government, and visits or shells a place."""
    word = around.reading.words[around.head]
    verb: int | None = word.head if word.relation in ("obj", "iobj", "obl") else None
    if verb is None or around.tag(verb) != "VERB":
        i = around.first - 1
        while around.tag(i) == "DET":
            i -= 1
        verb = i if around.tag(i) == "VERB" else None
    if verb is None:
        return None
    lemma = around.lemma(verb)
    if lemma in REACHED or lemma in OVERRUN:
        return Sense.PLACE
    return Sense.GOVERNMENT if lemma in ADDRESSED else None


def conjunct(around: _Around, atlas: Atlas) -> Judgement:
    """A name joined to another by "and" is what the other is ("relations between Moscow and Kyiv")."""
    how = "reference.metonyms.conjunct"
    i = around.first - 1
    while around.form(i) in ("and", "or", ",", "the", "both", "nor"):
        i -= 1
    joined = i < around.first - 1 and any(around.form(k) in ("and", "or") for k in range(i + 1, around.first))
    other = around.named.over.get(i) if joined else None
    if other is None or other.span.start >= around.mention.span.start:
        return Judgement(sense=Sense.OPEN, how="reference.metonyms.judge")
    return Judgement(sense=judge(around.reading, other, atlas, around.named).sense, how=how)


def _around(named: Named, mention: Mention) -> _Around | None:
    reading = named.reading
    inside = reading.words_in(mention.span)
    if not inside:
        return None
    outward = (i for i in inside if reading.words[i].head not in inside or reading.words[i].head == i)
    return _Around(named, reading, mention, next(outward, inside[-1]), inside[0], inside[-1])


def _governs(around: _Around, atlas: Atlas) -> bool:
    name = around.mention.span.of(around.reading.article.text).removesuffix("'s").removesuffix("’s")
    name = name.removeprefix("The ").removeprefix("the ")  # "The UK" is no entry, and "The Hague" governs nothing
    seat = atlas.seat(name)
    return (seat is not None and seat.acts) or atlas.country(name) is not None


def _governor(around: _Around, preposition_: int) -> tuple[str, ...]:
    """The words a preposition may hang on, nearest first: nouns before it, up to the verb before those."""
    found: list[str] = []
    i = preposition_ - 1
    for _ in range(8):
        tag = around.tag(i)
        if tag in ("NOUN", "VERB", "ADJ", "PROPN", "X"):
            found.append(around.lemma(i))
            if tag == "VERB" or len(found) == 3:
                break
        elif tag in ("SCONJ", "CCONJ", "PUNCT", "") or (tag == "ADP" and found):
            break
        i -= 1
    return tuple(found)


def _verb_after(around: _Around) -> int | None:
    if around.tag(around.first - 1) in ("ADP", "VERB"):
        return None
    i = around.last + 1
    while around.tag(i) in ("AUX", "ADV", "PART") and i < around.last + 6:
        i += 1
    return i if around.tag(i) == "VERB" and i > around.last else None
