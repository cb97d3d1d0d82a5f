"""Issues as data: what parties take positions on, and where a page names it.

The list is ``issues.tsv``. A user's own file has the same notation, UTF-8, one row a line::

    fisheries<TAB>fishing right, fishing quota, cod, trawler ban
    territory<TAB>Grey Delta, cede +place
    -<TAB>fish market

The issue, a tab, and the phrases that name it, parted by commas. A word stands for its lemma, its plural or the form
given; ``talk/N`` is the noun alone, ``/V`` the verb; ``+place`` at the end asks for a place that is no country beside
the word ("withdraw from the delta"), ``+state`` for a country or region. An issue of ours gets the phrases added, a new
name makes a new issue, and "-" takes phrases away. Lines that start with "#" are comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

from communique.errors import InstallationError, UsageError
from communique.fact.parties import Parties
from communique.fact.tables import table_lines
from communique.fact.tree import Tree
from communique.model import Actor, ActorKind, MentionKind, Place, PlaceKind, Span, digest

NO_ISSUE = "-"
MAX_BYTES = 1_000_000
"""Largest file of a user's own issues that is read, in bytes."""
_LONGEST = 6
_BETWEEN = frozenset({"DET", "ADJ", "PUNCT"})
_NAMES = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.FACILITY})
_OPEN_CLASSES = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "X"})
_CONDITIONS = frozenset({"+place", "+state"})
_TAGS = MappingProxyType({"N": frozenset({"NOUN", "PROPN"}), "V": frozenset({"VERB"})})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name ``issue``; ``tag`` limits a single word to nouns (N) or verbs (V); ``condition``: ``+place`` …"""

    issue: str
    words: tuple[str, ...]
    tag: str | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Issues:
    """The list of issues: phrases by their first word, the longest first; ``digest`` tells two lists apart."""

    phrases: MappingProxyType[str, tuple[Phrase, ...]]
    digest: str

    @classmethod
    def of(cls, lines: Iterable[str]) -> Self:
        """Read rows of ``issue<TAB>phrase, phrase``, notation as in ``issues.tsv``. Raises ValueError on a bad row."""
        kept = tuple(lines)
        found: dict[str, list[Phrase]] = {}
        for line in kept:
            issue, tab, phrases = line.partition("\t")
            if not (tab and issue.strip() and phrases.strip()):
                raise ValueError(f"not an issue, a tab and its words: {line[:80]!r}")
            for text in phrases.split(","):
                phrase = _phrase(issue.strip(), text)
                if phrase is not None:
                    found.setdefault(phrase.words[0], []).append(phrase)
        ordered = {first: tuple(sorted(rows, key=lambda p: -len(p.words))) for first, rows in found.items()}
        return cls(MappingProxyType(ordered), digest("issues", *kept))

    @classmethod
    @cache
    def load(cls, own: Path | None = None) -> Self:
        """Return the shipped list, with the rows of the file ``own`` before it: UTF-8, the notation of ``issues.tsv``.

        A user's row wins over ours for the same words; the issue "-" takes words away. Raises UsageError when the
        file cannot be read or a row of it is no row.
        """
        try:
            rows = table_lines("issues.tsv")
            return cls.of([*_own_lines(own), *rows] if own else rows)
        except ValueError as error:
            if own is None:
                raise InstallationError(f"issues.tsv: {error}") from error
            raise UsageError(f"{own}: {error}") from error


def _own_lines(path: Path) -> list[str]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"{path}: larger than {MAX_BYTES:,} bytes")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8") from error
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _phrase(issue: str, text: str) -> Phrase | None:
    words = text.lower().replace("-", " ").replace("+ ", "+").split()
    condition = words.pop() if words and words[-1] in _CONDITIONS else None
    if not words:
        return None
    tag = None
    if len(words) == 1 and "/" in words[0]:
        words[0], _, mark = words[0].partition("/")
        tag = mark.upper()
    if len(words) > _LONGEST or (tag is not None and tag not in _TAGS):
        raise ValueError(f"not a phrase of at most {_LONGEST} words: {text.strip()[:80]!r}")
    return Phrase(issue, tuple(words), tag, condition)


@dataclass(frozen=True, slots=True)
class Named:
    """A place of the text that names an issue: the word indices from ``first`` to ``last``."""

    issue: str
    first: int
    last: int

    def span(self, tree: Tree) -> Span:
        """Return where the words stand."""
        return Span(tree.word(self.first).start, tree.word(self.last).end)


def named_issues(parties: Parties, issues: Issues) -> dict[int, Named]:
    """Return what words of the page name issues, by each word that belongs to the naming.

    "Prisoner exchange" names one issue, and "the Election Commission" none: a word inside somebody's name or title
    counts only where it is the word that stands for them ("the prisoners").
    """
    tree = parties.tree
    found: dict[int, Named] = {}
    inside: set[int] | None = None
    done = -1
    for i, keys in _starts(tree, issues):
        words = _longest(parties, issues, i, keys) if i > done else None
        if words is None:
            continue
        done = words.last
        inside = _inside_names(parties) if inside is None else inside
        if words.issue != NO_ISSUE and words.first not in inside and words.last not in inside:
            found |= dict.fromkeys((words.first, words.last), words)
    return found


def _starts(tree: Tree, issues: Issues) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the words with which a phrase may begin, with the keys under which its phrases are kept."""
    phrases, text = issues.phrases, tree.reading.article.text
    for i, (word, lemma) in enumerate(zip(tree.words, tree.lemmas, strict=True)):
        if word.tag in _OPEN_CLASSES:
            form = text[word.start : word.end].lower()
            keys = tuple(k for k in dict.fromkeys((lemma, form, form.removesuffix("s"))) if k in phrases)
        else:
            keys = (lemma,) if lemma in phrases else ()
        if keys:
            yield i, keys


