"""Names and sites of outlets, and where a sentence gives one as its source."""

from __future__ import annotations

import pytest

from communique.model import Span
from communique.story.origin.naming import is_source, name_key, site


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.kosta.example/a", "kosta.example"),
        ("http://m.kosta.example", "kosta.example"),
        ("https://voss.blogs.example/a", "voss.blogs.example"),
        ("https://blogs.example/@voss/a", "blogs.example/@voss"),
        ("http://[", None),
        ("file:///x", None),
        ("https://localhost/", None),
        (None, None),
        ("", None),
    ],
)
def test_sites(url: str | None, expected: str | None) -> None:
    assert site(url) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Voss told the newspaper Northern Wire that it rained.", True),
        ("According to Northern Wire, it rained.", True),
        ("It rained, Northern Wire reported.", True),
        ("Northern Wire's offices were searched.", False),
        ("Voss works for Northern Wire in Kosta.", False),
    ],
)
def test_sources_named_in_a_sentence(sentence: str, expected: bool) -> None:
    at = sentence.index("Northern Wire")
    assert is_source(sentence, Span(at, at + 13), Span(0, len(sentence))) is expected


def test_names_of_outlets() -> None:
    assert name_key("The Kosta Herald") == name_key("Kosta Herald News") == "kosta herald"
    assert name_key("News") == "news"
