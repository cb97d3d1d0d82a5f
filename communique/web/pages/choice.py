"""Filters the drawings share: by party, kind, issue, place, status and number of origins."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED
from communique.export.wording import clipped
from communique.model import Happening
from communique.web.drawings.kinds import KINDS
from communique.web.pages.kind import Asked
from communique.web.view import View

MOST = 60
"""Options of a field at most: the most frequent, and those that are chosen."""
NAMES = ("party", "kind", "type", "issue", "place", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value a filter may have, in words where it has words of its own, and how many happenings have it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A filter by name; ``in_words``: whether its labels are data ("Norvia"), not keys of the words ("meeting")."""

    name: str
    in_words: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is asked for: several values of a field are alternatives, of ``party`` all must take part."""

    party: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    origins: int = 0


@dataclass(frozen=True, slots=True)
class Traits:
    """What a happening may be chosen by."""

    happening: Happening
    values: dict[str, tuple[str, ...]]


def choice_of(asked: Asked) -> Choice:
    """Read the filters; a number of origins that is none counts as none asked for."""
    least = asked.one("origins") or ""
    number = int(least) if least.isascii() and least.isdigit() and len(least) < 4 else 0
    chosen = {name: tuple(dict.fromkeys(asked.all(name))) for name in NAMES}
    return Choice(**chosen, origins=number)


def pairs_of(choice: Choice) -> tuple[tuple[str, str], ...]:
    """Return the filters as they stand in an address, so that other links keep them."""
    pairs = [(name, value) for name in NAMES for value in getattr(choice, name)]
    return (*pairs, *((("origins", str(choice.origins)),) if choice.origins else ()))


def chosen(view: View, choice: Choice) -> list[Happening]:
    """Return the happenings that are asked for, in the order of the dossier."""
    found: Iterable[Traits] = view.once(traits_of)
    if choice.origins:
        found = [one for one in found if len(one.happening.backing.origins) >= choice.origins]
    for party in choice.party:
        found = [one for one in found if party in one.values["party"]]
    for name in NAMES[1:]:
        wanted = set(getattr(choice, name))
        if wanted:
            found = [one for one in found if not wanted.isdisjoint(one.values[name])]
    return [one.happening for one in found]


def traits_of(view: View) -> tuple[Traits, ...]:
    """Return what each happening that a current page tells of may be chosen by."""
    issues = view.once(issues_of)
    return tuple(
        Traits(
            happening,
            {
                "party": tuple(dict.fromkeys((*happening.actors, *happening.recipients))),
                "kind": (KINDS[happening.type].value,),
                "type": (happening.type.value,),
                "issue": issues.get(happening.id, ()),
                "place": (happening.where.id,) if happening.where else (),
                "status": (happening.status.value,),
            },
        )
        for happening in view.dossier.happenings
        if view.events_of(happening)
    )


def issues_of(view: View) -> dict[str, tuple[str, ...]]:
    """Return the issues of each happening (id): those of the positions that rest on it, and of what it is to settle."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for account in view.shelf:
        told = [(one.issue, one.facts) for one in account.positions]
        told += [(one.issue, one.facts) for one in account.open_issues]
        for issue, facts in told:
            for fact in facts:
                happening = view.happening_of(fact)
                if happening is not None:
                    found[happening.id][issue] = None
    return {key: tuple(issues) for key, issues in found.items()}


def _counts(view: View) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in NAMES}
    for one in view.once(traits_of):
        for name in NAMES:
            counts[name].update(one.values[name])
    return counts


def _places(view: View) -> dict[str, str]:
    return {h.where.id: clipped(h.where.name, NAMED) for h in view.dossier.happenings if h.where}


def fields_of(view: View, choice: Choice, names: Iterable[str] = NAMES) -> tuple[Field, ...]:
    """Return the filters with their options; counts are of the whole dossier."""
    counts = view.once(_counts)
    return tuple(_field(view, name, counts[name], getattr(choice, name)) for name in names)


def _field(view: View, name: str, counts: Counter[str], asked: tuple[str, ...]) -> Field:
    frequent = [value for value, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]]
    values = dict.fromkeys((*frequent, *(value for value in asked if value in counts)))
    options = [
        Option(value=value, label=_label(view, name, value), count=counts[value], chosen=value in asked)
        for value in values
    ]
    options.sort(key=lambda option: (option.label.casefold(), option.value))
    return Field(name=name, in_words=name in {"party", "place", "issue"}, options=tuple(options))


def _label(view: View, name: str, value: str) -> str:
    if name == "party":
        party = view.party(value)
        return clipped(party.name, NAMED) if party else value
    if name == "place":
        return view.once(_places).get(value, value)
    return clipped(value, NAMED)
