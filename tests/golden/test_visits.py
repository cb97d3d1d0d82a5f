"""Who visits whom, as the whole reader finds it: sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.tasks.texts import article_of
from communique.fact import find_facts
from communique.model import Actor, Event, EventType
from communique.pipeline import Tools
from communique.reference import refer


def meetings(tools: Tools, text: str) -> list[tuple[str | None, list[str], list[str]]]:
    """Return mode, actors and recipients, by name, of the meetings of a text."""
    reading = tools.reader.read(article_of("visits", text, date(2021, 5, 4)))
    references = refer(reading, tools.atlas)
    names = {r.target.id: r.target.name for r in references if isinstance(r.target, Actor)}
    found = (f for f in find_facts(reading, references) if isinstance(f, Event) and f.type is EventType.CONSULT)
    return [(e.mode, [names[a] for a in e.actors], [names[a] for a in e.recipients]) for e in found]


@pytest.mark.parametrize(
    ("text", "guest", "host"),
    [
        ("Norwegian Prime Minister Ada Voss visited Finland on Friday.", "Ada Voss", "Finland"),
        ("Finnish President Kai Aro invited Norwegian Prime Minister Ada Voss to the palace.", "Ada Voss", "Kai Aro"),
        (
            "Norwegian Foreign Minister Ada Voss will visit Finland on Friday. "
            "Voss is to meet Finnish President Kai Aro in the evening.",
            "Ada Voss",
            "Kai Aro",
        ),
    ],
)
def test_the_guest_acts_and_the_host_receives(tools: Tools, text: str, guest: str, host: str) -> None:
    found = meetings(tools, text)
    assert any(guest in actors and host in recipients for _, actors, recipients in found), found
    assert not any(host in actors for _, actors, recipients in found if recipients), found


def test_where_nobody_visits_all_act(tools: Tools) -> None:
    found = meetings(tools, "Norwegian Foreign Minister Ada Voss met Finnish President Kai Aro in Geneva.")
    assert [(sorted(actors), recipients) for _, actors, recipients in found] == [(["Ada Voss", "Kai Aro"], [])]
