"""Every task of ``benchmarks/predict.py`` runs over a row of ours and answers in the scorers' format."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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
}
ANSWERS = {
    "attribution": lambda row: row["attributions"][0]["content"],
    "names": lambda row: [e for e in row["entities"] if e["type"] == "person"],
    "times": lambda row: [t for t in row["timex"] if t["value"] == "2014-11-24"],
    "places": lambda row: [t for t in row["toponyms"] if t["country"] == "CH"],
    "pages": lambda row: row["title"] == "Talks fail",
}


def predict(task: str, source: Path, out: Path) -> str:
    command = [sys.executable, str(ROOT / "benchmarks/predict.py"), task, "--in", str(source), "--out", str(out)]
    subprocess.run(command, check=True, cwd=out.parent)
    return out.read_text(encoding="utf-8")


@pytest.mark.parametrize("task", ROWS)
def test_task(task: str, tmp_path: Path) -> None:
    (tmp_path / "p.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    source = tmp_path / "rows.jsonl"
    source.write_text(json.dumps(ROWS[task]) + "\n", encoding="utf-8")
    assert ANSWERS[task](json.loads(predict(task, source, tmp_path / "out.jsonl")))


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
    assert {q["task"] for q in floors.values()} <= {*ROWS, "syntax"}
    assert all(row["floor"] > 0 for q in floors.values() for row in q["figures"])
