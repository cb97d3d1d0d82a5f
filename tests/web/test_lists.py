"""Parties, differences, origins, pages, stories, statements, open issues: what stands on them, and that it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.model import Kin, Kinship, Span, Trace
from communique.web.cited import part_of
from communique.web.pages import differences, listing, mend, origins, parties, regroup, standing, statements, stories
from communique.web.pages.kind import Asked
from communique.web.source import Source
from communique.web.view import View
from tests.export_dossier.norvia import KILLED, WIRE


@pytest.fixture(scope="module")
def view(reading) -> View:
    found = Source(reading.path).state().view
    assert found is not None
    return found


@pytest.fixture(scope="module")
def maker(reading):
    return reading.maker


def asked(identity: str | None = None, **filters: str) -> Asked:
    return Asked(id=identity, filters=tuple(filters.items()))


def test_who_acts_most_comes_first(view):
    page = parties.parties(view, asked())
    assert page.found.rows[0].name == "Ada Voss"
    assert page.all == page.found.total == len(view.dossier.parties)
    assert {option.value: option.number for option in page.kinds}["government"] == 2


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"kind": "government"}, {"Norvia", "Estmark"}),
        ({"country": "NOR"}, {"Norvia"}),
        ({"kind": "person", "country": "NOR"}, set()),
        ({"kind": "<script>"}, set()),
    ],
)
def test_parties_by_kind_and_country(view, filters, names):
    assert {row.name for row in parties.parties(view, asked(**filters)).found.rows} == names


def test_a_party_with_all_that_is_told_of_it(view, maker):
    page = parties.party(view, asked(maker.party("Ada Voss")))
    assert [said.quote.outlet for said in page.statements].count("Kosta Herald") == 1
    assert page.statements_in_all == 3
    assert [told.happening for told in page.happenings] == ["happening-talks", "happening-offer"]
    assert [(other.name, other.number, other.last) for other in page.met] == [("Ivo Berg", 1, "2026-05-04")]
    assert page.names[0].name == "Ada Voss"
    assert page.names[0].number == 6


def test_positions_of_a_party_in_their_order(view, maker):
    (issue,) = parties.party(view, asked(maker.party("Norvia"))).issues
    assert issue.issue == "withdrawal"
    assert [(stand.stance, stand.move) for stand in issue.stands] == [("demands", None), ("offers", "nearer")]
    assert all(stand.quotes for stand in issue.stands)


def test_whoever_was_to_meet_has_not_met(view, maker):
    assert parties.party(view, asked(maker.party("Norvia"))).met == ()


def test_roles_are_told_once_with_their_pages(view, maker):
    party = view.party(maker.party("Ada Voss"))
    assert parties.roles_of(view, party) == ()


@pytest.mark.parametrize("make", [parties.party, differences.difference, origins.origin, stories.story])
def test_of_nothing_there_is_no_page(view, make):
    assert make(view, asked("no-such-thing")) is None
    assert make(view, asked(None)) is None


def test_versions_stand_in_the_order_of_publication_with_their_sentences(view):
    page = differences.difference(view, asked("d-status"))
    assert [(v.value, v.first, v.hands) for v in page.difference.versions] == [
        ("happened", "2026-05-08", ("Estmark Post",)),
        ("denied", "2026-05-09", ("Northern Wire",)),
    ]
    assert page.happening is not None


def test_a_number_is_marked_in_its_sentence(view):
    first, second = differences.difference(view, asked("d-number")).difference.versions
    assert (first.value, first.quotes[0].cue) == ("18", "18")
    assert first.quotes[0].before + first.quotes[0].cue + first.quotes[0].after == KILLED.format("18")
    # The page that said 23 says 21 now.
    assert (second.value, second.quotes[0].cue, second.is_past) == ("23", "23", True)
    assert second.count.origins == 1


def test_a_version_without_facts_is_shown(view):
    one = view.difference("d-correction")
    bare = replace(one, versions=(one.versions[0], replace(one.versions[1], value="no longer said", facts=())))
    row = differences.difference_row(view, bare)
    assert [version.value for version in row.versions] == ["23", "no longer said"]


def test_differences_by_kind(view):
    page = differences.differences(view, asked(kind="status"))
    assert [row.id for row in page.found.rows] == ["d-status"]
    assert [option.value for option in page.kinds] == ["number", "status", "correction"]


def test_a_credit_stands_in_the_page_s_own_sentence(view, maker):
    page = origins.origin(view, asked("origin-wire"))
    (why,) = next(row for row in page.pages if row.outlet == "Kosta Herald").whys
    assert why.marked == WIRE


def test_shared_passages_stand_side_by_side(view, maker):
    page = origins.origin(view, asked("origin-wire"))
    (why,) = next(row for row in page.pages if row.outlet == "Estmark Post").whys
    assert (why.other, why.shared.kinship, why.shared.share) == (maker.id("wire"), "copy", 1.0)
    (passage,) = why.shared.passages
    assert passage.here == passage.there
    assert WIRE in passage.here


def test_passages_outside_a_text_are_left_out(view, maker):
    article, other = view.article(maker.id("wire")), view.article(maker.id("times"))
    far = Span(10**6, 10**6 + 5)
    left, right = sorted((article.id, other.id))
    view_two = View(view.name, view.dossier, view.shelf)
    view_two.kin = (Kin(left=left, right=right, kinship=Kinship.PARTIAL, shared=((far, far),), how="test", score=0.3),)
    assert origins.shared_of(view_two, article, other).passages == ()


def test_a_credit_near_the_edges_of_a_text_is_shown(view, maker):
    article = view.article(maker.id("wire"))
    for span in (Span(0, 1), Span(len(article.text) - 1, len(article.text))):
        why = origins.why_of(view, Trace(article=article.id, how="story.origin.hands.credited", span=span))
        assert why.marked == span.of(article.text)


def test_unknown_origins_are_counted_apart(view):
    page = origins.origins(view, asked())
    assert (page.known, page.unknown, page.unknown_pages) == (5, 1, 1)
    assert page.found.rows[-1].kind == "unknown"
    assert page.found.rows[0].pages == 5


def test_pages_with_their_versions_and_what_could_not_be_read(view):
    page = listing.pages(view, asked())
    assert page.found.total == len(view.shelf)
    changed = next(row for row in page.found.rows if row.versions > 1)
    assert (changed.outlet, changed.version, [each.version for each in changed.earlier]) == ("Velm Daily", 2, [1])
    (failure,) = page.failures
    assert (failure.source, failure.reason) == ("front.html", "INDEX_PAGE")


def test_a_story_is_told_in_moments(view):
    page = stories.story(view, asked("s"))
    assert [moment.when for moment in page.moments] == ["2026-05-04", "2026-05-07", "2026-05-10"]
    assert (None, "origin-dark") in {(name, key) for key, name in page.origins}
    (row,) = stories.stories(view, asked()).found.rows
    assert (row.first, row.last, row.happenings) == ("2026-05-04", "2026-05-10", 3)


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ({}, 4),
        ({"act": "assert"}, 4),
        ({"act": "deny"}, 0),
        ({"form": "indirect"}, 4),
        ({"form": "direct"}, 0),
        ({"sourcing": "named"}, 4),
        ({"speaker": "x"}, 0),
    ],
)
def test_statements_by_filter(view, filters, number):
    assert statements.statements(view, asked(**filters)).found.total == number


def test_statements_of_one_speaker(view, maker):
    page = statements.statements(view, asked(speaker=maker.party("Ada Voss")))
    assert page.found.total == 3
    assert [one.name for one in page.speakers if one.chosen] == ["Ada Voss"]


def test_open_issues_and_holdings(view):
    (question,) = standing.questions(view, asked()).found.rows
    assert (question.issue, question.state, question.count.origins) == ("security guarantees", "unresolved", 1)
    assert question.quotes
    (holding,) = standing.holdings(view, asked()).found.rows
    assert "about a third" in holding.sentence
    assert holding.party[1] == "Estmark"


@pytest.mark.parametrize(
    ("part", "first", "last", "before", "after"),
    [("1", 1, 2, None, 2), ("2", 3, 4, 1, 3), ("3", 5, 5, 2, None), ("99", 5, 5, 2, None), ("-1", 1, 2, None, 2),
     ("x" * 300, 1, 2, None, 2), ("٣", 1, 2, None, 2)],
)  # fmt: skip
def test_parts_of_a_list(part, first, last, before, after):
    found = part_of(range(5), asked(part=part), 2, lambda n: n)
    assert (found.first, found.last, found.before, found.after, found.total) == (first, last, before, after, 5)


def test_forms_offer_the_people_of_the_page(view, maker):
    form = mend.mend(view, asked(maker.fact("wire", 1)))
    assert [(p.name, p.chosen) for p in form.speakers] == [("Ada Voss", True), ("Estmark", False), ("Norvia", False)]
    assert [code.value for code in form.types if code.chosen] == ["assert"]
    assert form.statuses == ()
    assert mend.mend(view, asked("x")) is None


def test_others_of_the_same_sort_come_first(view):
    form = regroup.regroup(view, asked("happening-talks"))
    assert len(form.events) == 5
    assert [other.happening for other in form.others][:2] == ["happening-visit", "happening-second"]


def test_each_actor_of_a_party_but_one_can_be_told_to_be_somebody_else(view, maker):
    party = view.party(maker.party("Ada Voss"))
    page = parties.party(view, asked(party.id))
    assert len(party.actors) > 2
    assert {row.actor for row in page.splittable} == set(view_actors(view, party)) - {min(party.actors)}


def view_actors(view, party):
    return [actor for actor in party.actors if view.shelf.actor(actor) is not None]
