"""Nouns of offices and groups, and the PLOVER sector each one stands for: the table ``data/roles.tsv``.

The table was typed in for this project from the vocabulary of foreign news; the sectors are those of
the PLOVER manual (draft 2.0). A row's ``sort`` says how its noun behaves:

* ``one``: one person ("minister"); its plural is a group
* ``kin``: a relative or friend, who has no office by it ("son-in-law")
* ``peer``: somebody of *another* side ("ally", "counterpart"): the possessor's country is not theirs
* ``body``: a collective that acts as one ("delegation", "news agency")
* ``many``: a group in the plural or a mass ("troops", "public", "nations")
* ``word``: no head of a phrase, but gives a general head its sector ("military" official)

``passes``: what the phrase is *of* decides the sector ("head of the union"), and the sector of the row is
what is left when nothing does: in any case (``passes``, "official"), or only when the phrase names a
country (``weakly``, "leader").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from communique.errors import InstallationError
from communique.model import ActorKind

_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "people": "people",
    "children": "child",
    "wives": "wife",
    "thieves": "thief",
    "chiefs": "chief",
    "staffs": "staff",
    "media": "media",
    "police": "police",
    "forces": "force",
    "attachés": "attaché",
    "protégés": "protégé",
    "alumni": "alumnus",
    "paparazzi": "paparazzo",
    "mafiosi": "mafioso",
}


@dataclass(frozen=True, slots=True)
class Noun:
    """A row of the table; ``kind`` None for words that head no phrase, ``gender`` ``m``, ``f`` or None."""

    words: str
    sort: str
    sector: str
    kind: ActorKind | None
    passes: bool
    weak: bool
    gender: str | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The table, by the words of its rows in lower case.

    ``firsts`` and ``lasts``: the length in words of the longest entry that begins or ends with a word, so
    that most words of a page cost one look-up.
    """

    nouns: dict[str, Noun]
    modifiers: dict[str, str]
    firsts: dict[str, int]
    lasts: dict[str, int]

    def head(self, words: Sequence[str]) -> tuple[Noun, int, bool] | None:
        """Find the longest entry that ends ``words`` (lower case); its length in words, and whether plural.

        "deputy foreign ministers" gives the row "foreign minister", 2, True. None when no entry fits.
        """
        for length in range(min(_longest(self.lasts, words[-1:]), len(words)), 0, -1):
            hyphened = length < len(words) and words[-length - 1] in ("-", "–")
            if hyphened and (words[-length - 2 : -length - 1] or [""])[0] not in _PREFIXES:
                # "Port-au-Prince" is no prince; "vice-president" and "ex-minister" hold their offices.
                continue
            found = self._exact(words[-length:])
            if found is not None:
                return found[0], length, found[1]
        return self._hyphened(words[-1]) if words and "-" in words[-1] else None

    def _hyphened(self, word: str) -> tuple[Noun, int, bool] | None:
        """Find what one word with a hyphen says: "co-leader" by its own row, "ex-minister" by the part behind it."""
        before, _, rest = word.rpartition("-")
        found = self._exact([word]) or (self._exact([rest]) if before in _PREFIXES else None)
        return (found[0], 1, found[1]) if found is not None else None

    def opens(self, word: str) -> int:
        """Return the length in words of the longest entry that begins with ``word``; 0 where there is none."""
        return _longest(self.firsts, (word,))

    def starting(self, words: Sequence[str]) -> tuple[Noun, int, bool] | None:
        """Find the longest entry of several words that begins ``words``: "chief of staff", "secretary of state"."""
        for length in range(min(_longest(self.firsts, words[:1]), len(words)), 1, -1):
            found = self._exact(words[:length])
            if found is not None:
                return found[0], length, found[1]
        return None

    def _exact(self, words: Sequence[str]) -> tuple[Noun, bool] | None:
        phrase = _join(words)
        row = self.nouns.get(phrase)
        if row is not None:
            return row, (row.sort == "many" and row.kind is not ActorKind.GOVERNMENT) or phrase in _PLURAL_ENTRIES
        for at in (len(words) - 1, 0) if len(words) > 1 else (0,):
            # "prime ministers" bears its plural at the end, "secretaries of state" and "sons-in-law" at the start.
            for one in singulars(words[at]):
                row = self.nouns.get(_join([*words[:at], one, *words[at + 1 :]]))
                if row is not None:
                    return row, True
        return None

    def modifier(self, words: Sequence[str]) -> str | None:
        """Return the sector the last of the modifying ``words`` that has one gives ("military", "opposition")."""
        for end in range(len(words), 0, -1):
            for start in range(max(0, end - 3), end):
                sector = self.modifiers.get(_join(words[start:end]))
                if sector is not None and sector != "ELI":
                    return sector
        return None

    def past(self, words: Sequence[str]) -> bool:
        """Tell whether one of ``words`` says that the office is no longer held ("former", "late", "ousted")."""
        return any(self.modifiers.get(word) == "ELI" for word in words)


_PREFIXES = frozenset("ex vice co then deputy former anti pro non led backed".split())
_PLURAL_ENTRIES = frozenset({"armed forces", "security forces", "special forces", "joint chiefs", "marines"})


def _join(words: Sequence[str]) -> str:
    return " ".join(words).replace(" - ", "-").replace(" – ", "-").replace("’", "'").replace(" 's", "'s")


def _longest(known: dict[str, int], word: Sequence[str]) -> int:
    """Return the length of the longest entry for a word or one of its singulars; 0 where there is none."""
    return max((known.get(form, 0) for w in word for form in (w, *singulars(w))), default=0)


@lru_cache(maxsize=8192)
def singulars(word: str) -> tuple[str, ...]:
    """Return the possible singulars of an English plural in lower case; empty when it is none."""
    if word in _IRREGULAR:
        return (_IRREGULAR[word],) if _IRREGULAR[word] != word else ()
    if word.endswith("men") and len(word) > 4:
        return (word[:-2] + "an",)
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return ()
    if word.endswith("ies"):
        return (word[:-3] + "y", word[:-1])
    if word.endswith("es"):
        return (word[:-1], word[:-2])
    return (word[:-1],)


@cache
def lexicon() -> Lexicon:
    """Return the table of role and group nouns, read once.

    Raises InstallationError when the file is missing or a row is damaged.
    """
    try:
        text = resources.files("communique.reference").joinpath("data/roles.tsv").read_text(encoding="utf-8")
    except OSError as error:
        raise InstallationError("the table of roles, reference/data/roles.tsv, is missing") from error
    nouns: dict[str, Noun] = {}
    modifiers: dict[str, str] = {}
    for line in text.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) != 6:
            raise InstallationError(f"reference/data/roles.tsv is damaged at {line!r}")
        words, sort, sector, kind, passes, gender = cells
        if sort == "word":
            modifiers[words] = sector
        else:
            nouns[words] = Noun(
                words, sort, sector, ActorKind(kind), passes != "own", passes == "weakly", gender.strip("-") or None
            )
    firsts: dict[str, int] = {}
    lasts: dict[str, int] = {}
    for entry in nouns:
        parts = entry.replace("-", " - ").replace("'s", " 's").split()
        firsts[parts[0]] = max(firsts.get(parts[0], 0), len(parts))
        lasts[parts[-1]] = max(lasts.get(parts[-1], 0), len(parts))
    return Lexicon(nouns, modifiers, firsts, lasts)
