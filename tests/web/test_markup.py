"""What templates print: short, inert, in words."""

from __future__ import annotations

import pytest

from communique.web.markup import day, environment, moment, path, plain, safe_link


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2026-05-04", "4 May 2026"), ("2026-05", "May 2026"), ("2026", "2026"),
        ("2026-05-04/2026-05-05", "4–5 May 2026"),
        ("2026-05-04/..", "from 4 May 2026 on"), ("../2026-05-04", "until 4 May 2026"), ("2026-05~", "May 2026"),
        ("P3D", "P3D"), ("2026-13-40", "2026-13-40"), ("2026-13", "2026-13"), ("", ""), (None, ""), ("soon", "soon"),
        ("9" * 500, "9" * 120 + " […]"),
    ],
)  # fmt: skip
def test_days_in_words(edtf, words):
    assert day(edtf) == words


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://a.example/x?y=1#z", True), ("http://a.example", True), ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False), ("\x01javascript:alert(1)", False), ("data:text/html,x", False),
        ("//a.example", False), ("https://", False), ("https://a@b.example", False), ("https://a.example/ x", False),
        ("https:\\\\a.example", False), ("http://[", False), ("x" * 5000, False), (None, False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_are_links(url, is_link):
    assert (safe_link(url) is not None) is is_link


def test_what_is_printed_is_visible_short_and_escaped():
    assert plain("a\u202eb\x1b") == "a\\u202eb\\x1b"
    assert len(plain("x" * 1_000_000)) < 2100
    assert plain(None) == ""
    assert environment().from_string("{{ x }}").render(x="<b>&\"'") == "&lt;b&gt;&amp;&#34;&#39;"


def test_the_data_of_a_path_is_whole_and_nothing_else_is_a_path():
    assert path("M0 0" + "l1-2" * 5000) == "M0 0" + "l1-2" * 5000
    assert path('M0 0"><script>') == ""


def test_moments_of_the_file():
    assert moment("2026-05-04T09:30:00+00:00") == "4 May 2026, 09:30 UTC"
    assert moment("never") == "never"
    assert moment(None) == ""
