"""Days, writers, languages and addresses as databases spell them."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date

from communique.source.databases.fields import address, authors, day, indexed_authors, is_day_line, language
from communique.source.databases.lines import paragraphs, tidy


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("December 6, 2025 Saturday", "2025-12-06"),
        ("December 6, 2025 Saturday Final Edition", "2025-12-06"),
        ("Saturday, December 6, 2025 10:15 AM GMT", "2025-12-06"),
        ("6 December 2025", "2025-12-06"),
        ("06 Dec 2025", "2025-12-06"),
        ("Dec 06, 2025", "2025-12-06"),
        ("Sept. 3rd, 2025", "2025-09-03"),
        ("May 2, 2002, Thursday,, FINAL EDITION", "2002-05-02"),
        ("2025-12-06", "2025-12-06"),
        ("2025年12月6日", "2025-12-06"),
        ("6. Dezember 2025 Samstag", "2025-12-06"),
        ("6 décembre 2025", "2025-12-06"),
        ("6 de diciembre de 2025", "2025-12-06"),
        ("Kosta Herald ; Kosta  [Kosta]06 Dec 2025: A.6.", "2025-12-06"),
        ("13/12/2025", "2025-12-13"),
        ("05/12/2025", None),
        ("December 2025", None),
        ("31 February 2025", None),
        ("2025년 12월 6일", "2025-12-06"),
        ("December 6, 2025 (Updated 2025-12-08)", "2025-12-06"),
        ("8 December 2025, first printed December 6, 2025", "2025-12-08"),
        ("Winter 2008/2009", None),
        ("", None),
    ],
)
def test_days(text: str, found: str | None) -> None:
    assert day(text) == found


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("tongue", ["en", "de", "fr", "es", "it", "nl", "pt"])
def test_days_in_the_languages_that_databases_show_themselves_in(tongue: str, month: int) -> None:
    when = date(2025, month, 6)
    written = {format_date(when, form, locale=tongue) for form in ("d MMMM y", "d. MMMM y", "d MMM y")}
    english = {"6 set 2025", "6 set. 2025", "6 out. 2025"}  # words of English, not read as months
    assert {text: day(text) for text in written - english} == dict.fromkeys(written - english, when.isoformat())


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("December 6, 2025 Saturday", True),
        ("Saturday 6 December 2025", True),
        ("The talks of December 6, 2025", False),
        ("Talks fail on December 6, 2025", False),
        ("Kosta Herald", False),
        (
            "December 6, 2025 was the day on which the two ministers met in Kosta, and the last on which "
            + "they " * 9,
            False,
        ),
    ],
)
def test_lines_of_a_day(line: str, is_one: bool) -> None:
    assert is_day_line(line) is is_one


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Voss", ("Ada Voss",)),
        ("By Ada Voss and Ben Osei", ("Ada Voss", "Ben Osei")),
        ("By Ada Voss and by Ben Osei", ("Ada Voss", "Ben Osei")),
        ("By Ada Voss in Kosta and Ben Osei in Geneva", ("Ada Voss", "Ben Osei")),
        ("Ada Voss, Ben Osei and Carla Ruiz", ("Ada Voss", "Ben Osei", "Carla Ruiz")),
        ("Ada Voss;Ben Osei;Keith L. Alder", ("Ada Voss", "Ben Osei", "Keith L. Alder")),
        ("ADA VOSS, Political Correspondent", ("ADA VOSS",)),
        ("Duncan Loren; Special for The Lamp", ("Duncan Loren",)),
        ("Ada Voss, Kosta", ("Ada Voss",)),
        ("Ada Voss, The Kosta Herald", ("Ada Voss",)),
        ("Voss, Ada", ("Ada Voss",)),
        ("Northern, a wire of Kosta", ("Northern",)),
        ("By ada.voss@kostaherald.example", ()),
        ("", ()),
        (None, ()),
    ],
)
def test_writers(text: str | None, names: tuple[str, ...]) -> None:
    assert authors(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Voss, Ada; Osei, Ben K", ("Ada Voss", "Ben K Osei")),
        ("van der Berg, Jan", ("Jan van der Berg",)),
        ("Voss, Ada, Dr", ("Voss",)),
        ("Northern Wire", ("Northern Wire",)),
        ("By Ada Voss", ("Ada Voss",)),
    ],
)
def test_writers_of_an_index(text: str, names: tuple[str, ...]) -> None:
    assert indexed_authors(text) == names


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ENGLISH", "en"),
        ("English", "en"),
        ("Englisch", "en"),
        ("GERMAN; DEUTSCH", "de"),
        ("Dutch / Nederlands", "nl"),
        ("KOHE", None),
        ("", None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert language(text) == code


@pytest.mark.parametrize("tongue", ["en", "de", "fr"])
def test_names_of_languages(tongue: str) -> None:
    names = Locale(tongue).languages
    codes = "en de fr es it pt nl ru uk pl tr ar he zh ja ko sv da nb fi cs hu ro bg el sq sr hr id".split()
    assert {code: language(names[code]) for code in codes} == {code: code for code in codes}


@pytest.mark.parametrize("code", ["de", "fr", "es", "it", "pt", "ru", "zh", "ja", "ko", "tr", "sv", "da", "fi"])
def test_names_of_languages_in_themselves(code: str) -> None:
    assert language(Locale(code).languages[code]) == code


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://kostaherald.example/talks", "https://kostaherald.example/talks"),
        ("See https://kostaherald.example/talks.", "https://kostaherald.example/talks"),
        ("https://lib.example.edu/login?url=https://kostaherald.example/talks", "https://kostaherald.example/talks"),
        ("https://lib.example.edu/login?url=https://www.proquest.com/docview/1", None),
        ("https://advance.lexis.com/api/document?id=1", None),
        ("https://lib.example.edu/login?auth=a1&url=https://kostaherald.example/a", "https://kostaherald.example/a"),
        ("https://ezproxy.example.edu/talks", None),
        ("http://localhost/talks", None),
        ("http://[", None),
        ("none", None),
    ],
)
def test_addresses(text: str, url: str | None) -> None:
    assert address(text) == url


def test_lines_broken_at_a_width_are_put_together_and_short_paragraphs_are_not() -> None:
    broken = ["Ministers of Norvia and Estmark met in", "Kosta on Friday and agreed on a date for", "the corridor.", ""]
    assert paragraphs([*broken, "Talks go on."]) == (" ".join(broken).strip(), "Talks go on.")
    short = ["Ministers of Norvia and Estmark met in Kosta.", "They agreed on a date.", "Talks go on."]
    assert paragraphs(short) == tuple(short)


@pytest.mark.parametrize(
    "lines",
    [
        ("Talks fail", "again and again in Kosta", "Ministers leave"),  # two of them had room for more
        ("Norvia signed it on Monday.", "Estmark signed on Tuesday.", "Halmark signed on Thursday."),  # each is whole
        ("word " * 30 + "and", "then " * 30 + "and", "next " * 30 + "or"),  # nobody breaks lines as wide as this
    ],
)
def test_paragraphs_that_are_a_line_each_stay_so(lines: tuple[str, ...]) -> None:
    assert paragraphs(lines) == lines


def test_blanks_of_every_kind_are_one() -> None:
    assert tidy("\ufeffTalks\u00a0 \u2060fail\u200b\tin  Kosta ") == "Talks fail\tin Kosta"
