"""The dossier in a real browser: to the sentence of a fact, corrections, keys, the one file, accessibility."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from communique.web.publish import publish
from communique.web.routes import PAGES
from communique.web.source import Source
from tests.export_dossier.norvia import DEMANDED, MET
from tests.web.desk import Desk, desk
from tests.web.shown import served

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright: the pages were not looked at")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe: accessibility was not checked")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        BROWSER is None, reason="no chromium on this machine: the pages were not looked at in a browser"
    ),
    pytest.mark.filterwarnings("default"),
]
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        shown = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield shown
        shown.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    made = desk(tmp_path_factory.mktemp("dossier"))
    made.post("status", about=made.maker.fact("times"), new="ongoing", note="they still talk")
    with served(made.client.app) as home:
        yield made, home


@pytest.fixture
def own(tmp_path):
    made = desk(tmp_path)
    with served(made.client.app) as home:
        yield made, home


@pytest.fixture
def page(browser):
    """A page that notes what its console complains of; a violation of the policy is such a complaint."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(8_000)
    tab = context.new_page()
    tab.complaints = []
    tab.on("console", lambda said: tab.complaints.append(said.text) if said.type == "error" else None)
    tab.on("pageerror", lambda fault: tab.complaints.append(str(fault)))
    yield tab
    assert tab.complaints == []
    context.close()


def paths(made: Desk) -> dict[str, str]:
    """A path of every page, one of each kind and of those that look another way."""
    maker = made.maker
    ids = {
        "happening": "happening-talks",
        "article": maker.id("wire"),
        "party": maker.party("Ada Voss"),
        "story": "s",
        "difference": "d-number",
        "origin": "origin-wire",
        "plan": "plan",
        "mend": maker.fact("wire", 1),
        "regroup": "happening-talks",
    }
    found = {
        p.name: p.path.replace("{id}", ids.get(p.name, "")) for p in PAGES if "{id}" not in p.path or p.name in ids
    }
    return found | {
        "found": "/search?q=talks",
        "chosen": "/search?kind=meeting",
        "event": f"/mend/{maker.fact('times')}",
        "unknown": "/origin/origin-dark",
        "norvia": f"/party/{maker.party('Norvia')}",
        "missing": "/party/nobody",
    }


def test_from_the_front_page_to_the_sentence(page, shared):
    made, home = shared
    page.goto(home)
    page.get_by_role("navigation").first.get_by_role("link", name="Timeline").click()
    field = page.locator("main form select[name=kind]").first
    field.select_option("meeting")
    page.locator("main form button[type=submit]").first.click()
    assert "kind=meeting" in page.url
    page.locator('main a[href*="/happening/happening-talks"]').first.click()
    assert page.url.endswith("/happening/happening-talks")
    card = page.locator("figure.card, .account", has_text=MET).last
    card.get_by_role("link", name="in the page").first.click()
    assert f"/article/{made.maker.id('times')}" in page.url
    chosen = page.locator(".passage.chosen")
    assert MET in " ".join(chosen.first.inner_text().split())
    colour = "node => getComputedStyle(node).backgroundColor"
    assert chosen.first.evaluate(colour) != page.locator(".captured").evaluate(colour)


def test_a_speaker_is_corrected_and_stays(page, own):
    made, home = own
    said = made.maker.fact("wire", 1)
    page.goto(f"{home}/mend/{said}")
    page.get_by_label("Ada Voss").uncheck()
    page.get_by_label("Estmark").check()
    page.get_by_role("button", name="These say it").click()
    page.get_by_label("Your name").fill("Mia Berg")
    page.get_by_role("button", name="Go on").click()
    assert f"/article/{made.maker.id('wire')}" in page.url
    for _ in range(2):
        assert page.locator(f"#fact-{said} .said").inner_text().startswith("Estmark said")
        page.reload()
    page.goto(f"{home}/corrections")
    assert "Mia Berg" in page.locator("main").inner_text()
    page.get_by_role("button", name="Take back 1").click()
    page.goto(f"{home}/article/{made.maker.id('wire')}")
    assert page.locator(f"#fact-{said} .said").inner_text().startswith("Ada Voss said")


