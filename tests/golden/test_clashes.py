"""What must not be taken for one happening, or for a deed at all: sentences of our own through the whole reader."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.tasks.texts import article_of
from communique.fact import find_facts
from communique.model import Actor, Event
from communique.pipeline import Tools
from communique.reference import refer


def events(tools: Tools, text: str) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Return type, status, actors and recipients, by name, of the events of a text."""
    reading = tools.reader.read(article_of("clashes", text, date(2021, 5, 4)))
    references = refer(reading, tools.atlas)
    names = {r.target.id: r.target.name for r in references if isinstance(r.target, Actor)}
    found = (f for f in find_facts(reading, references) if isinstance(f, Event))
    return [
        (e.type.value, e.status.value, tuple(names[a] for a in e.actors), tuple(names[a] for a in e.recipients))
        for e in found
    ]


def test_what_is_denied_does_not_join_what_is_told(tools: Tools) -> None:
    found = events(tools, "The army said the rebels had attacked a hospital. The rebels denied attacking the hospital.")
    assert {status for kind, status, *_ in found if kind == "ASSAULT"} == {"happened", "denied"}


def test_an_answer_in_kind_is_an_event_of_its_own(tools: Tools) -> None:
    found = events(tools, "Armenia shelled Azerbaijan on Monday. Azerbaijan shelled Armenia on Tuesday.")
    sides = {(actors, recipients) for kind, _, actors, recipients in found if kind == "ASSAULT"}
    assert sides == {(("Armenia",), ("Azerbaijan",)), (("Azerbaijan",), ("Armenia",))}


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake struck Tokyo on Monday, killing nine people.",
        "A bomb exploded in Damascus on Monday.",
        "The army shelled Damascus on Friday.",
    ],
)
def test_a_town_is_no_culprit_and_no_victim(tools: Tools, text: str) -> None:
    parties = {name for _, _, actors, recipients in events(tools, text) for name in (*actors, *recipients)}
    assert not parties & {"Japan", "Syria"}


def test_grammar_keeps_never(tools: Tools) -> None:
    found = events(tools, "Qatari officials never met the rebels.")
    assert {status for kind, status, *_ in found if kind == "CONSULT"} <= {"negated"}


@pytest.mark.parametrize("verb", ["opposed", "criticised", "lifted", "delayed", "held up"])
def test_what_is_only_judged_or_lifted_is_not_done(tools: Tools, verb: str) -> None:
    found = events(tools, f"Brazil {verb} sanctions against Bolivia on Monday.")
    assert not [kind for kind, status, *_ in found if kind == "SANCTION" and status == "happened"]


def test_a_strike_on_a_school_is_no_protest(tools: Tools) -> None:
    found = events(tools, "Israel struck a camp on Monday, and another strike on a school killed four people.")
    assert "PROTEST" not in {kind for kind, *_ in found}


@pytest.mark.parametrize("verb", ["has yet to", "is still to"])
def test_what_is_yet_to_be_done_is_not_done(tools: Tools, verb: str) -> None:
    found = events(tools, f"Vietnam's parliament {verb} ratify the border treaty with Laos.")
    assert {status for kind, status, *_ in found if kind == "AGREE"} <= {"negated"}


def test_who_criticises_a_pact_blames_neither_signer(tools: Tools) -> None:
    found = events(tools, "Ada Voss and Kai Aro signed a fisheries pact on Monday. Russia criticised the pact.")
    assert [recipients for kind, _, _, recipients in found if kind == "ACCUSE"] == [()]


def test_the_recall_of_an_envoy_is_laid_on_where_he_was_sent(tools: Tools) -> None:
    found = events(
        tools, "Finland joined the pact. Russia recalled its ambassador to Finland for consultations on Monday."
    )
    assert [recipients for kind, _, _, recipients in found if kind == "SANCTION"] == [("Finland",)]


@pytest.mark.parametrize(
    "text",
    [
        "Iran would not accept an agreement without its right to enrich uranium, Abbas Araghchi said.",
        "Norway could not accept a deal that leaves the port to Sweden, Prime Minister Erna Solberg said.",
    ],
)
def test_the_not_of_a_refusal_is_the_refusal(tools: Tools, text: str) -> None:
    refusals = {status for kind, status, *_ in events(tools, text) if kind == "REJECT"}
    assert refusals
    assert "negated" not in refusals


def test_who_did_not_refuse_has_not_refused(tools: Tools) -> None:
    found = events(tools, "Brazil did not reject the offer that Bolivia made on Monday.")
    assert "happened" not in {status for kind, status, *_ in found if kind == "REJECT"}


@pytest.mark.parametrize("proviso", ["on condition that", "on the condition that", "provided that"])
def test_what_is_agreed_on_a_condition_is_agreed_on_it_alone(tools: Tools, proviso: str) -> None:
    found = events(tools, f"Norway agreed to the truce {proviso} Sweden frees the prisoners by June 1.")
    assert {status for kind, status, *_ in found if kind in ("AGREE", "RETREAT")} == {"conditional"}


def test_a_source_that_asks_not_to_be_named_sets_no_condition(tools: Tools) -> None:
    found = events(tools, "A diplomat who spoke on condition of anonymity said Norway met Sweden in Oslo on Monday.")
    assert "conditional" not in {status for _, status, *_ in found}
