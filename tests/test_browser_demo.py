"""The demo as a user has it: made, served, looked at, put right, read again, published."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright: the demo was not looked at")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe: accessibility was not checked")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine: the demo was not looked at in a browser"),
    pytest.mark.filterwarnings("default"),
]
FREED = "Iran released five Americans from prison on Saturday"
RUN = (sys.executable, "-m", "communique")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo") / "talks"
    subprocess.run([*RUN, "demo", str(made)], check=True, capture_output=True)
    return made


@pytest.fixture(scope="module")
def home(folder: Path) -> Iterator[str]:
    command = [*RUN, "serve", str(folder / "iran-talks.db"), "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip().rstrip("/")
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        shown = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield shown
        shown.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.set_default_timeout(15_000)
    yield tab
    tab.close()


def test_from_the_front_page_over_the_timeline_to_the_sentence(page: Any, home: str) -> None:
    page.goto(f"{home}/")
    assert "The nuclear talks with Iran" in page.locator("h1").inner_text()
    page.get_by_role("navigation").first.get_by_role("link", name="Timeline").click()
    page.locator("main form select[name=kind]").first.select_option("retreat")
    page.locator("main form button[type=submit]").first.click()
    page.locator("main a[href*='/happening/']", has_text="Iran released").first.click()
    card = page.locator("figure.card, .account", has_text=FREED).last
    card.get_by_role("link", name="in the page").first.click()
    assert FREED in " ".join(page.locator(".passage.chosen").first.inner_text().split())


def test_a_speaker_put_right_outlives_a_new_reading(page: Any, home: str, folder: Path) -> None:
    page.goto(f"{home}/search?q=rewarded+Iran")
    page.locator(".found blockquote a").first.click()
    card = page.locator(".fact-card", has_text="rewarded Iran").first
    before = card.locator(".said").inner_text()
    fact = card.get_attribute("id").removeprefix("fact-")
    page.goto(f"{home}/mend/{fact}")
    boxes = page.locator("form input[type=checkbox][name=new], form input[type=checkbox]")
    for number in range(boxes.count()):
        boxes.nth(number).uncheck()
    page.get_by_label("Samantha Power").first.check()
    page.get_by_role("button", name="These say it").click()
    page.get_by_label("Your name").fill("Mia Berg")
    page.get_by_role("button", name="Go on").click()
    said = page.locator(f"#fact-{fact} .said")
    assert "Samantha Power" in said.inner_text()
    assert "Samantha Power" not in before
    again = subprocess.run([*RUN, "demo", str(folder)], check=True, capture_output=True, text=True, encoding="utf-8")
    assert "Key" not in again.stderr
    page.reload()
    assert "Samantha Power" in page.locator(f"#fact-{fact} .said").inner_text()


@pytest.mark.parametrize("name", ["", "timeline", "positions", "map", "network", "differences", "plans", "parties"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_of_the_demo_bars_anybody(page: Any, home: str, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{home}/{name}")
    found = axe.Axe().run(page).response["violations"]
    assert not [v["id"] for v in found if v["impact"] in {"serious", "critical"}]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_one_file_needs_no_network(browser: Any, folder: Path) -> None:
    out = folder / "out.html"
    subprocess.run([*RUN, "publish", str(folder / "iran-talks.db"), str(out)], check=True, capture_output=True)
    assert out.stat().st_size < 5_000_000
    asked: list[str] = []
    context = browser.new_context()
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    tab = context.new_page()
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(out.as_uri())
    assert FREED in tab.content()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    context.close()
