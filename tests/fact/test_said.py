"""In which statement an event is told."""

import pytest

from communique.fact.said import linked
from communique.model import Act, Event, Statement, Status
from tests.fact.cast import facts
from tests.fact.test_positions import BY_TEXT, numbered

MET = "{person=voss Voss/PROPN/nsubj/met} met=meet/VERB/root/0 {person=aro Aro/PROPN/obj/met} ./PUNCT/punct/met"
SAID = (
    "{person=kerr {source:1 Kerr/PROPN/nsubj/said}} {cue:1 said=say/VERB/root/0} {content:1 "
    "{person=voss Voss/PROPN/nsubj/met} had=have/AUX/aux/met met=meet/VERB/ccomp/said {person=aro Aro/PROPN/obj/met}} "
    "./PUNCT/punct/said"
)


def links(*trees: str) -> list[tuple[str, str | None]]:
    """Cue of each event, and of the statement it is told in."""
    reading, made = facts("\n".join(trees))
    text = reading.article.text
    cues = {f.id: f.cue.of(text) for f in made if isinstance(f, Statement)}
    return [(f.evidence[0].cue.of(text), cues.get(f.said_in)) for f in made if isinstance(f, Event)]


def test_an_event_inside_a_saying_is_told_in_it():
    assert links(SAID) == [("met", "said")]


def test_an_event_the_page_tells_too_is_told_in_none():
    assert links(SAID, MET) == [("met", None)]
    assert links(MET, SAID) == [("met", None)]


def test_what_is_done_by_saying_it_is_linked_to_the_saying():
    assert links(BY_TEXT["Norway accused Finland of violating the ceasefire."]) == [("accused", "accused")]
    assert ("urged", "urged") in links(BY_TEXT["Norway urged Finland to lift the sanctions."])


def test_what_is_demanded_or_promised_is_told_in_the_innermost_saying():
    assert links(BY_TEXT["Voss said the rebels must release their hostages before the summit."])[-1] == (
        "release",
        "said",
    )
    assert links(numbered(BY_TEXT["Voss said Norway would send weapons to Finland."], 7)) == [("send", "said")]


def test_events_that_nobody_says_stay_as_they_are():
    _, made = facts(MET)
    assert linked(made, ()) == tuple(made)


DENIED = (
    "{organisation=army {source:1 Officers=officer/NOUN/nsubj/denied}} {cue:1 denied=deny/VERB/root/0} {content:1 "
    "attacking=attack/VERB/xcomp/denied {place=turku Turku/PROPN/obj/attacking}} ./PUNCT/punct/denied"
)
TOLD_AGAIN = (
    "The/DET/det/attack attack/NOUN/nsubj/killed by/ADP/case/army the/DET/det/army {organisation=army "
    "army/NOUN/nmod/attack} killed=kill/VERB/root/0 nine/NUM/nummod/people people/NOUN/obj/killed in/ADP/case/Turku "
    "{place=turku Turku/PROPN/obl/killed} ./PUNCT/punct/killed"
)


@pytest.mark.parametrize("trees", [(DENIED,), (DENIED, TOLD_AGAIN)])
def test_what_is_denied_leads_to_its_denier(trees):
    _, made = facts("\n".join(trees))
    denied = [f for f in made if isinstance(f, Event) and f.status is Status.DENIED]
    said = {f.id: f for f in made if isinstance(f, Statement)}
    assert [said[e.said_in].speakers for e in denied] == [("army",)]
    assert {said[e.said_in].act for e in denied} == {Act.DENY}
    assert [len(e.evidence) for e in denied] == [1], "what is told as done is another event than what is denied"
