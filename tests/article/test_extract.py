"""HTML pages: the story, its parts, the furniture, exact offsets."""

import json

from communique.article import extract
from communique.model import ArticleKind, BlockKind, Credit, Page, Reason, Rejection
from tests.article.pages import PARAGRAPHS, kind_of, news, of_kind, page, read, refused

RELATED = (
    "<aside class='related'><h3>Related stories</h3><ul>"
    "<li><a href='/a'>Sudland opens a second site to inspectors, then shuts it</a></li>"
    "<li><a href='/b'>What the prisoners wrote home</a></li></ul></aside>"
)


def test_story_and_furniture():
    article = read(news(bottom=RELATED))
    assert article.headline == "Norland and Sudland talk for a second day"
    assert of_kind(article, BlockKind.BODY) == list(PARAGRAPHS)
    assert kind_of(article, "World") is BlockKind.NAVIGATION
    assert kind_of(article, "Related stories") is BlockKind.RELATED
    assert kind_of(article, "What the prisoners wrote home") is BlockKind.RELATED
    assert kind_of(article, "All rights reserved") is BlockKind.NAVIGATION
    assert (article.publisher, article.language, article.kind) == ("The Daily Lamp", "en", ArticleKind.ARTICLE)


def test_blocks_are_ordered_apart_and_exact():
    article = read(news(bottom=RELATED))
    ends = 0
    for block in article.blocks:
        assert block.span.start >= ends
        assert block.span.of(article.text).strip() == block.span.of(article.text) != ""
        ends = block.span.end
    assert ends == len(article.text)


def test_the_same_page_gives_the_same_article():
    assert extract(page(news(bottom=RELATED))) == extract(page(news(bottom=RELATED)))


def test_the_parts_of_a_story():
    top = (
        "<h2 class='standfirst'>Diplomats speak of a draft of nine pages, and of one that is shorter.</h2>"
        "<p class='byline'>By Carla Ruiz and Ben Adu, Associated Press</p>"
        "<time datetime='2013-11-24T08:00'>24 Nov 2013</time>"
        "<figure><img src='x'><figcaption>Ana Kolar leaves the hall in Geneva, November 23.</figcaption></figure>"
    )
    body = ("GENEVA (AP) — " + PARAGRAPHS[0], *PARAGRAPHS[1:], "With reporting by AFP.")
    article = read(news(top=top, body=body))
    assert of_kind(article, BlockKind.SUBHEAD) == [
        "Diplomats speak of a draft of nine pages, and of one that is shorter."
    ]
    assert of_kind(article, BlockKind.BYLINE) == ["By Carla Ruiz and Ben Adu, Associated Press"]
    assert of_kind(article, BlockKind.CAPTION) == ["Ana Kolar leaves the hall in Geneva, November 23."]
    assert "GENEVA (AP) —" in of_kind(article, BlockKind.DATELINE)
    assert of_kind(article, BlockKind.BODY)[0] == PARAGRAPHS[0]
    assert of_kind(article, BlockKind.CREDIT) == ["With reporting by AFP."]
    assert article.authors == ("Carla Ruiz", "Ben Adu", "Associated Press")
    assert [c.name for c in article.credits] == ["AP", "AP", "AFP"]
    assert all(
        c.span is not None and c.span.of(article.text) in {"AP", "Associated Press", "AFP"} for c in article.credits
    )


def test_a_title_that_only_the_metadata_know_opens_the_text():
    markup = news().replace("<h1>Norland and Sudland talk for a second day</h1>", "")
    article = read(markup)
    assert article.blocks[0].kind is BlockKind.HEADLINE
    assert article.text.startswith("Norland and Sudland talk for a second day\n")


def test_json_ld():
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "NewsArticle",
                "headline": "Norland and Sudland talk for a second day",
                "datePublished": "2013-11-24T10:00:00+01:00",
                "author": [{"@type": "Person", "name": "Carla Ruiz"}],
                "publisher": {"@type": "Organization", "name": "The Daily Lamp Ltd"},
                "sourceOrganization": {"@type": "Organization", "name": "Agence France-Presse"},
            }
        ],
    }
    article = read(news(head=f'<script type="application/ld+json">{json.dumps(data)}</script>'))
    assert article.published is not None
    assert (article.published.edtf, article.published.how) == ("2013-11-24", "article.published.json_ld")
    assert (article.publisher, article.authors) == ("The Daily Lamp Ltd", ("Carla Ruiz",))
    assert article.credits == (Credit(name="AFP", span=None, how="article.credits.of_metadata"),)


def test_a_story_that_only_the_json_ld_holds():
    data = {"@type": "NewsArticle", "headline": "Talks go on in Geneva", "articleBody": "\n\n".join(PARAGRAPHS)}
    drawn = (
        f'<html><script type="application/ld+json">{json.dumps(data)}</script><body><div id="app"></div></body></html>'
    )
    for markup in (drawn, json.dumps(data)):
        article = read(markup)
        assert article.headline == "Talks go on in Geneva"
        assert of_kind(article, BlockKind.BODY) == list(PARAGRAPHS)


def test_a_bare_json_ld_whose_story_holds_an_end_tag():
    body = (PARAGRAPHS[0], f"{PARAGRAPHS[1]} </script>", *PARAGRAPHS[2:])
    article = read(json.dumps({"@type": "NewsArticle", "headline": "Talks go on", "articleBody": "\n\n".join(body)}))
    assert of_kind(article, BlockKind.BODY)[2:] == list(PARAGRAPHS[2:])


