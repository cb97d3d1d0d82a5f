"""Are two pages on one story? Signs weighed by a table (``pages.tsv``), each something a reader can check.

Two quakes, two trials, two arrests of players of one team share most of their words. What tells them apart is who,
where and how many: people in the opening that are others, towns that are others, no year and no number in common.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from communique.model import Shelf
from communique.story.verdicts.profiles import Profile, likeness, page_tokens, profile
from communique.story.verdicts.tables import weights
from communique.story.verdicts.words import Rarity, Token, known

TABLE = "pages.tsv"
FAR = -5.0
"""Log-odds of two pages that share no rare word."""
_NAMED = ("people", "lead_people", "towns", "countries", "numbers", "years")
_MIXED = ("words", "names", "lead")


def page_signs(left: Profile, right: Profile) -> dict[str, float]:
    """Return the signs of two pages. "like X": the cosine of what they have of X (people, towns …), rooted where
    small values count ("root"); "other X": both name X and share none; "shared X": they share some. Short pages share
    less, so the length of the shorter one counts ("size")."""
    size = min(left.size, right.size)
    found = {"bias": 1.0, "size": size}
    for name in _MIXED:
        like = likeness(getattr(left, name), getattr(right, name))
        found |= {f"like {name}": like, f"root {name}": math.sqrt(max(like, 0.0)), f"size x {name}": size * like}
    for name in _NAMED:
        a, b = getattr(left, name), getattr(right, name)
        if a and b:
            like = likeness(a, b)
            found[f"like {name}"] = like
            found[f"shared {name}" if like > 1e-6 else f"other {name}"] = 1.0
    return found


class Pages:
    """How alike pages are; a profile is made when it is first asked for."""

    def __init__(self, shelf: Shelf, *, alone: bool = False) -> None:
        """Compare pages of ``shelf``. ``alone``: no page's weights depend on which other pages there are."""
        self._shelf = shelf
        self._words: dict[str, list[Token]] = {}
        self._profiles: dict[str, Profile] = {}
        self._odds: dict[tuple[str, str], float] = {}
        self._rarity = known() if alone else self._of_all()

    def _of_all(self) -> Rarity:
        ids = sorted(account.article.id for account in self._shelf)
        return known().with_texts({t.stem for t in self._tokens(i)} for i in ids)

    def _tokens(self, article: str) -> Sequence[Token]:
        if article not in self._words:
            self._words[article] = page_tokens(self._shelf.article(article))
        return self._words[article]

    def profile(self, article: str) -> Profile:
        """Return the profile of an article (by id); raises KeyError."""
        if article not in self._profiles:
            self._profiles[article] = profile(self._shelf.account(article), self._tokens(article), self._rarity)
        return self._profiles[article]

    def odds(self, left: str, right: str) -> float:
        """Return the log-odds that two articles (by id) are on one story."""
        pair = (left, right) if left < right else (right, left)
        if pair not in self._odds:
            signs = page_signs(self.profile(pair[0]), self.profile(pair[1]))
            table = weights(TABLE)
            self._odds[pair] = sum(table.get(name, 0.0) * value for name, value in signs.items())
        return self._odds[pair]
