"""The folder of a run: batches in any order give the same parts, and what is done is not done again."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Generator, Iterable
from pathlib import Path

import pytest

from communique.errors import CommuniqueError, UsageError
from communique.run import Spooled, Store, Tally, Task
from communique.run.lock import only_one
from tests.run.folders import corpus, held, origins, rows
from tests.run.in_place import InPlace, StoppedError, ran_in_place

WORDS = [f"page{n} text" if n % 9 else f"refuse {n}" for n in range(170)]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    return corpus(tmp_path_factory.mktemp("source") / "in", WORDS)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, source: str) -> Path:
    """The folder of a run that nothing happened to."""
    out = tmp_path_factory.mktemp("finished") / "out"
    ran_in_place(out, source)
    return out


@pytest.fixture(scope="module")
def whole(finished: Path) -> dict[str, bytes]:
    """What that run gave."""
    return held(finished)


def test_parts_are_whole_batches_of_at_least_so_many_pages(tmp_path: Path, source: str):
    tally = ran_in_place(tmp_path / "out", source)
    assert (tally.parts, tally.pages, tally.articles) == (3, 170, 151)
    assert origins(tmp_path / "out", "articles") == [f"{n:04d}.txt" for n in range(170) if n % 9]
    assert not (tmp_path / "out" / ".work").exists()


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_reading_does_not_show(tmp_path: Path, source: str, whole: dict[str, bytes], seed: int):
    ran_in_place(tmp_path / "out", source, engine=InPlace(seed=seed))
    assert held(tmp_path / "out") == whole


@pytest.mark.parametrize("seed", range(4))
def test_stopped_anywhere_it_goes_on_from_there(tmp_path: Path, source: str, whole: dict[str, bytes], seed: int):
    out, read = tmp_path / "out", 0
    for stop in (1, 2, 1, None):
        engine = InPlace(seed=seed + read, stop_after=stop)
        if stop is None:
            ran_in_place(out, source, engine=engine)
        else:
            with pytest.raises(StoppedError):
                ran_in_place(out, source, engine=engine)
        read += engine.read_batches
    assert held(out) == whole
    assert read == 6  # of 170 pages in batches of 32, none was read twice


def test_a_finished_run_is_not_touched(finished: Path, source: str, whole: dict[str, bytes]):
    engine = InPlace()
    tally = ran_in_place(finished, source, engine=engine)
    assert (engine.read_batches, tally.articles) == (0, 151)
    assert held(finished) == whole


def test_the_first_page_with_an_article_stays(tmp_path: Path):
    words = ["a talk", *(f"page {n}" for n in range(40)), "a talk", "a talk", "page 7"]
    tally = ran_in_place(tmp_path / "out", corpus(tmp_path / "in", words))
    assert (tally.articles, tally.duplicates) == (41, 3)
    assert origins(tmp_path / "out", "articles")[0] == "0000.txt"
    first = {row["origin"]: row["id"] for row in rows(tmp_path / "out", "articles")}
    told = {Path(str(row["origin"])).name: row["detail"] for row in rows(tmp_path / "out", "rejections")}
    talk = f"article {first[str(tmp_path / 'in' / '0000.txt')]} came before"
    seven = f"article {first[str(tmp_path / 'in' / '0008.txt')]} came before"
    assert told == {"0041.txt": talk, "0042.txt": talk, "0043.txt": seven}
    assert len(rows(tmp_path / "out", "facts")) == len(rows(tmp_path / "out", "evidence")) == 41


def test_duplicates_over_parts_and_goes(tmp_path: Path):
    source = corpus(tmp_path / "in", [f"page {n % 50}" for n in range(170)])
    ran_in_place(tmp_path / "whole", source)
    with pytest.raises(StoppedError):
        ran_in_place(tmp_path / "out", source, engine=InPlace(stop_after=4))
    tally = ran_in_place(tmp_path / "out", source, engine=InPlace(seed=1))
    assert (tally.articles, tally.duplicates) == (50, 120)
    assert held(tmp_path / "out") == held(tmp_path / "whole")


def broken_off(out: Path, source: str, stop: int = 5) -> Path:
    with pytest.raises(StoppedError):
        ran_in_place(out, source, engine=InPlace(stop_after=stop))
    return out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("articles/part-00001.parquet", None),
        ("facts/part-00000.parquet", b"cut off"),
        ("articles/part-00000.parquet", "same length"),
        (".work/part-00001.json", None),
        (".work/part-00000.json", b"{"),
        (".work/part-00000.json", b'{"next": [9, "x"]}'),
        (".work/u000004-b0000-end.spool", b"PK\x03\x04 cut off"),
        (".work/u000004-b0000-end.spool", "same length"),
        ("places/part-00007.parquet", b"of nothing"),
        (".work/u000004-b0000-end.spool.part", b"half"),
    ],
)
def test_what_is_damaged_is_made_anew(
    tmp_path: Path, source: str, whole: dict[str, bytes], name: str, content: bytes | str | None
):
    out = broken_off(tmp_path / "out", source)
    file = out / name
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content if isinstance(content, bytes) else bytes(file.stat().st_size))
    ran_in_place(out, source)
    assert held(out) == whole


def test_a_batch_that_is_in_a_part_already_is_not_waited_for(tmp_path: Path, source: str, whole: dict[str, bytes]):
    """Killed after a part was written and before its batches were deleted."""
    before, out = broken_off(tmp_path / "before", source, 1), broken_off(tmp_path / "out", source)
    (spooled,) = (before / ".work").glob("u000000-*.spool")
    assert not (out / ".work" / spooled.name).exists()
    shutil.copy(spooled, out / ".work")
    ran_in_place(out, source)
    assert held(out) == whole


def test_a_batch_that_is_told_twice_counts_once(tmp_path: Path, source: str, whole: dict[str, bytes]):
    """As an engine of many machines may do where it cannot know that it was heard."""

    class Twice(InPlace):
        def read(self, tasks: Iterable[Task], store: Store) -> Generator[Spooled, None, None]:
            told: list[Spooled] = []
            for spooled in super().read(tasks, store):
                told.append(spooled)
                yield from (spooled, *told[-3:])

    ran_in_place(tmp_path / "out", source, engine=Twice())
    assert held(tmp_path / "out") == whole


def test_a_finished_run_that_lost_a_file_says_so(tmp_path: Path, finished: Path, source: str):
    out = shutil.copytree(finished, tmp_path / "out")
    (out / "facts" / "part-00002.parquet").unlink()
    with pytest.raises(UsageError, match=r"is damaged, facts/part-00002\.parquet is gone"):
        ran_in_place(out, source)


def test_a_damaged_plan_says_so(tmp_path: Path, source: str):
    out = broken_off(tmp_path / "out", source)
    for content in (b"", b"{", b"[]"):
        (out / "run.json").write_bytes(content)
        with pytest.raises(UsageError, match=r"run\.json is damaged"):
            ran_in_place(out, source)


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path, source: str):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="holds something that is no run"):
        ran_in_place(tmp_path / "out", source)
    assert list(held(tmp_path / "out")) == ["letter.txt"]
    assert not (tmp_path / "out" / ".work").exists()


def test_another_run_in_the_folder_is_named(tmp_path: Path):
    source = corpus(tmp_path / "in", WORDS)
    out = broken_off(tmp_path / "out", source)
    with pytest.raises(UsageError, match="made_by was tools and is others"):
        ran_in_place(out, source, engine=InPlace(made_by="others"))
    other = corpus(tmp_path / "in", [*WORDS[:40], "another length of page"])
    with pytest.raises(UsageError, match=r"where the sources had .*0032\.txt and 31 more .* they have"):
        ran_in_place(out, other)
    shutil.rmtree(tmp_path / "in")
    corpus(tmp_path / "in", WORDS[:160])
    with pytest.raises(UsageError, match=r"0160\.txt and 9 more .* are no longer among the sources"):
        ran_in_place(out, source)


def test_standard_input_cannot_be_gone_on_with(tmp_path: Path):
    with pytest.raises(UsageError, match="standard input cannot be read twice"):
        ran_in_place(tmp_path / "out", "-")


def test_what_a_run_says_of_itself(tmp_path: Path, source: str):
    tally = ran_in_place(tmp_path / "out", source)
    said = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert (said["state"], said["pages"], said["parts"]) == ("finished", 170, 3)
    assert said["rows"]["articles"] == tally.articles
    assert said["reasons"] == {"INDEX_PAGE": 19}
    assert said["options"] == {"published": None, "seconds": 60.0, "memory": 1_000_000_000}
    assert len(said["sources"]) == 6
    assert not (tmp_path / "out" / "goes.jsonl").exists()  # no clock was given


def test_one_driver_at_a_time(tmp_path: Path, source: str):
    with only_one(Store(str(tmp_path / "out"))), pytest.raises(UsageError, match=r"another .* is at work"):
        ran_in_place(tmp_path / "out", source)
    assert ran_in_place(tmp_path / "out", source).articles == 151


def test_a_folder_elsewhere(source: str, whole: dict[str, bytes]):
    out = "memory://corpus/run"
    with pytest.raises(StoppedError):
        ran_in_place(out, source, engine=InPlace(stop_after=5))
    ran_in_place(out, source)
    store = Store(out)
    assert {name: store.read(name) for name in whole} == whole
    assert list(store.names(".work")) == []


def test_tallies_add_up():
    one = Tally(rows=(("articles", 2),), reasons=(("FAULT", 1),), facts=(("event", 3),), parts=1)
    two = Tally(rows=(("articles", 1),), reasons=(("DUPLICATE", 2), ("FAULT", 1)), facts=(), parts=1)
    both = one + two
    assert (both.articles, both.failures, both.duplicates, both.pages, both.parts) == (3, 2, 2, 7, 2)


class Losing(InPlace):
    """An engine that never tells of one of its batches."""

    def read(self, tasks: Iterable[Task], store: Store) -> Generator[Spooled, None, None]:
        yield from (spooled for spooled in super().read(tasks, store) if spooled.key.unit != self.lost)

    lost = 1


@pytest.mark.parametrize("lost", [0, 1, 5])
def test_a_run_with_a_batch_that_nobody_told_of_is_not_finished(tmp_path: Path, source: str, lost: int):
    engine = Losing()
    engine.lost = lost
    with pytest.raises(CommuniqueError, match="a batch was lost"):
        ran_in_place(tmp_path / "out", source, engine=engine)
    assert ran_in_place(tmp_path / "out", source).pages == 170


@pytest.mark.parametrize(("word", "parts"), [("page", 2), ("refuse", 2), ("stumble", 2)])
def test_a_part_ends_with_the_page_that_fills_it_whatever_became_of_it(tmp_path: Path, word: str, parts: int):
    tally = ran_in_place(tmp_path / "out", corpus(tmp_path / "in", [f"{word} {n}" for n in range(64)]), full=32)
    assert (tally.parts, tally.pages) == (parts, 64)


def test_a_run_without_a_page_has_its_tables_all_the_same(tmp_path: Path):
    tally = ran_in_place(tmp_path / "out")
    assert (tally.parts, tally.pages, rows(tmp_path / "out", "articles")) == (1, 0, [])


@pytest.mark.parametrize("out", ["in", "in/out", "in/deep/out"])
def test_a_folder_in_one_of_its_sources_is_refused(tmp_path: Path, out: str):
    """Stopped and begun again, the run would find its own tables among the sources."""
    source = corpus(tmp_path / "in", ["page"])
    with pytest.raises(UsageError, match="lies in"):
        ran_in_place(tmp_path / out, source)
    assert not (tmp_path / out / "run.json").exists()
    assert ran_in_place(tmp_path / "in-beside", source).pages == 1


@pytest.mark.parametrize("stops", [(2, 2), (3, 1), (4,), (1, 1, 1)])
def test_an_archive_is_gone_on_with_in_its_middle(tmp_path: Path, stops: tuple[int, ...]):
    """A part may end within a unit: what is in it is neither read again nor told as copies."""
    archive = tmp_path / "in.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for number, word in enumerate(WORDS):
            made.writestr(f"{number:04d}.txt", word)
    ran_in_place(tmp_path / "whole", str(archive))
    read = 0
    for stop in (*stops, None):
        engine = InPlace(stop_after=stop)
        if stop is None:
            ran_in_place(tmp_path / "out", str(archive), engine=engine)
        else:
            with pytest.raises(StoppedError):
                ran_in_place(tmp_path / "out", str(archive), engine=engine)
        read += engine.read_batches
    assert held(tmp_path / "out") == held(tmp_path / "whole")
    assert read == 6