def test_a_byte_of_nothing_parts_no_word():
    cut = PARAGRAPHS[0].replace("delegations", "dele\x00gations")
    assert of_kind(read(news(body=(cut, *PARAGRAPHS[1:]))), BlockKind.BODY) == list(PARAGRAPHS)
    assert of_kind(read("\n\n".join((cut, *PARAGRAPHS[1:]))), BlockKind.BODY)[-4:] == list(PARAGRAPHS)


def test_broken_json_ld_is_passed_over():
    article = read(news(head='<script type="application/ld+json">{"@type": "NewsArticle", </script>'))
    assert article.headline == "Norland and Sudland talk for a second day"


def test_mhtml():
    saved = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://lamp.example/2013/11/24/talks\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="xx"\r\n\r\n'
        '--xx\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        f"{news()}\r\n--xx--\r\n"
    )
    article = read(saved)
    assert article.url == "https://lamp.example/2013/11/24/talks"
    assert of_kind(article, BlockKind.BODY) == list(PARAGRAPHS)
    assert article.published is not None
    assert article.published.edtf == "2013-11-24"


def test_a_caption_run_into_a_paragraph():
    caption = "Foreign Minister Ana Kolar (right), accompanied by an aide, attends a session in Geneva, November 23."
    body = (PARAGRAPHS[0], f"{caption} {PARAGRAPHS[3]}", PARAGRAPHS[1])
    article = read(news(body=body))
    assert of_kind(article, BlockKind.CAPTION) == [caption]
    assert of_kind(article, BlockKind.BODY) == [PARAGRAPHS[0], PARAGRAPHS[3], PARAGRAPHS[1]]


def test_a_correction():
    note = "An earlier version of this article gave the wrong number of pages in the draft."
    article = read(news(body=(*PARAGRAPHS, note)))
    assert of_kind(article, BlockKind.CORRECTION) == [note]
    assert article.kind is ArticleKind.ARTICLE
    whole = read(news(headline="Correction: the draft has nine pages"))
    assert whole.kind is ArticleKind.CORRECTION


def test_comments_consent_and_adverts():
    bottom = (
        "<div class='cookie-banner'><p>We use cookies to give you the best experience on our site.</p></div>"
        "<div id='comments'><h3>Comments</h3><p>I was there and it was nothing like this at all.</p></div>"
        "<div><p>Sign up for our newsletter and read it every morning.</p></div>"
        "<section><h2>Most read</h2><p><a href='/x'>The port that never closes, and who runs it</a></p></section>"
    )
    article = read(news(bottom=bottom))
    assert kind_of(article, "We use cookies") is BlockKind.CONSENT
    assert kind_of(article, "I was there") is BlockKind.COMMENT
    assert kind_of(article, "Sign up") is BlockKind.ADVERT
    assert kind_of(article, "Most read") is BlockKind.TRENDING
    assert kind_of(article, "The port that never closes") is BlockKind.TRENDING


def test_hidden_words_are_not_read():
    article = read(
        news(bottom="<p style='display:none'>secret words</p><p hidden>more of them</p><script>var x</script>")
    )
    assert "secret" not in article.text
    assert "more of them" not in article.text
    assert "var x" not in article.text


def test_language_of_blocks_and_of_the_page():
    article = read(news(bottom="<p><a href='/q'>Bisedimet në Gjenevë vazhdojnë për ditën e dytë me radhë</a></p>"))
    foreign = next(b for b in article.blocks if "Bisedimet" in b.span.of(article.text))
    assert foreign.language == "sq"
    assert next(b for b in article.blocks if b.kind is BlockKind.BODY).language == "en"
    body = tuple("Die Gespräche in Genf gehen weiter, und niemand weiß, wann sie enden werden." for _ in range(4))
    other = refused(news(headline="Gespräche in Genf gehen weiter", body=body))
    assert (other.reason, other.detail) == (Reason.OTHER_LANGUAGE, "the story is in German")


def test_mojibake_is_mended():
    article = read(
        news(
            body=("The minister didnâ€™t say when the talks in Geneva would end, or who would sign first.", *PARAGRAPHS)
        )
    )
    assert "didn’t say" in article.text


def test_rejections_name_the_page():
    found = extract(page("<html></html>"))
    assert isinstance(found, Rejection)
    assert found.origin == "test"


def test_a_page_based_on_another_outlets_text_is_credited_to_it_and_one_of_its_own_is_not():
    other, own = "https://northernwire.example/a", "https://kosta.example/1"
    for url, expected in ((other, ["northernwire.example"]), (own, [])):
        data = {"@type": "NewsArticle", "headline": "Talks go on in Geneva", "isBasedOn": url}
        data["articleBody"] = "\n\n".join(PARAGRAPHS)
        found = extract(Page.of(json.dumps(data).encode(), origin="p.json", url="https://www.kosta.example/2"))
        assert [(c.name, c.span) for c in found.credits] == [(name, None) for name in expected]


def test_half_a_character_in_the_metadata_costs_that_character_alone():
    data = {"@type": "NewsArticle", "headline": "Talks go on in Geneva", "publisher": {"name": "A\ud800B"}}
    data["articleBody"] = "\n\n".join(PARAGRAPHS)
    found = extract(Page.of(json.dumps(data).encode(), origin="p.json"))
    assert found.publisher == "A?B"
