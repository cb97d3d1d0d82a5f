"""Rows of events training: sentences of our own, negatives, folds. No torch here."""

import json
import random
from pathlib import Path

import pytest

from communique.model import Span
from communique.reading.events import TYPES
from training.events import knowledge, negatives, synthetic
from training.events.data import COOPERATION, Row, fold_of, gold


def test_every_pattern_fills_and_marks_both_parties() -> None:
    rng = random.Random(3)
    parties = knowledge.Parties(rng)
    for number, pattern in enumerate(knowledge.patterns()):
        row = knowledge.sentence(pattern, rng, parties, f"own-{number}")
        assert row.source is not None
        assert row.target is not None
        assert not set("[]{}|") & set(row.text), row.text
        assert not row.source.start < row.target.start < row.source.end


def test_patterns_cover_all_types_and_no_event() -> None:
    assert {p.type for p in knowledge.patterns()} == {*TYPES, "NO_EVENT"}
    made = knowledge.make(200, seed=5)
    assert made == knowledge.make(200, seed=5)
    assert {r.event for r in made} == {0, 1}
    assert all((r.type is None) == (r.event == 0) for r in made)


def test_a_sentence_of_our_own_goes_on_in_small_letters_after_its_lead() -> None:
    rng = random.Random(3)
    pattern = knowledge.Pattern("ASSAULT", "-", "The shelling of {T:gov} by {S:gov} went on")
    texts = {knowledge.sentence(pattern, rng, knowledge.Parties(rng), "own").text for _ in range(40)}
    assert any(t.startswith("The shelling") for t in texts)
    assert any(" the shelling" in t for t in texts)
    assert not any(" The shelling" in t for t in texts)


def test_the_first_types_are_co_operation() -> None:
    assert TYPES[:COOPERATION] == ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD")


@pytest.mark.parametrize(("row_id", "fold"), [("plv-000000000007", 2), ("aw-a", 0), ("static-10", 1)])
def test_folds_follow_the_id(row_id: str, fold: int) -> None:
    assert fold_of(row_id) == fold


def test_gold_rows_merge_what_the_benchmark_merges(tmp_path: Path) -> None:
    text = "Veldt freed two envoys of Kosta."
    row = {"id": "plv-1", "text": text, "source": [0, 5], "target": None, "type": "RETREAT", "quad": 2, "binary": 0}
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(row) + "\n")
    (read,) = gold(path, "plv")
    assert (read.type, read.source, read.target, read.conflict) == ("YIELD", Span(0, 5), None, None)


def test_swapped_parties_are_no_event_unless_both_did_it() -> None:
    def row(text: str, kind: str) -> Row:
        return Row(id="plv-1", text=text, source=Span(0, 5), target=Span(14, 19), type=kind, event=1, group=text)

    shelled, signed = row("Veldt shelled Kosta.", "ASSAULT"), row("Veldt joined  Kosta.", "AGREE")
    both = row("Veldt clashes Kosta.", "ASSAULT")
    (swapped,) = negatives.swaps([shelled, signed, both])
    assert (swapped.source, swapped.target, swapped.event, swapped.type) == (Span(14, 19), Span(0, 5), 0, None)


def test_a_headline_pattern_says_where_the_countries_are() -> None:
    assert synthetic.slots("{country_1} thanks {country_2}", "Veldt thanks Kosta") == {
        "country_1": "Veldt",
        "country_2": "Kosta",
    }
    assert synthetic.slots("{country_1} thanks {country_2}", "Veldt blames Kosta") is None
