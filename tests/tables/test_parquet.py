"""The files, by readers that are not ours; and files that are not what they seem."""

from __future__ import annotations

import io

import duckdb
import pandas
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from communique.errors import TableError
from communique.model import Reason, Rejection
from communique.tables import TABLES, Sheet, accounts, read, write
from tests.accounts import talks

KINDS = {kind.name: kind for kind in TABLES}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One file for each table of the talks and of a page that gave nothing."""
    sheet = Sheet()
    sheet.add(talks().account())
    sheet.add(Rejection(origin='=cmd|"x"', url=None, reason=Reason.EMPTY, detail="<script>"))
    at = tmp_path_factory.mktemp("files")
    for name, table in sheet.tables().items():
        write(table, at / f"{name}.parquet")
    return at


def test_duckdb_reads_the_files_and_unfolds_the_lists(folder):
    with duckdb.connect() as base:
        (found,) = base.execute(
            f"""SELECT list_sort(list(a.name)) FROM (SELECT unnest(actors) AS id FROM '{folder}/facts.parquet'
            WHERE type = 'CONSULT' AND status = 'happened') AS e JOIN '{folder}/actors.parquet' AS a USING (id)"""
        ).fetchone()
        assert found == ["Catherine Ashton", "Mohammad Javad Zarif"]
        (headline,) = base.execute(
            f"""SELECT substr(text, b.start + 1, b.stop - b.start)
            FROM (SELECT text, unnest(blocks) AS b FROM '{folder}/articles.parquet') WHERE b.kind = 'headline'"""
        ).fetchone()
        assert headline == "Envoys & ministers meet <again> in Geneva"


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.name)
def test_three_readers_see_the_same_rows(folder, kind):
    path = folder / f"{kind.name}.parquet"
    rows = read(kind, path).to_pylist()
    assert polars.read_parquet(path).to_dicts() == rows
    frame = pandas.read_parquet(path)
    assert list(frame.columns) == kind.schema.names
    assert len(frame) == len(rows)
    with duckdb.connect() as base:
        assert base.execute(f"SELECT count(*) FROM '{path}'").fetchone() == (len(rows),)


@pytest.mark.parametrize("way", ["polars", "duckdb"])
def test_files_written_again_by_others_still_give_the_accounts(folder, tmp_path, way):
    with duckdb.connect() as base:
        for kind in TABLES:
            old, new = folder / f"{kind.name}.parquet", tmp_path / f"{kind.name}.parquet"
            if way == "polars":
                polars.read_parquet(old).write_parquet(new)
            else:
                base.execute(f"COPY (SELECT * FROM '{old}') TO '{new}' (FORMAT parquet)")
    tables = {kind.name: read(kind, tmp_path / f"{kind.name}.parquet") for kind in TABLES}
    assert list(accounts(tables)) == [talks().account()]


def test_a_file_says_what_it_is_and_nothing_of_the_machine(folder):
    metadata = pq.read_schema(folder / "facts.parquet").metadata
    assert metadata[b"communique.table"] == b"facts"
    assert set(metadata) == {b"communique.table", b"communique.format"}
    group = pq.ParquetFile(folder / "facts.parquet").metadata.row_group(0)
    assert {group.column(n).compression for n in range(group.num_columns)} == {"ZSTD"}


def newer(path):
    schema = KINDS["places"].schema
    table = schema.empty_table().replace_schema_metadata({"communique.format": "9"})
    pq.write_table(table, path)


def bomb(path):
    rows = 1_000_000
    pq.write_table(pa.table({"id": pa.repeat(7, rows)}), path, use_dictionary=False)


MADE = {
    "no such file": lambda path: None,
    "cannot be read": lambda path: path.write_bytes(b"PAR1" + b"\0" * 200 + b"PAR1"),
    "cannot be read: ": lambda path: path.write_bytes(b""),
    "format '9', this communique knows 1": newer,
    "no column article": lambda path: pq.write_table(pa.table({"x": [1]}), path),
    "says it holds over 5,000,000 bytes": bomb,
}


@pytest.mark.parametrize("words", MADE)
def test_a_file_that_is_none_is_one_line(tmp_path, words, monkeypatch):
    monkeypatch.setattr("communique.tables.parquet.MAX_BYTES", 5_000_000)
    path = tmp_path / "places.parquet"
    MADE[words](path)
    with pytest.raises(TableError) as caught:
        read(KINDS["places"], path)
    assert words in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_damaged_file_is_one_line_wherever_it_is_damaged(folder):
    data = (folder / "facts.parquet").read_bytes()
    faults = []
    for at in range(4, len(data), 397):
        changed = bytearray(data)
        changed[at : at + 3] = b"\xff\x00\x7f"
        try:
            read(KINDS["facts"], io.BytesIO(bytes(changed)))
        except TableError as fault:
            faults.append(str(fault))
    assert len(faults) > 20
    assert not [fault for fault in faults if "\n" in fault]
