"""A sieve answers as its pattern does, only sooner."""

from __future__ import annotations

import re

import pytest

from communique.article import captions, furniture, labels, signatures
from communique.article.sieve import Sieve

SHORT = Sieve(re.compile(r"\bsign up\b|\blikes?:", re.IGNORECASE), ("sign up", "like"))
SHIPPED = {
    "position": captions._POSITION,
    "file": captions._FILE,
    "rights": furniture._RIGHTS,
    "consent": labels._CONSENT,
    "advert": labels._ADVERT,
    "signed": signatures._QUICK,
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sign up here", True),
        ("Talks resume in Kosta", False),
        ("design upright", False),
        ("„SIGN UP“ – jetzt", True),
        ("ſIGN UP", True),
        ("Sıgn up", True),
        ("LİKES: 3", True),
        ("li\u212aes: 3", True),
        ("Gespräche in Kosta", False),
        ("", False),
    ],
)
def test_a_sieve_answers_as_its_pattern(text: str, expected: bool) -> None:
    assert SHORT.search(text) is expected is (SHORT.pattern.search(text) is not None)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("position", "Ada Voss (left) greets her guest"),
        ("position", "Ada Voss, second from right, arrives"),
        ("position", "From left: Voss and Kolar"),
        ("position", "Clockwise from top"),
        ("position", "Voss and Kolar (L - R)"),
        ("file", "L-R: Voss and Kolar"),
        ("file", "l - r: Voss and Kolar"),
        ("file", "The hall in Kosta (archive)"),
        ("file", "Voss in Kosta. EPA-STRINGER"),
        ("file", "Ada Voss in Kosta /TASS"),
        ("file", "Seen here on the steps"),
        ("file", "In this handout still"),
        ("file", "The hall, via AP"),
        ("file", "A screen grab"),
        ("rights", "© Kosta Herald"),
        ("rights", "ALL RIGHTS RESERVED"),
        ("consent", "We and our partners store data with cookies"),
        ("advert", "Already a subscriber? Log in"),
        ("advert", "Our newsletter"),
        ("advert", "Download the Kosta Herald app"),
        ("advert", "Turn on notifications"),
        ("advert", "Support independent journalism"),
        ("signed", "vcard fn"),
        ("signed", "post-data"),
        ("signed", "metainfo"),
        ("signed", "Auteur"),
        ("signed", "REDAKTEUR"),
    ],
)
def test_what_a_pattern_finds_goes_through_its_sieve(name: str, line: str) -> None:
    sieve = SHIPPED[name]
    assert sieve.pattern.search(line), "the line is to match the pattern"
    assert sieve.search(line)


@pytest.mark.parametrize("name", SHIPPED)
def test_needles_are_small_letters(name: str) -> None:
    assert all(needle == needle.lower() for needle in SHIPPED[name].needles)
