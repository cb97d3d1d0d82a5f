"""Every format gives back every article of an export, word for word, with what the export says of it."""

from __future__ import annotations

import pytest

from communique.article import extract
from communique.model import Article, Page, Reason, Rejection
from communique.source.databases import articles, recognised
from tests.source.exports import (
    GRAIN,
    PIECES,
    exports,
    factiva_bare,
    factiva_html,
    field_rows,
    lexis_text,
    nexis_lines,
    proquest_lines,
)
from tests.source.writers import docx, rtf

EXPORTS = exports()


def pages(body: bytes | str, name: str = "export") -> list[Page]:
    found = list(articles(name, body.encode() if isinstance(body, str) else body))
    assert all(isinstance(page, Page) for page in found), found
    return [page for page in found if isinstance(page, Page)]


def one(body: bytes | str) -> Page:
    (page,) = pages(body)
    return page


def told(page: Page) -> tuple[str, ...]:
    return tuple(page.body.decode().split("\n\n"))


@pytest.mark.parametrize("kind", EXPORTS)
def test_every_article_comes_back(kind: str) -> None:
    name, body = EXPORTS[kind]
    found = pages(body, name)
    assert [page.origin for page in found] == [f"{name}#{n}" for n in (1, 2, 3)]
    for page, piece in zip(found, PIECES, strict=True):
        assert told(page) == piece.text
        assert page.published == piece.day
        assert page.media_type == "text/plain"
        assert page.given is not None
        assert page.given.headline == piece.headline
        assert page.given.authors == piece.authors
        assert page.given.publisher == piece.paper
        assert page.given.language == "en"


@pytest.mark.parametrize("kind", EXPORTS)
def test_an_export_is_known_by_its_first_bytes(kind: str) -> None:
    name, body = EXPORTS[kind]
    assert recognised(name, body[:65_536])


def test_the_same_story_is_the_same_article_whatever_it_came_from() -> None:
    found = {kind: [extract(page) for page in pages(body)] for kind, (_, body) in EXPORTS.items()}
    ids = {tuple(a.id for a in made if isinstance(a, Article)) for made in found.values()}
    assert len(ids) == 1
    assert len(ids.pop()) == 3


def test_a_day_the_caller_vouches_for_outranks_the_exports() -> None:
    found = articles("export", lexis_text().encode(), published="2024-02-29")
    assert {page.published for page in found if isinstance(page, Page)} == {"2024-02-29"}


def test_the_cover_page_and_the_index_are_no_text() -> None:
    for _, body in EXPORTS.values():
        everything = " ".join(page.body.decode() for page in pages(body))
        for word in (
            "Ships at anchor",
            "SHIPPING",
            "All Rights Reserved",
            "Search Terms",
            "Load-Date",
            "abstract says",
        ):
            assert word not in everything


@pytest.mark.parametrize(
    ("over", "headline", "paper", "day"),
    [
        (["Talks fail", "Kosta Herald", "December 6, 2025 Saturday"], "Talks fail", "Kosta Herald", "2025-12-06"),
        (["Talks fail", "Kosta Herald", "6 December 2025"], "Talks fail", "Kosta Herald", "2025-12-06"),
        (["Talks", "fail again", "Kosta Herald", "May 2, 2002, Thursday,, FINAL EDITION"], "Talks fail again",
         "Kosta Herald", "2002-05-02"),
        (["Kosta Herald", "Saturday, December 6, 2025"], None, "Kosta Herald", "2025-12-06"),
        (["Talks fail; A week", "Kosta Herald", "Dec 06, 2025 Saturday"], "Talks fail; A week", "Kosta Herald",
         "2025-12-06"),
        (["Talks fail", "Kosta Herald", "6. Dezember 2025 Samstag 10:15 AM GMT+1"], "Talks fail", "Kosta Herald",
         "2025-12-06"),
        (["Talks fail", "Kosta Herald", "December 2025"], "Talks fail", "Kosta Herald", None),
        (["Talks fail", "Kosta Herald"], "Talks fail", "Kosta Herald", None),
    ],
)  # fmt: skip
def test_the_head_of_a_nexis_article(over: list[str], headline: str | None, paper: str, day: str | None) -> None:
    lines = [*over, "Copyright 2025 Halm Media", "Length: 12 words", "Body", *GRAIN.text, "End of Document"]
    for body in ("\n\n".join(lines).encode(), "\n".join(lines).encode(), rtf(lines), docx(lines)):
        page = one(body)
        assert page.given is not None
        assert (page.given.headline, page.given.publisher, page.published) == (headline, paper, day)


