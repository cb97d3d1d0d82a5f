"""What is read, and what is refused and why."""

import json

import pytest

from communique.model import ArticleKind, BlockKind, Reason
from tests.article.pages import PARAGRAPHS, kind_of, news, of_kind, read, refused


def linked(**data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("head", "headline", "url"),
    [
        (linked(**{"@type": "OpinionNewsArticle"}), "The talks must not fail", None),
        ('<meta property="article:section" content="Opinion">', "The talks must not fail", None),
        ("", "Opinion: the talks must not fail", None),
        ("", "The talks must not fail", "https://lamp.example/opinion/2013/talks"),
    ],
)
def test_opinion(head, headline, url):
    more = {"url": url} if url else {}
    assert read(news(head=head, headline=headline), **more).kind is ArticleKind.OPINION


def test_live_blog():
    posts = "".join(
        f"<div class='post'><time datetime='2013-11-24T{hour}:05:00Z'>{hour}:05</time><p>{text}</p></div>"
        for hour, text in zip(("10", "11", "12", "14"), PARAGRAPHS, strict=True)
    )
    head = linked(**{"@type": "LiveBlogPosting", "headline": "Geneva talks: live updates"})
    article = read(news(head=head, headline="Geneva talks: live updates", body=(), top=posts))
    assert article.kind is ArticleKind.LIVE_BLOG
    stamps = [b.time.earliest if b.time else None for b in article.blocks if b.kind is BlockKind.BODY]
    assert stamps == ["2013-11-24T10:05", "2013-11-24T11:05", "2013-11-24T12:05", "2013-11-24T14:05"]


def test_live_blog_with_clock_times_of_the_day_of_publication():
    posts = "".join(
        f"<h4>{clock}</h4><p>{text}</p>" for clock, text in zip(("10:05 GMT", "2.30 p.m."), PARAGRAPHS, strict=False)
    )
    head = '<meta property="article:published_time" content="2013-11-24">'
    article = read(news(head=head, headline="Geneva talks – live", body=(), top=posts))
    assert article.kind is ArticleKind.LIVE_BLOG
    stamps = [b.time.earliest if b.time else None for b in article.blocks if b.kind is BlockKind.BODY]
    assert stamps == ["2013-11-24T10:05", "2013-11-24T14:30"]


TEASERS = "".join(
    f"<div class='card'><h3><a href='/{n}'>Story number {n} about the talks and what came of them</a></h3>"
    f"<p>A short summary of the story, which is told on a page of its own and not on this one.</p></div>"
    for n in range(20)
)


def test_index_page():
    head = "<head><title>World | The Daily Lamp</title></head>"
    markup = f"<html lang=en>{head}<body><main><h1>World</h1>{TEASERS}</main></body></html>"
    assert refused(markup).reason is Reason.INDEX_PAGE
    assert refused(markup, url="https://lamp.example/").reason is Reason.INDEX_PAGE


def test_paywall_stub():
    bottom = "<div><p>Subscribe to continue reading.</p><p>Already a subscriber? Log in.</p></div>"
    head = linked(**{"@type": "NewsArticle", "isAccessibleForFree": "False"})
    found = refused(news(head=head, body=(PARAGRAPHS[0], "Diplomats said a draft of…"), bottom=bottom))
    assert found.reason is Reason.PAYWALL_STUB
    assert read(news(head=head, body=PARAGRAPHS * 4)).kind is ArticleKind.ARTICLE


def test_video_only():
    head = (
        linked(**{"@type": "VideoObject", "name": "Kolar arrives in Geneva"})
        + '<meta property="og:type" content="video.other">'
    )
    found = refused(
        news(head=head, headline="Watch: Kolar arrives in Geneva", body=("Ana Kolar arrived in Geneva on Tuesday.",))
    )
    assert found.reason is Reason.VIDEO_ONLY


def test_no_article():
    assert refused("<html><body><h1>Contact</h1><p>Write to us.</p></body></html>").reason is Reason.NOT_AN_ARTICLE
    assert refused("A line, and no more.").reason is Reason.NOT_AN_ARTICLE


def test_a_short_story_among_many_links_is_still_a_story():
    bottom = (
        "<section><h2>More from World</h2><ul>"
        + TEASERS.replace("<p>", "<!-- ").replace("</p>", " -->")
        + "</ul></section>"
    )
    article = read(news(body=PARAGRAPHS[:3], bottom=bottom))
    assert len(of_kind(article, BlockKind.BODY)) == 3
    assert kind_of(article, "Story number 7") is BlockKind.RELATED
