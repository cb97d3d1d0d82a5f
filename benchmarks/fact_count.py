"""Count what agrees between two sheets of facts, and make figures of the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from benchmarks.fact_match import (
    AGREED,
    agreement,
    content_match,
    event_match,
    pair,
    plan_match,
    sides,
    touch,
    turned,
)
from benchmarks.fact_rows import Happening, Plan, Saying, Sheet

Labelled = TypeVar("Labelled", Happening, Saying, Plan)
Counts = Counter[str]
Figures = dict[str, float | int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong: its kind, and the words it is about."""

    kind: str
    says: str


def aligned(
    gold: Sequence[Labelled], made: Sequence[Labelled], match: Callable[[Labelled, Labelled], float]
) -> tuple[list[tuple[Labelled, Labelled]], list[Labelled], list[Labelled]]:
    """Return the pairs, what is missing and what is spurious.

    What stands for something optional counts for nothing, nor does what a second coder has marked optional. Where
    something needed and something optional fit equally well, the needed is taken.
    """
    ordered = sorted(gold, key=lambda g: g.optional)
    pairs = pair(ordered, made, match)
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    missing = [g for i, g in enumerate(ordered) if i not in left and not g.optional]
    spurious = [m for j, m in enumerate(made) if j not in right and not m.optional]
    return [(ordered[i], made[j]) for i, j in pairs if not ordered[i].optional], missing, spurious


def compare(gold: Sheet, made: Sheet) -> tuple[Counts, list[Fault]]:
    """Return the counts of one document and its faults, in the order of the text within each kind."""
    counts: Counts = Counter(evidence=made.evidence, exact=made.exact, documents=1)
    faults = [
        *_events(gold, made, counts),
        *_meetings(gold, made, counts),
        *_statements(gold, made, counts),
        *_proposals(gold, made, counts),
    ]
    return counts, faults


def _events(gold: Sheet, made: Sheet, counts: Counts) -> Iterator[Fault]:
    text = gold.text
    pairs, missing, spurious = aligned(gold.events, made.events, lambda g, m: event_match(g, m, text))
    counts["event_gold"] += len(pairs) + len(missing)
    counts["event_made"] += len(pairs) + len(spurious)
    counts["event_both"] += len(pairs)
    for g, m in pairs:
        yield from _event(g, m, text, counts)
    for g in missing:
        yield Fault(kind="event missed", says=described(g, text))
    for m in spurious:
        yield Fault(kind="event spurious", says=described(m, text))


def _event(g: Happening, m: Happening, text: str, counts: Counts) -> Iterator[Fault]:
    typed, told, near = g.type == m.type, m.statuses[0] in g.statuses, sides(g, m, text)
    direction = turned(g, m, text)
    counts["type_both"] += typed
    counts["status_right"] += told
    counts["sides_right"] += near >= AGREED
    counts["fact_both"] += typed and told and near >= AGREED
    counts["strict_both"] += typed and told and near == 1
    counts["directed"] += direction is not None
    counts["turned"] += direction is True
    wrong = [name for name, right in (("type", typed), ("status", told), ("sides", near >= AGREED)) if not right]
    if direction:
        wrong.append("direction")
    if wrong:
        yield Fault(kind=f"event wrong: {', '.join(wrong)}", says=f"{described(g, text)}  |  {described(m, text)}")


def _meetings(gold: Sheet, made: Sheet, counts: Counts) -> Iterator[Fault]:
    text = gold.text
    pairs, missing, spurious = aligned(
        [e for e in gold.events if e.participants is not None],
        [e for e in made.events if e.participants is not None],
        lambda g, m: event_match(g, m, text),
    )
    # A made meeting that stands for an event which is none is in the figures of events, and spurious here, unless
    # that event is optional: then nobody asked.
    asked = [g for g in gold.events if g.optional and g.participants is None]
    spurious = [m for m in spurious if not any(event_match(g, m, text) for g in asked)]
    counts["meeting_gold"] += len(pairs) + len(missing)
    counts["meeting_made"] += len(pairs) + len(spurious)
    counts["meeting_found"] += len(pairs)
    for g, m in pairs:
        together = agreement(g.participants or (), m.participants or (), text) >= AGREED
        counts["meeting_both"] += together
        counts["day_given"] += g.day is not None
        counts["day_right"] += g.day is not None and g.day == m.day
        counts["place_given"] += bool(g.where)
        counts["place_right"] += touch(g.where, m.where)
        if not together:
            yield Fault(kind="meeting wrong: participants", says=f"{described(g, text)}  |  {described(m, text)}")
    for g in missing:
        yield Fault(kind="meeting missed", says=described(g, text))
    for m in spurious:
        yield Fault(kind="meeting spurious", says=described(m, text))


