from pathlib import Path

import pytest

from communique.fact.plan_words import FATES, SORTS, WORDS, Mark, Sort, is_a_thing, takes_up
from communique.model import Event, EventType, Proposal, ProposalStatus
from tests.fact.cast import facts
from tests.markup import read

TREES = Path(__file__).with_name("plans.txt").read_text(encoding="utf-8").splitlines()[1:]
BY_TEXT = {read(tree).article.text: tree for tree in TREES}

ACCEPTED, DRAFTED, LEAKED, PRESENTED, REJECTED, SIGNED, UPDATED = (
    ProposalStatus.ACCEPTED,
    ProposalStatus.DRAFTED,
    ProposalStatus.LEAKED,
    ProposalStatus.PRESENTED,
    ProposalStatus.REJECTED,
    ProposalStatus.SIGNED,
    ProposalStatus.UPDATED,
)


def found(*sentences: str):
    reading, made = facts("\n".join(BY_TEXT[s] for s in sentences))
    return reading.article.text, made


def plans(*sentences: str) -> list[Proposal]:
    return [f for f in found(*sentences)[1] if isinstance(f, Proposal)]


def terms(plan: Proposal, text: str) -> list[str]:
    return [t.of(text) for t in plan.terms]


@pytest.mark.parametrize(
    ("sentence", "name", "author", "status"),
    [
        ("Norway rejected the Finnish peace plan.", "Finnish peace plan", "finland", REJECTED),
        ("Norway and Finland signed a trade agreement in Oslo on Tuesday.", "trade agreement", None, SIGNED),
        ("Finland submitted a resolution that would ban the mines.", "resolution", "finland", PRESENTED),
        (
            "A fisheries agreement with Britain was rejected on Friday.",
            "fisheries agreement with Britain",
            None,
            REJECTED,
        ),
        ("The rebels broke a British-brokered truce.", "British-brokered truce", "britain", ACCEPTED),
        ("Finnish officials leaked the draft treaty.", "draft treaty", None, LEAKED),
        ("Norway signed the North Sea Fisheries Agreement in Oslo.", "North Sea Fisheries Agreement", None, SIGNED),
        ("Norway rejected the plan that Finland presented on Tuesday.", "plan", "finland", REJECTED),
        ("Finland has put forward a proposal to share the river.", "proposal", "finland", PRESENTED),
        ("The peace deal with Finland was voted down.", "peace deal with Finland", None, REJECTED),
        ("The signing of the peace treaty surprised Britain.", "peace treaty", None, SIGNED),
        ("Voss and Aro signed a package of documents in Oslo.", "package of documents", None, SIGNED),
        ("The bill, known as the Open Ports Act, was passed on Friday.", "Open Ports Act", None, ACCEPTED),
        ("Norway, Finland sign peace deal", "peace deal", None, SIGNED),
        ("The rebels live under a peace deal reached in Turku.", "peace deal", None, ACCEPTED),
        ("Norway and Finland signed an agreement aimed at easing the quarrel.", "agreement", None, SIGNED),
        ("Norway and Finland have reached a deal on grain.", "deal", None, ACCEPTED),
        ("Norway vetoed a British resolution.", "British resolution", "britain", REJECTED),
        ("Norway agreed on the text of a trade deal with Finland.", "trade deal with Finland", None, ACCEPTED),
        # there, though nothing has become of it yet
        ("Finland threatened to leave a border agreement with Norway.", "border agreement with Norway", None, None),
        (
            "Norway repeated its opposition to a Finnish initiative to share the river.",
            "Finnish initiative",
            "finland",
            None,
        ),
        ("The 2015 deal bans the mines.", "2015 deal", None, None),
        ("The Lundal deal bans the mines.", "Lundal deal", None, None),
        ("Norway is considering a Finnish proposal to share the river.", "Finnish proposal", "finland", None),
        ("Protocol 6 bans the mines.", "Protocol 6", None, None),
        ("Voss backed the Turku accords.", "Turku accords", None, None),
        # neither planned, refused nor denied deeds are done
        ("Norway will sign the peace treaty with Finland on Friday.", "peace treaty with Finland", None, None),
        ("Norway refused to sign the border treaty with Finland.", "border treaty with Finland", None, None),
        ("Norway denied reports that it had accepted the peace plan.", "peace plan", None, None),
        ("The talks ended ahead of the signing of the peace treaty.", "peace treaty", None, None),
        ("The deal will hold once both sides ratify the peace treaty.", "peace treaty", None, None),
    ],
)
def test_a_plan_whose_it_is_and_where_it_stands(sentence, name, author, status):
    (plan,) = plans(sentence)
    assert (plan.name, plan.author, plan.status) == (name, author, status)


