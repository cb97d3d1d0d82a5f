"""Finer statuses: offered, threatened, historical."""

from __future__ import annotations

import pytest

from communique.fact.shades import plain
from communique.model import Event, Status
from tests.fact.cast import events, facts

NORWAY = "{place=norway Norway/PROPN/nsubj/2}"
AIM = "{place=finland Finland/PROPN/obj/4} ./PUNCT/punct/2"
MET = "{person=voss Voss/PROPN/nsubj/2} met=meet/VERB/root/0 {person=aro Aro/PROPN/obj/2}"


def status_at(notation: str, cue: str) -> str:
    """Status of the event told by the word ``cue``."""
    _, found = facts(notation)
    return next(f.status.value for f in found if isinstance(f, Event) and _cue(f) == cue)


def _cue(event: Event) -> str:
    evidence = event.evidence[0]
    start = evidence.cue.start - evidence.sentence.start
    return evidence.quote[start : start + len(evidence.cue)]


@pytest.mark.parametrize(
    ("status", "tree"),
    [
        ("offered", f"{NORWAY} offered=offer/VERB/root/0 to/PART/mark/4 visit/VERB/xcomp/2 {AIM}"),
        ("offered", f"{NORWAY} volunteered=volunteer/VERB/root/0 to/PART/mark/4 visit/VERB/xcomp/2 {AIM}"),
        ("planned", f"{NORWAY} plans=plan/VERB/root/0 to/PART/mark/4 visit/VERB/xcomp/2 {AIM}"),
        ("possible", f"{NORWAY} wants=want/VERB/root/0 to/PART/mark/4 visit/VERB/xcomp/2 {AIM}"),
        ("threatened", f"{NORWAY} threatened=threaten/VERB/root/0 to/PART/mark/4 attack/VERB/xcomp/2 {AIM}"),
        ("threatened", f"{NORWAY} vowed=vow/VERB/root/0 to/PART/mark/4 attack/VERB/xcomp/2 {AIM}"),
        ("planned", f"{NORWAY} vowed=vow/VERB/root/0 to/PART/mark/4 visit/VERB/xcomp/2 {AIM}"),
        ("planned", f"{NORWAY} decided=decide/VERB/root/0 to/PART/mark/4 attack/VERB/xcomp/2 {AIM}"),
        ("possible", f"{NORWAY} proposed=propose/VERB/root/0 to/PART/mark/4 attack/VERB/xcomp/2 {AIM}"),
    ],
)
def test_what_is_offered_and_what_is_threatened(status: str, tree: str):
    cue = "visit" if "visit" in tree else "attack"
    assert status_at(tree, cue) == status


def warned(who: str, doer: str) -> str:
    """ "Norway warned ``doer`` would attack Finland"."""
    return (
        f"{who} warned=warn/VERB/root/0 {doer} would/AUX/aux/5 attack/VERB/ccomp/2 "
        "{place=finland Finland/PROPN/obj/5} ./PUNCT/punct/2"
    )


def test_a_warning_threatens_only_with_what_the_one_who_warns_will_do():
    assert status_at(warned(NORWAY, "{place=norway it/PRON/nsubj/5}"), "attack") == "threatened"
    assert status_at(warned(NORWAY, "{person=voss Voss/PROPN/nsubj/5}"), "attack") == "threatened"
    assert status_at(warned(NORWAY, "{description=rebels rebels=rebel/NOUN/nsubj/5}"), "attack") == "possible"


def test_a_second_verb_is_under_the_same_word_but_not_beside_it():
    shared = (
        f"{NORWAY} offered=offer/VERB/root/0 to/PART/mark/4 visit/VERB/xcomp/2 {{place=finland Finland/PROPN/obj/4}} "
        "and/CCONJ/cc/8 to/PART/mark/8 withdraw/VERB/conj/4 troops=troop/NOUN/obj/8 ./PUNCT/punct/2"
    )
    beside = (
        f"{NORWAY} offered=offer/VERB/root/0 tents=tent/NOUN/obj/2 and/CCONJ/cc/6 will/AUX/aux/6 meet/VERB/conj/2 "
        "{person=aro Aro/PROPN/obj/6} ./PUNCT/punct/2"
    )
    assert status_at(shared, "withdraw") == "offered"
    assert status_at(beside, "meet") == "planned"


def test_a_condition_keeps_its_status_and_its_words():
    (event,) = events(
        "{organisation=army We/PRON/nsubj/3} will/AUX/aux/3 attack/VERB/root/0 {place=turku Turku/PROPN/obj/3} "
        "unless/SCONJ/mark/7 {description=rebels rebels=rebel/NOUN/nsubj/7} leave/VERB/advcl/3 ./PUNCT/punct/3"
    )
    assert event.status is Status.CONDITIONAL
    assert event.condition is not None


@pytest.mark.parametrize(
    ("status", "day", "rest"),
    [
        ("historical", "@published 2021-05-04", "in/ADP/case/5 {time=d19940101_19941231 1994/NUM/obl/2}"),
        ("historical", "@published 2021-05-04", "in/ADP/case/5 1994/NUM/obl/2"),
        ("historical", "@published 2021-05-04", "on/ADP/case/5 {time=d20200502 Saturday/PROPN/obl/2}"),
        ("happened", "@published 2021-05-04", "on/ADP/case/5 {time=d20200504 Monday/PROPN/obl/2}"),
        ("happened", "@published 2021-05-04", "in/ADP/case/5 2020/NUM/obl/2"),
        ("happened", "@published 2021-05-04", "since/ADP/case/5 1994/NUM/obl/2"),
        ("happened", "", "in/ADP/case/5 {time=d19940101_19941231 1994/NUM/obl/2}"),
        ("historical", "", "two/NUM/nummod/5 decades=decade/NOUN/obl/6 ago/ADV/advmod/2"),
        ("historical", "", "three/NUM/nummod/5 years=year/NOUN/obl/6 ago/ADV/advmod/2"),
        ("happened", "", "a/DET/det/5 year/NOUN/obl/6 ago/ADV/advmod/2"),
        ("happened", "", "two/NUM/nummod/5 days=day/NOUN/obl/6 ago/ADV/advmod/2"),
        ("historical", "", "during/ADP/case/7 the/DET/det/7 Cold/ADJ/amod/7 War/PROPN/obl/2"),
        ("happened", "", "during/ADP/case/6 the/DET/det/6 war/NOUN/obl/2"),
    ],
)
def test_what_is_long_past(status: str, day: str, rest: str):
    assert status_at(f"{day}\n{MET} {rest} ./PUNCT/punct/2", "met") == status


def test_only_what_happened_is_history():
    tree = (
        "@published 2021-05-04\n{person=voss Voss/PROPN/nsubj/4} did=do/AUX/aux/4 not/PART/advmod/4 meet/VERB/root/0 "
        "{person=aro Aro/PROPN/obj/4} in/ADP/case/7 {time=d19940101_19941231 1994/NUM/obl/4} ./PUNCT/punct/4"
    )
    assert status_at(tree, "meet") == "negated"


def test_every_finer_status_has_one_it_is_a_shade_of():
    assert {s: plain(s) for s in Status if plain(s) is not s} == {
        Status.OFFERED: Status.POSSIBLE,
        Status.THREATENED: Status.POSSIBLE,
        Status.HISTORICAL: Status.HAPPENED,
    }
