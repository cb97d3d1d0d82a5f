"""Drawings as HTML: named and described, the same again as a table, in every language, without styles of their own."""

import itertools
import re
from dataclasses import replace

import pytest
from lxml import html as parser

from communique.web.pages.kind import Asked
from communique.web.pages.positions import courses_of, issue_id
from communique.web.rendering import as_json
from communique.web.view import View
from tests.export_dossier.norvia import case
from tests.web.pages.views import asked, crowded, kind_of, norvia, nothing, written

LISTS = ("timeline", "rounds", "positions", "plans", "network", "map")
DRAWN = ("timeline", "rounds", "plans", "network", "map", "plan")
EVIL = '"><script>alert(1)</script>\u202e<b onclick=x>'


def question(view, name):
    """Return a question that a page has an answer to."""
    if name == "position":
        return asked(next(iter(view.once(courses_of))))
    if name == "issue":
        return asked(issue_id(view.dossier.courses[0].issue))
    if name == "pair":
        return asked(f"{view.dossier.parties[0].id}~{view.dossier.parties[1].id}")
    return asked(view.dossier.plans[0].id) if name == "plan" else Asked()


def shown(view, name, language="en", *, live=True, ask=None):
    page = kind_of(name).make(view, ask or question(view, name))
    return written(name, page, language, live=live)


@pytest.mark.parametrize("language", ["en", "sq"])
@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("name", [*LISTS, "plan", "position", "pair", "issue"])
def test_every_page_is_written_in_every_language(name, language, live):
    text = shown(norvia(), name, language, live=live)
    tree = parser.fromstring(text)
    assert tree.xpath("//h1")
    assert not tree.xpath("//@style")
    assert not tree.xpath("//script[not(@src)]")
    assert not tree.xpath("//*[starts-with(name(@*), 'on')]")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    if not live:
        assert not tree.xpath("//form")
        assert all(href.startswith(("#", "http")) for href in tree.xpath("//a/@href"))


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("view", [norvia, crowded])
def test_a_drawing_has_a_name_a_description_and_a_table(name, view):
    tree = parser.fromstring(shown(view(), name))
    drawings = tree.xpath("//svg[@aria-labelledby]")
    assert drawings
    for drawing in drawings:
        for part in drawing.get("aria-labelledby").split():
            (found,) = tree.xpath(f"//*[@id='{part}']")
            assert found.text_content().strip()
        # What an image holds is not read out: a drawing with links in it is a group of them, each with a name.
        links = drawing.xpath(".//a")
        assert (drawing.get("role") == "group") == bool(links)
        assert all(link.xpath("./title") and link.xpath("./title")[0].text_content().strip() for link in links)
    assert tree.xpath("//table//tbody/tr")
    for box in tree.xpath("//div[contains(@class, 'scroll')]"):
        assert box.get("tabindex") == "0"
        assert box.get("aria-label")


def test_each_mark_of_the_timeline_leads_to_its_happening_and_stands_in_the_table():
    tree = parser.fromstring(shown(norvia(), "timeline", ask=asked(zoom="all")))
    marks = tree.xpath("//svg[@aria-labelledby]//a/@href")
    rows = tree.xpath("//table//a[@class='said']/@href")
    assert len(marks) == 5
    assert set(marks) == set(rows)
    assert "/happening/happening-talks" in marks


def test_zoom_and_lanes_keep_the_filters():
    ask = asked(zoom="month", at="2026-05-06", status="happened", origins="1")
    tree = parser.fromstring(shown(norvia(), "timeline", ask=ask))
    links = tree.xpath("//nav[@class='zoom']//a/@href")
    assert links
    assert all("status=happened" in link and "origins=1" in link for link in links)
    assert {zoom for link in links for zoom in re.findall(r"zoom=(\w+)", link)} >= {"most", "all", "year", "week"}
    assert any("zoom=month" in link and "lanes=party" in link for link in links)
    hidden = {(each.get("name"), each.get("value")) for each in tree.xpath("//form//input[@type='hidden']")}
    assert ("zoom", "month") in hidden


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("language", ["en", "sq"])
def test_an_empty_page_teaches(name, language):
    tree = parser.fromstring(shown(nothing(), name, language))
    assert tree.xpath("//p[@class='empty']")
    assert not tree.xpath("//svg[@aria-labelledby]")


@pytest.mark.parametrize("name", [*LISTS, "plan", "position", "pair", "issue"])
def test_names_from_pages_never_become_markup(name):
    made = case()
    happenings = tuple(
        replace(h, where=replace(h.where, name=EVIL, id=EVIL)) if h.where else h for h in made.dossier.happenings
    )
    hostile = replace(
        made.dossier,
        parties=tuple(replace(party, name=EVIL) for party in made.dossier.parties),
        happenings=happenings,
        courses=tuple(replace(course, issue=EVIL) for course in made.dossier.courses),
        plans=tuple(
            replace(plan, name=EVIL, id=EVIL, drafts=tuple(replace(d, name=EVIL) for d in plan.drafts))
            for plan in made.dossier.plans
        ),
    )
    text = shown(View("Norvia", hostile, made.shelf), name)
    assert "<script>alert" not in text
    assert "<b onclick" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("name", [*LISTS, "plan", "position", "pair", "issue"])
def test_every_page_has_a_twin_of_plain_values(name):
    text = as_json(kind_of(name).make(norvia(), question(norvia(), name)))
    assert not re.search(r"<svg|href|/happening/", text)
    assert len(text) > 50


def test_the_texts_of_the_axis_keep_apart():
    for name in ("timeline", "rounds"):
        tree = parser.fromstring(shown(crowded(), name))
        xs = [float(x) for x in tree.xpath("//g[@class='axis']/text/@x")]
        assert all(b - a >= 58 for a, b in itertools.pairwise(xs))
