"""Event words: kinds, statuses, certainty; the stance of a cue."""

import numpy as np
import pytest

from communique.model import EventKind, EventStatus, Stance
from communique.reading.eventwords import by_syntax, certainty_of, children_of, event_words, stance_of
from communique.reading.labels import CERTAINTY, EVENTS, STATUSES
from tests.markup import read, span_of


def row(names: tuple[str, ...], **chosen: float) -> list[float]:
    return [chosen.get(n, 0.0) for n in names]


@pytest.mark.parametrize(
    ("tree", "word", "status"),
    [
        (
            "If/SCONJ/mark/attacks Norvia/PROPN/nsubj/attacks attacks=attack/VERB/advcl/answer ,/PUNCT/punct/attacks "
            "Estmark/PROPN/nsubj/answer will/AUX/aux/answer answer/VERB/root/0",
            "attacks",
            EventStatus.CONDITIONAL,
        ),
        (
            "If/SCONJ/mark/attacks Norvia/PROPN/nsubj/attacks attacks=attack/VERB/advcl/answer ,/PUNCT/punct/attacks "
            "Estmark/PROPN/nsubj/answer will/AUX/aux/answer answer/VERB/root/0",
            "answer",
            EventStatus.CONDITIONAL,
        ),
        (
            "Both/DET/det/armies armies=army/NOUN/nsubj/withdraw must/AUX/aux/withdraw withdraw/VERB/root/0",
            "withdraw",
            EventStatus.DEMANDED,
        ),
        (
            "He/PRON/nsubj/urged urged=urge/VERB/root/0 them/PRON/obj/urged to/PART/mark/leave leave/VERB/xcomp/urged",
            "leave",
            EventStatus.DEMANDED,
        ),
        ("He/PRON/nsubj/asked asked=ask/VERB/root/0 who/PRON/nsubj/fired fired=fire/VERB/ccomp/asked", "fired", None),
        ("Norvia/PROPN/nsubj/attacked attacked=attack/VERB/root/0", "attacked", None),
        (
            "He/PRON/nsubj/said said=say/VERB/root/0 that/SCONJ/mark/left they/PRON/nsubj/left "
            "left=leave/VERB/ccomp/said because/SCONJ/mark/failed talks=talk/NOUN/nsubj/failed "
            "failed=fail/VERB/advcl/left",
            "left",
            None,
        ),
    ],
)
def test_conditions_and_demands_are_told_by_the_tree(tree: str, word: str, status: EventStatus | None) -> None:
    reading = read(tree)
    at = next(iter(reading.words_in(span_of(reading, word))))
    assert by_syntax(reading.words, children_of(reading.words), at) is status


def test_event_words_above_the_threshold_with_kind_status_and_certainty() -> None:
    reading = read("Envoys=envoy/NOUN/nsubj/met never/ADV/advmod/met met=meet/VERB/root/0 ./PUNCT/punct/met")
    none = row(EVENTS, none=1.0)
    kinds = np.array([none, none, row(EVENTS, none=0.1, OCCURRENCE=0.6, REPORTING=0.3), none])
    status = np.array([row(STATUSES, asserted=1.0)] * 2 + [row(STATUSES, negated=0.9)] + [row(STATUSES, asserted=1.0)])
    sure = np.array([[0, 0, 0, 0, 0, 0, 1.0]] * 2 + [[0.7, 0, 0, 0.3, 0, 0, 0]] + [[0, 0, 0, 0, 0, 0, 1.0]])
    ((at, found),) = event_words(reading.words, (kinds, EVENTS), (status, STATUSES), (sure, CERTAINTY), 0.5)
    assert at == 2
    assert found.span.of(reading.article.text) == "met"
    assert (found.kind, found.status, found.certainty, found.score) == (
        EventKind.OCCURRENCE,
        EventStatus.NEGATED,
        -3.0,
        0.9,
    )


def test_certainty_is_the_likeliest_value_of_the_likeliest_class() -> None:
    rows = np.array(
        [[0.4, 0, 0, 0.2, 0, 0, 0.4], [0, 0, 0, 0, 0.3, 0.3, 0.4], [0, 0, 0, 0.1, 0.1, 0.1, 0.7], [0, 0, 0, 0, 0, 0, 1]]
    )
    assert certainty_of(rows, CERTAINTY).tolist() == [-3.0, 1.0, 3.0, 3.0]


@pytest.mark.parametrize(
    ("kind", "lemmas", "stance"),
    [
        ("REPORTING", ["say"], Stance.SPEECH),
        ("I_STATE", ["believe"], Stance.BELIEF),
        ("I_STATE", ["hope", "to"], Stance.INTENTION),
        ("I_ACTION", ["try"], Stance.INTENTION),
        ("I_ACTION", ["question"], Stance.SPEECH),
        ("none", ["accord", "to"], Stance.SPEECH),
    ],
)
def test_the_stance_of_a_cue(kind: str, lemmas: list[str], stance: Stance) -> None:
    kinds = np.array([row(EVENTS, **{kind: 0.9})])
    assert stance_of(kinds, EVENTS, lemmas) is stance
