"""A text on many outlets is told once, however many print it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from communique.model import Account, Kin, Kinship, Same, Shelf, Verdict
from communique.story.verdicts.groups import copies_in, group, printed, stories
from tests.story.hands import page

MET = "Ada Voss met Karl Brand in Vessel."
MANY = 300


@pytest.fixture(scope="module")
def wire() -> tuple[Shelf, list[str], list[Kin]]:
    accounts: list[Account] = []
    facts: list[str] = []
    for n in range(MANY):
        draft = page(f"{MET} Printed as number {n}.", "2031-05-04", f"Outlet {n}")
        facts.append(draft.event(MET, "met"))
        accounts.append(draft.account())
    ids = [account.article.id for account in accounts]
    rows = [_copy(*sorted(pair)) for pair in pairwise(ids)]
    return Shelf(accounts), facts, rows


def _copy(left: str, right: str) -> Kin:
    return Kin(left=left, right=right, kinship=Kinship.COPY, shared=(), how="story.origin.overlap.copied", score=1.0)


def test_three_hundred_copies_are_one_happening_on_one_story(wire: tuple[Shelf, list[str], list[Kin]]) -> None:
    shelf, facts, rows = wire
    copies = copies_in(shelf, rows)
    assert [len(pages) for pages in copies] == [MANY]
    one = printed(shelf, copies)
    assert [len(same) for same in one] == [MANY]
    groups = group(facts, [], one)
    assert [len(members) for members in groups] == [MANY]
    assert [len(pages) for pages in stories(shelf, groups, copies)] == [MANY]


def test_without_copies_nothing_is_joined(wire: tuple[Shelf, list[str], list[Kin]]) -> None:
    shelf, facts, rows = wire
    apart = [Kin(left=k.left, right=k.right, kinship=Kinship.INDEPENDENT, shared=(), how="", score=0.0) for k in rows]
    assert copies_in(shelf, apart) == ()
    assert len(group(facts, [])) == MANY


def test_what_a_person_parts_of_a_text_is_apart(wire: tuple[Shelf, list[str], list[Kin]]) -> None:
    shelf, facts, rows = wire
    left, right = sorted(facts[:2])
    said = Same(left=left, right=right, verdict=Verdict.DIFFERENT, how="", score=0.0, by="Mia")
    homes = {
        fact: members for members in group(facts, [said], printed(shelf, copies_in(shelf, rows))) for fact in members
    }
    assert homes[left] != homes[right]


def test_a_verdict_on_one_copy_is_one_on_all(wire: tuple[Shelf, list[str], list[Kin]]) -> None:
    shelf, facts, rows = wire
    other = "zzzz"
    row = Same(left=facts[7], right=other, verdict=Verdict.SAME, how="", score=0.9)
    groups = group([*facts, other], [row], printed(shelf, copies_in(shelf, rows)))
    assert [len(members) for members in groups] == [MANY + 1]
