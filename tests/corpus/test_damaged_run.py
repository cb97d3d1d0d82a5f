"""Runs that are not what they seem: one line for each fault, and never a traceback."""

from __future__ import annotations

import pyarrow as pa
import pytest

from communique.corpus.run import Run
from communique.errors import CommuniqueError
from tests.corpus.runs import folder, pages, rewrite
from tests.corpus.test_run import FRAMES, with_position


def odd(column, value):
    def change(table):
        at = table.schema.names.index(column)
        return table.set_column(at, table.schema.field(column), pa.array([value] * len(table), table.schema.types[at]))

    return change


HOSTILE = {
    "no type of event": ("facts", odd("type", "DANCE")),
    "no type of event ": ("facts", odd("type", "A\0B")),
    "no column actors": ("facts", lambda table: table.drop_columns(["actors"])),
    "cannot be read": None,
    "is not there": None,
}


@pytest.mark.parametrize("words", HOSTILE)
def test_a_damaged_run_is_one_line(tmp_path, words):
    path = folder(tmp_path / "run", pages(2))
    file = path / "facts" / "part-00000.parquet"
    if HOSTILE[words]:
        rewrite(path, *HOSTILE[words])
    elif words == "is not there":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(CommuniqueError) as caught:
        Run.open(path).events()
    assert words.strip() in str(caught.value)
    assert "\n" not in str(caught.value)


NONSENSE = [("evidence", "start", -5), ("evidence", "stop", 1 << 62), ("evidence", "quote", None),
            ("mentions", "start", -1), ("mentions", "stop", 1 << 60), ("mentions", "start", 1 << 62),
            ("facts", "cue_start", -9), ("facts", "condition_start", 1 << 60), ("facts", "when_earliest", "soon"),
            ("facts", "actors", [None, "x"]), ("facts", "actors", None), ("facts", "status", "odd"),
            ("articles", "published_earliest", "=1+1"), ("articles", "text", None), ("evidence", "cue_stop", None),
            ("articles", "id", "other"), ("facts", "id", None)]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "value"), NONSENSE)
def test_cells_that_make_no_sense_cost_no_traceback(tmp_path, table, column, value):
    path = folder(tmp_path / "run", [*pages(2), with_position()])
    rewrite(path, table, odd(column, value))
    run = Run.open(path)
    for name in FRAMES:
        try:
            rows = getattr(run, name)()
        except CommuniqueError as fault:
            lines = str(fault).splitlines()
        else:
            lines = ["shown"]
            rows._repr_html_()
            for row in rows:
                row._repr_html_()
        assert len(lines) == 1
