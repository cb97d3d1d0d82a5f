"""Days, writers, languages and addresses as databases spell them."""

from __future__ import annotations

import pytest

from communique.source.databases.fields import address, authors, day, indexed_authors, is_day_line, language
from communique.source.databases.lines import paragraphs


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
        ("Winter 2008/2009", None),
        ("", None),
    ],
)
def test_days(text: str, found: str | None) -> None:
    assert day(text) == found


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("December 6, 2025 Saturday", True),
        ("Saturday 6 December 2025", True),
        ("The talks of December 6, 2025", False),
        ("Talks fail on December 6, 2025", False),
        ("Kosta Herald", False),
    ],
)
def test_lines_of_a_day(line: str, is_one: bool) -> None:
    assert is_day_line(line) is is_one


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Voss", ("Ada Voss",)),
        ("By Ada Voss and Ben Osei", ("Ada Voss", "Ben Osei")),
        ("By Ada Voss in Kosta and Ben Osei in Geneva", ("Ada Voss", "Ben Osei")),
        ("Ada Voss, Ben Osei and Carla Ruiz", ("Ada Voss", "Ben Osei", "Carla Ruiz")),
        ("Ada Voss;Ben Osei;Keith L. Alder", ("Ada Voss", "Ben Osei", "Keith L. Alder")),
        ("ADA VOSS, Political Correspondent", ("ADA VOSS",)),
        ("Duncan Loren; Special for The Lamp", ("Duncan Loren",)),
        ("Ada Voss, Kosta", ("Ada Voss",)),
        ("Ada Voss, The Kosta Herald", ("Ada Voss",)),
        ("Voss, Ada", ("Ada Voss",)),
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


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://kostaherald.example/talks", "https://kostaherald.example/talks"),
        ("See https://kostaherald.example/talks.", "https://kostaherald.example/talks"),
        ("https://lib.example.edu/login?url=https://kostaherald.example/talks", "https://kostaherald.example/talks"),
        ("https://lib.example.edu/login?url=https://www.proquest.com/docview/1", None),
        ("https://advance.lexis.com/api/document?id=1", None),
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