@pytest.mark.parametrize(
    "sentence",
    [
        "No trade deal with Finland was signed.",
        "Voss hopes for a peace deal with the rebels.",
        "Any peace deal with the rebels would be a mistake.",
        "A peace deal with the rebels?",
        "Norway wants a border treaty with Finland.",
        "A deal with Finland seems unlikely.",
        "Norway and Finland signed a deal on Tuesday.",
        "The rebels announced a truce on Friday.",
        "The Ministry of Accord met in Oslo.",
        "The paper asked Bill Voss about the river.",
        "Voss said her plan would cut taxes.",
        "Voss has a plan to visit Oslo.",
        "Voss announced a plan to merge two ministries.",
        "Aro agreed to a plea deal on Tuesday.",
        "Norway and Finland held treaty talks in Oslo.",
        "Norway left the meeting of its own accord.",
        "The plan favours Norway.",
        "The agreement ends a war of ten years.",
    ],
)
def test_what_is_no_plan(sentence):
    assert plans(sentence) == []


def test_several_mentions_are_one_plan():
    (plan,) = plans(
        "A peace deal with the rebels was reached in Turku on Tuesday.", "The agreement ends a war of ten years."
    )
    assert (plan.status, plan.when.edtf, len(plan.evidence)) == (ACCEPTED, "2025-03-04", 2)


def test_a_headline_and_its_body_tell_of_one_deal():
    (plan,) = plans("Norway, Finland sign peace deal", "Norway and Finland signed a peace deal in Oslo on Tuesday.")
    assert len(plan.evidence) == 2


def test_a_name_is_taken_up():
    (plan,) = plans("Norway signed the North Sea Fisheries Agreement in Oslo.", "The agreement was updated on Friday.")
    assert [s.status for s in plan.steps] == [SIGNED, UPDATED]
    assert plan.status is SIGNED


def test_a_deal_is_called_after_the_town_where_it_was_made():
    (plan,) = plans(
        "A peace deal with the rebels was reached in Turku on Tuesday.", "The Turku deal surprised Britain."
    )
    assert (plan.status, len(plan.evidence)) == (ACCEPTED, 2)
    assert (
        len(plans("A fisheries agreement with Britain was rejected on Friday.", "The Turku deal surprised Britain."))
        == 2
    )


def test_a_year_does_not_set_a_name_apart():
    (plan,) = plans("Norway signed the North Sea Fisheries Agreement in Oslo.", "Britain backed the 1991 agreement.")
    assert (plan.name, len(plan.evidence)) == ("North Sea Fisheries Agreement", 2)


def test_deals_of_other_kinds_and_sides_are_others():
    trade, fish = plans(
        "Norway and Finland signed a trade agreement in Oslo on Tuesday.",
        "A fisheries agreement with Britain was rejected on Friday.",
    )
    assert (trade.status, fish.status) == (SIGNED, REJECTED)


