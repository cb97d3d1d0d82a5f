"""A reading seen as noun phrases: chunks found from tags, joined by the tree where the tree can be trusted.

Tags are right far more often than arcs, so a chunk is a run of tags; the tree decides only where two
phrases stand side by side without a word between them, and what a preposition hangs on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from communique.model import Reading, Span

OWNERS = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all", "said"})
INDEFINITE = frozenset(
    {"a", "an", "another", "some", "any", "several", "many", "few", "one", "other", "various", "certain", "no", "more"}
)
_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "SYM", "X"})
_WITHIN = frozenset({"compound", "flat", "amod", "nummod", "det", "fixed", "goeswith", "advmod", "punct"})
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl", "xcomp"})
_ASKING = frozenset({"when", "where", "why", "how", "while"})
_CHAIN = 30
_QUOTES = frozenset("\"“”‘’'")
_MODIFIERS = frozenset({"ADJ", "VERB", "NUM"})
_HYPHENS = frozenset("-–‑")
_TELLING = frozenset(
    f"{verb}{end}"
    for verb in ("warn", "inform", "acquitt", "acquit", "convict", "suspect", "remind", "assur", "assure", "depriv",
                 "deprive", "convinc", "convince", "notifi", "notify", "clear", "robb", "rob", "accus", "accuse")
    for end in ("", "s", "d", "ed", "ing")
)  # fmt: skip
POSSESSIVE = frozenset({"'s", "’s", "'", "’", "`s"})


_PREDICATES = ("VERB", "AUX")
_CLAUSES = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "parataxis"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """A noun phrase without complements: words ``first`` up to ``last`` (exclusive), indices into the reading.

    ``head`` is its last noun (its last word where it has none); ``owner`` the word that possesses it
    ("Ukraine" in "Ukraine's troops", "his" in "his adviser"); ``begin`` where the phrase begins, owners included.
    """

    first: int
    last: int
    head: int
    owner: int | None
    begin: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What the rules of this room ask of a reading. All indices are word indices."""

    reading: Reading
    forms: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]
    sentence: tuple[int, ...]
    chunks: tuple[Chunk, ...]
    chunk_at: tuple[int, ...]

    @classmethod
    def of(cls, reading: Reading) -> Self:
        """Index ``reading``: children, sentences, chunks. Linear in the number of words."""
        text = reading.article.text
        forms = tuple(text[w.start : w.end].lower().replace("’", "'") for w in reading.words)
        children: list[list[int]] = [[] for _ in reading.words]
        for i, word in enumerate(reading.words):
            if word.head != i:
                children[word.head].append(i)
        sentence = [0] * len(reading.words)
        ranges = [reading.words_in(s) for s in reading.sentences]
        for number, members in enumerate(ranges):
            for i in members:
                sentence[i] = number
        chunks = tuple(c for members in ranges for c in _chunks(reading, forms, members))
        chunk_at = [-1] * len(reading.words)
        for number, chunk in enumerate(chunks):
            for i in range(chunk.first, chunk.last):
                chunk_at[i] = number
        return cls(
            reading=reading,
            forms=forms,
            children=tuple(map(tuple, children)),
            sentence=tuple(sentence),
            chunks=chunks,
            chunk_at=tuple(chunk_at),
        )

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of text from word ``first`` to the word before ``last``."""
        return Span(self.reading.words[first].start, self.reading.words[last - 1].end)

    def text(self, first: int, last: int) -> str:
        """Return the words from ``first`` up to ``last`` (exclusive), white space as one blank."""
        return " ".join(self.span(first, last).of(self.reading.article.text).split())

    def form(self, i: int) -> str:
        """Return the lower-case form of word ``i``; empty outside the reading."""
        return self.forms[i] if 0 <= i < len(self.forms) else ""

    def tag(self, i: int) -> str:
        """Return the tag of word ``i``; empty outside the reading."""
        return self.reading.words[i].tag if 0 <= i < len(self.reading.words) else ""

    def relation(self, i: int) -> str:
        """Return the relation of word ``i`` to its head."""
        return self.reading.words[i].relation

    def head(self, i: int) -> int:
        """Return the head of word ``i``, itself for a root."""
        return self.reading.words[i].head

    def together(self, i: int, j: int) -> bool:
        """Tell whether both words exist and stand in one sentence."""
        return 0 <= i < len(self.forms) and 0 <= j < len(self.forms) and self.sentence[i] == self.sentence[j]

    def chunk_of(self, i: int) -> Chunk | None:
        """Return the chunk that holds word ``i``, or None."""
        return self.chunks[self.chunk_at[i]] if 0 <= i < len(self.chunk_at) and self.chunk_at[i] >= 0 else None

    def chunk_from(self, i: int) -> Chunk | None:
        """Return the first chunk of the phrase that begins at word ``i``, owners first, or None."""
        chunk = self.chunk_of(i)
        return chunk if chunk is not None and chunk.first == i else None

    def owned(self, chunk: Chunk) -> Chunk:
        """Climb from a possessor to what it possesses: from "Kiev" to "armed forces" in "Kiev's armed forces"."""
        for _ in range(8):
            after = self.chunk_of(chunk.last + 1) if self.form(chunk.last) in POSSESSIVE else None
            if after is None or after.owner != chunk.head:
                break
            chunk = after
        return chunk

    def complements(self, chunk: Chunk) -> Iterator[tuple[str, Chunk]]:
        """Yield the prepositions and phrases that complete ``chunk``, in a chain.

        "of" always binds to the left; other prepositions where the tree hangs the phrase on what went before.
        """
        heads = [chunk.head]
        at = chunk.last
        if self.form(at) == "of" and self.form(chunk.begin - 1) in _TELLING:
            # "warned US authorities of attacks", "accused the army of theft"
            return
        for _ in range(6):
            word = self.form(at)
            if self.tag(at) not in ("ADP", "SCONJ", "PART") and word not in ("of", "to", "for"):
                return
            after = self.chunk_from(at + 1) if self.together(chunk.head, at + 1) else None
            if after is None:
                return
            after = self.owned(after)
            if self.tag(after.head) not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
                return
            if word != "of" and not (self.relation(after.head) in ("nmod", "obl") and self.head(after.head) in heads):
                return
            if word not in ("of", "for", "to", "from", "in", "against"):
                return
            yield word, after
            heads.append(after.head)
            at = after.last

    def extent(self, chunk: Chunk) -> int:
        """Return the word after the last complement of ``chunk``."""
        last = chunk.last
        for _, part in self.complements(chunk):
            last = part.last
        return last

    def subject_of(self, verb: int) -> int | None:
        """Return the head word of the subject of ``verb``, or None."""
        return next((i for i in self.children[verb] if self.relation(i) == "nsubj"), None)

    def clause(self, i: int) -> int:
        """Return the verb (or other predicate) word ``i`` depends on, through phrases; itself for a predicate."""
        words = self.reading.words
        for _ in range(30):
            word = words[i]
            if word.tag in _PREDICATES or word.relation in _CLAUSES or word.head == i:
                return i
            i = word.head
        return i


def _chunks(reading: Reading, forms: tuple[str, ...], members: range) -> Iterator[Chunk]:
    """Cut one sentence into chunks, a possessor apart from what it possesses."""
    start: int | None = None
    owner: int | None = None
    begin: int | None = None
    for i in [*members, members.stop]:
        if start is not None and (i == members.stop or not _goes_on(reading, forms, start, i, members.stop)):
            chunk = _make(reading, start, i, owner, begin if begin is not None else start)
            yield chunk
            owner = begin = start = None
            if i < members.stop and forms[i] in POSSESSIVE and reading.words[i].tag in ("PART", "PUNCT", "X"):
                # A chain of possessors is cut where no reader would follow it.
                owner, begin = chunk.head, chunk.begin if i - chunk.begin < _CHAIN else chunk.first
                continue
        if i == members.stop:
            return
        if start is None and _begins(reading, forms, i):
            if forms[i] in OWNERS and reading.words[i].tag in ("PRON", "DET"):
                owner, begin = i, i
            start = i
        elif start is None:
            owner = begin = None


def _begins(reading: Reading, forms: tuple[str, ...], i: int) -> bool:
    word = reading.words[i]
    if forms[i] in POSSESSIVE:
        return False
    return (
        word.tag in _INSIDE
        or (word.tag == "PRON" and forms[i] in OWNERS and word.relation in ("nmod", "det"))
        or (word.tag == "VERB" and word.relation in ("amod", "compound"))
    )


def _goes_on(reading: Reading, forms: tuple[str, ...], start: int, i: int, stop: int) -> bool:
    """Tell whether word ``i`` continues the chunk that began at ``start``."""
    words = reading.words
    word, before = words[i], words[i - 1]
    if forms[i] in POSSESSIVE or (word.tag == "PRON" and forms[i] in OWNERS):
        return False
    if forms[i] in _HYPHENS:
        return before.end == word.start and i + 1 < stop and words[i + 1].start == word.end
    if forms[i - 1] in _HYPHENS:
        return True
    if word.tag == "DET":
        return before.tag == "DET"
    if word.tag == "VERB":
        open_ = not (before.tag in _NOUNS and _apart(reading, i - 1, i))
        return word.relation in ("amod", "compound") and word.head > i and open_
    if forms[i] in _QUOTES or forms[i - 1] in _QUOTES:
        return _quoted_within(reading, forms, start, i, stop)
    if word.tag == "ADP" and word.start == before.end:
        return True
    if word.tag == "ADV" and forms[i] not in _ASKING:
        return word.relation == "advmod" and i < word.head < min(stop, i + 3) and words[word.head].tag in _MODIFIERS
    if word.tag not in _INSIDE:
        return False
    return not (before.tag in _NOUNS and _apart(reading, i - 1, i))


def _quoted_within(reading: Reading, forms: tuple[str, ...], start: int, i: int, stop: int) -> bool:
    """Tell whether a quotation mark stands inside a phrase, on either side of a name: the "Free Coast" group."""
    if forms[i - 1] in _QUOTES:
        return reading.words[i].tag in _INSIDE
    if i + 1 >= stop or reading.words[i + 1].tag not in _INSIDE or forms[i + 1] in _QUOTES:
        return False
    opened = any(forms[k] in _QUOTES for k in range(start, i))
    before, after = reading.words[i - 1].tag, reading.words[i + 1].tag
    if opened:
        return after == "NOUN" and reading.words[i + 1].head != reading.words[i - 1].head
    return before in ("DET", "ADJ") and after in ("PROPN", "ADJ")


def _apart(reading: Reading, left: int, right: int) -> bool:
    """Tell whether two neighbouring words are two arguments of a verb: "told reporters Tuesday"."""
    top, other = _top(reading, left), _top(reading, right)
    one, two = reading.words[top], reading.words[other]
    if top == other or top >= right or one.head != two.head or one.head == top:
        # Anything less than two arguments of one verb is more often a wrong arc than two phrases.
        return False
    return one.relation in _ARGUMENTS and two.relation in _ARGUMENTS


def _top(reading: Reading, i: int) -> int:
    for _ in range(20):
        word = reading.words[i]
        if word.relation not in _WITHIN or word.head == i:
            break
        i = word.head
    return i


def _make(reading: Reading, first: int, last: int, owner: int | None, begin: int) -> Chunk:
    head = next((i for i in range(last - 1, first - 1, -1) if reading.words[i].tag in _NOUNS), last - 1)
    return Chunk(first=first, last=last, head=head, owner=owner, begin=begin)