def _longest(parties: Parties, issues: Issues, i: int, keys: tuple[str, ...]) -> Named | None:
    tree = parties.tree
    rows = [p for key in keys for p in issues.phrases[key]]
    best: Named | None = None
    length = 0
    for phrase in rows:
        last = _end(tree, i, phrase)
        if last is not None and len(phrase.words) > length and _allowed(parties, i, phrase):
            best, length = Named(phrase.issue, i, last), len(phrase.words)
    return best


def _end(tree: Tree, i: int, phrase: Phrase) -> int | None:
    """Return the last word of ``phrase`` if it stands at word ``i``, with articles, adjectives and hyphens left out."""
    at = i
    for word in phrase.words[1:]:
        at += 1
        while at < len(tree.words) and tree.word(at).tag in _BETWEEN and not _is(tree, at, word):
            if tree.word(at).tag == "PUNCT" and tree.form(at) not in {"-", "‑", "–"}:
                return None
            at += 1
        if at >= len(tree.words) or at - i > 2 * _LONGEST or not _is(tree, at, word):
            return None
    return at


def _is(tree: Tree, i: int, word: str) -> bool:
    return word in {tree.lemma(i), tree.form(i)} or tree.form(i) == word + "s"


def _allowed(parties: Parties, i: int, phrase: Phrase) -> bool:
    tree = parties.tree
    if phrase.tag is not None and tree.word(i).tag not in _TAGS[phrase.tag]:
        return False
    if phrase.condition is None:
        return True
    kids = tree.kids(i, "obj", "obl", "nmod", "nsubj" if tree.is_passive(i) else "obj")
    for k in kids:
        if tree.word(k).relation in {"obl", "nmod"} and not tree.cases(k) & {"from", "of", "to"}:
            continue
        if phrase.condition == "+state" and (parties.reference_at(k, Place) or _is_state(parties, k)):
            return True
        if phrase.condition == "+place" and any(_is_part(parties, w) for w in tree.named_by(k)):
            return True
    return False


def _is_part(parties: Parties, i: int) -> bool:
    place = parties.reference_at(i, Place)
    return place is not None and isinstance(place.target, Place) and place.target.kind is not PlaceKind.COUNTRY


def _is_state(parties: Parties, i: int) -> bool:
    actor = parties.reference_at(i, Actor)
    return actor is not None and isinstance(actor.target, Actor) and actor.target.kind is ActorKind.GOVERNMENT


def _inside_names(parties: Parties) -> set[int]:
    """Return the words of longer names, and those inside mentions of actors that do not stand for the actor."""
    tree = parties.tree
    found: set[int] = set()
    for mention in tree.reading.mentions:
        if mention.kind in _NAMES and len(words := tree.reading.words_in(mention.span)) > 1:
            found.update(words)
    for i, references in parties.by_word.items():
        for r in references:
            if isinstance(r.target, Actor):
                found.update(w for w in tree.reading.words_in(r.mention.span) if w != i)
    return found