def test_standfirst_dateline_and_correction_of_nexis_are_kept() -> None:
    lines = ["Talks fail", "Kosta Herald", "December 6, 2025 Saturday", "Length: 12 words", "Dateline: TAMSIN, Norvia"]
    lines += ["Highlight: A week of talks ended without a date.", "Body", "Ministers left Tamsin on Friday.", "Graphic"]
    lines += [
        "PHOTO: A minister leaves. (A6)",
        "Correction",
        "An article on Saturday gave the wrong port.",
        "It is Brann.",
    ]
    lines += ["Correction-Date: December 9, 2025", "Load-Date: December 9, 2025", "End of Document"]
    assert told(one(docx(lines))) == (
        "TAMSIN, Norvia",
        "A week of talks ended without a date.",
        "Ministers left Tamsin on Friday.",
        "Correction: An article on Saturday gave the wrong port.",
        "It is Brann.",
    )


def test_a_dateline_that_the_text_has_is_not_told_twice() -> None:
    lines = ["Talks fail", "Kosta Herald", "December 6, 2025", "Length: 12 words", "Dateline: TAMSIN", "Body"]
    assert told(one(docx([*lines, "TAMSIN — Ministers left.", "End of Document"]))) == ("TAMSIN — Ministers left.",)


def test_an_abstract_in_the_body_is_none_of_the_story() -> None:
    lines = ["Talks fail", "Kosta Herald", "December 6, 2025", "Length: 12 words", "Body", "ABSTRACT", "They failed."]
    whole = [*lines, "FULL TEXT", "Ministers left Tamsin on Friday.", "Classification", "Language: ENGLISH"]
    assert told(one(docx([*whole, "End of Document"]))) == ("Ministers left Tamsin on Friday.",)


def test_a_story_s_own_address_is_given_and_a_database_s_is_not() -> None:
    lines = ["Talks fail", "Kosta Herald", "December 6, 2025", "Length: 12 words", "Body", *GRAIN.text]
    own = [*lines, "View the original page: https://kostaherald.example/2025/12/06/talks", "End of Document"]
    page = one(docx(own))
    assert page.url == "https://kostaherald.example/2025/12/06/talks"
    assert told(page) == GRAIN.text
    assert [p.url for p in pages("\n".join(proquest_lines()))] == [None, None, None]


def test_factiva_as_a_german_reader_sees_it() -> None:
    lines = [line.replace("612 words", "1.612 Wörter").replace("English", "Englisch") for line in factiva_bare(GRAIN)]
    lines = [line.replace("6 December 2025", "6 Dezember 2025").replace("Document ", "Dokument ") for line in lines]
    page = one("\n\n".join(lines))
    assert page.given is not None
    assert (page.given.headline, page.given.language, page.published) == (GRAIN.headline, "en", GRAIN.day)
    assert told(page) == GRAIN.text


def test_words_of_a_story_that_look_like_a_factiva_field_are_text() -> None:
    rows = [
        row.replace("Talks go on.", "BY  the harbour, talks go on.\nWC\nLP\tis a plan.") for row in field_rows([GRAIN])
    ]
    assert told(one("\n\n".join(rows)))[2:5] == ("BY the harbour, talks go on.", "WC", "LP is a plan.")


