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
from tests.markup import read

TREES = Path(__file__).with_name("sayings.txt").read_text(encoding="utf-8").splitlines()[1:]
BY_TEXT = {read(tree).article.text: tree for tree in TREES}


def found(*sentences: str):
    reading, made = facts("\n".join(BY_TEXT[s] for s in sentences))
    return reading.article.text, made


def said(sentence: str) -> tuple[str, list[Statement]]:
    text, made = found(sentence)
    return text, [f for f in made if isinstance(f, Statement)]


@pytest.mark.parametrize(
    ("sentence", "act", "speakers", "sourcing", "form"),
    [
        (
            "Voss told a Norwegian newspaper on Tuesday that the rebels must leave Turku.",
            Act.DEMAND,
            ("voss",),
            Sourcing.NAMED,
            Form.INDIRECT,
        ),
        ("“We will shell Turku,” Aro said.", Act.THREATEN, ("aro",), Sourcing.NAMED, Form.DIRECT),
        ("Voss said she was ready to meet Aro.", Act.OFFER, ("voss",), Sourcing.NAMED, Form.INDIRECT),
        ("The talks were described as “useful”.", Act.ASSERT, (), Sourcing.HEARSAY, Form.MIXED),
        ("Voss reportedly met Aro in Oslo.", Act.ASSERT, (), Sourcing.HEARSAY, Form.INDIRECT),
        ("Voss was told that the road was closed.", Act.ASSERT, (), Sourcing.HEARSAY, Form.INDIRECT),
        ("A senior official said the road was closed.", Act.ASSERT, (), Sourcing.UNNAMED, Form.INDIRECT),
        (
            "Norwegian officials denied that the army attacked Turku.",
            Act.DENY,
            ("officials",),
            Sourcing.COLLECTIVE,
            Form.INDIRECT,
        ),
        ("Voss called for a ceasefire in a letter to Aro.", Act.DEMAND, ("voss",), Sourcing.NAMED, Form.INDIRECT),
        ("Voss has faced criticism for closing the road.", Act.CONDEMN, (), Sourcing.HEARSAY, Form.INDIRECT),
        ("Voss asked “Why did they leave?”", Act.QUESTION, ("voss",), Sourcing.NAMED, Form.DIRECT),
        (
            "A statement issued by Norway said the road was open.",
            Act.ASSERT,
            ("norway",),
            Sourcing.NAMED,
            Form.INDIRECT,
        ),
        ("Voss accused Finland of lying.", Act.ACCUSE, ("voss",), Sourcing.NAMED, Form.INDIRECT),
        ("Voss said Norway will send tents to Finland.", Act.PROMISE, ("voss",), Sourcing.NAMED, Form.INDIRECT),
    ],
)
def test_act_speakers_sourcing_form(sentence, act, speakers, sourcing, form):
    _, (one,) = said(sentence)
    assert (one.act, one.speakers, one.sourcing, one.form) == (act, speakers, sourcing, form)


def test_a_document_that_only_passes_on_what_others_said_is_their_channel():
    text, (one,) = said("“Norway agreed that the port is open,” a summary released by Finland said.")
    assert (one.speakers, one.form) == (("norway",), Form.DIRECT)
    assert one.channel is not None
    assert one.channel.of(text) == "a summary released by Finland"


def test_what_others_said_in_a_document_ends_with_its_words_even_where_the_tree_goes_on():
    # The tree makes "a summary" a second subject of "depends".
    text, (one,) = said("“Finland agreed that progress soon depends,” a summary released by Norway said.")
    assert one.speakers == ("finland",)
    assert [c.of(text) for c in one.content] == ["that progress soon depends,"]


def test_a_turn_of_a_transcript_is_direct_without_marks_and_a_headline_is_not():
    voss = BY_TEXT["Voss: We left Oslo."]
    aro = voss.replace("voss", "aro").replace("Voss", "Aro").replace(":1 ", ":2 ")
    for before, form in (
        (f"== body\n{aro}\n== quote", Form.DIRECT),
        ("== body", Form.INDIRECT),
        ("== headline", Form.INDIRECT),
    ):
        made = [f for f in facts(f"{before}\n{voss}")[1] if isinstance(f, Statement)]
        assert (made[-1].speakers, made[-1].form) == (("voss",), form)


def test_who_agreed_is_told_by_the_order_of_words_where_the_tree_has_lost_it():
    # The tree hangs subject, verb and clause on "depends", as trees of long sentences do.
    text, (one,) = said("“Finland agreed that progress depends on the port,” a summary released by Norway said.")
    assert one.speakers == ("finland",)
    assert [c.of(text) for c in one.content] == ["that progress depends on the port,"]
    assert one.channel is not None
    assert one.channel.of(text) == "a summary released by Norway"


