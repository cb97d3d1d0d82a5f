r"""RTF as word processors and databases write it: ``\u8364?`` is a sign for the euro, ``\v`` hides what follows."""

from __future__ import annotations

import pytest

from communique.source.databases import rtf
from communique.source.databases.rtf_words import CHARSETS, PAGES

FONTS = rb"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}"


def read(inside: bytes, *, head: bytes = rb"{\rtf1\ansi") -> list[str]:
    return [line for line in rtf.lines(head + inside + b"}") if line]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (rb" Kosta \u8364?5", ["Kosta €5"]),
        (rb" Kosta \u8364 5", ["Kosta €"]),  # "5" is what a reader without Unicode shows for the euro
        (rb" \u8364\'80 Kosta", ["€ Kosta"]),
        (rb"{\uc2 \u8364??5}", ["€5"]),
        (rb"\uc2{ \u8364??5}", ["€5"]),  # an inner group says nothing of it: the outer one's holds
        (rb"{\uc0 \u8364 5}", ["€5"]),
        (rb"{ \u8364}5", ["€5"]),  # what stands for it ends with the group, "5" is the page's
        (rb" \u-10179?\u-8704?", ["\U0001f600"]),  # two halves of one sign
        (rb" \u-10179? lost half", ["\ufffd lost half"]),
    ],
)
def test_signs_beyond_the_code_page(inside: bytes, shown: list[str]) -> None:
    assert read(inside) == shown


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (FONTS + rb"\f1\'ca\'ee", ["Ко"]),
        (FONTS + rb"\f1{\b \'ca\'ee}", ["Ко"]),  # a bold word in it is of the same font
        (FONTS + rb"{\f1\'ca}\'e9", ["Кé"]),
        (FONTS + rb"\f1\'ca\f0\'e9", ["Кé"]),
        (FONTS + rb"\f1\'ca\plain\'e9", ["Кé"]),
        ("\\ansicpg1252 Zürich".encode(), ["Zürich"]),  # letters as they are, in UTF-8
        ("\\ansicpg1250 Łódź".encode("cp1250"), ["Łódź"]),  # and in the page's own code
    ],
)
def test_bytes_are_read_by_their_font_or_else_the_page(inside: bytes, shown: list[str]) -> None:
    assert read(inside) == shown


@pytest.mark.parametrize(
    ("charset", "raw", "letter"),
    [
        (77, rb"\'8e", "é"), (128, rb"\'82\'a0", "あ"), (129, rb"\'b0\'a1", "가"), (134, rb"\'b0\'a1", "啊"),
        (136, rb"\'a4\'40", "一"), (161, rb"\'c1", "Α"), (162, rb"\'fe", "ş"), (163, rb"\'d0", "Đ"),
        (177, rb"\'e0", "א"), (178, rb"\'c7", "ا"), (186, rb"\'e0", "ą"), (204, rb"\'ca", "К"),
        (222, rb"\'a1", "ก"), (238, rb"\'b3", "ł"),
    ],
)  # fmt: skip
def test_every_charset_of_a_font(charset: int, raw: bytes, letter: str) -> None:
    assert read(rb"{\fonttbl{\f3\fcharset%d Any;}}\f3 " % charset + raw) == [letter]


@pytest.mark.parametrize(
    ("page", "raw", "letter"),
    [
        (437, rb"\'82", "é"), (850, rb"\'b5", "Á"), (852, rb"\'88", "ł"), (866, rb"\'8a", "К"), (874, rb"\'a1", "ก"),
        (932, rb"\'82\'a0", "あ"), (936, rb"\'b0\'a1", "啊"), (949, rb"\'b0\'a1", "가"), (950, rb"\'a4\'40", "一"),
        (1250, rb"\'b3", "ł"), (1251, rb"\'ca", "К"), (1252, rb"\'80", "€"), (1253, rb"\'c1", "Α"),
        (1254, rb"\'fe", "ş"), (1255, rb"\'e0", "א"), (1256, rb"\'c7", "ا"), (1257, rb"\'e0", "ą"),
        (1258, rb"\'d0", "Đ"), (10000, rb"\'8e", "é"), (65001, rb"\'c3\'a9", "é"),
    ],
)  # fmt: skip
def test_every_code_page(page: int, raw: bytes, letter: str) -> None:
    assert read(rb"\ansicpg%d " % page + raw) == [letter]


