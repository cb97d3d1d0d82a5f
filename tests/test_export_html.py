"""The page with its facts marked: one file, no request, nothing of the page escapes into markup."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

import pytest

from communique.export import to_html
from communique.export.marks import marks_of, passages_of, pieces_of
from communique.model import BlockKind, Span
from tests.accounts import Draft, article_of, talks


@pytest.fixture(scope="module")
def account():
    return talks().account()


class Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.links, self.text, self.stack = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        if tag not in {"meta", "link", "br", "img"}:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def parsed(document):
    seen = Seen()
    seen.feed(document)
    assert seen.stack == []
    return seen


def test_html_asks_nothing_of_anybody(account):
    document = to_html(account)
    seen = parsed(document)
    assert not set(seen.tags) & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert all(link.startswith("#") for link in seen.links)
    assert "url(" not in document
    assert "@import" not in document
    assert "default-src 'none'" in document


def test_html_anchors_lead_somewhere(account):
    seen = parsed(to_html(account))
    assert len(seen.ids) == len(set(seen.ids))
    assert {link[1:] for link in seen.links} <= set(seen.ids)
    assert {f"f-{fact.id}" for fact in account.facts} <= set(seen.ids)


def test_html_shows_the_whole_text_in_order_and_marks_it(account):
    document = to_html(account)
    flat = "".join("".join(parsed(document).text).split())
    for block in account.article.blocks:
        if block.kind is not BlockKind.BODY:
            assert "".join(block.span.of(account.article.text).split()) in flat
    assert '<span class="cue content">' not in document
    assert '<span class="speaker">Ashton</span>' in document
    assert '<span class="content event">another round</span>' in document


def test_html_escapes_the_page():
    evil = '<script>alert(1)</script>"><img src=x onerror=y>'
    draft = Draft(
        article_of((BlockKind.HEADLINE, evil), (BlockKind.BODY, f"A met B {evil}."), (BlockKind.TRENDING, evil))
    )
    draft.actor(evil)
    draft.event(f"A met B {evil}.", "met", actors=(draft.references[0].target.id,))
    assert not {"script", "img"} & set(parsed(to_html(draft.account())).tags)


def test_html_folds_long_furniture():
    menu = [(BlockKind.NAVIGATION, f"Item {number}") for number in range(30)]
    assert "<details" in to_html(Draft(article_of(*menu, (BlockKind.BODY, "Story."))).account())
    assert "<details" not in to_html(Draft(article_of(*menu[:2], (BlockKind.BODY, "Story."))).account())


def test_pieces_cover_each_block_without_gap_or_overlap(account):
    marks, passages = marks_of(account), passages_of(account)
    for block in account.article.blocks:
        pieces = pieces_of(block.span, marks, passages)
        assert pieces[0].span.start == block.span.start
        assert pieces[-1].span.end == block.span.end
        assert all(left.span.end == right.span.start for left, right in pairwise(pieces))


def test_overlapping_sentences_become_one_passage():
    draft = Draft(article_of((BlockKind.BODY, "A met B. C left.")))
    draft.event("A met B.", "met")
    draft.event("A met B. C left.", "left")
    assert passages_of(draft.account()) == (Span(0, 16),)
    parsed(to_html(draft.account()))
