"""A story's text beside what an export says of it: the headline given, every paragraph, nothing thrown away."""

from __future__ import annotations

import json

import pytest

from communique.article import extract
from communique.article.extract import Composed, compose
from communique.model import Article, BlockKind, Given, Page, Reason, Rejection, digest
from tests.article.pages import PARAGRAPHS, of_kind

GIVEN = Given(
    headline="Norland and Sudland talk for a second day",
    authors=("Ada Voss",),
    publisher="Kosta Herald",
    language="en",
)


def page(*paragraphs: str, given: Given = GIVEN, **more: str) -> Page:
    return Page.of("\n\n".join(paragraphs).encode(), origin="test#1", media_type="text/plain", given=given, **more)


def read(*paragraphs: str, given: Given = GIVEN, **more: str) -> Article:
    found = extract(page(*paragraphs, given=given, **more))
    assert isinstance(found, Article), found
    return found


def refused(*paragraphs: str, given: Given = GIVEN) -> Rejection:
    found = extract(page(*paragraphs, given=given))
    assert isinstance(found, Rejection), found
    return found


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(article.text)) for block in article.blocks]


def test_the_article_is_exactly_what_was_given() -> None:
    article = read(*PARAGRAPHS, published="2013-11-24")
    assert article.text == "\n".join([GIVEN.headline or "", *PARAGRAPHS])
    assert kinds(article) == [("headline", GIVEN.headline), *(("body", text) for text in PARAGRAPHS)]
    assert (article.publisher, article.authors, article.language) == ("Kosta Herald", ("Ada Voss",), "en")
    assert article.published is not None
    assert (article.published.edtf, article.published.how) == ("2013-11-24", "article.published.given")
    assert (article.id, article.origin) == (digest("", article.text), "test#1")


def test_an_address_given_is_part_of_the_id() -> None:
    article = read(*PARAGRAPHS, url="https://kostaherald.example/2013/11/24/talks")
    assert article.url == "https://kostaherald.example/2013/11/24/talks"
    assert article.id == digest(article.url, article.text)
    assert article.publisher == "Kosta Herald"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Talks go on.", BlockKind.BODY),
        ("“No,” he said.", BlockKind.BODY),
        ("- Ships leave the northern lane", BlockKind.BODY),
        ("The port of Tamsin", BlockKind.SUBHEAD),
        ("Economy", BlockKind.SUBHEAD),
        ("Trending", BlockKind.SUBHEAD),
        ("Norvia Politics", BlockKind.SUBHEAD),
        ("World", BlockKind.SUBHEAD),
        ("Police 192", BlockKind.SUBHEAD),
        ("(Reuters)", BlockKind.CREDIT),
        ("PHOTO: Ana Kolar leaves the hall. (A6)", BlockKind.CAPTION),
        ("READ MORE: Talks resume", BlockKind.RELATED),
        ("Advertisement", BlockKind.ADVERT),
    ],
)
def test_a_short_paragraph_is_no_teaser(line: str, kind: BlockKind) -> None:
    article = read(*PARAGRAPHS[:2], line, *PARAGRAPHS[2:])
    assert (kind.value, line) in kinds(article)
    assert of_kind(article, BlockKind.BODY)[-1] == PARAGRAPHS[-1]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ada Voss in Geneva", BlockKind.BYLINE),
        ("GENEVA", BlockKind.DATELINE),
        ("TAMSIN, Norvia", BlockKind.DATELINE),
        ("24 November 2013", BlockKind.DATELINE),
        ("A week of talks ended without a date.", BlockKind.BODY),
        ("A week without a date", BlockKind.SUBHEAD),
    ],
)
def test_what_stands_above_the_story(line: str, kind: BlockKind) -> None:
    assert kinds(read(line, *PARAGRAPHS))[1] == (kind.value, line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Talks go on.", BlockKind.BODY),
        ("Northern Wire", BlockKind.CREDIT),
        ("(Reuters)", BlockKind.CREDIT),
        ("By Ada Voss", BlockKind.BYLINE),
        ("Credit: Ada Voss", BlockKind.BYLINE),
        ("ada.voss@kostaherald.example", BlockKind.BYLINE),
        ("Correction: An earlier version of this article gave the wrong port.", BlockKind.CORRECTION),
        ("CAPTION: Ana Kolar leaves the hall.", BlockKind.CAPTION),
    ],
)
def test_what_stands_below_the_story(line: str, kind: BlockKind) -> None:
    assert kinds(read(*PARAGRAPHS, line))[-1] == (kind.value, line)


def test_datelines_credits_and_captions_in_a_paragraph_are_found_as_always() -> None:
    first = f"GENEVA, Nov. 24 (Reuters) - {PARAGRAPHS[0]}"
    article = read(first, *PARAGRAPHS[1:3], f"{PARAGRAPHS[3]} (AFP)")
    assert of_kind(article, BlockKind.DATELINE) == ["GENEVA, Nov. 24 (Reuters) -"]
    assert of_kind(article, BlockKind.BODY) == list(PARAGRAPHS)
    assert [(c.name, c.span is not None) for c in article.credits] == [("Reuters", True), ("AFP", True)]


