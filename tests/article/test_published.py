from datetime import date

import pytest

from communique.article import days, published
from communique.article.metadata import EMPTY, Metadata, Node
from communique.model import When
from tests.article.pages import PARAGRAPHS, news, read


def meta(*pairs: tuple[str, str], node: dict[str, object] | None = None) -> Metadata:
    return Metadata(title=None, pairs=pairs, canonical=None, language=None, nodes=(Node(node),) if node else ())


def day(when: When | None) -> tuple[str | None, str] | None:
    return (when.edtf, when.how.removeprefix("article.published.")) if when else None


def test_json_ld():
    found = published.json_ld(meta(node={"@type": "NewsArticle", "datePublished": "2013-11-24T23:30:00+01:00"}))
    assert day(found) == ("2013-11-24", "json_ld")


def test_meta():
    assert day(published.meta(meta(("article:published_time", "2013-11-24T09:00:00Z")))) == ("2013-11-24", "meta")
    assert day(published.meta(meta(("date", "November 2013")))) == ("2013-11", "meta")
    assert published.meta(EMPTY) is None


@pytest.mark.parametrize(
    ("address", "edtf"),
    [
        ("https://lamp.example/2013/11/24/talks", "2013-11-24"),
        ("https://lamp.example/world/2013-11-24-talks.html", "2013-11-24"),
        ("https://lamp.example/2013/nov/24/talks", "2013-11-24"),
        ("https://lamp.example/2013/11/talks", "2013-11"),
        ("https://lamp.example/story/20131324", None),
        ("https://lamp.example/id/12345678", None),
        (None, None),
    ],
)
def test_url(address, edtf):
    found = published.url(address)
    assert (found.edtf if found else None) == edtf


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("Published 24 November 2013, 11:02", date(2013, 11, 24)),
        ("Nov. 24, 2013", date(2013, 11, 24)),
        ("24.11.2013", date(2013, 11, 24)),
        ("24. November 2013", date(2013, 11, 24)),
        ("le 24 novembre 2013", date(2013, 11, 24)),
        ("24 de noviembre de 2013", date(2013, 11, 24)),
        ("24 ноября 2013", date(2013, 11, 24)),
        ("24 nëntor 2013", date(2013, 11, 24)),
        ("2013年11月24日", date(2013, 11, 24)),
        ("24/11/2013", date(2013, 11, 24)),
        ("05/05/2013", date(2013, 5, 5)),
        ("05/11/2013", None),
        ("version 2.11.2013.4", None),
        ("31 February 2013", None),
    ],
)
def test_days(line, first):
    found = next(days.find(line), None)
    assert (found.earliest if found else None) == first


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2013-11", date(2013, 11, 1), date(2013, 11, 30)),
        ("20131124T101500", date(2013, 11, 24), date(2013, 11, 24)),
        ("Sun, 24 Nov 2013 10:00:00 GMT", date(2013, 11, 24), date(2013, 11, 24)),
        ("1385287200", date(2013, 11, 24), date(2013, 11, 24)),
    ],
)
def test_stamps(text, earliest, latest):
    found = days.stamp(text)
    assert (found.earliest, found.latest) == (earliest, latest)


def test_the_order_of_clues():
    head = '<meta property="article:published_time" content="2013-11-24T10:00:00+01:00">'
    article = read(news(head=head), url="https://lamp.example/2013/11/25/talks", published=None)
    assert day(article.published) == ("2013-11-24", "meta")
    given = read(news(head=head), published="2013-11-26")
    assert day(given.published) == ("2013-11-26", "given")


def test_universal_time_gives_way_to_the_local_day():
    head = '<meta property="article:published_time" content="2013-11-25T03:28:35Z">'
    top = "<p class='date'>Published November 24, 2013 at 9:28 p.m.</p>"
    assert day(read(news(head=head, top=top)).published) == ("2013-11-24", "visible")
    assert day(read(news(head=head)).published) == ("2013-11-25", "meta")


def test_printed_date():
    top = "<div class='byline'>By Carla Ruiz</div><div class='date'>24 November 2013</div>"
    assert day(read(news(top=top)).published) == ("2013-11-24", "visible")


def test_unknown_is_none_and_never_today():
    assert read(news()).published is None


def test_dateline_needs_a_year():
    assert published.dateline("KYIV, March 3 (AP) —", "") is None
    assert day(published.dateline("KYIV, March 3, 2014 (AP) —", "")) == ("2014-03-03", "dateline")


def test_text_evidence():
    story = "The envoys met on December 5 and will meet again on Saturday, the ministry said on Friday, December 6."
    assert day(published.text_evidence(story, ["© 2013 The Daily Lamp"])) == ("2013-12-06/2013-12-12", "text_evidence")
    assert published.text_evidence(story, ["The Daily Lamp"]) is None
    assert published.text_evidence(story, ["© 2014 The Daily Lamp"]) is None
    assert published.text_evidence(PARAGRAPHS[0], ["© 2013 The Daily Lamp"]) is None
