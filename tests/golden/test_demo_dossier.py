"""The shipped pages as one dossier: what was planted in them is found, and nothing is counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from communique.demo import demo_pages
from communique.dossier import State, add, tell, told
from communique.model import Article, DifferenceKind, Dossier, Kin, Move, OriginKind, ProposalStatus, Shelf
from communique.pipeline import Tools
from communique.record import Record, check
from communique.story import kin

pytestmark = pytest.mark.slow
WIRE = ("gazette", "herald", "tribune", "courier")
NOON = "2026-01-01T12:00:00Z"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("demo") / "talks.db"
    with Record.create(path, "Talks") as made:
        states = [o.state for o in add(made, [str(p.path) for p in demo_pages()], tools, now=lambda: NOON)]
        assert states.count(State.ADDED) == 20
        tell(made)
        yield made


@pytest.fixture(scope="module")
def dossier(record: Record) -> Dossier:
    found = record.told()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def shelf(record: Record) -> Shelf:
    return record.shelf()


def test_one_wire_on_four_outlets_is_one_origin(dossier: Dossier, shelf: Shelf) -> None:
    pages = {a.article.id for a in shelf if any(f"vienna-framework-{name}" in a.article.origin for name in WIRE)}
    assert len(pages) == 4
    homes = {o.id for o in dossier.origins if pages & set(o.articles)}
    assert len(homes) == 1
    (origin,) = (o for o in dossier.origins if o.id in homes)
    assert (origin.kind, origin.name) == (OriginKind.AGENCY, "Continental Newswire")
    told_there = [h for h in dossier.happenings if set(h.backing.articles) <= pages and len(h.backing.articles) > 1]
    assert told_there
    assert {len(h.backing.origins) for h in told_there} == {1}


def test_a_page_that_says_nothing_of_where_it_is_from_counts_for_nothing(dossier: Dossier) -> None:
    unknown = [o for o in dossier.origins if o.kind is OriginKind.UNKNOWN]
    assert [len(o.articles) for o in unknown] == [1]
    for happening in dossier.happenings:
        assert not {o.id for o in unknown} & set(happening.backing.origins)


def test_the_planted_contradiction_stands_side_by_side(dossier: Dossier) -> None:
    numbers = [d for d in dossier.differences if d.kind is DifferenceKind.NUMBER]
    assert [(d.subject, [v.value for v in d.versions]) for d in numbers] == [("people freed", ["four", "five"])]
    assert all(len(v.backing.origins) == 1 for v in numbers[0].versions)


def test_the_moved_position_has_its_arrow(dossier: Dossier) -> None:
    parties = {p.id: p.name for p in dossier.parties}
    (course,) = (c for c in dossier.courses if parties[c.party] == "Iran" and c.issue == "nuclear")
    stances = [stand.stance.value for stand in course.stands]
    assert stances.index("rejects") < stances.index("agrees")
    assert Move.NEARER in course.moves
    said = [d for d in dossier.differences if d.kind is DifferenceKind.STATEMENT]
    assert [[v.value for v in d.versions] for d in said] == [["rejects", "agrees"]]


def test_the_corrected_page_has_two_versions_and_its_notice(record: Record, dossier: Dossier) -> None:
    corrected = [d for d in dossier.differences if d.kind is DifferenceKind.CORRECTION]
    assert [d.about for d in corrected] == [p.article for p in record.pages() if p.versions == 2]
    assert "signed in Tehran" in corrected[0].versions[0].value


def test_the_draft_has_a_second_version_and_its_answers(dossier: Dossier) -> None:
    (plan,) = (p for p in dossier.plans if p.name.casefold() == "draft agreement")
    assert len(plan.drafts) == 2
    assert ProposalStatus.REJECTED in {a.status for a in plan.drafts[0].answers}


def test_nothing_undated_is_joined_over_months(dossier: Dossier, shelf: Shelf) -> None:
    for happening in dossier.happenings:
        pages = [shelf.account_of(fact).article.published for fact in happening.facts]
        days = sorted(date.fromisoformat(when.earliest[:10]) for when in pages if when and when.earliest)
        if happening.when is None and days:
            assert (days[-1] - days[0]).days <= 60


def test_the_same_pages_again_change_nothing(record: Record, tools: Tools, dossier: Dossier) -> None:
    again = [o.state for o in add(record, [str(p.path) for p in demo_pages()], tools, now=lambda: NOON)]
    assert set(again) == {State.KNOWN}
    assert tell(record) == dossier
    assert told(record) == dossier
    assert check(record.path) == ()


def test_the_order_of_adding_is_no_matter(tmp_path: Path, tools: Tools, dossier: Dossier) -> None:
    with Record.create(tmp_path / "other.db", "Talks") as other:
        for page in reversed(demo_pages()):
            list(add(other, [str(page.path)], tools, now=lambda: NOON))
        assert tell(other) == dossier


def test_telling_in_between_makes_no_difference(tmp_path: Path, tools: Tools, dossier: Dossier) -> None:
    with Record.create(tmp_path / "steps.db", "Talks") as other:
        for page in demo_pages():
            list(add(other, [str(page.path)], tools, now=lambda: NOON))
            tell(other)
        assert other.told() == dossier


def test_only_what_is_new_is_compared(tmp_path: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []

    def noted(left: Article, right: Article) -> Kin:
        compared.append((left.id, right.id))
        return kin(left, right)

    monkeypatch.setattr("communique.dossier.kin", noted)
    wire = [str(p.path) for p in demo_pages() if "vienna-framework" in p.path.name]
    first, second, third = wire[:3]
    with Record.create(tmp_path / "few.db", "Few") as few:
        list(add(few, [first, second], tools, now=lambda: NOON))
        tell(few)
        assert len(compared) == 1
        tell(few)
        assert len(compared) == 1
        list(add(few, [third], tools, now=lambda: NOON))
        new = few.waiting()
        tell(few)
        assert len(compared) == 3
        assert all(set(new) & set(pair) for pair in compared[1:])
