"""Search: words are found and marked, filters hold, nothing asked for teaches, any string is safe."""

from __future__ import annotations

import pytest

from communique.web.pages.search import marked


def found(reading, query: str):
    return reading.client.get(f"/search.json?{query}").json()


def test_words_are_found_in_sentences_and_pages(reading):
    page = found(reading, "q=withdrawal")
    assert len(page["sentences"]) == 4
    assert all(any(piece["hit"] for piece in row["pieces"]) for row in page["sentences"])
    assert {row["line"]["kind"] for row in page["sentences"]} == {"statement", "event"}
    assert page["pages"]


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ("q=withdrawal&status=happened", 1),
        ("q=withdrawal&since=2026-05-10", 1),
        ("q=withdrawal&until=2026-05-10", 3),
        ("q=withdrawal&issue=withdrawal", 4),
        ("q=withdrawal&kind=force", 0),
        ("q=withdrawal&origins=2", 0),
        ("q=nothing-of-the-kind", 0),
    ],
)
def test_filters_hold_for_words(reading, query, sentences):
    assert len(found(reading, query)["sentences"]) == sentences


def test_a_party_is_asked_of_statements_too(reading):
    voss, berg = (reading.maker.party(name) for name in ("Ada Voss", "Ivo Berg"))
    assert len(found(reading, f"q=withdrawal&party={voss}")["sentences"]) == 4
    assert found(reading, f"q=withdrawal&party={berg}")["sentences"] == []


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("kind=meeting", ["happening-talks", "happening-visit", "happening-second"]),
        ("status=cancelled", ["happening-visit"]),
        ("since=2026-05-07&until=2026-05-07", ["happening-shelling"]),
        ("since=yesterday", None),
    ],
)
def test_filters_alone_list_happenings(reading, query, ids):
    page = found(reading, query)
    assert page["is_asked"] == (ids is not None)
    assert [row["happening"] for row in page["happenings"]["rows"]] == (ids or [])


def test_an_empty_search_teaches(reading):
    text = reading.client.get("/search").text
    assert "How to search" in text
    assert "Words in quotation marks" in text


def test_a_saved_search_is_its_address(reading):
    page = reading.client.get("/search?q=talks&kind=meeting&since=2026-05-01").text
    assert 'value="talks"' in page
    assert '<option value="meeting" selected>' in page
    assert 'value="2026-05-01"' in page


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", '"', "a OR", "NEAR(", "*", "\x00", "\u202e", "x" * 5000, "né", "'; DROP"]
)
def test_any_string_is_safe(reading, query):
    answer = reading.client.get("/search", params={"q": query})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    ("passage", "words", "hits"),
    [
        ("Talks in Kosta, talks", {"talks"}, ["Talks", "talks"]),
        ("Zoë met <b>Ada</b>", {"zoe", "ada"}, ["Zoë", "Ada"]),
        ("untalked", {"talk"}, []),
        ("", {"talk"}, []),
    ],
)
def test_words_are_marked_without_a_letter_lost(passage, words, hits):
    pieces = marked(passage, frozenset(words))
    assert "".join(piece.words for piece in pieces) == passage
    assert [piece.words for piece in pieces if piece.hit] == hits