def test_an_agency_given_as_the_author_is_credited() -> None:
    article = read(*PARAGRAPHS, given=Given(headline="Talks", authors=("Reuters",), publisher="Kosta Herald"))
    assert [(c.name, c.span) for c in article.credits] == [("Reuters", None)]


@pytest.mark.parametrize(
    ("names", "byline", "found"),
    [
        (("ADA VOSS",), "By Ada Voss", ("Ada Voss",)),
        (("Ada Voss", "Ben Osei"), "By Ada Voss", ("Ada Voss", "Ben Osei")),
        ((), "By Ada Voss and Ben Osei", ("Ada Voss", "Ben Osei")),
        (("Kosta Herald",), "By Ada Voss", ("Ada Voss",)),
        (("Carla Ruiz",), "By Ada Voss", ("Carla Ruiz",)),
    ],
)
def test_writers(names: tuple[str, ...], byline: str, found: tuple[str, ...]) -> None:
    given = Given(headline="Talks", authors=names, publisher="Kosta Herald")
    assert read(byline, *PARAGRAPHS, given=given).authors == found


def test_a_headline_that_the_text_repeats_is_told_once() -> None:
    article = read("NORLAND AND SUDLAND TALK FOR A SECOND DAY", *PARAGRAPHS)
    assert article.text.startswith(f"{GIVEN.headline}\n{PARAGRAPHS[0]}")


def test_without_a_headline_there_is_none() -> None:
    article = read(*PARAGRAPHS, given=Given())
    assert article.headline is None
    assert (article.authors, article.publisher) == ((), None)
    assert of_kind(article, BlockKind.BODY) == list(PARAGRAPHS)


def test_a_text_in_another_language_than_given_is_refused() -> None:
    german = (
        "Die Außenministerin von Norland, Ana Kolar, traf am Dienstag in Genf ihren Amtskollegen aus Sudland.",
        "Sie sprachen über den Austausch von Gefangenen und wollen sich am Wochenende wieder treffen.",
        "Ein Entwurf von neun Seiten liegt auf dem Tisch, sagten Diplomaten nach der Sitzung am Abend.",
    )
    assert refused(*german).reason is Reason.OTHER_LANGUAGE


def test_a_language_given_helps_only_where_the_text_s_cannot_be_told() -> None:
    scores = "Kolar beat Osei 6-3, 6-2; Marwick beat Falk 7-5, 6-4; Storm beat Lindqvist 6-1, 6-0; "
    scores = f"{scores}Haddad beat Ruiz 7-6, 6-4. Voss lost. " * 3
    assert read(scores, given=Given(headline="Results")).language is None
    assert read(scores, given=Given(headline="Results", language="de")).language is None
    assert read(scores, given=Given(headline="Results", language="en")).language == "en"
    assert read(*PARAGRAPHS, given=Given(language="de")).language == "en"


def test_markup_in_a_given_text_is_text() -> None:
    article = read(
        *PARAGRAPHS, "<p>The</p> <div>ministers</div> <span>of both sides</span> met again in the evening hall."
    )
    assert "<p>The</p>" in article.text
    record = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(PARAGRAPHS)})
    assert record in read(record, *PARAGRAPHS).text


def test_too_little_or_too_much_text_is_refused() -> None:
    assert refused("Talks go on.").reason is Reason.NOT_AN_ARTICLE
    assert refused("  ").reason is Reason.EMPTY
    assert refused(*["Talks go on. " * 100] * 2_000).reason is Reason.TOO_LARGE


def test_a_page_without_anything_given_is_read_as_before() -> None:
    body = "\n".join(
        ["Norland and Sudland talk for a second day", *PARAGRAPHS, "Trending", "The port that never closes"]
    )
    article = extract(Page.of(body.encode(), origin="test"))
    assert isinstance(article, Article)
    assert article.blocks[-1].kind is BlockKind.TRENDING


@pytest.mark.parametrize(
    "text",
    [
        "Date: an hour that no archive has\nContent-Type: multipart/related is what the clerk of Norland wrote.",
        json.dumps({"@type": "NewsArticle", "headline": "Talks go on", "articleBody": "\n\n".join(PARAGRAPHS)}),
    ],
)
def test_a_story_that_begins_as_a_file_of_another_kind_is_a_story(text: str) -> None:
    """Of a page, mail headers would be those of a web archive and the JSON its metadata; here it is what was said."""
    found = compose(page(text, *PARAGRAPHS))
    assert isinstance(found, Composed)
    assert found.article.text.startswith("\n".join([GIVEN.headline or "", *text.split("\n")]))
    alone = compose(page(text))
    assert isinstance(alone, Composed)
    assert alone.article.text.endswith(text)