def test_the_same_done_by_the_same_is_one_bill():
    (plan,) = plans("Norway passed a bill on Friday.", "Norway passed a bill that bans the mines.")
    assert len(plan.evidence) == 2
    one, other = plans("Norway vetoed a British resolution.", "Norway vetoed a Finnish resolution calling for a truce.")
    assert (one.author, other.author) == ("britain", "finland")


def test_papers_signed_by_the_same_are_the_deal():
    papers = "Voss and Aro signed a package of documents in Oslo."
    (plan,) = plans("Voss and Aro signed a peace deal on Tuesday.", papers)
    assert (plan.name, plan.steps[0].by, len(plan.evidence)) == ("peace deal", ("voss", "aro"), 2)
    assert len(plans("Norway and Finland signed a peace deal in Oslo on Tuesday.", papers)) == 2


def test_a_decision_outweighs_the_making_wherever_it_is_told():
    (plan,) = plans("Norway rejected the plan that Finland presented on Tuesday.")
    assert [(s.status, s.by) for s in plan.steps] == [(REJECTED, ("norway",)), (PRESENTED, ("finland",))]
    assert plan.status is REJECTED


def test_terms():
    for sentence, told in (
        ("Finland submitted a resolution that would ban the mines.", "ban the mines"),
        ("Norway passed a bill to close its ports.", "close its ports"),
        ("Protocol 6 bans the mines.", "the mines"),
    ):
        (plan,) = plans(sentence)
        assert terms(plan, found(sentence)[0]) == [told]


@pytest.mark.parametrize(
    ("sentence", "favours"),
    [
        ("Britain saw the plan as favourable to Finland.", ("finland", ("britain",))),
        ("The plan favours Norway.", ("norway", ())),
        ("The plan is tilted toward Norway.", ("norway", ())),
    ],
)
def test_whom_it_favours_and_who_says_so(sentence, favours):
    (plan,) = plans("Norway presented a six-point plan to Finland on Tuesday.", sentence)
    assert [(f.actor, f.by) for f in plan.favours] == [favours]


def test_a_version_of_a_plan():
    plan, version = plans(
        "Norway presented a six-point plan to Finland on Tuesday.", "The updated plan has not been published."
    )
    assert (plan.points, plan.status, version.version_of, version.status) == (6, PRESENTED, plan.id, UPDATED)


def test_the_event_of_its_signing():
    _, made = found("Norway and Finland signed a trade agreement in Oslo on Tuesday.")
    (signing,) = (f for f in made if isinstance(f, Event) and f.type is EventType.AGREE)
    (plan,) = (f for f in made if isinstance(f, Proposal))
    assert plan.events == (signing.id,)


def test_how_much_must_be_said_of_each_sort():
    assert is_a_thing(Sort.PACT, frozenset({Mark.KIND}))
    assert is_a_thing(Sort.PLAN, frozenset({Mark.POINTS}))
    assert not is_a_thing(Sort.PLAN, frozenset({Mark.AUTHOR}))
    assert not is_a_thing(Sort.DEAL, frozenset({Mark.FATE, Mark.SIGNED}))
    assert not is_a_thing(Sort.STANDING, frozenset({Mark.NAMED, Mark.DEFINITE}))
    assert not is_a_thing(Sort.GENERIC, frozenset(Mark) - {Mark.POINTS, Mark.NAMED})


def test_the_table():
    assert {name.removeprefix("again:") for name in WORDS if name.startswith("again:")} <= set(SORTS)
    assert set(FATES.values()) == set(ProposalStatus)
    assert {w for name in WORDS if name.startswith("phrase:") for w in WORDS[name]} >= {"put+forward"}
    assert takes_up("measure", "bill")
    assert not takes_up("bill", "treaty")


def test_a_page_of_nothing_but_plans_is_read_in_good_time():
    sentence = BY_TEXT["Norway and Finland signed a trade agreement in Oslo on Tuesday."]
    _, made = facts("\n".join([sentence] * 400))
    assert len([f for f in made if isinstance(f, Proposal)]) == 1