def test_a_factiva_article_of_a_lead_alone() -> None:
    rows = [row for row in field_rows([GRAIN]) if not row.startswith("TD")]
    assert told(one(rtf(rows))) == GRAIN.text[:1]


def test_a_factiva_article_that_lost_its_number() -> None:
    rows = field_rows(PIECES[:2])
    found = pages("\n\n".join(row for row in rows if not row.startswith("AN")))
    assert [page.given.headline for page in found if page.given] == [piece.headline for piece in PIECES[:2]]


def test_a_factiva_article_whose_head_is_lost_is_one_nevertheless() -> None:
    rows = field_rows(PIECES[:2])
    first = next(n for n, row in enumerate(rows) if row.startswith("AN"))
    kept = rows[: first + 1] + [row for row in rows[first + 1 :] if not row.startswith(("SE", "HD"))]
    assert [told(page) for page in pages("\n\n".join(kept))] == [piece.text for piece in PIECES[:2]]


def test_a_line_of_a_factiva_story_that_is_a_field_of_the_head_is_text() -> None:
    """The story's "CX" stands below "TD", and the field of that name above it."""
    rows = [row.replace("Talks go on.", "CX\tis the code of the port.") for row in field_rows([GRAIN])]
    assert told(one("\n\n".join(rows)))[2] == "CX is the code of the port."


@pytest.mark.parametrize(
    "last", ["KOHE", "English", "Copyright 2025 Halm Media. All Rights Reserved.", "6 December 2025"]
)
def test_the_head_of_a_factiva_article_without_fields_may_be_short(last: str) -> None:
    """The text begins below the last line of the head, whichever that is."""
    head = factiva_bare(GRAIN)[: -len(GRAIN.text) - 1]
    kept = [*head[: head.index(last) + 1], *GRAIN.text, factiva_bare(GRAIN)[-1]]
    page = one("\n\n".join(kept))
    assert told(page) == GRAIN.text
    assert page.published == GRAIN.day


@pytest.mark.parametrize(
    ("without", "publisher", "published"),
    [
        ((), "Kosta Herald", "2025-12-06"),
        (("Publication title",), "Kosta Herald", "2025-12-06"),
        (("Publication date",), "Kosta Herald", "2025-12-06"),
        (("Publication info",), "Kosta Herald", "2025-12-06"),
        (("Publication info", "Publication date"), "Kosta Herald", None),
        (("Publication info", "Publication title"), None, "2025-12-06"),
    ],
)
def test_paper_and_day_stand_in_two_places_of_proquest(
    without: tuple[str, ...], publisher: str | None, published: str | None
) -> None:
    page = one("\n".join(line for line in proquest_lines([GRAIN]) if not line.startswith(without or ("-",))))
    assert page.given is not None
    assert (page.given.publisher, page.published) == (publisher, published)
    assert told(page) == GRAIN.text


def test_an_index_of_proquest_gives_a_story_s_own_address() -> None:
    lines = proquest_lines([GRAIN])
    at = next(n for n, line in enumerate(lines) if line.startswith("Subject:"))
    lines.insert(at, "URL: https://kostaherald.example/2025/12/06/talks")
    page = one("\n".join(lines))
    assert page.url == "https://kostaherald.example/2025/12/06/talks"
    assert told(page) == GRAIN.text


@pytest.mark.parametrize("line", ["Title: Master of the port", "Publication date: May 2, 1999", "Author: Falk, Joren"])
def test_a_line_of_a_story_that_is_a_label_of_proquest_is_text(line: str) -> None:
    lines = proquest_lines([GRAIN])
    lines.insert(lines.index("Talks go on."), line)
    page = one("\n".join(lines))
    assert told(page) == (*GRAIN.text[:2], line, *GRAIN.text[2:])
    assert page.given is not None
    assert (page.given.headline, page.given.authors, page.published) == (GRAIN.headline, GRAIN.authors, GRAIN.day)


