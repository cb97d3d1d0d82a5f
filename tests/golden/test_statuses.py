"""Statuses as the whole reader finds them: sentences of our own, each a page of one sentence."""

from __future__ import annotations

from datetime import date

import pytest

from communique.fact import find_facts
from communique.model import Act, Article, ArticleKind, Block, BlockKind, Event, Fact, Span, Statement, Status, When
from communique.pipeline import Tools
from communique.reference import refer

PUBLISHED = When.between(date(2021, 5, 4), date(2021, 5, 4), how="given")


def read(tools: Tools, text: str) -> tuple[Fact, ...]:
    """Return the facts of a page of one paragraph."""
    article = Article(
        id="page",
        origin="page",
        url=None,
        kind=ArticleKind.ARTICLE,
        publisher=None,
        authors=(),
        published=PUBLISHED,
        language="en",
        text=text,
        blocks=(Block(kind=BlockKind.BODY, span=Span(0, len(text)), language="en"),),
        credits=(),
    )
    reading = tools.reader.read(article)
    return find_facts(reading, refer(reading, tools.atlas))


@pytest.mark.parametrize(
    ("status", "kind", "text"),
    [
        ("offered", "RETREAT", "Norway offered to release three Finnish prisoners."),
        ("offered", "CONSULT", "Finnish President Ada Voss is ready to meet Russian President Kai Aro in Oslo."),
        ("offered", "CONSULT", "Sweden proposed talks with Finland on Monday."),
        ("offered", "CONSULT", "Norwegian officials are prepared to resume talks with Iran."),
        ("offered", "CONSULT", "Finland is open to talks with Norway."),
        ("offered", "CONSULT", "The Finnish government said it was willing to hold talks with the rebels."),
        ("possible", "ASSAULT", "The Norwegian army was ready to attack Turku."),
        ("planned", "AID", "Finland promised to send tents to Norway."),
        ("threatened", "ASSAULT", "Norway threatened to shell the port of Turku."),
        ("threatened", "SANCTION", "Norway threatened to impose sanctions on Finland."),
        ("threatened", "RETREAT", "The Philippines threatened to withdraw from the treaty with China."),
        ("planned", "CONSULT", "The attack threatened talks between Norway and Finland."),
        ("threatened", "ASSAULT", "Iran vowed to attack Norwegian ships."),
        ("threatened", "SANCTION", "Norwegian President Ada Voss warned that Norway would expel Finnish diplomats."),
        ("threatened", "ASSAULT", "“We will bomb the town,” the Norwegian army warned."),
        ("planned", "ASSAULT", "Norway warned that the rebels would attack Turku."),
        ("conditional", "ASSAULT", "“Leave the town, or else we will bomb it,” the Norwegian army said."),
        ("historical", "AGREE", "Norway and Finland signed a treaty in 1994."),
        ("historical", "ASSAULT", "Norwegian troops killed nine people in the 1994 attack on Turku."),
        ("historical", "ASSAULT", "The Finnish army shelled Turku two decades ago."),
        ("historical", "COERCE", "Soviet troops arrested him during the Cold War."),
        ("happened", "RETREAT", "Norway withdrew its troops from Finland last year."),
    ],
)
def test_finer_statuses(tools: Tools, status: str, kind: str, text: str):
    assert [f.status.value for f in read(tools, text) if isinstance(f, Event) and f.type == kind] == [status]


def test_the_earlier_of_two_is_history_not_the_one_now(tools: Tools):
    text = "It was the first visit of a Norwegian president since Ada Voss visited Helsinki in 2009."
    told = {f.evidence[0].cue.of(text): f.status.value for f in read(tools, text) if isinstance(f, Event)}
    assert told == {"visit": "happened", "visited": "historical"}


@pytest.mark.parametrize(
    ("denier", "text"),
    [
        ("The rebels", "The rebels denied attacking the town."),
        ("Finland", "Finland denied that its army had shelled Turku."),
        ("Norway", "Norway has denied killing three Finnish journalists in Oslo."),
        ("Iran", "Iran denies shelling a Norwegian town."),
        ("Finland", "Norway urged Finland to withdraw its troops, and Finland denied sending troops to Turku."),
        ("The Finnish army", "The Finnish army denied that it had attacked Turku. The attack killed nine people."),
    ],
)
def test_what_is_denied_leads_to_its_denier(tools: Tools, denier: str, text: str):
    found = read(tools, text)
    said = {f.id: f for f in found if isinstance(f, Statement)}
    denied = [f for f in found if isinstance(f, Event) and f.status is Status.DENIED]
    deniers = [said[e.said_in] for e in denied if e.said_in]
    assert len(deniers) == len(denied) == 1
    assert [s.of(text) for d in deniers for s in d.source] == [denier]
    assert deniers[0].act is Act.DENY
    assert deniers[0].speakers
