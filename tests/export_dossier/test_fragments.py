"""Links to a sentence: the syntax of text fragments, and addresses that are no links."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

import pytest

from communique.export.dossier.fragments import address_of, link_to
from communique.model import BlockKind
from tests.accounts import Draft, article_of

LONG = "Ada Voss, who leads the delegation of Norvia, told reporters in Lundal on Monday that the second round, " * 2


def draft(*blocks: str, url: str | None = "https://kosta.example/a") -> Draft:
    article = article_of(*((BlockKind.BODY, words) for words in blocks))
    return Draft(replace(article, url=url))


@pytest.mark.parametrize(
    ("blocks", "sentence", "wanted"),
    [
        (("They met. They left.",), "They left.", "They%20left."),
        # The hyphen, comma and ampersand are marks of the directive.
        (("A ten-point plan, A & B said.",), "A ten-point plan, A & B said.",
         "A%20ten%2Dpoint%20plan%2C%20A%20%26%20B%20said."),
        # A sentence that stands twice needs what is round it; letters' case does not tell them apart for a browser.
        (("Talks go on.", "Voss was glad.", "TALKS go on.", "Berg was not."), "TALKS go on.",
         "Talks%20go%20on.%20Voss%20was%20glad.-,TALKS%20go%20on.,-Berg%20was%20not."),
        ((LONG + "failed.",), LONG + "failed.",
         "Ada%20Voss%2C%20who%20leads%20the%20delegation,Monday%20that%20the%20second%20round%2C%20failed."),
        # Two blocks: no browser matches a text over the edge of a paragraph as one.
        (("They met", "and left again."), "They met\nand left again.",
         "They%20met%20and%20left%20again.,They%20met%20and%20left%20again."),
        (("Zoë’s “no”.",), "Zoë’s “no”.", "Zo%C3%AB%E2%80%99s%20%E2%80%9Cno%E2%80%9D."),
    ],
)  # fmt: skip
def test_a_link_leads_to_the_sentence(blocks, sentence, wanted):
    made = draft(*blocks)
    assert link_to(made.article, made.span(sentence)) == f"https://kosta.example/a#:~:text={wanted}"


@pytest.mark.parametrize(
    ("url", "start"),
    [
        ("https://a.example/x#part", "https://a.example/x#part:~:text="),
        ("https://a.example/x#", "https://a.example/x#:~:text="),
        ("https://a.example/x#:~:text=other", "https://a.example/x#:~:text="),
        ("https://a.example/x?a=1&b=(2)", "https://a.example/x?a=1&b=%282%29#:~:text="),
        ('http://a.example/"><b>', "http://a.example/%22%3E%3Cb%3E#:~:text="),
        ("https://a.example/ü", "https://a.example/%C3%BC#:~:text="),
    ],
)
def test_a_fragment_is_put_behind_the_address_there_is(url, start):
    made = draft("They met.", url=url)
    assert link_to(made.article, made.span("They met.")) == f"{start}They%20met."


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example/x",
        "https:///nowhere",
        "https://user:word@a.example/x",
        "https://a.example/x y",
        "https://a.example/\u202etxt.exe" + "\n",
        "https://[bad/x",
        "https://a.example/" + "x" * 3000,
        "a.example/x",
    ],
)
def test_what_is_no_address_of_the_web_is_no_link(url):
    made = draft("They met.", url=url)
    assert address_of(made.article) is None
    assert link_to(made.article, made.span("They met.")) is None


def test_a_long_sentence_costs_a_short_link():
    made = draft("x" * 1_000_000 + " met Voss. " + "y " * 100_000)
    link = link_to(made.article, made.span("x" * 1_000_000 + " met Voss."))
    assert link is not None
    assert len(unquote(link)) < 800
