"""Rounds, positions, plans, network, map, issue: what stands in them, and where it leads."""

from dataclasses import replace

import pytest

from communique.model import Plan, Proposal, Status
from communique.web.drawings.kinds import Standing
from communique.web.pages import issue, network, pair, plan, plans, position, positions, rounds
from communique.web.pages import map as map_page
from communique.web.pages.kind import Asked
from communique.web.view import View
from tests.export_dossier.norvia import KOSTA, LUNDAL, case
from tests.web.pages.views import asked, crowded, norvia, nothing


def party(view, name):
    return next(each.id for each in view.dossier.parties if each.name == name)


def changed(**fields):
    made = case()
    return View("Norvia", replace(made.dossier, **fields), made.shelf)


# Rounds


def test_rounds_in_order_with_who_sat_there():
    page = rounds.make(norvia(), Asked())
    first, second = page.rounds
    assert [one.number for one in page.rounds] == [1, 2]
    assert [(s.party.name, [m.name for m in s.members]) for s in first.sides] == [
        ("Norvia", ["Ada Voss"]),
        ("Estmark", ["Ivo Berg"]),
    ]
    assert first.mediator.name == "Sela Marn"
    assert first.outcomes == ("ended without a joint text",)
    assert [name.name for name in second.others] == ["Norvia", "Estmark"]
    assert first.series == second.series == "Estmark – Norvia"
    assert [bar.standing for bar in page.drawing.bars] == [Standing.SOLID, Standing.HOLLOW]
    assert page.drawing.bars[0].label == "1 · Lundal"


def test_a_round_without_a_date_is_in_the_table_alone():
    made = case()
    loose = tuple(replace(h, when=None) if h.id == "happening-second" else h for h in made.dossier.happenings)
    page = rounds.make(changed(happenings=loose), Asked())
    assert page.undated == 1
    assert [one.row.id for one in page.rounds] == ["happening-talks", "happening-second"]
    assert [bar.id for bar in page.drawing.bars] == ["happening-talks"]


def test_many_rounds_are_cut_and_counted():
    page = rounds.make(crowded(), Asked())
    assert len(page.rounds) + page.left_out == 50
    assert len({row.name for row in page.drawing.rows}) <= rounds.SERIES


# Positions


def test_the_newest_stand_with_its_arrow():
    page = positions.make(norvia(), Asked())
    assert [name.name for name in page.parties] == ["Norvia"]
    (row,) = page.rows
    (cell,) = row.cells
    assert row.issue == "withdrawal"
    assert (cell.stance, cell.move, cell.when, cell.dated, cell.stands) == ("offers", "nearer", "2026-05-15", True, 2)
    chain = position.make(norvia(), asked(cell.course))
    assert [stand.stance for stand in chain.stands] == ["offers", "demands"]
    assert [stand.move for stand in chain.stands] == ["nearer", ""]
    assert chain.stands[1].count.origins == 1
    assert chain.stands[1].count.pages == 3
    assert "full withdrawal" in chain.stands[1].quotes[0].before + chain.stands[1].quotes[0].after
    assert not chain.stands[1].dated


def test_issues_and_parties_with_most_stands_come_first_and_the_rest_is_counted():
    view = crowded()
    page = positions.make(view, Asked())
    totals = [sum(cell.stands for cell in row.cells if cell) for row in page.rows]
    assert totals == sorted(totals, reverse=True)
    assert len(page.parties) <= positions.PARTIES
    assert page.parties_left_out + len(page.parties) == len({c.party for c in view.dossier.courses})


@pytest.mark.parametrize("module", [position, plan, pair, issue])
@pytest.mark.parametrize("identity", [None, "", "nothing", "a~b", "<script>"])
def test_what_is_not_there_has_no_page(module, identity):
    assert module.make(norvia(), Asked(id=identity)) is None


# Plans


def test_a_plan_with_its_versions_and_answers():
    (row,) = plans.make(norvia(), Asked()).plans
    first, later = row.drafts
    assert [name.name for name in row.authors] == ["Estmark"]
    assert (first.number, first.of, later.of) == (1, None, 1)
    assert [(a.sign, a.conditional) for a in (*first.answers, *later.answers)] == [("no", False), ("yes", True)]
    assert later.answers[0].words.startswith("Norvia would accept it")
    assert [leaf.sign for leaf in row.drawing.leaves] == ["no", "yes"]
    assert plan.make(norvia(), asked("plan")).plan == row


def test_a_version_made_of_an_earlier_one_is_a_branch():
    made = case()
    (one,) = made.dossier.plans
    first, later = one.drafts
    third = replace(later, id="draft-3")
    key = later.facts[0]
    accounts = tuple(
        replace(account, facts=tuple(
            replace(fact, version_of=first.facts[0]) if isinstance(fact, Proposal) and fact.id == key else fact
            for fact in account.facts))
        for account in made.accounts
    )  # fmt: skip
    branched = replace(made.dossier, plans=(Plan(id="p", name="p", authors=(), drafts=(first, later, third)),))
    made.accounts = accounts
    (row,) = plans.make(View("Norvia", branched, made.shelf), Asked()).plans
    assert [draft.of for draft in row.drafts] == [None, 1, 1]
    assert row.drawing.nodes[2].x > row.drawing.nodes[1].x


def test_many_plans_are_cut_and_counted():
    page = plans.make(crowded(), Asked())
    assert len(page.plans) == plans.MOST
    assert page.left_out == 30


# Network


