"""Every task of ``benchmarks/predict.py`` runs over a row of ours and answers in the scorers' format."""

import gzip
import io
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks import bench, compare
from benchmarks.fact_count import figures
from benchmarks.peers.rounds import serve
from benchmarks.peers.treebank import texts
from benchmarks.predict import TASKS
from benchmarks.speed import articles
from communique.reading.reader import DEFAULT

ROOT = Path(__file__).resolve().parent.parent
TEXT = "Foreign Minister Ada Voss said in Geneva on Monday that the talks had failed."
PAGE = f"<html><head><title>Talks fail</title></head><body><h1>Talks fail</h1><p>{TEXT}</p><p>{TEXT}</p></body></html>"
TREE = "# newdoc id = d\n# sent_id = d-1\n# text = Talks failed.\n1\tTalks\ttalk\tNOUN\t_\t_\t2\tnsubj\t_\t_\n\n"
ROWS: dict[str, dict[str, Any]] = {
    "attribution": {"doc": "d", "text": TEXT},
    "names": {"doc": "d", "text": TEXT},
    "times": {"doc": "d", "text": TEXT, "dct": "2014-11-25", "title": None},
    "places": {
        "doc": "d",
        "text": TEXT,
        "toponyms": [{"start": TEXT.index("Geneva"), "end": TEXT.index(" on Monday")}],
    },
    "pages": {"page": "p", "file": "p.html.gz", "source": "ours", "lang": "en"},
    "linking": {"doc": "d", "text": TEXT, "date": "2014-11-25"},
    "actors": {"id": "d:0", "text": TEXT, "actors": [{"start": 0, "end": TEXT.index(" said")}]},
    "facts": {"id": "d:0", "text": TEXT},
}
ANSWERS = {
    "attribution": lambda row: row["attributions"][0]["content"],
    "names": lambda row: [e for e in row["entities"] if e["type"] == "person"],
    "times": lambda row: [t for t in row["timex"] if t["value"] == "2014-11-24"],
    "places": lambda row: [t for t in row["toponyms"] if t["country"] == "CH"],
    "pages": lambda row: row["title"] == "Talks fail",
    "linking": lambda row: [m["qid"] for m in row["mentions"]] == ["Q71"],
    "actors": lambda row: [a["sector"] for a in row["actors"]] == ["GOV"],
    "facts": lambda row: [f["kind"] for f in row["facts"] if f["kind"] == "statement"] and row["id"] == "d:0",
}


def predict(task: str, source: Path, out: Path, *more: str) -> str:
    script = str(ROOT / "benchmarks/predict.py")
    command = [sys.executable, script, task, "--in", str(source), "--out", str(out), *more]
    subprocess.run(command, check=True, cwd=out.parent)
    return out.read_text(encoding="utf-8")


