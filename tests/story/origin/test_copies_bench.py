"""The bench of copies: its rows hold no words, its slices no story of the other's, its figures are the scorer's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.copies import CASES, LABELS, baseline, by_slice, containment, figures, rows, score
from benchmarks.tasks.copies import predict

GOLD = rows(CASES)


def test_rows_name_documents_and_labels_alone() -> None:
    assert len(GOLD) == len({frozenset((row["a"], row["b"])) for row in GOLD})
    assert sum(row["draw"] == 1 for row in GOLD) == 100
    for row in GOLD:
        assert set(row) == {"source", "a", "b", "label", "slice", "draw"}
        assert row["label"] in LABELS
        assert len(json.dumps(row)) < 150


def test_a_topic_lies_in_one_slice() -> None:
    slices: dict[str, set[str]] = {}
    for row in GOLD:
        for name in (row["a"], row["b"]):
            slices.setdefault(name.split("_")[0], set()).add(row["slice"])
    assert {len(found) for found in slices.values()} == {1}


def test_figures_are_means_of_f1() -> None:
    judged = [("copy", "copy"), ("copy", "partial"), ("partial", "partial"), ("independent", "independent")]
    found = figures(judged)
    assert (found["copy"], found["partial"], found["independent"]) == (0.6667, 0.6667, 1.0)
    assert found["macro_f1"] == 0.7778
    assert found["accuracy"] == 0.75
    assert figures([]) == {"pairs": 0}
    assert by_slice(GOLD, [row["label"] for row in GOLD])["kept"]["macro_f1"] == 1


def test_the_baseline_knows_containment_alone() -> None:
    shares = [{"copy": 0.9, "partial": 0.5, "independent": 0.1}[row["label"]] for row in GOLD]
    assert baseline(GOLD, shares) == [row["label"] for row in GOLD]
    assert containment("a b c d e f", "x a b c d e") == pytest.approx(0.5)
    assert containment("", "a b c d e") == 0


def test_the_task_answers_in_the_scorers_format(tmp_path: Path) -> None:
    line = "The coast guard of Norvia seized a freighter off Port Dalin early on Monday after a chase of four hours."
    other = "Heavy rain kept farmers of the southern plain from sowing, and the price of seed fell for a second week."
    (tmp_path / "stories").mkdir()
    texts = {"x": line, "y": f"A ship is seized\n{line}", "z": other}
    listed = [json.dumps({"doc": name, "text": text}) for name, text in texts.items()]
    (tmp_path / "stories" / "ecbplus.jsonl").write_text("\n".join(listed), encoding="utf-8")
    pairs = [
        {"source": source, "a": "x", "b": b} for source in ("ecbplus", "stories/ecbplus.jsonl") for b in ("y", "z")
    ]
    assert list(predict(pairs, tmp_path, tmp_path)) == [
        {"a": "x", "b": b, "label": label} for _ in range(2) for b, label in (("y", "copy"), ("z", "independent"))
    ]
    gold = [{**pair, "label": "copy", "slice": "dev", "draw": 1} for pair in pairs[2:3]]
    table = score(gold, [{"a": "y", "b": "x", "label": "copy"}], tmp_path)
    assert table["all"]["macro_f1"] == 1
    assert table["candidates"] == {"documents": 3, "pairs": 1, "recall": 1}
    with pytest.raises(SystemExit, match="no prediction"):
        score(gold, [], tmp_path)
