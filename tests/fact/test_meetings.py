from pathlib import Path

from communique.model import Event, EventType, Status
from tests.fact.cast import events
from tests.markup import read

TREES = Path(__file__).with_name("meetings.txt").read_text(encoding="utf-8").splitlines()[1:]
BY_TEXT = {read(tree).article.text: tree for tree in TREES}


def page(*sentences: str) -> list[Event]:
    return events("\n".join(BY_TEXT[s] for s in sentences), EventType.CONSULT)


def test_headline_body_and_the_talks_are_one_meeting():
    (met,) = events(
        "\n".join(
            [
                "== headline",
                BY_TEXT["Voss met Aro in Oslo on Tuesday."],
                "== body",
                BY_TEXT["Voss and Aro met at the Royal Palace in Oslo on Tuesday."],
                BY_TEXT["The talks lasted three hours."],
            ]
        ),
        EventType.CONSULT,
    )
    assert met.actors == ("voss", "aro")
    assert met.where == "palace"
    assert met.when is not None
    assert met.when.edtf == "2025-03-04"
    assert [e.quote for e in met.evidence] == [
        "Voss met Aro in Oslo on Tuesday.",
        "Voss and Aro met at the Royal Palace in Oslo on Tuesday.",
        "The talks lasted three hours.",
    ]
    assert met.meeting is not None
    assert met.meeting.venue == "the Royal Palace"
    assert met.meeting.duration == "PT3H"


def test_two_meetings_stay_two():
    met, will_meet = page("Voss met Aro in Oslo on Tuesday.", "Voss will meet Kerr in Bergen on Thursday.")
    assert (met.status, will_meet.status) == (Status.HAPPENED, Status.PLANNED)


def test_other_sides_are_another_meeting():
    first, second = page(
        "Voss met Aro in Oslo on Tuesday.", "Norway hosted talks between Finland and Britain on Tuesday."
    )
    assert (len(first.evidence), len(second.evidence)) == (1, 1)


def test_sides_may_stand_for_people():
    """A meeting of a Norwegian with a Finn and a round of talks between Norway and Finland, on one day."""
    (met,) = page(
        "Voss met Aro in Oslo on Tuesday.",
        "The second round of talks between Norway and Finland ended on Tuesday.",
    )
    assert met.meeting is not None
    assert met.meeting.round == 2


def test_a_host_is_no_participant():
    (met,) = page("Norway hosted talks between Finland and Britain on Tuesday.")
    assert met.meeting is not None
    assert (met.actors, met.meeting.host) == (("finland", "britain"), "norway")


def test_a_visitor_acts_upon_the_host():
    (met,) = page("Voss received Aro in Oslo.")
    assert (met.mode, met.actors, met.recipients) == ("visit", ("aro",), ("voss",))


def test_a_call_is_by_phone():
    (met,) = page("Voss spoke with Aro by phone on Tuesday.")
    assert met.mode == "phone"


def test_three_sides_are_multilateral():
    (met,) = page("Talks between Norway, Finland and Britain will resume in Oslo.")
    assert (met.mode, met.status, met.where) == ("multilateral", Status.PLANNED, "oslo")


def test_no_meeting_is_made_of_deadlines_possible_ones_and_cancelled_ones():
    assert page("Norwegian officials met a deadline.") == []
    assert page("Voss told reporters that a meeting could be useful.") == []
    assert page("Voss cancelled a meeting with Aro.") == []
    assert page("The talks ended without a deal.") == []


def test_what_it_was_about():
    (met,) = page("Voss held talks with Aro on prisoners in Oslo.")
    assert met.meeting is not None
    assert met.meeting.agenda is not None
