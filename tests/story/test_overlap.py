"""Overlap: what two pages share, and what only looks so."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace

import pytest

from communique.model import Article, BlockKind, Credit, Kinship
from communique.story.overlap import candidates, kin, signature
from communique.story.running import words
from tests.accounts import article_of

BODY, HEAD = BlockKind.BODY, BlockKind.HEADLINE
WIRE = (
    "The coast guard of Norvia seized a freighter off Port Dalin early on Monday after a chase of nearly four hours.",
    "Eleven sailors were taken ashore under guard while divers searched the hull for cargo that the owners had hidden.",
    "Estmark called the seizure an act of piracy and recalled its envoy from the capital for talks over the weekend.",
    "Shipping through the narrow strait has fallen by half since the two neighbours quarrelled over fishing in spring.",
    "Insurers now ask double for any vessel that means to pass the lighthouse between sunset and the morning watch.",
)
OWN = (
    "Residents of the harbour quarter woke to sirens and stood on the quay in the rain, wondering what had happened.",
    "Nobody at the customs house would answer questions, and the gate stayed shut until well past the midday bell.",
    "A baker who opens at four told how searchlights swept the water and how a loud voice ordered engines to stop.",
    "By evening the cranes were moving again, though crews said they would rather wait for daylight before sailing.",
)
HEADING = "What we know of the freighter, of the men who sailed it and of those who stopped it"
QUOTE = '"We shall not give in to threats from anybody who fishes in our waters without so much as asking us first,"'


def page(*lines: str, head: str = "A ship is seized", extra: tuple[tuple[BlockKind, str], ...] = ()) -> Article:
    return article_of((HEAD, head), *((BODY, line) for line in lines), *extra)


RESPELLED = tuple(line.replace("harbour", "harbor").replace("neighbours", "neighbors") for line in WIRE)
NEWSLETTER = (
    BlockKind.SERVICE,
    "Every morning our editors gather the best of what was written in the world for you alone.",
)
CAPTION = (
    BlockKind.CAPTION,
    "The freighter lies at anchor beside the old lighthouse of Port Dalin on Monday at about noon.",
)
MORE = (
    "Sign up for our newsletter and have the whole story of the day in your letter box before breakfast every morning."
)
SAID = f"{QUOTE} said Foreign Minister Ada Voss."


@pytest.mark.parametrize(
    ("left", "right", "kinship"),
    [
        (page(*WIRE), page(*WIRE, head="Norvia takes freighter"), Kinship.COPY),
        (page(*WIRE), page(*WIRE[:2]), Kinship.COPY),
        (page(*WIRE), page(*RESPELLED), Kinship.COPY),
        (page(*WIRE), page(*(line.replace("Norvia", "“Norvia”") for line in WIRE)), Kinship.COPY),
        (page(*WIRE), page(*(line.upper() for line in WIRE), head="Big letters"), Kinship.COPY),
        (page(*WIRE), page(*WIRE[:2], *OWN), Kinship.PARTIAL),
        (page(*WIRE), page(f'"{WIRE[0]}', f'{WIRE[1]}" writes the Herald.', OWN[0]), Kinship.PARTIAL),
        (page(*WIRE), page(*OWN), Kinship.INDEPENDENT),
        (page(WIRE[0], WIRE[1], SAID), page(OWN[0], OWN[1], SAID), Kinship.INDEPENDENT),
        (page(*WIRE[:2], extra=(NEWSLETTER,)), page(*OWN[:2], extra=(NEWSLETTER,)), Kinship.INDEPENDENT),
        (page(*WIRE[:2], extra=(CAPTION,)), page(*OWN[:2], extra=(CAPTION,)), Kinship.INDEPENDENT),
        (page(WIRE[0], MORE), page(OWN[0], MORE), Kinship.INDEPENDENT),
        (page("Updated on Monday at noon in Port Dalin and in Kosta", WIRE[0]), page(*OWN[:1]), Kinship.INDEPENDENT),
        (page(), page(*WIRE), Kinship.INDEPENDENT),
        (page("He left."), page("He left.", head="Gone"), Kinship.INDEPENDENT),
        (page("Voss left the country by sea."), page("Voss left the country by sea.", head="G"), Kinship.INDEPENDENT),
        (page(HEADING, WIRE[0]), page(HEADING, OWN[0]), Kinship.INDEPENDENT),
    ],
    ids=lambda value: value.value if isinstance(value, Kinship) else "",
)
def test_how_two_pages_are_related(left: Article, right: Article, kinship: Kinship) -> None:
    row = kin(left, right)
    assert row.kinship is kinship
    assert row == kin(right, left)
    assert row.left < row.right


def test_passages_are_places_in_both_texts() -> None:
    wire, part = page(*WIRE), page(OWN[0], *RESPELLED[3:], OWN[1])
    row = kin(wire, part)
    sides = (wire, part) if row.left == wire.id else (part, wire)
    said = [tuple(span.of(side.text) for span, side in zip(pair, sides, strict=True)) for pair in row.shared]
    # One passage, over the spelling that differs.
    assert len(said) == 1
    assert {text.split()[0] for text in said[0]} == {"Shipping"}
    assert {text.split()[-1] for text in said[0]} == {"watch"}
    assert "neighbours" in said[0][sides.index(wire)]
    assert "neighbors" in said[0][sides.index(part)]


def test_names_and_titles_in_a_row_are_no_passage() -> None:
    titles = "Foreign Minister Ada Voss of the Republic of Norvia and President Karl Osei of Estmark"
    row = kin(page(f"{titles} met on a bridge."), page(f"{titles} are cousins, it was found in an archive."))
    assert row.kinship is Kinship.INDEPENDENT
    assert not row.shared


def test_a_page_told_anew_that_names_the_other_as_its_source_cites_it() -> None:
    credit = Credit(name="Northern Wire", span=None, how="article.credits.alone")
    wire = replace(page(*WIRE), credits=(credit,))
    stock = "after a chase of nearly four hours"
    anew = page(f"A freighter was stopped at sea {stock}, Northern Wire reported on Monday.", *OWN)
    assert kin(wire, anew).kinship is Kinship.CITES
    # Without the name, or without anything in common, nothing is cited.
    assert kin(page(*WIRE), anew).kinship is Kinship.INDEPENDENT
    other = page("Prices of bread went up again, Northern Wire reported on Monday.", *OWN)
    assert kin(wire, other).kinship is Kinship.INDEPENDENT
    assert kin(
        wire, page(f"A freighter was stopped {stock}; a Northern Wire reporter was on board.", *OWN)
    ).kinship is (Kinship.INDEPENDENT)


def test_a_page_is_not_compared_with_itself() -> None:
    with pytest.raises(ValueError, match="itself"):
        kin(page(*WIRE), page(*WIRE))


def test_the_words_of_a_quotation_are_marked_over_paragraphs_and_scare_quotes_are_not() -> None:
    article = page(
        'Voss spoke of a "first step" only.',
        "“We shall wait for the spring,",
        "“and then we shall see about the ships,” she said.",
        "‘There will be no fishing here for years,’ he added.",
    )
    quoted = " ".join(word.text for word in words(article) if word.quoted)
    assert (
        quoted
        == "we shall wait for the spring and then we shall see about the ships there will be no fishing here for years"
    )


def test_pages_that_share_passages_share_marks() -> None:
    marks = {
        name: signature(article)
        for name, article in {
            "a": page(*WIRE),
            "b": page(*WIRE[:1]),
            "c": page(OWN[0], WIRE[4]),
            "d": page(*OWN),
        }.items()
    }
    assert candidates(marks) == (("a", "b"), ("a", "c"), ("c", "d"))
    assert candidates(dict(reversed(marks.items()))) == candidates(marks)
    assert signature(page()) == signature(page("He left.")) == ()


def test_marks_are_the_same_on_every_machine() -> None:
    assert signature(page(WIRE[0]))[:3] == MARKS
    # ... and do not hang on the seed of Python's own hashes.
    code = "from tests.story.test_overlap import *; print(signature(page(WIRE[0]))[:3] == MARKS)"
    told = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ".", "PYTHONHASHSEED": "7"},
    )
    assert told.stdout.strip() == "True"


MARKS = (29133149, 43433826, 51077572)


def test_one_dispatch_on_a_thousand_pages_asks_for_few_comparisons() -> None:
    marks = dict.fromkeys((f"p{n:04}" for n in range(1000)), signature(page(*WIRE)))
    pairs = candidates(marks)
    assert len(pairs) <= 24_000
    assert {page for pair in pairs for page in pair} == set(marks)
    assert len(candidates({name: marks[name] for name in sorted(marks)[:100]})) <= 2_400


@pytest.mark.parametrize(
    "text", ["ha " * 330_000, "word" * 250_000, '"' * 1_000_000, "a b c d " * 125_000, "“x " * 300_000]
)
def test_a_line_of_a_megabyte_takes_bounded_time(text: str) -> None:
    long, start = page(text.strip() + "."), time.process_time()
    signature(long)
    kin(long, page(text.strip()[:500_000] + ".", head="Another"))
    assert time.process_time() - start < 5
