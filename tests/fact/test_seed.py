"""The seed page as a perfect reader would see it: what its careful reader expects, by item number."""

from pathlib import Path

import pytest

from communique.model import (
    Act,
    Event,
    EventType,
    Form,
    Proposal,
    ProposalStatus,
    Situation,
    Sourcing,
    Statement,
    Status,
)
from tests.fact.cast import facts

READING, FACTS = facts(Path(__file__).with_name("seed.txt").read_text(encoding="utf-8"))
TEXT = READING.article.text


def event(cue: str) -> Event:
    return next(f for f in FACTS if isinstance(f, Event) and cue in {e.cue.of(TEXT) for e in f.evidence})


def said(cue: str) -> Statement:
    return next(f for f in FACTS if isinstance(f, Statement) and f.cue.of(TEXT) == cue)


def test_e1_e2_the_talks_in_miami_are_one_meeting_with_days():
    third, two = event("meet"), next(f for f in FACTS if isinstance(f, Event) and "umerov" in f.actors and f.meeting)
    assert (third.status, third.where, third.when.edtf) == (Status.PLANNED, "miami", "2025-12-06")
    assert set(third.actors) == {"usofficials", "ukrofficials", "kushner", "hnatov"}
    assert (third.meeting.day, third.meeting.agenda.of(TEXT)) == (3, "how to end the war in Ukraine")
    assert (two.status, two.where, two.when.edtf) == (Status.HAPPENED, "miami", "2025-12-04/2025-12-05")
    assert two.actors == ("witkoff", "umerov")
    assert two.meeting.outcome.of(TEXT) == "constructive"
    assert two.meeting.series == third.meeting.series is not None


def test_e3_the_kremlin_meeting_is_one_event_with_body_and_caption():
    met = event("spoken")
    assert met is event("meeting")
    assert (met.status, met.when.edtf, met.where) == (Status.HAPPENED, "2025-12-02", "kremlin")
    assert set(met.actors) == {"putin", "witkoff", "kushner", "ushakov"}
    assert (met.meeting.venue, met.meeting.duration) == ("the Kremlin", "PT5H~")


def test_e4_no_compromise_is_a_negated_outcome():
    missed = event("reached")
    assert (missed.type, missed.status) == (EventType.AGREE, Status.NEGATED)
    assert missed.said_in == said("have said").id
    assert {"putin", "witkoff"} <= set(missed.actors)


def test_e5_the_team_was_briefed():
    assert (event("briefed").recipients, event("briefed").status) == (("ukrteam",), Status.HAPPENED)


def test_e6_one_plan_with_versions():
    plan, version = (f for f in FACTS if isinstance(f, Proposal))
    assert (plan.points, plan.author, plan.status, plan.when.edtf) == (28, "usa", ProposalStatus.LEAKED, "2025-11")
    assert (version.version_of, version.status) == (plan.id, ProposalStatus.UPDATED)
    assert [t.of(TEXT) for t in version.terms] == ["Ukraine's concerns"]


def test_e7_a_demand_with_a_threat_behind_it():
    told = said("told")
    assert (told.act, told.speakers, told.addressees, told.form) == (Act.DEMAND, ("putin",), ("outlet",), Form.MIXED)
    assert (told.when.edtf, told.where, told.channel.of(TEXT)) == ("2025-12-05", "delhi", "an Indian media outlet")
    assert event("withdraw").status is Status.DEMANDED
    assert event("withdraw").actors == ("ukrtroops",)
    assert event("liberate").status is Status.CONDITIONAL
    assert event("liberate").condition.of(TEXT).startswith("Ukrainian troops must completely withdraw")
    carried = {f.type: f for f in FACTS if isinstance(f, Event) and f.said_in == told.id}
    assert carried[EventType.REQUEST].recipients == ("ukrtroops",)
    assert carried[EventType.THREATEN].actors == ("putin",)


def test_e8_the_commitment_is_questioned():
    asked = event("questioned")
    assert (asked.type, asked.actors, asked.recipients) == (EventType.ACCUSE, ("ukraine", "allies"), ("russia",))


def test_t1_both_sides_through_a_summary():
    agreed = said("agreed")
    assert (agreed.speakers, agreed.form, agreed.act) == (("usa", "ukraine"), Form.DIRECT, Act.AGREE)
    assert agreed.channel.of(TEXT) == "a summary released by US authorities on December 5"
    assert agreed.when.edtf == "2025-12-05"
    covering = [f for f in FACTS if isinstance(f, Statement) and any(c.overlaps(agreed.content[0]) for c in f.content)]
    assert covering == [agreed]


@pytest.mark.parametrize(
    ("cue", "speakers", "form", "sourcing"),
    [
        ("have unanimously acknowledged", ("usa", "ukraine"), Form.MIXED, Sourcing.COLLECTIVE),
        ("were described", ("witkoff", "umerov"), Form.MIXED, Sourcing.COLLECTIVE),
        ("have said", ("rusofficials",), Form.INDIRECT, Sourcing.COLLECTIVE),
        ("is reported", (), Form.INDIRECT, Sourcing.HEARSAY),
        ("statements", ("usofficials",), Form.INDIRECT, Sourcing.COLLECTIVE),
    ],
)
def test_t2_t3_t4_t7_t8(cue, speakers, form, sourcing):
    statement = said(cue)
    assert (statement.speakers, statement.form, statement.sourcing) == (speakers, form, sourcing)


def test_t5_ready_to_continue_is_an_offer():
    offers = [f for f in FACTS if isinstance(f, Statement) and f.act is Act.OFFER]
    assert [(o.speakers, o.form) for o in offers] == [(("putin",), Form.MIXED)]
    assert next(f for f in FACTS if isinstance(f, Event) and f.said_in == offers[0].id).status is Status.OFFERED


def test_s3_who_holds_what():
    held, made = (f for f in FACTS if isinstance(f, Situation))
    assert (held.holder, held.object, held.extent) == ("russia", "ua", "about a fifth")
    assert (made.object, made.extent) == ("donbas", "the Donetsk and Luhansk provinces")


def test_nothing_is_dated_by_the_page():
    assert event("demand").when is None
    assert all(e.quote == TEXT[e.sentence.start : e.sentence.end] for f in FACTS for e in f.evidence)