def test_those_who_met_are_tied_and_a_visit_called_off_ties_nobody():
    page = network.make(norvia(), Asked())
    assert {(r.left.name, r.right.name, r.count, r.done) for r in page.pairs} in (
        {("Ada Voss", "Ivo Berg", 1, 1), ("Estmark", "Norvia", 1, 0)},
        {("Ada Voss", "Ivo Berg", 1, 1), ("Norvia", "Estmark", 1, 0)},
        {("Ivo Berg", "Ada Voss", 1, 1), ("Estmark", "Norvia", 1, 0)},
        {("Ivo Berg", "Ada Voss", 1, 1), ("Norvia", "Estmark", 1, 0)},
    )
    assert page.not_done == 1
    assert sorted(line.done for line in page.drawing.lines) == [False, True]


def test_the_pair_has_its_happenings():
    view = norvia()
    page = network.make(view, Asked())
    row = next(r for r in page.pairs if r.done)
    found = pair.make(view, asked(row.id))
    assert [each.id for each in found.rows] == ["happening-talks"]
    assert pair.make(view, asked(row.id, kind="force")).rows == ()
    assert pair.make(view, asked("~".join(reversed(row.id.split("~"))))).rows == found.rows


def test_a_meeting_that_was_not_held_ties_nobody():
    made = case()
    called_off = tuple(
        replace(h, status=Status.CANCELLED) if h.id == "happening-talks" else h for h in made.dossier.happenings
    )
    page = network.make(changed(happenings=called_off), Asked())
    assert [(row.done, row.count) for row in page.pairs] == [(0, 1)]
    assert page.not_done == 2


def test_what_is_done_to_somebody_ties_the_two_and_not_those_who_do_it():
    made = case()
    names = {p.name: p.id for p in made.dossier.parties}
    hit = next(h for h in made.dossier.happenings if h.id == "happening-shelling")
    hit = replace(hit, actors=(names["Estmark army"], names["Estmark"]), recipients=(names["Norvia"],))
    together = {names["Estmark army"], names["Estmark"]}
    assert len(network.pairs_in(hit)) == 2
    assert not any(set(both) == together for both in network.pairs_in(hit))
    assert all(names["Norvia"] in both for both in network.pairs_in(hit))


def test_a_kind_that_is_none_is_taken_as_meetings():
    assert network.make(norvia(), asked(kind="<b>")).kind == "meeting"
    assert network.make(norvia(), asked(kind="force")).drawing is None


def test_a_summit_of_hundreds_does_not_tie_everybody():
    talks = norvia().dossier.happenings[0]
    crowd = replace(talks, actors=tuple(f"p{n}" for n in range(500)))
    assert len(network.pairs_in(crowd)) == network.AT_ONCE * (network.AT_ONCE - 1) // 2


# Map


def on_map(**places):
    made = case()
    happenings = tuple(
        replace(h, where=places[key]) if (key := h.id.removeprefix("happening-")) in places else h
        for h in made.dossier.happenings
    )
    return map_page.make(changed(happenings=happenings), Asked())


def test_a_town_with_a_point_is_a_disc_one_without_only_its_country():
    page = on_map(talks=replace(LUNDAL, lat=47.0, lon=8.0, country="CHE"), second=KOSTA, visit=None, offer=None)
    assert [(disc.id, disc.count) for disc in page.drawing.discs] == [("place-lundal", 1)]
    assert {land.code for land in page.drawing.lands if land.shade} == {"NOR"}
    how = {row.name: row.how for row in page.places}
    assert how == {"Lundal": "spot", "Norvia": "country"}
    assert [row.id for row in page.rows] == ["happening-offer", "happening-visit"]


@pytest.mark.parametrize(("lat", "lon"), [(float("nan"), 3.0), (None, None), (95.0, 3.0), (3.0, 500.0)])
def test_no_pin_stands_where_nobody_put_one(lat, lon):
    page = on_map(talks=replace(LUNDAL, lat=lat, lon=lon))
    assert page.drawing.discs == ()
    assert {row.name: row.how for row in page.places}["Lundal"] == "unmapped"


def test_a_region_with_a_point_is_not_a_disc():
    region = replace(LUNDAL, kind=map_page.PlaceKind.REGION, lat=47.0, lon=8.0, country="CHE")
    page = on_map(talks=region)
    assert page.drawing.discs == ()
    assert "CHE" in {land.code for land in page.drawing.lands if land.shade}


def test_a_place_with_only_a_planned_meeting_is_hollow():
    page = on_map(second=replace(KOSTA, lat=60.0, lon=8.0), visit=None, talks=None, shelling=None)
    assert [disc.standing for disc in page.drawing.discs] == [Standing.HOLLOW]


# Issue


def test_an_issue_with_its_stands_statements_and_happenings():
    row = positions.make(norvia(), Asked()).rows[0]
    page = issue.make(norvia(), asked(row.id))
    assert [(one.party.name, one.latest.stance, one.stands) for one in page.stands] == [("Norvia", "offers", 2)]
    (said,) = page.statements  # a wire that three outlets print
    assert (said.count.origins, said.count.pages) == (1, 3)
    assert [each.id for each in page.rows] == ["happening-offer"]


def test_an_issue_left_open():
    page = issue.make(norvia(), asked(positions.issue_id("security guarantees")))
    assert [one.state for one in page.open] == ["unresolved"]
    assert "Security guarantees" in page.open[0].quotes[0].before


def test_an_empty_dossier_has_empty_pages():
    view = nothing()
    assert rounds.make(view, Asked()).rounds == ()
    assert positions.make(view, Asked()).rows == ()
    assert plans.make(view, Asked()).plans == ()
    assert network.make(view, Asked()).pairs == ()
    assert map_page.make(view, Asked()).places == ()