def test_the_tables_of_codes_are_those_tested() -> None:
    assert len(CHARSETS) == 14
    assert len(PAGES) == 20
    assert read(rb"\'8e", head=rb"{\rtf1\mac") == ["é"]
    assert read(rb"\'80\'e9", head=rb"{\rtf1") == ["€é"]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (rb" Talks{\v  in secret} fail", ["Talks fail"]),
        (rb" Talks\v  in secret\v0  fail", ["Talks fail"]),
        (rb" Talks\v  in secret\plain  fail", ["Talks fail"]),
        (rb"{\*\anything of a later version} Talks", ["Talks"]),
        (rb"{\*}\b Talks", ["Talks"]),
        (rb"{\pict\pngblip 89504e47} Talks", ["Talks"]),
        (rb" Talks\bin4 }abc fail", ["Talks fail"]),
        (rb"{\field{\*\fldinst{HYPERLINK x}}{\fldrslt Talks}} fail", ["Talks fail"]),
        (rb"{\field{\fldinst HYPERLINK x}{\fldrslt Talks}} fail", ["Talks fail"]),
        (rb" Talks{\footnote A note} fail", ["Talks fail"]),
        (rb"{\header A}{\headerl B}{\headerr C}{\headerf D} Talks", ["Talks"]),
        (rb"{\footer A}{\footerl B}{\footerr C}{\footerf D} Talks", ["Talks"]),
        (rb"{\bkmkstart Doc1}{\bkmkend Doc1} Talks", ["Talks"]),
        (rb"{\info{\title Results}{\author Nobody}} Talks", ["Talks"]),
        (rb"{\stylesheet{\s1 heading 1;}}{\colortbl;\red0;} Talks", ["Talks"]),
        (rb"{\nonshppict{\pict 00}} Talks", ["Talks"]),
        (rb"{\listtext 1.} Talks", ["Talks"]),
        (rb" Talks} fail", ["Talks fail"]),  # a brace too many closes nothing
    ],
)
def test_what_is_not_shown_is_left_out(inside: bytes, shown: list[str]) -> None:
    assert read(inside) == shown


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (rb"\ldblquote Talks\rdblquote", "“Talks”"),
        (rb"\lquote Talks\rquote", "‘Talks’"),
        (rb" 5\endash 6\emdash Talks", "5–6—Talks"),
        (rb" A\emspace B\enspace C\qmspace D\tab E", "A B C D E"),
        (rb"\bullet  Talks", "• Talks"),
        (rb" Ada\~Voss, vice\_chair, co\-operates", "Ada Voss, vice-chair, cooperates"),
        (rb" a \{b\} c\\d", r"a {b} c\d"),
        (rb" Talks" + b"\r\n" + rb" fail", "Talks fail"),  # a line of the file is none of the page
    ],
)
def test_signs_by_name(inside: bytes, shown: str) -> None:
    assert read(inside) == [shown]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (rb" One\par Two", ["One", "Two"]),
        (rb" One\line Two", ["One", "Two"]),
        (rb" One\page Two\sect Three\column Four", ["One", "Two", "Three", "Four"]),
        (rb" One\line\line Two", ["One", "", "Two"]),
        (b" One\\\nTwo", ["One", "Two"]),  # a line end behind a backslash is a paragraph
        (rb"\trowd\intbl HD\cell Talks fail\cell\row\pard One", ["HD\tTalks fail", "One"]),
        (rb"\trowd\intbl HD\cell Talks\par fail\cell\row", ["HD\tTalks", "fail"]),
        (rb"\trowd\intbl HD\par\cell Talks\cell\row\trowd BY\cell Voss\cell\row", ["HD\tTalks", "BY\tVoss"]),
    ],
)
def test_lines_and_rows(inside: bytes, shown: list[str]) -> None:
    whole = list(rtf.lines(rb"{\rtf1\ansi" + inside + b"}"))
    lines = [line for line in whole if line]
    assert lines == [line for line in shown if line]
    if "" in shown:
        assert whole[: len(shown)] == shown