@pytest.mark.parametrize("task", ROWS)
def test_task(task: str, tmp_path: Path) -> None:
    (tmp_path / "p.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    source = tmp_path / "rows.jsonl"
    source.write_text(json.dumps(ROWS[task]) + "\n", encoding="utf-8")
    assert ANSWERS[task](json.loads(predict(task, source, tmp_path / "out.jsonl")))


def test_actors_take_the_text_from_the_file_a_row_names(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/texts.jsonl").write_text(json.dumps({"doc": "d", "text": TEXT}) + "\n", encoding="utf-8")
    source = tmp_path / "rows.jsonl"
    source.write_text(json.dumps({"id": "d:0", "source": "texts.jsonl", "doc": "d", "actors": []}) + "\n")
    found = json.loads(predict("actors", source, tmp_path / "out.jsonl", "--gold", str(tmp_path / "gold")))
    assert found["id"] == "d:0"
    assert {TEXT[a["start"] : a["end"]] for a in found["actors"]} >= {"Ada Voss"}


def test_syntax(tmp_path: Path) -> None:
    source = tmp_path / "rows.conllu"
    source.write_text(TREE, encoding="utf-8")
    lines = [
        line.split("\t") for line in predict("syntax", source, tmp_path / "out.conllu").splitlines() if "\t" in line
    ]
    assert [(c[1], c[3], c[7]) for c in lines] == [
        ("Talks", "NOUN", "nsubj"),
        ("failed", "VERB", "root"),
        (".", "PUNCT", "punct"),
    ]


def test_floors_name_tasks_that_exist() -> None:
    floors = json.loads((ROOT / "benchmarks/floors.json").read_text(encoding="utf-8"))
    assert {q["task"] for q in floors.values() if "script" not in q} <= set(TASKS)
    assert all((ROOT / "benchmarks" / q["script"]).is_file() for q in floors.values() if "script" in q)
    rows = [row for q in floors.values() for row in q["figures"]]
    assert all(row.get("floor", 1) > 0 and ("floor" in row) != ("ceiling" in row) for row in rows)


def test_limits_only_tighten_and_tell_floors_from_ceilings() -> None:
    floor, ceiling = {"name": "f1", "floor": 0.8}, {"name": "mae", "ceiling": 0.4}
    assert (bench.passes(0.81, floor), bench.passes(0.79, floor)) == (True, False)
    assert (bench.passes(0.39, ceiling), bench.passes(0.41, ceiling)) == (True, False)
    for ours in (0.9, 0.1, 0.6):
        bench.tighten(ours, floor)
        bench.tighten(ours, ceiling)
    assert floor["floor"] == pytest.approx(0.9 - bench.MARGIN)
    assert ceiling["ceiling"] == pytest.approx(0.1 + bench.MARGIN)


def test_a_bar_is_told_from_a_limit() -> None:
    floor, ceiling = {"name": "f1", "floor": 0.3, "bar": 0.6}, {"name": "errors", "ceiling": 0.06, "bar": 0.03}
    assert [bench.reaches(ours, floor) for ours in (0.59, 0.6)] == [False, True]
    assert [bench.reaches(ours, ceiling) for ours in (0.04, 0.03)] == [False, True]
    assert bench.reaches(0.1, {"name": "f1", "floor": 0.3})


def test_figures_by_name_or_path() -> None:
    scores = {"kept": {"fact.f1": 0.4, "direction.errors": None}, "fact.f1": 0.3, "full": {"direct": {"r": 0.9}}}
    assert bench.figure(scores, "kept.fact.f1") == 0.4
    assert bench.figure(scores, "fact.f1") == 0.3
    assert bench.figure(scores, "full.direct.r") == 0.9
    nothing = bench.figure(scores, "kept.direction.errors")
    assert not bench.passes(nothing, {"floor": 0.0})
    assert not bench.passes(nothing, {"ceiling": 1.0})
    with pytest.raises(KeyError):
        bench.figure(scores, "kept.fact")


def test_every_figure_of_facts_is_one_the_scorer_gives() -> None:
    question = json.loads((ROOT / "benchmarks/floors.json").read_text(encoding="utf-8"))["facts"]
    known = figures(Counter())
    parts = [row["name"].partition(".") for row in question["figures"]]
    assert {part for part, _, _ in parts} == {"dev", "kept"}
    assert {name for _, _, name in parts} <= known.keys()
    falling = {row["name"] for row in question["figures"] if "ceiling" in row}
    assert falling == {"kept.direction.errors"}
    assert bench.sha256(bench.source(question, ROOT)) == question["sha256"]


def test_facts_are_predicted_and_scored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole way of ``make bench`` over a text of ours, with a bar and floors it keeps and does not."""
    start = TEXT.index("Ada Voss")
    said = TEXT.index("the talks had failed")
    row = {
        "id": "d", "source": "texts.jsonl", "doc": "d", "slice": "kept", "end": len(TEXT),
        "events": [], "proposals": [],
        "actors": [{"id": "voss", "mentions": [[start, start + len("Ada Voss")]]}],
        "statements": [{"speakers": ["voss"], "content": [[said, len(TEXT) - 1]], "act": "assert"}],
    }  # fmt: skip
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/texts.jsonl").write_text(json.dumps({"doc": "d", "text": TEXT}) + "\n", encoding="utf-8")
    cases = tmp_path / "cases.jsonl"
    cases.write_text(json.dumps(row) + "\n", encoding="utf-8")
    question = {
        "task": "facts",
        "cases": str(cases),
        "scorer": "benchmarks/facts.py",
        "sha256": bench.sha256(cases),
        "figures": [
            {"name": "kept.speaker.accuracy", "floor": 0.5, "bar": 2, "peer": "nobody .1"},
            {"name": "kept.evidence.exact", "floor": 2},
            {"name": "kept.fact.f1", "floor": 0.0},
        ],
    }
    failed = bench.ask({"facts": question}, tmp_path, tmp_path, lift=False)
    speaker, exact, fact = capsys.readouterr().out.splitlines()[1:]
    assert speaker.split()[1:5] == ["kept.speaker.accuracy", "1.0000", "0.5000", "2"]
    assert speaker.endswith("short of its bar")
    assert "nobody .1" in speaker
    assert exact.endswith("BEYOND ITS LIMIT")
    assert fact.split()[2] in ("nan", "0.0000")
    assert failed == 1 + fact.endswith("BEYOND ITS LIMIT")


def test_other_weights_can_be_asked(tmp_path: Path) -> None:
    source, out = tmp_path / "rows.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps(ROWS["names"]) + "\n", encoding="utf-8")
    shipped = predict("names", source, out)
    assert predict("names", source, out, "--weights", str(DEFAULT)) == shipped
    with pytest.raises(subprocess.CalledProcessError):
        predict("names", source, out, "--weights", str(tmp_path))
    with pytest.raises(subprocess.CalledProcessError):
        predict("places", source, out, "--weights", str(DEFAULT))


def test_syntax_of_given_words(tmp_path: Path) -> None:
    """The treebank's own cut stands, though ours would make two sentences and other words of it."""
    rows = ["1-2\tThey've\t_\t_\t_\t_\t_\t_\t_\t_", "1\tThey\tthey\tX\t_\t_\t2\tdep\t_\t_"]
    rows += [f"{n}\t{w}\t_\tX\t_\t_\t1\tdep\t_\t_" for n, w in ((2, "'ve"), (3, "left"), (4, "now-and-then"), (5, "."))]
    tree = "# newdoc id = d\n# text = They've left now-and-then.\n" + "\n".join(rows) + "\n\n"
    source = tmp_path / "rows.conllu.gz"
    source.write_bytes(gzip.compress((tree + tree.replace("newdoc id = d", "sent_id = 2")).encode()))
    out = predict("syntax", source, tmp_path / "out.conllu", "--given-words")
    cells = [line.split("\t") for line in out.splitlines() if "\t" in line]
    assert [c[0] for c in cells] == ["1-2", "1", "2", "3", "4", "5"] * 2
    assert [(c[1], c[7]) for c in cells if c[6] == "0"] == [("left", "root")] * 2
    assert all(1 <= int(c[6]) <= 5 or c[7] == "root" for c in cells if "-" not in c[0])


def test_gained_and_lost(tmp_path: Path) -> None:
    def file(name: str, *places: tuple[int, int, str]) -> Path:
        entities = [{"start": a, "end": b, "type": t} for a, b, t in places]
        path = tmp_path / name
        path.write_text(json.dumps({"doc": "d", "entities": entities}) + "\n", encoding="utf-8")
        return path

    gold = file("gold", (0, 4, "PER"), (9, 12, "LOC"), (20, 25, "LOC"))
    options = compare.Options(scorer=None, labels={"person": "PER", "time": "-", "*": "LOC"})
    old = compare.names(gold, file("old", (0, 4, "person"), (30, 33, "place")), options)
    new = compare.names(
        gold, file("new", (9, 12, "place"), (20, 25, "place"), (1, 4, "person"), (5, 6, "time")), options
    )
    lines = list(compare.report(old, new, show=1))
    assert [line.split() for line in lines[1:4]] == [
        ["all", "3", "1", "2", "2", "1", "1", "1"],
        ["LOC", "2", "0", "2", "2", "0", "1", "0"],
        ["PER", "1", "1", "0", "0", "1", "0", "1"],
    ]
    assert lines[4:] == [
        f"{'gained':12} {'LOC':16} d 20 25 LOC",
        f"{'lost':12} {'PER':16} d 0 4 PER",
        f"{'alarm come':12} {'PER':16} d 1 4 PER",
    ]


def test_speed_is_taken_on_articles_of_750_words(tmp_path: Path) -> None:
    held, origin = articles(tmp_path)
    assert origin == "the demo's pages"
    assert len(held) >= 5
    assert all(700 <= len(text.split()) <= 900 for text in held)


def test_a_racer_runs_when_it_is_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "texts.json").write_text(json.dumps(["one two", "three"]), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO("go\ngo\n"))
    seen: list[list[str]] = []
    serve(seen.append, tmp_path / "texts.json")
    ready, *rounds = capsys.readouterr().out.splitlines()
    assert ready == "ready"
    assert [json.loads(r)["words"] for r in rounds] == [3, 3]
    assert len(seen) == 3


def test_running_text_of_a_treebank(tmp_path: Path) -> None:
    source = tmp_path / "t.conllu"
    source.write_text(
        "# newdoc id = a\n# text = One.\n\n# text = Two.\n\n# newpar\n# text = Three.\n\n", encoding="utf-8"
    )
    assert list(texts(source)) == [("a", "One. Two.\nThree.")]