def test_a_document_that_says_more_than_it_passes_on_keeps_its_statement():
    _, both = said("“Norway agreed that the port is open and thanked Voss,” a summary released by Finland said.")
    assert {s.speakers for s in both} == {("norway",), ("finland",)}


@pytest.mark.parametrize(
    ("described", "speakers", "sourcing"),
    [
        ("The talks were described as “useful”.", ("voss", "aro"), Sourcing.COLLECTIVE),
        ("The talks were widely described as “useful”.", (), Sourcing.HEARSAY),
    ],
)
def test_talks_that_nobody_is_named_as_describing_are_described_by_their_parties(described, speakers, sourcing):
    text, made = found("Voss and Aro held talks in Oslo.", described)
    (one,) = [f for f in made if isinstance(f, Statement)]
    assert (one.speakers, one.sourcing) == (speakers, sourcing)
    assert [c.of(text) for c in one.content] == ["The talks", "“useful”"]


def test_days_to_come_say_nothing():
    assert said("The coming days will tell whether it holds.")[1] == []


def test_direct_content_is_what_the_marks_enclose():
    text, (one,) = said("“We will shell Turku,” Aro said.")
    assert [c.of(text) for c in one.content] == ["We will shell Turku,"]


def test_addressee_and_medium():
    text, (one,) = said("Voss told a Norwegian newspaper on Tuesday that the rebels must leave Turku.")
    assert one.addressees == ("paper",)
    assert one.channel is not None
    assert one.channel.of(text) == "a Norwegian newspaper"
    assert one.when is not None


@pytest.mark.parametrize(
    ("sentence", "channel"),
    [
        ("Voss called for a ceasefire in a letter to Aro.", "a letter to Aro"),
        ("A statement issued by Norway said the road was open.", "A statement issued by Norway"),
        ("In a post on Telegram, Voss wrote that “nobody” knew.", "a post on Telegram"),
    ],
)
def test_channels(sentence, channel):
    text, (one,) = said(sentence)
    assert one.channel is not None
    assert one.channel.of(text) == channel


def test_who_is_told_does_not_speak():
    assert said("Voss was told that the road was closed.")[1][0].addressees == ("voss",)


def events(sentence: str) -> dict[EventType, Event]:
    return {f.type: f for f in found(sentence)[1] if isinstance(f, Event)}


def test_a_demand_is_an_event_too():
    made = events("Voss told a Norwegian newspaper on Tuesday that the rebels must leave Turku.")
    assert (made[EventType.REQUEST].actors, made[EventType.REQUEST].recipients) == (("voss",), ("rebels",))
    assert made[EventType.REQUEST].said_in is not None


def test_a_threat_is_an_event_too():
    made = events("“We will shell Turku,” Aro said.")
    assert made[EventType.THREATEN].status is Status.HAPPENED
    assert made[EventType.ASSAULT].status is Status.PLANNED
    assert made[EventType.ASSAULT].said_in == made[EventType.THREATEN].said_in


def test_what_is_denied_is_denied():
    assert events("Norwegian officials denied that the army attacked Turku.")[EventType.ASSAULT].status is Status.DENIED


def test_a_plan_its_fate_and_its_points():
    _, made = found("Norway presented a ten-point plan to Finland on Tuesday.", "The plan was rejected by Finland.")
    (plan,) = (f for f in made if isinstance(f, Proposal))
    assert (plan.points, plan.author, plan.status) == (10, "norway", ProposalStatus.REJECTED)
    assert [s.status for s in plan.steps] == [ProposalStatus.PRESENTED, ProposalStatus.REJECTED]
    assert len(plan.evidence) == 2


def test_a_version_of_the_plan():
    _, made = found(
        "Norway presented a ten-point plan to Finland on Tuesday.", "The updated plan has not been published."
    )
    plan, version = (f for f in made if isinstance(f, Proposal))
    assert (version.version_of, version.status) == (plan.id, ProposalStatus.UPDATED)


def test_no_plan_is_made_of_the_word():
    assert found("A plan is a good thing.")[1] == ()


def test_who_controls_what():
    _, (held,) = found("Norway controls about a third of Finland.")
    assert isinstance(held, Situation)
    assert (held.holder, held.object, held.extent) == ("norway", "fi", "about a third")


def test_only_land_is_held_and_only_what_is_so():
    assert found("Norway may control the island.")[1] == ()
    assert found("Norway controls the media.")[1] == ()


def test_a_truce_in_force():
    _, (holds,) = found("The ceasefire is holding.")
    assert isinstance(holds, Situation)
    assert holds.what == "ceasefire in force"
