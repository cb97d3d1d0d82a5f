"""Positions and open issues as plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.export.sentences import Names
from communique.model import Account, OpenIssue, Position, Span, Standpoint, Statement

_DOES = {
    Standpoint.DEMANDS: ("makes a demand", "make a demand"),
    Standpoint.SEEKS: ("asks for something", "ask for something"),
    Standpoint.CONDITIONS: ("sets a condition", "set a condition"),
    Standpoint.OFFERS: ("makes an offer", "make an offer"),
    Standpoint.PROMISES: ("makes a promise", "make a promise"),
    Standpoint.THREATENS: ("makes a threat", "make a threat"),
    Standpoint.AGREES: ("agrees to something", "agree to something"),
    Standpoint.SUPPORTS: ("gives praise or support", "give praise or support"),
    Standpoint.REJECTS: ("refuses something", "refuse something"),
    Standpoint.CONDEMNS: ("condemns something", "condemn something"),
    Standpoint.ACCUSES: ("accuses somebody", "accuse somebody"),
    Standpoint.DENIES: ("denies something", "deny something"),
    Standpoint.DOUBTS: ("has doubts", "have doubts"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A position or open issue in one sentence; ``key`` is unique in a report, ``sentences`` are those it rests on."""

    key: str
    sentence: str
    tags: tuple[str, ...]
    sentences: tuple[Span, ...]


def standings_of(account: Account, names: Names) -> Iterator[Standing]:
    """Yield the account's open issues and positions, those on one issue together, in the order of the text."""
    for number, issue in enumerate(account.open_issues, start=1):
        yield Standing(
            key=f"open-{number}",
            sentence=_open(issue, names),
            tags=(issue.state.value,),
            sentences=tuple(e.sentence for e in issue.evidence),
        )
    order = {p.issue: at for at, p in reversed(list(enumerate(account.positions)))}
    for number, position in enumerate(sorted(account.positions, key=lambda p: order[p.issue]), start=1):
        yield Standing(
            key=f"position-{number}",
            sentence=_position(position, names),
            tags=(position.stance.value,),
            sentences=_grounds(position, names),
        )


def does_in_words(stance: Standpoint, *, plural: bool) -> str:
    """Return what a party of this stance does, as a verb with its object: "makes a demand"."""
    one, many = _DOES[stance]
    return many if plural else one


def _open(issue: OpenIssue, names: Names) -> str:
    words = f"Open issue: {issue.issue}"
    said = next((f for key in issue.facts if isinstance(f := names.facts.get(key), Statement)), None)
    if said is not None and said.speakers:
        words += f", according to {names.listed(said.speakers)}"
    return words + "."


def _position(position: Position, names: Names) -> str:
    does = does_in_words(position.stance, plural=names.plural((position.party,)))
    told = "; ".join(dict.fromkeys(names.words(span) for span in position.words))
    issue = position.issue[0].upper() + position.issue[1:]
    return f"{issue}: {names.listed((position.party,))} {does} ({told})."


def _grounds(position: Position, names: Names) -> tuple[Span, ...]:
    """Return the cited sentences in which the words stand, or all that its facts cite where they stand outside."""
    cited = [e.sentence for key in position.facts if key in names.facts for e in names.facts[key].evidence]
    near = [s for s in cited if any(s.contains(words) for words in position.words)]
    return tuple(dict.fromkeys(near or cited))
