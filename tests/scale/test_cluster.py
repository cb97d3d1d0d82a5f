"""A run on a cluster of three Ray nodes: the bytes of a run on one machine, whichever machine or driver is killed.

Ray starts threads and is slow to start, so everything of it is in processes of its own.
"""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.run.folders import corpus, held, origins, ran
from tests.scale.reading import FULL

pytestmark = pytest.mark.slow

WORDS = [f"slow page{n} text" if n % 9 else f"refuse {n}" for n in range(200)]
HOSTILE = {40: "abort 1", 77: "spin 2", 120: WORDS[110], 121: WORDS[5]}
"""Pages that end the process that reads them, or are copies of another."""


class Nodes:
    """The cluster in its process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.address = self.hear()

    def hear(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def tell(self, what: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        assert self.hear() == "done"


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    command = [sys.executable, "-m", "tests.scale.nodes"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Nodes(process)
        assert process.stdin is not None
        process.stdin.close()
        process.wait(30)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Return a folder of pages, some of them hostile, and an archive that is one unit of many batches."""
    folder = tmp_path_factory.mktemp("sources")
    with zipfile.ZipFile(folder / "big.zip", "w") as archive:
        for number in range(200):
            archive.writestr(f"{number:04d}.txt", f"slow packed{number} text")
    return corpus(folder / "in", [HOSTILE.get(n, word) for n, word in enumerate(WORDS)]), str(folder / "big.zip")


@pytest.fixture(scope="module")
def peace(tmp_path_factory: pytest.TempPathFactory, sources: tuple[str, str]) -> Path:
    """Return the folder of the same run on one machine."""
    out = tmp_path_factory.mktemp("peace") / "out"
    ran(out, *sources, workers=2, full=FULL)
    return out


def driver(out: Path, address: str, *sources: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.scale.reading", str(out), address, "3", *sources]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def read_until(process: subprocess.Popen[str], pages: int) -> int:
    """Wait until a driver has read so many pages or is at its end; return how many it has."""
    assert process.stdout is not None
    read = 0
    for line in process.stdout:
        read = int(line) if line.strip().isdecimal() else read
        if read >= pages:
            break
    return read


def test_a_node_is_killed_in_mid_run(tmp_path: Path, nodes: Nodes, sources: tuple[str, str], peace: Path):
    with driver(tmp_path / "out", nodes.address, *sources) as process:
        assert 64 <= read_until(process, 64) < 300
        nodes.tell("kill")
        said = process.communicate(timeout=300)[1]
    assert process.returncode == 0, said
    assert held(tmp_path / "out") == held(peace)
    nodes.tell("add")


def test_a_killed_driver_is_gone_on_with(tmp_path: Path, nodes: Nodes, sources: tuple[str, str], peace: Path):
    with driver(tmp_path / "out", nodes.address, *sources) as process:
        before = read_until(process, 160)
        process.kill()
    assert 160 <= before < 400
    with driver(tmp_path / "out", nodes.address, *sources) as process:
        after = read_until(process, 1000)
    assert process.returncode == 0
    assert after <= 400 - before
    assert held(tmp_path / "out") == held(peace)


def test_a_command_that_is_asked_to_stop_says_how_to_go_on(tmp_path: Path, nodes: Nodes, sources: tuple[str, str]):
    command = [sys.executable, "-m", "communique", "run", *sources, "--out", str(tmp_path / "out")]
    with subprocess.Popen([*command, "--engine", "ray", "--address", nodes.address], stderr=subprocess.PIPE) as process:
        while not (tmp_path / "out" / "run.json").exists():
            assert process.poll() is None
            time.sleep(0.2)
        process.terminate()
        said = process.communicate(timeout=300)[1].decode()
    assert process.returncode == 130, said
    assert "the same command goes on from there" in said


def test_hostile_pages_cost_themselves_alone(peace: Path):
    assert origins(peace, "failures") == ["0040.txt", "0077.txt"]
    assert len(origins(peace, "articles")) == 400 - 23 - 2 - 2


def test_the_command_reads_on_a_cluster_of_its_own(tmp_path: Path):
    source = corpus(tmp_path / "in", ["Ada Voss met Milan Orr in Geneva on Monday, the ministry said."] * 3)
    command = [sys.executable, "-m", "communique", "run", source, "--workers", "2"]
    on_ray = [*command, "--out", str(tmp_path / "ray"), "--engine", "ray"]
    done = subprocess.run(on_ray, capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout.startswith("pages       3\n"), done.stderr
    assert "ray" not in done.stderr.lower()
    subprocess.run([*command, "--out", str(tmp_path / "local")], capture_output=True, check=True, timeout=300)
    assert held(tmp_path / "ray") == held(tmp_path / "local")
