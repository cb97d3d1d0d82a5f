"""A sieve answers as its pattern does, only sooner."""

from __future__ import annotations

import re
import string
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import communique
from communique.article.sieve import _ODD, Sieve

SHORT = Sieve(re.compile(r"\bsign up\b|\blikes?:", re.IGNORECASE), ("sign up", "like"))
SOURCE = Path(communique.__file__).parent


def shipped() -> dict[str, Sieve]:
    """Every sieve of the package, by module and name: one that is added is found without an entry here."""
    files = [path for path in SOURCE.rglob("*.py") if "import Sieve" in path.read_text("utf-8")]
    names = [".".join(path.relative_to(SOURCE.parent).with_suffix("").parts) for path in files]
    modules = [import_module(name) for name in sorted(names)]
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Sieve)
    }


SHIPPED = shipped()
LINES = {
    "captions._POSITION": (
        "Ada Voss (pictured) greets her guest",
        "Ada Voss (second left, in grey) greets her guest",
        "Voss and Kolar (L - R)",
        "Voss, Kolar and Ruiz (L to R)",
        "Voss and Kolar (from top)",
        "Ada Voss, far left, arrives",
        "Ada Voss, second from right, arrives",
        "Ada Voss, centre, arrives",
        "Ada Voss, center, arrives",
        "From left: Voss and Kolar",
        "Seen from the right to left, Voss and Kolar",
        "Voss and Kolar, left to right",
        "Clockwise from top",
    ),
    "captions._FILE": (
        "A file photo of the hall",
        "A file pic",
        "The hall in Kosta (file)",
        "The hall in Kosta (archive)",
        "The hall in Kosta (archival)",
        "Photo: the hall",
        "Image | the hall",
        "Picture: the hall",
        "Illustration: the hall",
        "Video: the hall",
        "Foto: the hall",
        "Bild: the hall",
        "The hall. Photos by: Ada Voss",
        "The hall. Image / Ada Voss",
        "The hall (photo by Ada Voss)",
        "The hall [picture courtesy of the ministry]",
        "The hall. AP Photo",
        "The hall. REUTERS/Ada Voss",
        "The hall. AFP/Ada Voss",
        "The hall. EPA/Ada Voss",
        "The hall. EPA-STRINGER",
        "The hall /Getty Images",
        "The hall, by Getty Images for the press",
        "The hall, via AP",
        "The hall, via Reuters",
        "The hall /TASS",
        "Clockwise from the window",
        "From the left Voss and Kolar",
        "Left to right Voss and Kolar",
        "L-R: Voss and Kolar",
        "l - r: Voss and Kolar",
        "Pictured the hall",
        "Seen here on the steps",
        "In this frame",
        "In this undated handout",
        "In this still",
        "A handout picture",
        "A screen grab",
        "A screenshot",
    ),
    "furniture._RIGHTS": ("© Kosta Herald", "ALL RIGHTS RESERVED", "Copyright Kosta Herald"),
    "labels._CONSENT": (
        "We and our partners store data with cookies",
        "This website uses a cookie",
        "Our cookie policy",
        "Cookie settings",
    ),
    "labels._ADVERT": (
        "Sign up for the morning round",
        "Subscribe today",
        "Become a member",
        "Our newsletter",
        "Start your free trial",
        "Download the Kosta Herald app",
        "Support independent journalism",
        "Turn on desktop notifications",
        "Already a subscriber? Log in",
        "Follow us on Telegram",
        "Join our WhatsApp channel",
    ),
    "signatures._QUICK": (
        "article-author",
        "AUTORE",
        "Auteur",
        "byline",
        "story-writer",
        "REDAKTEUR",
        "verfasser",
        "metainfo",
        "meta-info",
        "submitted",
        "post-meta",
        "postdata",
        "vcard fn",
    ),
}
"""A line for each of a pattern's alternatives."""


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


def test_no_other_letter_passes_for_one_of_ascii() -> None:
    """What a pattern that ignores case takes for an "s" must be known to the sieve, or "ſign up" is lost."""
    letters = re.compile("[a-z]", re.IGNORECASE)
    assert set(letters.findall("".join(map(chr, range(0x110000))))) == {*string.ascii_letters, *_ODD}


def test_the_sieves_of_the_package_are_these() -> None:
    assert set(SHIPPED) == set(LINES)


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, lines in LINES.items() for line in lines])
def test_what_a_pattern_finds_goes_through_its_sieve(name: str, line: str) -> None:
    sieve = SHIPPED[name]
    assert sieve.pattern.search(line), "the line is to match the pattern"
    assert sieve.search(line)


@pytest.mark.parametrize("name", LINES)
def test_whatever_a_pattern_finds_goes_through_its_sieve(name: str) -> None:
    sieve = SHIPPED[name]

    @settings(
        max_examples=120,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.large_base_example],
    )
    @given(st.from_regex(sieve.pattern))
    def goes_through(text: str) -> None:
        assert sieve.search(text)

    goes_through()


@pytest.mark.parametrize(("name", "needle"), [(n, needle) for n, sieve in SHIPPED.items() for needle in sieve.needles])
def test_no_needle_is_idle(name: str, needle: str) -> None:
    """Each is the only one in some line: a needle struck out by mistake is seen."""
    needles = SHIPPED[name].needles
    assert needle == needle.lower()
    assert any([n for n in needles if n in line.lower()] == [needle] for line in LINES[name]), needle
