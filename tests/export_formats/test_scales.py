"""Scores, quad classes and roots of every type: written down by hand from PLOVER's draft and GDELT's list."""

from __future__ import annotations

import pytest

from communique.export.formats.coding import auxiliary_modes, cameo_quad, goldstein, quad_words, root_of, scale
from communique.model import EventType, Status


@pytest.mark.parametrize(
    ("kind", "score", "quad", "root"),
    [
        ("AGREE", 2.5, "VERBAL COOPERATION", "03"), ("CONSULT", 2.5, "VERBAL COOPERATION", "04"),
        ("SUPPORT", 5.0, "VERBAL COOPERATION", "05"), ("CONCEDE", 4.5, "VERBAL COOPERATION", "08"),
        ("COOPERATE", 9.5, "MATERIAL COOPERATION", "06"), ("AID", 10.0, "MATERIAL COOPERATION", "07"),
        ("RETREAT", 6.5, "MATERIAL COOPERATION", "08"),
        ("REQUEST", 0.0, "VERBAL CONFLICT", "10"), ("ACCUSE", -3.0, "VERBAL CONFLICT", "11"),
        ("REJECT", -2.0, "VERBAL CONFLICT", "12"), ("THREATEN", -3.5, "VERBAL CONFLICT", "13"),
        ("PROTEST", -5.0, "MATERIAL CONFLICT", "14"), ("MOBILIZE", -5.5, "MATERIAL CONFLICT", "15"),
        ("SANCTION", -6.0, "MATERIAL CONFLICT", "16"), ("COERCE", -7.0, "MATERIAL CONFLICT", "17"),
        ("ASSAULT", -9.0, "MATERIAL CONFLICT", "18"),
    ],
)  # fmt: skip
def test_every_type(kind: str, score: float, quad: str, root: str) -> None:
    of = EventType(kind)
    assert (scale(of, None), quad_words(of), root_of(of, None, armies=False)) == (score, quad, root)
    assert scale(of, "no mode of its own") == score


def test_there_are_no_other_types() -> None:
    assert len(EventType) == 16


@pytest.mark.parametrize(
    ("kind", "mode", "score", "root"),
    [
        ("CONSULT", "visit", 4, "04"), ("CONSULT", "phone", 1.5, "04"), ("RETREAT", "ceasefire", 7.5, "08"),
        ("RETREAT", "disarm", 10, "08"), ("REQUEST", "assist", 0.5, "10"), ("ACCUSE", "investigate", -3.5, "09"),
        ("THREATEN", "territory", -4, "13"), ("PROTEST", "riot", -7, "14"), ("SANCTION", "expel", -5.5, "16"),
        ("MOBILIZE", "troops", -6.5, "15"), ("COERCE", "martial-law", -7.5, "17"), ("ASSAULT", "abduct", -8.5, "18"),
        ("ASSAULT", "firearms", -9, "19"), ("ASSAULT", "heavy-weapons", -9.5, "19"), ("ASSAULT", "aerial", -9.5, "19"),
        ("ASSAULT", "drone", -9.5, "19"), ("ASSAULT", "explosives", -9, "18"), ("ASSAULT", "unconventional", -10, "20"),
    ],
)  # fmt: skip
def test_modes_that_have_a_score_or_a_root_of_their_own(kind: str, mode: str, score: float, root: str) -> None:
    assert (scale(EventType(kind), mode), root_of(EventType(kind), mode, armies=True)) == (score, root)


def test_force_without_means_is_a_fight_where_armies_act() -> None:
    assert root_of(EventType.ASSAULT, None, armies=True) == "19"


@pytest.mark.parametrize(
    ("root", "score", "quad"),
    [
        ("03", 4.0, 1), ("04", 1.0, 1), ("05", 3.5, 1), ("06", 6.0, 2), ("07", 7.0, 2), ("08", 5.0, 2), ("09", -2.0, 3),
        ("10", -5.0, 3), ("11", -2.0, 3), ("12", -4.0, 3), ("13", -6.0, 3), ("14", -6.5, 4), ("15", -7.2, 4),
        ("16", -4.0, 4), ("17", -7.0, 4), ("18", -9.0, 4), ("19", -10.0, 4), ("20", -10.0, 4),
    ],
)  # fmt: skip
def test_every_root_of_cameo(root: str, score: float, quad: int) -> None:
    assert (goldstein(root), cameo_quad(root)) == (score, quad)


@pytest.mark.parametrize(
    ("status", "modes"),
    [
        ("happened", ()), ("ongoing", ()), ("planned", ("future",)), ("expected", ("future",)),
        ("possible", ("hypothetical",)), ("conditional", ("hypothetical",)), ("demanded", ("hypothetical",)),
        ("offered", ("hypothetical",)), ("threatened", ("hypothetical",)), ("denied", ("negation",)),
        ("negated", ("negation",)), ("cancelled", ("negation",)), ("historical", ("historical",)),
    ],
)  # fmt: skip
def test_every_status_as_an_auxiliary_mode(status: str, modes: tuple[str, ...]) -> None:
    assert auxiliary_modes(Status(status)) == modes


def test_there_are_no_other_statuses() -> None:
    assert len(Status) == 13
