"""Names as strings: what is a title and what is the name, which form is short for which."""

from __future__ import annotations

from communique.reference.folding import fold

HONORIFICS: dict[str, tuple[str | None, str | None]] = {
    "mr": ("m", None),
    "messrs": ("m", None),
    "mister": ("m", None),
    "mrs": ("f", None),
    "ms": ("f", None),
    "miss": ("f", None),
    "madam": ("f", None),
    "madame": ("f", None),
    "sir": ("m", None),
    "dame": ("f", None),
    "lord": ("m", "LEG"),
    "lady": ("f", None),
    "baroness": ("f", "LEG"),
    "dr": (None, None),
    "prof": (None, "EDU"),
    "gen": (None, "MIL"),
    "lt": (None, "MIL"),
    "maj": (None, "MIL"),
    "col": (None, "MIL"),
    "capt": (None, "MIL"),
    "sgt": (None, "MIL"),
    "adm": (None, "MIL"),
    "brig": (None, "MIL"),
    "cmdr": (None, "MIL"),
    "cpl": (None, "MIL"),
    "pvt": (None, "MIL"),
    "sen": (None, "LEG"),
    "sens": (None, "LEG"),
    "rep": (None, "LEG"),
    "reps": (None, "LEG"),
    "gov": (None, "GOV"),
    "pres": (None, "GOV"),
    "amb": (None, "GOV"),
    "rev": (None, "REL"),
    "fr": ("m", "REL"),
    "hon": (None, None),
    "ayatollah": ("m", "REL"),
    "sheikh": ("m", None),
    "sheik": ("m", None),
    "mullah": ("m", "REL"),
    "imam": ("m", "REL"),
    "hojatoleslam": ("m", "REL"),
}
"""Titles printed before a name: the gender and the PLOVER sector each one tells, where it does."""

KEPT = frozenset({"king", "queen", "pope", "prince", "princess", "emperor", "empress", "patriarch", "sultan", "emir"})
"""Titles that a one-word name keeps: a page never says "Francis" for "Pope Francis" at first mention."""

_PARTICLES = frozenset(
    {
        "al",
        "el",
        "ul",
        "bin",
        "ibn",
        "ben",
        "van",
        "von",
        "de",
        "der",
        "den",
        "da",
        "di",
        "du",
        "la",
        "le",
        "abu",
        "dos",
    }
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def tokens(name: str) -> tuple[str, ...]:
    """Return the folded words of ``name``, hyphens and dots as blanks, possessive and "Jr." dropped."""
    words = fold(name.replace("’", "'").removesuffix("'s").replace(".", ". ")).split()
    return tuple(w for w in words if w not in _SUFFIXES) or tuple(words)


def family(name: tuple[str, ...]) -> str:
    """Return the last word of ``name``: the family name in most of the world's press."""
    return name[-1] if name else ""


def weighty(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``name`` without particles ("al", "van", "bin"), for counting its real words."""
    return tuple(w for w in name if w not in _PARTICLES) or name


def short_for(short: tuple[str, ...], full: tuple[str, ...]) -> float:
    """Score, 0 to 1, how well ``short`` fits as another form of the fuller name ``full``.

    1: the same words. .95: the family name, or first and family name ("Donald Trump" for "Donald J. Trump").
    .8: the leading name where that is how a person is called ("Xi" for "Xi Jinping", "Kim", "Suu Kyi").
    .85: one letter of the first name differs ("Bashir", "Bashar"). .7: one letter of the family name
    ("Zelensky", "Zelenskyy"). 0: no fit.
    """
    a, b = weighty(short), weighty(full)
    if not a or not b:
        # A mark the reader took for a name, as "–", leaves no word.
        return 0.0
    if a == b:
        return 1.0
    if len(a) >= len(b):
        if len(a) == len(b) > 1 and a[-1] == b[-1] and _in_order(a, b):
            return 0.95
        if len(a) == len(b) > 1 and a[-1] == b[-1] and close(a[0], b[0]) and a[1:] == b[1:]:
            return 0.85
        return 0.7 if len(a) == len(b) and a[:-1] == b[:-1] and close(a[-1], b[-1]) else 0.0
    if a == b[-len(a) :]:
        return 0.95
    if a[-1] == b[-1] and _in_order(a, b) and (a[0] == b[0] or (len(a[0]) == 1 and b[0].startswith(a[0]))):
        return 0.95
    if len(a) > 1 and _in_order(a, b):
        return 0.85
    if a[0] == b[0] and len(a) == 1:
        return 0.8
    if len(a) == 1 and len(b) > 2 and a[0] in b[1:-1]:
        return 0.6
    if close(a[-1], b[-1]) and (len(a) == 1 or a[0] == b[0]):
        return 0.7
    return 0.0


def _in_order(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    rest = iter(b)
    return all(any(word == other or (len(word) == 1 and other.startswith(word)) for other in rest) for word in a)


def close(a: str, b: str) -> bool:
    """Tell whether two long words differ by one letter at most (added, left out or changed)."""
    if a == b:
        return True
    if min(len(a), len(b)) < 6 or abs(len(a) - len(b)) > 1 or a[:3] != b[:3]:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[start + 1 :] == b[start + 1 :] or a[start:] == b[start + 1 :] or a[start + 1 :] == b[start:]


def initials(name: str) -> str:
    """Return the capitals a long name is known by: "International Atomic Energy Agency" gives "IAEA"."""
    small = {"of", "the", "and", "for", "in", "on", "to", "de", "la", "des", "du"}
    return "".join(w[0] for w in name.replace("-", " ").split() if w[0].isalpha() and w.lower() not in small).upper()
