"""How long a dossier of a thousand pages takes to look at.

    python benchmarks/web.py [--json] [--chromium /usr/bin/chromium]

A made-up dossier (``tests/web/large.py``: 1,000 pages, 8,000 happenings) is served on a loopback port. ``p95``: seconds
by the clock in which nineteen of twenty pages are answered, each path asked for twice after a first round; ``first``:
the slowest page the first time it is asked for. ``paint``: the slowest first contentful paint of the menu's pages in
Chromium, where there is one. ``opening``: seconds to read the file when the server starts.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from communique.web.routes import PAGES
from communique.web.serve import serve
from tests.web.kept import keep
from tests.web.large import large

PORT = 8123


def paths_of(view_ids: dict[str, list[str]]) -> list[str]:
    """Return the paths asked for: every page of the menu, and some of each thing."""
    paths = [page.path for page in PAGES if "{id}" not in page.path]
    return paths + [f"/{name}/{one}" for name, some in view_ids.items() for one in some]


def answered(path: str) -> float:
    """Ask for a page; return the seconds it took."""
    begun = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=60) as page:
        page.read()
    return time.perf_counter() - begun


def painted(paths: list[str], chromium: str) -> float | None:
    """Return the slowest first contentful paint in seconds; None where there is no browser."""
    if not Path(chromium).exists():
        return None
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        took = []
        for path in paths:
            page.goto(f"http://127.0.0.1:{PORT}{path}")
            page.wait_for_timeout(50)
            took.append(
                page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0") / 1000
            )
        browser.close()
    return float(max(took))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="The web of a large dossier.")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--shared", type=Path, help="Not needed: the dossier is made up.")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        maker = large()
        path = keep(maker, Path(folder) / "large.db")
        begun = time.perf_counter()
        up = threading.Event()
        threading.Thread(
            target=serve, args=(path,), kwargs={"port": PORT, "ready": lambda _: up.set()}, daemon=True
        ).start()
        up.wait(120)
        answered("/")
        opening = time.perf_counter() - begun
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/pages.json", timeout=60) as listed:
            articles = [row["article"] for row in _rows(json.load(listed))][:50]
        asked = paths_of({"article": articles})
        first = [answered(one) for one in asked]
        took = sorted(answered(one) for one in (*asked, *asked))
        found = {
            "opening": round(opening, 2),
            "first": round(max(first), 3),
            "p95": round(took[len(took) * 95 // 100], 3),
            "paint": painted([page.path for page in PAGES if page.in_menu and "{id}" not in page.path], args.chromium),
        }
    print(json.dumps(found) if args.json else "\n".join(f"{name:10}{value}" for name, value in found.items()))


def _rows(value: object) -> list[dict[str, str]]:
    """Return every row of a JSON document that is of an article."""
    if isinstance(value, dict):
        own = [value] if isinstance(value.get("article"), str) else []
        return own + [row for inner in value.values() for row in _rows(inner)]
    return [row for inner in value for row in _rows(inner)] if isinstance(value, list) else []


if __name__ == "__main__":
    main()
