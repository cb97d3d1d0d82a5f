"""The brief in its formats: the same lines in each, nothing of a page breaks out, byte for byte the same each time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn

from communique.export.dossier import (
    Scope,
    brief_to_docx,
    brief_to_html,
    brief_to_markdown,
    brief_to_text,
    briefing,
)
from communique.export.markdown import escaped
from communique.model import BlockKind, EventType, Shelf
from tests.accounts import Draft, article_of
from tests.export_dossier.norvia import case
from tests.export_dossier.test_briefing import lines_of

SCOPE = Scope(name="Norvia and Estmark", today=date(2026, 5, 20))
EVIL = (
    "</script><script>alert(1)</script><img src=x onerror=y> [a](javascript:b) ![c](d) **e** | `f` # g &copy; "
    "\u202eevil\u2066 \x00\x1b[31m\ud800 \ufffe\uffff {{h}} $i$ ~j~ =CMD() https://evil.example"
)


@pytest.fixture(scope="module")
def brief():
    made = case()
    return briefing(made.dossier, made.shelf, SCOPE)


def hostile():
    """A dossier in which every name, place, sentence and headline is an attack, and one a megabyte long."""
    made = case()
    words = f"{EVIL} met {EVIL}."
    draft = Draft(article_of((BlockKind.HEADLINE, EVIL + "x" * 1_000_000), (BlockKind.BODY, words), origin=f"a/{EVIL}"))
    draft.article = replace(draft.article, publisher=EVIL, url='https://a.example/"><script>alert(1)</script>(_*`|&lt;')
    met = draft.event(words, "met")
    long = draft.event(EVIL + "x" * 1_000_000, "x" * 1_000_000, type=EventType.PROTEST)
    first = made.dossier.happenings[2]
    dossier = replace(
        made.dossier,
        parties=tuple(replace(party, name=EVIL) for party in made.dossier.parties),
        happenings=(
            replace(first, facts=(met,), where=replace(first.where, name=EVIL)),
            replace(first, id="long", type=EventType.PROTEST, facts=(long,)),
            *made.dossier.happenings[:2],
            *made.dossier.happenings[3:],
        ),
        stories=(replace(made.dossier.stories[0], title=EVIL),),
        plans=tuple(replace(plan, name=EVIL) for plan in made.dossier.plans),
        courses=tuple(replace(course, issue=EVIL) for course in made.dossier.courses),
        questions=tuple(replace(question, issue=EVIL) for question in made.dossier.questions),
        origins=tuple(replace(origin, name=EVIL) for origin in made.dossier.origins),
        differences=tuple(
            replace(d, subject=EVIL, versions=tuple(replace(v, value=EVIL) for v in d.versions))
            for d in made.dossier.differences
        ),
    )
    return briefing(dossier, Shelf([*made.accounts, draft.account()]), replace(SCOPE, name=EVIL))


class Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.links, self.text, self.stack = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        assert not [name for name in values if name.startswith("on")]
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        if tag != "meta":
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def parsed(document: str) -> Seen:
    seen = Seen()
    seen.feed(document)
    assert seen.stack == []
    return seen


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def words_of(document: bytes) -> str:
    """All text of a Word document, links and tables too."""
    body = Document(io.BytesIO(document)).element.body
    paragraphs = body.iter(qn("w:p"))
    return "\n".join("".join(text.text or "" for text in p.iter(qn("w:t"))) for p in paragraphs)


@pytest.mark.parametrize("write", [brief_to_markdown, brief_to_html, brief_to_docx, brief_to_text])
def test_twice_the_same_bytes(write):
    once, again = (write(briefing(made.dossier, made.shelf, SCOPE)) for made in (case(), case()))
    assert once == again
    assert len(once) > 1000


def test_all_formats_hold_the_same_lines(brief):
    markdown = flat(brief_to_markdown(brief))
    html = flat("".join(parsed(brief_to_html(brief)).text))
    word = flat(words_of(brief_to_docx(brief)))
    told = [line.sentence for line in lines_of(brief)] + [note.quote for note in brief.notes] + list(brief.about)
    told += [group.title for chapter in brief.chapters for group in chapter.groups]
    told += [
        words
        for chapter in brief.chapters
        for group in chapter.groups
        for row in (group.grid.rows if group.grid else ())
        for cell in row
        for words in (cell.words, cell.quote, cell.backing, *cell.tags)
    ]
    told += [f"{row.outlet}, {row.day}: {row.headline}" for c in brief.chapters for g in c.groups for row in g.pages]
    assert len(told) > 80
    for words in told:
        assert escaped(words) in markdown
        assert words in html
        assert words in word


def test_html_is_one_file_with_headings_in_order_and_tables_with_heads(brief):
    document = brief_to_html(brief)
    seen = parsed(document)
    assert not set(seen.tags) & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert "default-src 'none'" in document
    assert "url(" not in document
    assert '<html lang="en">' in document
    levels = [int(tag[1]) for tag in seen.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert seen.tags.count("table") == seen.tags.count("caption") == seen.tags.count("thead") == 4
    assert document.count('<th scope="row">') == 7
    assert len(seen.ids) == len(set(seen.ids))
    inside = {link[1:] for link in seen.links if link.startswith("#")}
    assert inside <= set(seen.ids)
    assert {f"n{note.number}" for note in brief.notes} | {f"r{note.number}" for note in brief.notes} <= inside
    assert all(link.startswith(("#", "https://")) for link in seen.links)


def test_a_docx_has_real_headings_and_links_to_its_footnotes(brief):
    document = Document(io.BytesIO(brief_to_docx(brief)))
    styles = [p.style.name for p in document.paragraphs]
    assert styles[0] == "Title"
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert heads == [chapter.title for chapter in brief.chapters] + ["Footnotes"]
    body = document.element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    assert anchors == marks == {f"note_{note.number}" for note in brief.notes}
    assert document.core_properties.created.isoformat()[:10] == "2026-05-20"
    targets = [r.target_ref for r in document.part.rels.values() if r.is_external]
    assert set(targets) >= {note.link for note in brief.notes if note.link}


def test_a_docx_bears_no_time_of_day(brief):
    with zipfile.ZipFile(io.BytesIO(brief_to_docx(brief))) as document:
        assert {part.date_time for part in document.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert document.testzip() is None


def test_text_is_the_key_points_with_their_sentences(brief):
    text = brief_to_text(brief)
    assert "KEY POINTS\n  - Event: Estmark army used force" in text
    assert "Differences between accounts: 6" in text
    for number in set(re.findall(r"\[(\d+)\]", text)):
        assert f"\n  [{number}] " in text
    assert max(len(line) for line in text.splitlines() if "://" not in line) <= 100


def test_nothing_of_a_page_breaks_out_of_html():
    document = brief_to_html(hostile())
    seen = parsed(document)
    assert not set(seen.tags) & {"script", "img"}
    assert "alert(1)" in "".join(seen.text)
    document.encode("utf-8")
    assert not set("\u202e\u2066\x00\x1b") & set(document)
    assert len(document) < 300_000


def test_nothing_of_a_page_breaks_out_of_markdown():
    document = brief_to_markdown(hostile())
    document.encode("utf-8")
    bare = re.sub(r"\\[\\`*_{}\[\]<>#|~$&:!+=-]", "", document)
    ours = re.sub(r"\]\(<https://[^<>\s]*>\)", "]", bare)
    assert not re.search(r"<|`|\]\(|!\[|\$|~", ours)
    assert "javascript:" not in re.sub(r"\(javascript:b\)", "", document)
    assert not set("\u202e\u2066\x00\x1b") & set(document)
    heads = [line for line in document.splitlines() if line.startswith("#")]
    assert all(re.match(r"#{1,3} \S", line) for line in heads)
    rows = [line for line in document.splitlines() if line.startswith("|")]
    assert rows
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}
    assert len(document) < 300_000


def test_nothing_of_a_page_breaks_a_docx():
    words = words_of(brief_to_docx(hostile()))
    assert "<script>alert(1)</script>" in words
    assert "\\ufffe" in words
    assert not set("\u202e\u2066\x00\x1b\ufffe") & set(words)


def test_nothing_of_a_page_commands_a_terminal():
    text = brief_to_text(hostile())
    assert not set("\u202e\u2066\x00\x1b") & set(text)
    assert "[…]" in text
    text.encode("utf-8")


def test_the_sections_of_the_hostile_dossier_are_all_there():
    """The attack reaches every chapter, or the tests above would show little."""
    titles = {chapter.title for chapter in hostile().chapters}
    assert titles == {
        "Key points", "Rounds of talks", "Positions", "Proposals", "Differences between accounts", "Open issues",
        "Who controls what", "Other happenings", "Sources"}  # fmt: skip


BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine: the brief was not looked at in a browser")
def test_a_browser_takes_the_style_sheet_and_refuses_nothing(brief, tmp_path):
    path = tmp_path / "brief.html"
    path.write_text(brief_to_html(brief), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}"]
    command = [str(BROWSER), *flags, "--enable-logging=stderr", "--v=0", "--dump-dom", path.as_uri()]
    result = subprocess.run(command, capture_output=True, check=True, timeout=120)
    assert b"Content Security Policy" not in result.stderr
    assert "mediated by Sela Marn" in result.stdout.decode()
