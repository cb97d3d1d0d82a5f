"""How fast a corpus is read, HTML in and facts out: stage by stage, end to end, beside what is used today.

    python benchmarks/corpus/speed.py [--shared ../shared] [--peer PYTHON] [--rounds 3] [--price 0.05] [--json]

Pages are articles of the gold HTML where it is there (else the demo's), each with the page round it. Speeds of
different days or machines say nothing about each other: all of one table run beside each other, in turn, each in
processes of its own with a core to each, and the median of the rounds counts. An article is 750 words that are read
(furniture is not), so that long and short pages can be compared.

The yardsticks (``make bench-peers``): spaCy's small English pipeline on the text alone; and the stack glued together of
trafilatura, spaCy, textacy's quotations and dateparser, as documented and as tuned (``benchmarks/peers/glued.py``).
Whole runs are ``communique run`` into a folder, with one and two workers and four of Ray; their rate is taken between a
small and a large run, so that starting up, told apart, is no part of it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.bench import passes
from benchmarks.corpus.going import Went, go, manifest
from benchmarks.corpus.stages import stages
from benchmarks.speed import HERE, Racer, peer_python
from communique.article import extract
from communique.demo import demo_pages
from communique.model import READ_KINDS, Article, Page
from communique.source import open_all

WORDS = 750
SCHEDULES = (("one core", ("0",)), ("two cores", ("0", "1")))
RUNS = (("1 worker", ("--workers", "1")), ("2 workers", ("--workers", "2")))
RAY = ("4 Ray processes", ("--workers", "4", "--engine", "ray"))
SMALL = 64
"""Pages of a small run: a batch for each of two workers."""
QUESTION = "corpus-speed"
"""Its limits are in ``floors.json``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page: its HTML, the text that is read of it, and how many words that has."""

    name: str
    html: str
    text: str
    words: int


def samples(shared: Path) -> list[Sample]:
    """Return the pages that are articles, in the order of their names."""
    gold = shared / "gold/pages/html"
    sources = [gold] if gold.exists() else [page.path for page in demo_pages()]
    found = []
    for page in open_all(sources):
        article = extract(page) if isinstance(page, Page) else page
        if isinstance(article, Article) and isinstance(page, Page):
            text = "\n".join(b.span.of(article.text) for b in article.blocks if b.kind in READ_KINDS)
            html = page.body.decode("utf-8", "replace")
            found.append(Sample(name=Path(page.origin).name, html=html, text=text, words=len(text.split())))
    return found


def race(chosen: list[Sample], python: Path | None, rounds: int) -> dict[str, dict[str, float]]:
    """Return articles a second on the clock, for each schedule and competitor."""
    found: dict[str, dict[str, float]] = {}
    articles = sum(s.words for s in chosen) / WORDS
    with tempfile.TemporaryDirectory() as folder:
        pages, texts = Path(folder) / "pages.json", Path(folder) / "texts.json"
        pages.write_text(json.dumps([s.html for s in chosen]), encoding="utf-8")
        texts.write_text(json.dumps([s.text for s in chosen]), encoding="utf-8")
        teams: dict[str, tuple[list[str], Path]] = {
            "communique": ([sys.executable, str(HERE / "corpus/stages.py")], pages)
        }
        if python is not None:
            glued = [str(python), str(HERE / "peers/glued.py"), "speed"]
            teams["spaCy small alone"] = ([str(python), str(HERE / "peers/spacy_small.py"), "speed"], texts)
            teams["glued, as documented"] = (glued, pages)
            teams["glued, tuned"] = ([*glued, "--tuned"], pages)
        for schedule, places in SCHEDULES:
            racers = {name: Racer(command, file, places) for name, (command, file) in teams.items()}
            runs: dict[str, list[float]] = {name: [] for name in racers}
            for _ in range(rounds):
                for name, racer in racers.items():
                    # Words of the file, as the racer counts them, times rounds a second, a whole file for each process.
                    words_of_file = sum(len(t.split()) for t in json.loads(teams[name][1].read_text(encoding="utf-8")))
                    runs[name].append(racer.round()[0] / words_of_file * articles)
            for racer in racers.values():
                racer.stop()
            found[schedule] = {name: statistics.median(rates) for name, rates in runs.items()}
    return found


def editions(chosen: list[Sample], count: int = 4) -> list[Sample]:
    """Return each page several times, each time with another word in it: a run is long enough to be timed, and no page
    is the copy of another. Nothing of one reading is used for the next, so that an edition costs what a page does."""
    return [
        replace(s, name=f"{n}-{s.name.removesuffix('.gz')}", html=s.html.replace("</p>", f" Edition {n}.</p>", 1))
        for n in range(1, count + 1)
        for s in chosen
    ]


def whole(chosen: list[Sample], options: tuple[str, ...]) -> tuple[float, Went]:
    """Return articles a second of a whole run, without its start, and how the large run went."""
    with tempfile.TemporaryDirectory() as made:
        took = []
        for name, part in (("small", chosen[:SMALL]), ("large", chosen)):
            folder = Path(made) / name
            folder.mkdir()
            for sample in part:
                (folder / sample.name).write_text(sample.html, encoding="utf-8")
            out = Path(made) / f"{name}-out"
            took.append(go("run", str(folder), "--out", str(out), *options))
            if took[-1].code or not manifest(out).get("finished", True):
                raise SystemExit(f"speed.py: the run ended with {took[-1].code}: {took[-1].complained[-500:]}")
    words = sum(s.words for s in chosen[SMALL:])
    return words / WORDS / (took[1].seconds - took[0].seconds), took[1]


def table(found: dict[str, dict[str, float]]) -> None:
    """Print articles a second by schedule and competitor, with the ratio to ours."""
    print(f"\n{'articles of 750 words a second':32} {'one core':>9} {'ours/it':>8} {'two cores':>10} {'ours/it':>8}")
    for name in found["one core"]:
        cells = [(found[s][name], found[s]["communique"] / found[s][name]) for s in ("one core", "two cores")]
        print(f"{name:32} {cells[0][0]:9.2f} {cells[0][1]:8.2f} {cells[1][0]:10.2f} {cells[1][1]:8.2f}")


def cost(rate: float, price: float) -> None:
    """Print what a million articles take, with the arithmetic."""
    hours = 1e6 / rate / 3600
    print(f"\na million articles: 1,000,000 / {rate:.2f} a second / 3,600 = {hours:.1f} hours of two cores", end="")
    print(f" = {2 * hours:.0f} core hours, at {price:.2f} USD each {2 * hours * price:.2f} USD")


def starts() -> dict[str, float]:
    """Seconds on the clock of starting up: help, and a first page; the best of five."""
    page = str(HERE.parent / "examples/page.txt")
    asked = {"--help": ("--help",), "one page": ("read", page, "--format", "json")}
    return {name: min(go(*words).seconds for _ in range(5)) for name, words in asked.items()}


def measure(args: argparse.Namespace) -> dict[str, float | None]:
    """Print all tables; return the figures by name, None for what was not measured."""
    chosen = samples(args.shared)
    near = [s for s in chosen if 500 <= s.words <= 1000] or chosen
    print(f"{len(chosen)} pages, {sum(s.words for s in chosen)} words that are read; {len(near)} of 500 to 1,000 raced")
    stages(chosen)
    found = race(near, peer_python(args.peer), args.rounds)
    table(found)
    runs: dict[str, float] = {}
    peak = 0.0
    print(f"\n{'whole runs':20} {'articles/s':>10} {'seconds':>8} {'memory at most':>15}")
    for name, options in (*RUNS, *(() if args.no_ray else (RAY,))):
        runs[name], went = whole(editions(chosen), options)
        peak = went.peak if name == RUNS[1][0] else peak
        print(f"{name:20} {runs[name]:10.2f} {went.seconds:8.1f} {went.peak:12.0f} MB", flush=True)
    begun = starts()
    print("\n" + "; ".join(f"start, {name}: {seconds:.2f} s" for name, seconds in begun.items()))
    two = runs[RUNS[1][0]]
    cost(two, args.price)
    figures: dict[str, float | None] = {"articles": two, "workers": two / runs[RUNS[0][0]], "peak_mb": peak}
    figures["ray"] = runs[RAY[0]] / two if RAY[0] in runs else None
    for figure, peer in (("glued", "glued, as documented"), ("tuned", "glued, tuned"), ("spacy", "spaCy small alone")):
        ratios = [rates["communique"] / rates[peer] for rates in found.values() if peer in rates]
        figures[figure] = min(ratios, default=None)
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--peer", type=Path, help="a Python with the yardsticks")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--price", type=float, default=0.05, help="USD an hour of one core")
    parser.add_argument("--no-ray", action="store_true")
    parser.add_argument("--json", action="store_true", help="the figures on stdout, the tables on stderr")
    args = parser.parse_args()
    with redirect_stdout(sys.stderr if args.json else sys.stdout):
        figures = measure(args)
    if args.json:
        print(json.dumps({name: None if value is None else round(value, 3) for name, value in figures.items()}))
        return 0
    limits = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))[QUESTION]["figures"]
    return sum(not kept(figures[row["name"]], row) for row in limits)


def kept(ours: float | None, row: dict[str, Any]) -> bool:
    """Print a figure beside its limit; tell whether it keeps it."""
    if ours is None:
        print(f"{row['name']:10} NOT MEASURED")
        return False
    within = passes(ours, row)
    print(
        f"{row['name']:10} {ours:8.2f} of {row.get('floor', row.get('ceiling')):8.2f}{'' if within else '  NOT KEPT'}"
    )
    return within


if __name__ == "__main__":
    sys.exit(main())
