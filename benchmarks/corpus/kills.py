"""Does a run lose or double anything when its processes are killed? One line of JSON.

    python benchmarks/corpus/kills.py --kills 20

A corpus of invented pages is read once in peace. Then it is read again while workers are killed (``kill -9``) at random
moments, and again while the driver itself is killed and started anew; each result must hold every page once, and be
equal to the first byte for byte. Linux only: the processes are found in ``/proc``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

TOWNS = ("Geneva", "Vienna", "Doha", "Oslo", "Cairo", "Nairobi", "Lima", "Hanoi")
NAMES = ("Ada Voss", "Milan Orr", "Ines Kall", "Tomas Reed", "Lena Hart", "Omar Bell")
DEEDS = ("met", "called", "accused", "praised", "threatened", "urged")


def page(number: int) -> str:
    """Return the text of an invented report; every eleventh is the same as one before, every thirteenth no report."""
    chance = random.Random(number - 11 if number % 11 == 0 and number else number)
    if number % 13 == 5:
        return "Menu\n\nHome\n\nContact\n"
    one, two = chance.sample(NAMES, 2)
    lines = [f"{one} {chance.choice(DEEDS)} {two} in {chance.choice(TOWNS)}", ""]
    for _ in range(5):
        one, two = chance.sample(NAMES, 2)
        day = chance.randint(1, 28)
        lines += [
            f"{chance.choice(TOWNS)} – The foreign minister, {one}, {chance.choice(DEEDS)} the envoy {two} on "
            f"{day} March 2014, and said that the talks on a ceasefire would go on. “We will sign the accord if the "
            f"other side withdraws,” {two} told reporters after the meeting in {chance.choice(TOWNS)}.",
            "",
        ]
    return "\n".join(lines)


def corpus(folder: Path, pages: int) -> list[str]:
    """Write the pages and return their names."""
    folder.mkdir()
    for number in range(pages):
        (folder / f"{number:04d}.txt").write_text(page(number), encoding="utf-8")
    return sorted(str(path) for path in folder.iterdir())


def start(source: Path, out: Path, workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "communique", "run", str(source), "--out", str(out), "--workers", str(workers)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def workers_of(driver: int) -> list[int]:
    """Return the processes that read or open for a driver."""
    found = []
    for children in Path(f"/proc/{driver}/task").glob("*/children"):
        for child in children.read_text(encoding="ascii").split():
            try:
                command = Path(f"/proc/{child}/cmdline").read_bytes()
            except OSError:
                continue
            if b"spawn_main" in command:
                found.append(int(child))
    return found


def finished(process: subprocess.Popen[bytes]) -> bool:
    """Wait for a driver; a run must come to its end by itself."""
    _, said = process.communicate(timeout=1800)
    if process.returncode:
        sys.stderr.write(said.decode(errors="replace"))
    return process.returncode == 0


def with_workers_killed(source: Path, folder: Path, kills: int, chance: random.Random) -> tuple[list[Path], int]:
    """Read until so many workers were killed; return every folder, all finished."""
    outs: list[Path] = []
    done = 0
    while done < kills:
        outs.append(folder / f"workers{len(outs)}")
        process = start(source, outs[-1], 2)
        while done < kills and process.poll() is None:
            time.sleep(chance.uniform(0.5, 3.0))
            children = workers_of(process.pid)
            if children:
                os.kill(chance.choice(children), signal.SIGKILL)
                done += 1
        if not finished(process):
            break
    return outs, done


def with_driver_killed(source: Path, folder: Path, kills: int, chance: random.Random) -> tuple[list[Path], int]:
    """Read until the driver was killed so often, always starting it anew; return every folder, all finished."""
    outs = [folder / "driver0"]
    done = 0
    while True:
        process = start(source, outs[-1], 2)
        try:
            process.communicate(timeout=chance.uniform(2.0, 14.0) if done < kills else None)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            done += 1
        else:
            if done >= kills or process.returncode:
                return outs, done
            outs.append(folder / f"driver{len(outs)}")


def held(out: Path) -> dict[str, bytes]:
    """Return the bytes of a run's files but those of the clock."""
    files = (path for path in out.rglob("*") if path.is_file() and path.name != "goes.jsonl")
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def pages_in(out: Path) -> Counter[str]:
    """Count how often each page is told of."""
    tables = ("articles", "rejections", "failures")
    found = [pq.read_table(path, columns=["origin"]) for name in tables for path in sorted((out / name).iterdir())]
    return Counter(origin for table in found for origin in table["origin"].to_pylist())


def main() -> None:
    """Kill, compare, and print what was found; exit code 1 where something was lost, doubled or differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20, help="how often a worker is killed, and how often the driver")
    parser.add_argument("--pages", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = corpus(folder / "in", asked.pages)
        if not finished(start(folder / "in", folder / "peace", 2)):
            sys.exit("the run in peace failed")
        peace = held(folder / "peace")
        killed, by_worker = with_workers_killed(folder / "in", folder, asked.kills, chance)
        again, by_driver = with_driver_killed(folder / "in", folder, asked.kills, chance)
        runs = [*killed, *again]
        counts = [pages_in(out) for out in runs]
        result = {
            "pages": len(pages),
            "kills_of_workers": by_worker,
            "kills_of_the_driver": by_driver,
            "runs": len(runs),
            "lost": sum(page not in count for count in counts for page in pages),
            "doubled": sum(number - 1 for count in counts for number in count.values()),
            "failures": sum(pq.read_table(path).num_rows for out in runs for path in (out / "failures").iterdir()),
            "equal": all(held(out) == peace for out in runs),
            "seconds": round(time.monotonic() - began),
        }
    print(json.dumps(result))
    sys.exit(0 if result["equal"] and not result["lost"] and not result["doubled"] else 1)


if __name__ == "__main__":
    main()
