"""What coders type, and when two answers are one."""

from __future__ import annotations

import pytest

from communique.corpus.forms import What, form_of
from communique.corpus.matching import paired, read_answer, read_date, read_flag, same_names
from communique.errors import UsageError
from communique.model import Act, EventType, Form, Status

EVENTS = form_of("events")
QUESTIONS = {question.name: question for what in reversed(What) for question in form_of(what).questions}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        *((typed, "yes") for typed in ("Y", "yes ", "1", "TRUE", "Ja", "oui", "x")),
        *((typed, "no") for typed in ("n", " No", "0", "FALSE", "nein")),
        *((typed, None) for typed in ("", "maybe", "2")),
    ],
)
def test_yes_and_no(typed, expected):
    assert read_flag(typed) == expected


@pytest.mark.parametrize(
    ("question", "typed", "expected"),
    [
        ("type", "consult ", "CONSULT"),
        ("type", "Assault", "ASSAULT"),
        ("type", "MEET", None),
        ("mode", "Third party", "third-party"),
        ("mode", "CONSULT:visit", "visit"),
        ("mode", "heavy_weapons", "heavy-weapons"),
        ("mode", " - ", ""),
        ("status", "HAPPENED", "happened"),
        ("status", "hapened", None),
        ("actor", "  Ada Voss ", "Ada Voss"),
        ("actor", "none", ""),
        ("form", "Direct", "direct"),
        ("date", "2025-12-2", "2025-12-02"),
    ],
)
def test_answers(question, typed, expected):
    assert read_answer(QUESTIONS[question], typed) == expected


def test_the_codes_of_the_forms_are_those_of_the_types():
    assert set(QUESTIONS["type"].codes) == set(EventType)
    assert set(QUESTIONS["status"].codes) == set(Status)
    assert set(QUESTIONS["act"].codes) == set(Act)
    assert set(QUESTIONS["form"].codes) == set(Form)
    with pytest.raises(UsageError, match="events, statements, meetings"):
        form_of("plans")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2025-12-02", "2025-12-02"),
        ("2025-12", "2025-12"),
        ("2025", "2025"),
        ("2025-12-02T14:30", "2025-12-02"),
        ("2025/12/02", "2025-12-02"),
        ("02.12.2025", "2025-12-02"),
        ("2. 12. 2025", "2025-12-02"),
        ("25/12/2025", "2025-12-25"),
        ("12/25/2025", "2025-12-25"),
        ("11/11/2025", "2025-11-11"),
        ("03/04/2025", None),  # March or April: Excel turns days about by the country it runs in
        ("2 December 2025", "2025-12-02"),
        ("Dec. 2, 2025", "2025-12-02"),
        ("December 2nd, 2025", "2025-12-02"),
        ("december 2025", "2025-12"),
        ("2025-12-01/2025-12-03", "2025-12-01/2025-12-03"),
        ("2025-13-01", None),
        ("2025-02-30", None),
        ("Monday", None),
        ("0000", None),
        ("45993", None),
    ],
)
def test_days(typed, expected):
    assert read_date(typed) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Ada Voss", "voss", True),
        ("Foreign Minister Ada Voss", "Voss", True),
        ("President Voss of Norvia", "Voss", True),
        ("Ada Voss|the minister", "The Minister", True),
        ("Ada Voss; Olli Aro", "Aro; Voss", True),
        ("Ada Voss; Olli Aro", "Voss and Aro", True),
        ("Ada Voss; Olli Aro", "Voss, Aro", True),
        ("Ministry of Defence", "the Defence Ministry", True),
        ("Angélica Núñez", "Nunez", True),
        ("Estmark", "the army of Estmark", False),
        ("Estmark", "Estmark's army", False),
        ("Ada Voss", "Ada", False),
        ("Ada Voss", "Olli Aro", False),
        ("Ada Voss; Olli Aro", "Voss", False),
        ("Voss", "Ada Voss; Olli Aro", False),
        ("", "", True),
        ("", "Voss", False),
        ("Trinidad and Tobago", "Trinidad and Tobago", True),
        ("!!!", "???", False),
    ],
)
def test_names(left, right, expected):
    assert same_names(left, right) is expected


def event(type_, actor="", status="happened"):
    return (type_, "", status, actor, "", "")


def test_what_two_have_in_a_sentence_is_paired_by_label_then_by_what_else_is_alike():
    voss, aro, raid = event("CONSULT", "Voss"), event("CONSULT", "Aro"), event("ASSAULT", "Voss")
    assert paired(EVENTS, [raid, voss], [aro, voss]) == [(voss, voss), (raid, aro)]
    assert paired(EVENTS, [voss], []) == [(voss, None)]
    assert paired(EVENTS, [], [voss, raid]) == [(None, voss), (None, raid)]
    # A label that is the same counts for more than all other answers together.
    planned, other = event("CONSULT", "Aro", "planned"), event("ASSAULT", "Aro", "planned")
    assert paired(EVENTS, [planned], [other, voss]) == [(planned, voss), (None, other)]
