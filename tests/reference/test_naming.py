"""Bodies by the words of their names and by where they lie, and by the last of those words alone."""

# ruff: noqa: E501 (a tree is one line)

from __future__ import annotations

import pytest

from tests.reference.looking import coded, hows, meant, named

END = "met=meet/VERB/root/0 ./PUNCT/punct/met"
SPOKE = "spoke=speak/VERB/root/0 ./PUNCT/punct/"


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Nordhav Relief Fund", "CVL"),
        ("Nordhav Harbour League", "CVL"),
        ("Tarkin Harbour Coalition", "CVL"),
        ("Tarkin Electronics", "BUS"),
        ("Tarkin Observer", "JRN"),
        ("BBC Radio Nordhav", "JRN"),
        ("Nordhav", None),
    ],
)
def test_the_last_word_of_a_name_tells_what_a_body_is(name: str, sector: str | None) -> None:
    assert coded(meant(f"{{organisation {named(name.split())}}} {END}")[name])[2] == sector


def test_a_school_lies_where_the_words_behind_it_say() -> None:
    notation = "The/DET/det/3 {organisation Nordhav/PROPN/compound/3 Institute/PROPN/nsubj/met} in/ADP/case/5 {place Oslo/PROPN/nmod/3} ,/PUNCT/punct/7 {place Norway/PROPN/appos/5} "
    assert coded(meant(notation + END)["Nordhav Institute"]) == ("Nordhav Institute", "NOR", "EDU")


def test_the_post_is_a_paper_where_it_reports() -> None:
    start = "The/DET/det/2 {organisation Post/PROPN/nsubj/3} "
    assert coded(meant(start + "reported=report/VERB/root/0 losses/NOUN/obj/3 ./PUNCT/punct/3")["Post"])[2] == "JRN"
    assert coded(meant(start + "closed=close/VERB/root/0 doors/NOUN/obj/3 ./PUNCT/punct/3")["Post"])[2] is None


def test_the_post_is_the_paper_the_page_hasnamed() -> None:
    first = f"The/DET/det/3 {{organisation Washington/PROPN/compound/3 Post/PROPN/nsubj/4}} {SPOKE}4\n"
    found = meant(first + "The/DET/det/2 {organisation Post/PROPN/nsubj/met} " + END)
    assert coded(found["Post"]) == ("Washington Post", "USA", "JRN")


@pytest.mark.parametrize(
    ("name", "short"), [("Norland Relief Fund", "The fund"), ("Norland Herald", "The paper"), ("Norland Herald", "The newspaper")]
)  # fmt: skip
def test_a_body_is_called_by_the_last_word_of_its_name(name: str, short: str) -> None:
    words = name.split()
    compounds = " ".join(f"{w}/PROPN/compound/{len(words) + 1}" for w in words[:-1])
    first = f"The/DET/det/{len(words) + 1} {{organisation {compounds} {words[-1]}/PROPN/nsubj/{len(words) + 2}}} {SPOKE}{len(words) + 2}\n"
    second = f"The/DET/det/2 {short.split()[1]}/NOUN/nsubj/met {END}"
    assert coded(meant(first + second)[short])[0] == name
    assert hows(first + second)[short] == "reference.shortened.name"


def test_a_thing_called_like_a_body_is_nobody() -> None:
    first = (
        "The/DET/det/4 {organisation Norland/PROPN/compound/4 Relief/PROPN/compound/4 Fund/PROPN/nsubj/5} "
        + SPOKE
        + "5\n"
    )
    assert "the fund" not in meant(
        first + "They/PRON/nsubj/2 saw=see/VERB/root/0 the/DET/det/4 fund/NOUN/obj/2 ./PUNCT/punct/2"
    )


def test_initials_in_brackets_may_have_small_letters() -> None:
    notation = "The/DET/det/3 {organisation Nordhav/PROPN/compound/3 Institute/PROPN/nsubj/met} (/PUNCT/punct/5 {organisation NoIn/PROPN/appos/3} )/PUNCT/punct/5 "
    assert coded(meant(notation + END)["NoIn"])[0] == "Nordhav Institute"


def test_a_family_name_is_no_paper_and_no_body() -> None:
    first = "{person Ada/PROPN/nsubj/3 Hill/PROPN/flat/1} " + SPOKE + "3\n"
    assert coded(meant(first + "{organisation Hill/PROPN/nsubj/met} " + END)["Hill"])[0] == "Ada Hill"


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("The/DET/det/3 Coalition/PROPN/compound/3 officials/NOUN/nsubj/met", "IGO"),
        ("coalition/NOUN/compound/2 soldiers/NOUN/nsubj/met", "IGO"),
        ("coalition/NOUN/compound/2 officials/NOUN/nsubj/met", None),
        ("Republican/ADJ/amod/2 candidates/NOUN/nsubj/met", "USA"),
        ("republican/ADJ/amod/2 candidates/NOUN/nsubj/met", None),
    ],
)
def test_capitals_tell_a_coalition_of_states_and_an_american_party(phrase: str, code: str | None) -> None:
    (actor,) = [a for a in meant(f"{phrase} {END}").values() if a is not None]
    assert actor.country == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("Global Coalition", ("IGO", None)), ("Coalition", ("IGO", None)), ("Tarkin Harbour Coalition", (None, "CVL"))],
)
def test_a_global_coalition_is_one_of_states(name: str, code: tuple[str | None, str | None]) -> None:
    assert coded(meant(f"{{organisation {named(name.split())}}} {END}")[name])[1:] == code


def test_a_body_is_called_by_the_first_word_of_its_name() -> None:
    first = "The/DET/det/2 {organisation Ministry/PROPN/nsubj/5 of/ADP/case/4 Harbours/PROPN/nmod/2} " + SPOKE + "5\n"
    assert (
        coded(meant(first + "The/DET/det/2 ministry/NOUN/nsubj/met " + END)["The ministry"])[0]
        == "Ministry of Harbours"
    )


def test_a_holiday_party_and_the_soviet_union_are_no_bodies() -> None:
    feast = "The/DET/det/3 holiday/NOUN/compound/3 party/NOUN/nsubj/met " + END
    state = "The/DET/det/3 {place Soviet/PROPN/compound/3 Union/PROPN/nsubj/met} " + END
    assert "The holiday party" not in meant(feast)
    assert {a.sector for a in meant(state).values() if a is not None} == {"GOV"}


@pytest.mark.parametrize("noun", ["ministry", "department", "commission"])
def test_a_ministry_is_of_the_government_whatever_it_is_for(noun: str) -> None:
    notation = f"The/DET/det/4 {{nationality Chilean/ADJ/amod/4}} health/NOUN/compound/4 {noun}/NOUN/nsubj/met {END}"
    assert coded(meant(notation)[f"The Chilean health {noun}"])[1:] == ("CHL", "GOV")


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        (
            "The/DET/det/Party {organisation Social/ADJ/amod/Party Democratic/ADJ/amod/Party "
            "Party/PROPN/nsubj/won} won=win/VERB/root/0 ./PUNCT/punct/won",
            ("Social Democratic Party", None, "PTY"),
        ),
        (
            "The/DET/det/Party {organisation Democratic/ADJ/amod/Party Party/PROPN/nsubj/won} won=win/VERB/root/0 "
            "./PUNCT/punct/won",
            ("Democratic Party", "USA", "PTY"),
        ),
    ],
)
def test_a_longer_name_of_a_party_is_another_party(notation: str, expected: tuple[str, str | None, str]) -> None:
    assert coded(next(actor for actor in meant(notation).values())) == expected
