"""Each rule of a dossier, broken on purpose."""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from pathlib import Path

import pytest

from communique.errors import RecordError
from communique.model import Same, Verdict
from communique.record import Record, check
from tests.record.pages import add, kin_of
from tests.record.test_told import told_in

BROKEN = [
    ("quote", "UPDATE evidence SET quote = quote || '.' WHERE n = 0"),
    ("quote", "UPDATE evidence SET start = start + 1"),
    ("cue", "UPDATE evidence SET cue_stop = stop + 1 WHERE id = 1"),
    ("evidence", "DELETE FROM evidence WHERE fact = (SELECT id FROM fact LIMIT 1)"),
    ("evidence", "UPDATE evidence SET fact = NULL WHERE id = 1"),
    ("body", "UPDATE body SET content = substr(content, 1, 10)"),
    ("body", "UPDATE body SET content = zip('other')"),
    ("body", "UPDATE body SET size = 99999999999"),
    ("capture", "UPDATE capture SET article = NULL"),
    ("capture", "INSERT INTO body VALUES ('00', 0, x'')"),
    ("full text", "UPDATE article SET text = text || ' more words' WHERE version = 1"),
    ("full text", "DELETE FROM evidence_words WHERE rowid = 1"),
    ("full text", "INSERT INTO evidence (article, fact, n, start, stop, cue_start, cue_stop, quote)"
     " SELECT article, fact, 9, start, stop, cue_start, cue_stop, quote FROM evidence WHERE id = 1"),
    ("decision", "UPDATE same SET left_id = '0' WHERE by_whom = 'rule'"),
    ("foreign key", "UPDATE kin SET right_id = 'zz'"),
    ("decision", "UPDATE kin SET left_id = right_id, right_id = left_id"),
    ("foreign key", "DELETE FROM article WHERE id = (SELECT article FROM capture LIMIT 1)"),
    ("foreign key", "DELETE FROM happening WHERE n = 0"),
    ("foreign key", "UPDATE happening_fact SET fact = 'gone' WHERE n = 0"),
    ("told", "UPDATE stand SET facts = '[\"gone\"]'"),
    ("told", "UPDATE answer SET articles = '[\"gone\"]'"),
    ("told", "UPDATE happening SET articles = '[1, {}]'"),
    ("told", "UPDATE dossier SET told_at = NULL"),
    ("version", "UPDATE article SET superseded = 1"),
    ("version", "UPDATE article SET version = 3"),
    ("offsets", "UPDATE block SET stop = 100000 WHERE n = 2"),
    ("value", "UPDATE event SET status = 'perhaps'"),
    ("value", "UPDATE event SET actors = '[[[[[['"),
    ("value", "UPDATE article SET headline = 'No such thing'"),
    ("value", "UPDATE mention SET actor = 'nobody' WHERE actor IS NOT NULL"),
    ("value", "UPDATE fact SET kind = 'statement' WHERE kind = 'event'"),
    ("value", "UPDATE proposal SET terms = '[[5, 2]]'"),
    ("value", "INSERT INTO correction (kind, about, old, new, who, at) VALUES ('guess', 'x', '[]', '[]', 'M', 'noon')"),
    ("schema", "CREATE TRIGGER sly AFTER INSERT ON evidence BEGIN DELETE FROM correction; END"),
    ("schema", "DROP TABLE vector"),
    ("schema", "ALTER TABLE kin DROP COLUMN score"),
]  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "sound.db"
    with Record.create(path, "Ports") as record:
        told_in(record)
        one, two = add(record, 1), add(record, 2)
        left, right = sorted((one.facts[1].id, two.facts[1].id))
        rows = [Same(left=left, right=right, verdict=Verdict.SAME, how="h", score=0.5, by=by) for by in ("rule", "Mia")]
        record.keep_rows(kin=[kin_of(one, two)], same=rows)
    assert check(path) == ()
    return path


@pytest.fixture
def sound(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path))


@pytest.mark.parametrize(("rule", "sql"), BROKEN, ids=[f"{n}-{b[0]}" for n, b in enumerate(BROKEN)])
def test_what_is_broken_is_found(sound, rule, sql):
    outside = sqlite3.connect(sound)
    outside.create_function("zip", 1, lambda text: zlib.compress(text.encode()))
    outside.execute(sql)
    outside.commit()
    outside.close()
    found = check(sound)
    assert rule in {fault.rule for fault in found}, found
    assert all("\n" not in str(fault) and len(str(fault)) < 400 for fault in found)


def test_a_person_s_verdict_on_what_is_read_no_more_is_no_fault(sound):
    outside = sqlite3.connect(sound)
    outside.execute("UPDATE same SET left_id = '0' WHERE by_whom = 'Mia'")
    outside.commit()
    outside.close()
    assert check(sound) == ()


@pytest.mark.slow
def test_damaged_pages_of_the_file_are_a_fault_or_one_line(sound):
    good, found = sound.read_bytes(), 0
    for at in range(4096, len(good), 4096 * 4):  # where a page of the file begins
        sound.write_bytes(good[:at] + b"\xff" * 300 + good[at + 300 :])
        line = _said_of(sound)
        assert "\n" not in line
        found += bool(line)
    assert found > 20


def _said_of(path: Path) -> str:
    """Read all of a file; return the line it was refused with, or its faults in a line."""
    try:
        with Record.open(path) as record:
            record.accounts()
            record.told()
        return "; ".join(map(str, check(path)))
    except RecordError as fault:
        return str(fault)
