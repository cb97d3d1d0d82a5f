"""Numbers that accounts of one happening give, each bound to what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from communique.model import Event, Span
from communique.story.telling.counts import Count, counts_in, money_in

_VICTIMS = r"(?:people|persons?|victims?|men and women|lives)"
_DONE = MappingProxyType(
    {
        "killed": (
            r"(?:killed|slain|dead|died|dies)",
            r"(?:kill(?:ed|s|ing)?|claim(?:ed|s|ing)|death toll\b[\w ]{0,20})",
        ),
        "wounded": (r"(?:wounded|injured|hurt)", r"(?:wound(?:ed|s|ing)?|injur(?:ed|es|ing)|hurt(?:ing)?)"),
        "arrested": (r"(?:arrested|detained|in custody)", r"(?:arrest(?:ed|s|ing)|detain(?:ed|s|ing))"),
        "missing": (r"missing", r"(?!)"),
        "displaced": (r"(?:displaced|homeless)", r"displac(?:ed|es|ing)"),
        "kidnapped": (r"(?:kidnapped|abducted)", r"(?:kidnap(?:ped|s|ping)|abduct(?:ed|s|ing))"),
        "freed": (r"(?:freed|released)", r"(?:free[ds]|freeing|releas(?:ed|es|ing))"),
    }
)
"""What is done to people: the words after their number ("12 were killed"), and those before it ("killed 12")."""
_NOUN_OF = MappingProxyType({"deaths": "killed", "fatalities": "killed", "injuries": "wounded", "arrests": "arrested"})
_BE = r"(?:\s+(?:were|was|are|is|have been|had been|has been|be|being|lay|left|reported|confirmed|believed|feared|to))*"
_PERSON = (
    r"(?P<who>people|persons?|men|women|children|civilians?|soldiers?|troops|police officers|officers|policemen|"
    r"rebels?|fighters?|militants?|protesters?|demonstrators?|activists?|prisoners?|hostages?|journalists?|sailors?|students?|"
    r"passengers?|workers|residents|others)"
)
_AFTER = MappingProxyType(
    {
        done: re.compile(rf"\s*(?:(?:[a-z]+\s+)?{_PERSON}\b)?{_BE}\s+(?:reportedly\s+)?{after}\b", re.IGNORECASE)
        for done, (after, _) in _DONE.items()
    }
)
_BEFORE = MappingProxyType(
    {
        done: re.compile(rf"\b{before}\s+(?:(?:to|at|of|stands at|rose to|reached)\s+)?$", re.IGNORECASE)
        for done, (_, before) in _DONE.items()
    }
)
_WHO_NEXT = re.compile(rf"\s*(?:[a-z]+\s+)?{_PERSON}\b", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:since|so far this|over the (?:past|last)|in total|altogether|overall)\b", re.IGNORECASE)
_COURSE = re.compile(
    r"\b(?:war|conflict|uprising|insurgency|crisis|fighting|violence|campaign|unrest)\b[^,;]{0,40}\b(?:has|have|had)\b"
    r"[^,;]{0,20}$",
    re.IGNORECASE,
)
_GENERAL = frozenset({"people", "person", "persons", ""})
_PLURAL = re.compile(r"\s+((?:[a-z][a-z-]+\s+){0,2}?[a-z][a-z-]{2,}s)\b")
_TIMES = frozenset("seconds minutes hours days weeks months years decades percent points times metres miles".split())
_NEAR = 20
"""How far the words that tell the event may be from what is counted, in characters: "seized 300 barrels"."""


@dataclass(frozen=True, slots=True)
class Bound:
    """How many of what: ``subject`` ("people killed"), the number, and its place in the article's text."""

    subject: str
    count: Count
    words: Span


def numbers_of(event: Event, others: Sequence[Span] = ()) -> tuple[Bound, ...]:
    """Return the numbers that the sentences of an event bind to something, those left out that are not sure to be its.

    People killed, wounded, arrested … wherever the sentence says it once, or next to the word of the event where it
    does so twice; money where the sentence names one amount; other things next to the word of the event ("seized 300
    barrels"). Left out are totals of a whole war ("has killed 10,000 since 2014") and words for many ("dozens"); and
    what stands nearer to the words of another event of the page (``others``): of "Norvia freed four men in an exchange"
    the four are those of the freeing.
    """
    found: dict[str, list[Bound]] = {}
    for evidence in event.evidence[:20]:
        quote, cue = evidence.quote, evidence.cue
        at = evidence.sentence.start
        near = (cue.start - at, cue.end - at)
        for subject, rows in _of_sentence(quote, near).items():
            sure = rows if len(rows) == 1 else [r for r in rows if _touches(r, near)]
            if len(sure) == 1:
                one = sure[0]
                words = Span(at + one.start, at + one.end)
                if all(_gap(words, cue) <= _gap(words, other) for other in others if evidence.sentence.contains(other)):
                    found.setdefault(subject, []).append(Bound(subject=subject, count=one, words=words))
    # One page that gives two numbers of one thing speaks of parts of it: nothing can be said of either.
    return tuple(rows[0] for rows in found.values() if all(rows[0].count.agrees(r.count) for r in rows))


def _gap(words: Span, cue: Span) -> int:
    return max(cue.start - words.end, words.start - cue.end, 0)


def _touches(count: Count, near: tuple[int, int]) -> bool:
    return count.start - _NEAR <= near[1] and near[0] <= count.end + _NEAR


def _of_sentence(quote: str, near: tuple[int, int]) -> dict[str, list[Count]]:
    found: dict[str, list[Count]] = {}
    for count in counts_in(quote):
        for subject in _subjects(quote, count, near):
            found.setdefault(subject, []).append(count)
    money = list(money_in(quote))
    for currency, count in money:
        found.setdefault(currency, []).append(count)
    return found


def _subjects(quote: str, count: Count, near: tuple[int, int]) -> Iterator[str]:
    """Yield what a number of a sentence counts, nothing where that is not plain."""
    after, before = quote[count.end : count.end + 90], quote[max(0, count.start - 60) : count.start]
    if _WHOLE.search(quote) or _COURSE.search(before):
        return
    done = next((d for d in _DONE if _AFTER[d].match(after) or _BEFORE[d].search(before)), None)
    if done is not None:
        # "Killing three and wounding 12 others": the others are the wounded.
        person = _AFTER[done].match(after) or _WHO_NEXT.match(after)
        who = ((person["who"] if person else "") or "").casefold()
        yield f"{'people' if who in _GENERAL or who == 'others' else who} {done}"
        return
    noun = re.match(r"\s+([a-z]+)\b", after)
    if noun and noun[1] in _NOUN_OF:
        yield f"people {_NOUN_OF[noun[1]]}"
        return
    plural = _PLURAL.match(after)
    if plural and _touches(count, near) and plural[1].split()[-1] not in _TIMES and "," not in before[-3:]:
        yield " ".join(plural[1].split())


def groups_of(rows: Sequence[Count]) -> tuple[tuple[int, ...], ...]:
    """Group numbers that agree (places in ``rows``): the exact first, a hedged one with the first it fits."""
    cores: list[Count] = []
    groups: list[list[int]] = []
    for at in sorted(range(len(rows)), key=lambda n: (rows[n].width, n)):
        home = next((g for g, core in enumerate(cores) if core.agrees(rows[at])), None)
        if home is None:
            cores.append(rows[at])
            groups.append([at])
        else:
            groups[home].append(at)
    return tuple(tuple(sorted(g)) for g in groups)
