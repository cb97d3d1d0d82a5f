"""Blind sheets for human coders: sentences drawn by a seed, without a word of what the machine made of them.

The unit is the sentence. A sheet of marked words would tell the coders where the machine saw something; so they get
sentences, some of them with nothing found, and code all they see. Drawn are the sentences whose hash with the seed is
smallest, which needs no memory of the run and is the same in any order of its rows (bottom-k sampling).
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique.corpus.answers import Answered, answers_of
from communique.corpus.folder import Folder
from communique.corpus.forms import Form
from communique.corpus.frame import Place, Shown, Tellings, articles, tellings
from communique.errors import UsageError

MOST = 20_000
_LETTERS = "bcdfghjkmnpqrstvwxz"
"""Consonants alone: "mar-03" would be a day of March to a spreadsheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to draw: ``n`` sentences with something in them, ``without`` with nothing; ``even``: as many of each label.

    Otherwise each sentence is as likely as any other, and labels come as often as in the run.
    """

    form: Form
    n: int
    seed: int
    without: int
    even: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A row of the sheet and what is kept of it in the key. ``weight``: how many sentences of the run it stands for.

    ``stratum`` is the label it was drawn for, "without" where the machine found nothing, else "with".
    """

    row: str
    shown: Shown
    stratum: str
    weight: float
    place: Place
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What was drawn, in the order of the sheet, of which run; ``frame``: how many sentences each stratum has."""

    form: Form
    made_by: str
    drawn: tuple[Drawn, ...]
    frame: tuple[tuple[str, int, int], ...]


WITH, WITHOUT = "with", "without"


def sample(folder: Folder, plan: Plan) -> Sample:
    """Draw a sample of a run; raises UsageError where there is nothing to draw, or too much is asked."""
    if not (0 < plan.n <= MOST and 0 <= plan.without <= MOST):
        raise UsageError(f"between 1 and {MOST:,} sentences can be drawn")
    found = tellings(folder, plan.form)
    if not found.facts:
        raise UsageError(f"{folder.path}: there are no {plan.form.what} in this run")
    chosen, sizes = _with_facts(found, plan)
    shown, empty, total = _looked_up(folder, found, set(chosen), plan)
    chosen |= dict.fromkeys(empty, WITHOUT)
    sizes[WITHOUT] = total
    taken = Counter(chosen.values())
    order = sorted(chosen, key=lambda place: _hash(plan.seed, "order", place))
    tag = _tag(plan.form, order)
    wanted = {fact for place in order for fact, _ in found.facts.get(place, ())}
    answers = answers_of(folder, plan.form, wanted)
    drawn = tuple(
        Drawn(
            row=f"{tag}-{number:0{len(str(len(order)))}d}",
            shown=shown[place],
            stratum=chosen[place],
            weight=sizes[chosen[place]] / taken[chosen[place]],
            place=place,
            answers=tuple(answers[fact] for fact, _ in found.facts.get(place, ())),
        )
        for number, place in enumerate(order, start=1)
    )
    frame = tuple((name, sizes[name], taken[name]) for name in sorted(sizes))
    return Sample(form=plan.form, made_by=folder.about.tool("made_by"), drawn=drawn, frame=frame)


def _with_facts(found: Tellings, plan: Plan) -> tuple[dict[Place, str], dict[str, int]]:
    """Draw among the sentences that tell something: each with its stratum, and how many each stratum has."""
    strata: defaultdict[str, list[Place]] = defaultdict(list)
    rarity = Counter(label for facts in found.facts.values() for _, label in facts)
    for place, facts in found.facts.items():
        # A sentence with several is drawn for the rarest of its labels: there are fewest of them to choose from.
        label = min((label for _, label in facts), key=lambda label: (rarity[label], label))
        strata[label if plan.even else WITH].append(place)
    sizes = {name: len(places) for name, places in strata.items()}
    chosen: dict[Place, str] = {}
    for name, most in _shares(sizes, plan.n).items():
        for place in heapq.nsmallest(most, strata[name], key=lambda place: _hash(plan.seed, "draw", place)):
            chosen[place] = name
    return chosen, sizes


def _shares(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """Share ``n`` evenly among strata; what a small one cannot take goes to the others."""
    shares = dict.fromkeys(sorted(sizes), 0)
    left = min(n, sum(sizes.values()))
    while left:
        able = [name for name in shares if shares[name] < sizes[name]]
        for name in sorted(able, key=lambda name: (shares[name], sizes[name], name))[:left]:
            more = min(max(left // len(able), 1), sizes[name] - shares[name], left)
            shares[name] += more
            left -= more
    return shares


def _looked_up(
    folder: Folder, found: Tellings, chosen: set[Place], plan: Plan
) -> tuple[dict[Place, Shown], list[Place], int]:
    """Go through the articles once: show what was drawn, draw among the sentences without, and count these."""
    shown: dict[Place, Shown] = {}
    empty: list[tuple[int, Place, Shown]] = []
    total = 0
    for article in articles(folder, found.known):
        for at, span in enumerate(article.sentences):
            place = (article.id, span.start, span.end)
            if place in chosen:
                shown[place] = article.shown(at)
            elif place not in found.facts and article.long_enough(span):
                total += 1
                rank = -_hash(plan.seed, "draw", place)
                if plan.without and (len(empty) < plan.without or rank > empty[0][0]):
                    (heapq.heappush if len(empty) < plan.without else heapq.heappushpop)(
                        empty, (rank, place, article.shown(at))
                    )
    missing = sorted(chosen - shown.keys())
    if missing:
        raise UsageError(f"{folder.path}: a sentence of article {missing[0][0]} is not in its text")
    shown |= {place: words for _, place, words in empty}
    return shown, [place for _, place, _ in empty], total


def _hash(seed: int, what: str, place: Place) -> int:
    words = "\0".join((str(seed), what, *map(str, place))).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(words, digest_size=8).digest())


def _tag(form: Form, order: Iterable[Place]) -> str:
    """Return four letters that only the rows of this sample have, so that no sheet is scored by another's key."""
    words = repr((form.what.value, tuple(order))).encode("utf-8", "surrogatepass")
    number = int.from_bytes(hashlib.blake2b(words, digest_size=8).digest())
    return "".join(_LETTERS[number // len(_LETTERS) ** at % len(_LETTERS)] for at in range(4))
