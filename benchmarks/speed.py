"""How fast the whole reader is beside spaCy's small English pipeline, and what a long page takes.

    python benchmarks/speed.py [--shared ../shared] [--peer PYTHON] [--rounds 5] [--weights DIR]

Speeds of different days or machines say nothing about each other, so the yardstick runs beside the reader: each in
processes of its own, on the same texts, in turn (ours, theirs, ours, …), and the median of the rounds counts. Texts are
articles of 600 to 900 words, from the gold data where it is there, else from the demo's pages. The yardstick is no part
of the package: ``make bench-peers``, or ``pip install 'communique[bench]'``. Fails when the reader is slower
than the yardstick with a core to each of two processes, or a long page takes too much memory.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.peers.rounds import pin, serve
from benchmarks.tasks.texts import article_of
from communique.article import extract
from communique.demo import demo_pages
from communique.model import Article, Page
from communique.reading import Reader
from communique.source import open_pages

HERE = Path(__file__).resolve().parent
SCHEDULES = (
    ("one process, one core", ("0",)),
    ("two processes, a core each", ("0", "1")),
    ("one process, two cores", ("0,1",)),
)
FLOOR = ("two processes, a core each", 1.0)
LONG = 100_000
MEGABYTES = 600
"""Most memory a page of 100,000 words may take, weights and all."""


class Racer:
    """A reader in one process a set of cores, ready to run a round."""

    def __init__(self, command: list[str], texts: Path, places: tuple[str, ...]) -> None:
        self._running = [self._start(command, texts, cores) for cores in places]
        for process in self._running:
            if _line(process) != "ready":
                raise SystemExit(f"speed.py: {command[1]} did not start")

    @staticmethod
    def _start(command: list[str], texts: Path, cores: str) -> subprocess.Popen[str]:
        threads = str(1 + cores.count(","))
        environment = os.environ | {f"{k}_NUM_THREADS": threads for k in ("OMP", "OPENBLAS", "MKL", "BLIS")}
        return subprocess.Popen(
            [*command, "--texts", str(texts), "--cores", cores],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip

    def round(self) -> tuple[float, float]:
        """Run all processes once, at the same time; return words a second on the clock and of processor time."""
        for process in self._running:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        answers = [json.loads(_line(process)) for process in self._running]
        words = sum(a["words"] for a in answers)
        return words / max(a["seconds"] for a in answers), words / sum(a["processor"] for a in answers)

    def stop(self) -> None:
        """End the processes."""
        for process in self._running:
            process.communicate()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def articles(shared: Path, count: int = 20) -> tuple[list[str], str]:
    """Return texts of 600 to 900 words and where they are from."""
    dev = shared / "gold/attribution/dev.jsonl"
    if dev.exists():
        held = [json.loads(line)["text"] for line in dev.read_text(encoding="utf-8").splitlines()]
        return [text for text in held if 600 <= len(text.split()) <= 900][:count], "PolNeAR dev"
    pages = open_pages([demo.path for demo in demo_pages()])
    read = [extract(page) for page in pages if isinstance(page, Page)]
    stories = [page.text for page in read if isinstance(page, Article)]
    lines = [line for story in stories for line in story.split("\n")]
    out, text = list[str](), ""
    for line in lines * 5:
        text = f"{text}\n{line}" if text else line
        if len(text.split()) >= 750:
            out.append(text)
            text = ""
    return out[:count], "the demo's pages"


def peer_python(given: Path | None) -> Path | None:
    """Return a Python that has spaCy: the one given, that of ``.venv-bench``, or this one; None without any."""
    for python in (given, HERE.parent / ".venv-bench/bin/python"):
        if python is not None and python.exists():
            return python
    return Path(sys.executable) if importlib.util.find_spec("spacy") else None


def race(ours: list[str], theirs: list[str], texts: Path, rounds: int) -> dict[str, float]:
    """Print both speeds for each schedule; return the ratios on the clock."""
    ratios = {}
    print(
        f"{'schedule':28} {'ours':>8} {'spaCy sm':>9} {'ratio':>7} {'of processor time':>18}   words a second, median"
    )
    for name, places in SCHEDULES:
        if (os.cpu_count() or 1) < 1 + max(int(c) for place in places for c in place.split(",")):
            print(f"{name:28} not measured: the machine has fewer cores")
            continue
        racers = [Racer(command, texts, places) for command in (ours, theirs)]
        runs = [[racer.round() for racer in racers] for _ in range(rounds)]
        for racer in racers:
            racer.stop()
        mine, other = (statistics.median(r[n][0] for r in runs) for n in (0, 1))
        spent = statistics.median(r[0][1] for r in runs) / statistics.median(r[1][1] for r in runs)
        ratios[name] = mine / other
        print(f"{name:28} {mine:8.0f} {other:9.0f} {ratios[name]:7.2f} {spent:18.2f}")
    return ratios


def long_pages(texts: list[str], weights: Path | None) -> float:
    """Print seconds and peak memory of ever longer pages, read by one process; return the last peak in MB."""
    reader = Reader(weights) if weights else Reader()
    print(f"{'words on a page':>16} {'words a second':>15} {'peak memory':>12}")
    for size in (LONG // 100, LONG // 10, LONG):
        words, lines = 0, list[str]()
        while words < size:
            for line in "\n".join(texts).split("\n"):
                if words < size:
                    lines.append(line)
                    words += len(line.split())
        start = time.perf_counter()
        reader.read(article_of("long", "\n".join(lines)))
        rate = words / (time.perf_counter() - start)
        print(f"{words:16} {rate:15.0f} {peak():9.0f} MB")
    return peak()


def peak() -> float:
    """Most memory this process has held so far, in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1e6 if sys.platform == "darwin" else used * 1024 / 1e6


def work(texts: Path, cores: str, weights: Path | None) -> None:
    """Be the process that is timed."""
    pin(cores)
    reader = Reader(weights) if weights else Reader()
    serve(lambda held: [reader.read(article_of("speed", text)) for text in held], texts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--peer", type=Path, help="a Python with spaCy")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--texts", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--cores", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.texts:
        work(args.texts, args.cores or "", args.weights)
        return 0
    texts, origin = articles(args.shared)
    print(f"{len(texts)} articles, {sum(len(t.split()) for t in texts)} words, of {origin}")
    failed = 0
    python = peer_python(args.peer)
    if python is None:
        print("SPEED NOT COMPARED: the yardstick is not installed (make bench-peers)", file=sys.stderr, flush=True)
    else:
        chosen = ["--weights", str(args.weights)] if args.weights else []
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "texts.json"
            file.write_text(json.dumps(texts), encoding="utf-8")
            ours = [sys.executable, str(HERE / "speed.py"), *chosen]
            ratios = race(ours, [str(python), str(HERE / "peers/spacy_small.py"), "speed"], file, args.rounds)
        if ratios.get(FLOOR[0], FLOOR[1]) < FLOOR[1]:
            print(f"BELOW THE FLOOR: {FLOOR[0]} should reach {FLOOR[1]:.2f} of the yardstick's speed")
            failed = 1
    if (used := long_pages(texts, args.weights)) > MEGABYTES:
        print(f"BELOW THE FLOOR: {used:.0f} MB for {LONG} words, more than {MEGABYTES}")
        failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