def test_search_finds_words_and_leads_to_them(page, shared):
    _, home = shared
    page.goto(f"{home}/search")
    assert page.get_by_role("heading", name="How to search").is_visible()
    page.get_by_role("searchbox").fill('"full withdrawal"')
    page.get_by_role("searchbox").press("Enter")
    assert "q=" in page.url
    assert set(page.locator("main mark").all_inner_texts()) == {"full", "withdrawal"}
    page.locator(".found blockquote a").first.click()
    assert DEMANDED in " ".join(page.locator(".captured").inner_text().split())


def test_the_keys(page, own):
    made, home = own
    page.goto(f"{home}/corrections")
    page.get_by_label("My name is now").fill("Mia Berg")
    page.get_by_role("button", name="Keep the name").click()
    page.goto(f"{home}/article/{made.maker.id('wire')}")
    cards = page.locator(".fact-card").count()
    focused = "document.activeElement.closest('[data-correct]')?.dataset.correct"
    page.keyboard.press("j")
    first = page.evaluate(focused)
    page.keyboard.press("j")
    assert page.evaluate(focused) not in {None, first}
    page.keyboard.press("k")
    assert page.evaluate(focused) == first
    page.keyboard.press("e")
    page.wait_for_url(f"**/mend/{first}")
    page.go_back()
    page.keyboard.press("j")
    page.keyboard.press("x")
    playwright.expect(page.locator(".fact-card")).to_have_count(cards - 1)
    page.keyboard.press("u")
    playwright.expect(page.locator(".fact-card")).to_have_count(cards)
    page.keyboard.press("/")
    page.wait_for_url("**/search")
    page.keyboard.press("/")
    page.keyboard.type("j?")
    assert page.get_by_role("searchbox").input_value() == "j?"
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("?")
    page.wait_for_url("**/keys")


def test_the_forms_work_without_scripts(browser, own):
    made, home = own
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{home}/article/{made.maker.id('offer')}")
    cards = tab.locator(".fact-card").count()
    tab.locator(".fact-card summary").first.click()
    tab.locator(".fact-card").first.get_by_role("button", name="Reject").click()
    tab.get_by_label("Your name").fill("Mia Berg")
    tab.get_by_role("button", name="Go on").click()
    assert tab.locator(".fact-card").count() == cards - 1
    context.close()


def test_the_one_file_asks_nothing_of_anybody(browser, shared, tmp_path):
    made, _ = shared
    view = Source(made.path).state().view
    assert view is not None
    file = Path(tmp_path / "dossier.html")
    file.write_text(publish(view), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    asked: list[str] = []

    def gate(route):
        if route.request.url.startswith("file:") or route.request.url.startswith("data:"):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context.route("**/*", gate)
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tab.goto(file.as_uri())
    for name in ("timeline", "parties", "differences", "origins", "statements"):
        tab.goto(f"{file.as_uri()}#{name}")
        assert tab.locator(f"#{name} h1").is_visible()
    tab.goto(f"{file.as_uri()}#words-{made.maker.fact('times')}")
    assert MET in " ".join(tab.locator(f"#article-{made.maker.id('times')}").inner_text().split())
    assert tab.locator("form:visible").count() == 0
    anchors = tab.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))")
    there = set(tab.evaluate("[...document.querySelectorAll('[id]')].map(n => n.id)"))
    assert sorted({one for one in anchors if one and one not in there}) == []
    assert asked == []
    assert complaints == []
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_shuts_anybody_out(browser, shared, width, scheme):
    made, home = shared
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab = context.new_page()
    faults: list[str] = []
    tab.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    for name, path in paths(made).items():
        tab.goto(home + path)
        for row in axe.Axe().run(tab).response["violations"]:
            if row["impact"] in GRAVE:
                faults.append(f"{name}: {row['id']} {[node['target'] for node in row['nodes']][:3]}")
        if tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{name}: wider than the screen")
    expected = [fault for fault in faults if not re.search("status of 404", fault)]
    assert expected == []
    context.close()