def _statements(gold: Sheet, made: Sheet, counts: Counts) -> Iterator[Fault]:
    text = gold.text
    pairs, missing, spurious = aligned(gold.statements, made.statements, content_match)
    counts["statement_gold"] += len(pairs) + len(missing)
    counts["statement_made"] += len(pairs) + len(spurious)
    counts["statement_both"] += len(pairs)
    for g, m in pairs:
        right = agreement(g.speakers, m.speakers, text) >= AGREED
        counts["speaker_right"] += right
        counts["act_given"] += g.act is not None
        counts["act_right"] += g.act is not None and g.act == m.act
        if not right:
            names = ", ".join(p.name for p in m.speakers) or "nobody"
            yield Fault(kind="speaker wrong", says=f"{', '.join(p.name for p in g.speakers)}  |  {names}")
    for g in missing:
        yield Fault(kind="statement missed", says=_words(g.content, text))
    for m in spurious:
        yield Fault(kind="statement spurious", says=_words(m.content, text))


def _proposals(gold: Sheet, made: Sheet, counts: Counts) -> Iterator[Fault]:
    pairs, missing, spurious = aligned(gold.proposals, made.proposals, plan_match)
    counts["proposal_gold"] += len(pairs) + len(missing)
    counts["proposal_made"] += len(pairs) + len(spurious)
    counts["proposal_both"] += len(pairs)
    counts["proposal_status_right"] += sum(g.status == m.status for g, m in pairs)
    for kind, plans in (("proposal missed", missing), ("proposal spurious", spurious)):
        for plan in plans:
            yield Fault(kind=kind, says=_words(plan.cues, gold.text))


def described(event: Happening, text: str) -> str:
    """Return an event in one line: type, status, who to whom, and the words that say it."""
    who, whom = (", ".join(p.name for p in some) or "-" for some in (event.actors, event.recipients))
    return f"{event.type} {'/'.join(event.statuses)} [{who}] -> [{whom}] {_words(event.cues, text)}"


def _words(places: Sequence[tuple[int, int]], text: str) -> str:
    return " … ".join(f"“{' '.join(text[s:e].split())[:90]}”@{s}" for s, e in places[:3])


def figures(counts: Counts) -> Figures:
    """Return the figures of the counts; a share of nothing is None, the F1 of nothing against nothing too."""
    result: Figures = {"documents": counts["documents"]}
    for name, both, of in (
        ("fact", "fact_both", "event"),
        ("fact_strict", "strict_both", "event"),
        ("type", "type_both", "event"),
        ("event", "event_both", "event"),
        ("meeting", "meeting_both", "meeting"),
        ("meeting_found", "meeting_found", "meeting"),
        ("statement", "statement_both", "statement"),
        ("proposal", "proposal_both", "proposal"),
    ):
        gold, made = counts[f"{of}_gold"], counts[f"{of}_made"]
        result[f"{name}.precision"] = share(counts[both], made)
        result[f"{name}.recall"] = share(counts[both], gold)
        result[f"{name}.f1"] = share(2 * counts[both], gold + made)
    for name, right, given in (
        ("status.accuracy", "status_right", "event_both"),
        ("sides.accuracy", "sides_right", "event_both"),
        ("direction.errors", "turned", "directed"),
        ("meeting.day", "day_right", "day_given"),
        ("meeting.place", "place_right", "place_given"),
        ("speaker.accuracy", "speaker_right", "statement_both"),
        ("act.accuracy", "act_right", "act_given"),
        ("proposal.status", "proposal_status_right", "proposal_both"),
        ("evidence.exact", "exact", "evidence"),
    ):
        result[name] = share(counts[right], counts[given])
        result[f"{name}.of"] = counts[given]
    return result


def share(part: int, whole: int) -> float | None:
    """Return a share, four decimals, or None of nothing."""
    return round(part / whole, 4) if whole else None