def test_what_stands_for_a_picture_of_proquest_is_no_text() -> None:
    lines = proquest_lines([GRAIN])
    lines[lines.index("Talks go on.") : 0] = ["Enlarge this image.", "---"]
    assert told(one("\n".join(lines))) == GRAIN.text


def test_a_newsletter_s_own_rule_ends_no_proquest_article() -> None:
    lines = proquest_lines([GRAIN])
    at = lines.index("Talks go on.")
    lines[at:at] = ["_" * 60, "Location: the old harbour of Tamsin."]
    assert told(one("\n".join(lines))) == (*GRAIN.text[:2], "Location: the old harbour of Tamsin.", *GRAIN.text[2:])


@pytest.mark.parametrize("full", ["Full text: Not available.", "Full text:", None])
def test_a_proquest_abstract_is_told_as_one(full: str | None) -> None:
    lines = proquest_lines(PIECES[:2])
    start = next(i for i, line in enumerate(lines) if line.startswith("Full text:"))
    lines[start : start + len(GRAIN.text)] = [full] if full else []
    stub, page = articles("export", "\n".join(lines).encode())
    assert isinstance(stub, Rejection)
    assert (stub.reason, stub.origin) == (Reason.PAYWALL_STUB, "export#1")
    assert isinstance(page, Page)
    assert page.origin == "export#2"


def test_an_article_without_text_keeps_its_number() -> None:
    lines = nexis_lines(cover=False)
    start, end = lines.index("Body"), lines.index("Graphic")
    empty, *rest = articles("export", docx(lines[: start + 1] + lines[end:]))
    assert isinstance(empty, Rejection)
    assert (empty.origin, empty.reason) == ("export#1", Reason.EMPTY)
    assert [page.origin for page in rest] == ["export#2", "export#3"]


def test_articles_that_a_cover_page_tells_of_and_that_are_missing_are_told() -> None:
    lines = nexis_lines()
    *found, last = articles("export", docx(lines[: lines.index("End of Document") + 1]))
    assert len(found) == 1
    assert isinstance(last, Rejection)
    assert last.detail == "the cover page tells of 3 documents, 1 are in the file"


def test_styles_longer_than_the_head_of_a_file() -> None:
    body = factiva_html().replace("body{margin:0}", "body{margin:0}" + ".x{color:#9c0}" * 10_000)
    assert recognised("Factiva.html", body.encode()[:65_536])
    assert len(pages(body)) == 3


def test_a_logo_longer_than_the_head_of_a_file() -> None:
    body = rtf(nexis_lines()).replace(b"0000000d", b"00" * 80_000)
    assert recognised("grain.rtf", body[:65_536])
    assert len(pages(body)) == 3


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_text_in_another_encoding(codec: str) -> None:
    text = lexis_text(PIECES[:2])
    assert [told(page) for page in pages(text.encode(codec))] == [piece.text for piece in PIECES[:2]]
    assert recognised("grain.txt", text.encode(codec)[:65_537])


@pytest.mark.parametrize("kind", [kind for kind in EXPORTS if kind.endswith("html")])
def test_a_page_in_the_encoding_that_windows_calls_unicode(kind: str) -> None:
    name, body = EXPORTS[kind]
    wide = body.decode().encode("utf-16")
    assert recognised(name, wide[:65_536])
    assert [told(page) for page in pages(wide)] == [piece.text for piece in PIECES]


def test_running_heads_and_a_repeated_headline_of_nexis_are_no_text() -> None:
    lines = ["Page 1 of 2", "Talks fail", "Kosta Herald", "May 2, 2025", "Length: 9 words", "Body", "Talks fail"]
    lines += [GRAIN.text[0], "Page 2 of 2", GRAIN.text[3], "End of Document"]
    page = one("\n\n".join(lines))
    assert page.given is not None
    assert page.given.headline == "Talks fail"
    assert told(page) == (GRAIN.text[0], GRAIN.text[3])
