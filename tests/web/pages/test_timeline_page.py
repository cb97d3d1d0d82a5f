"""The page of the timeline: windows, filters, lanes; what has no date is never placed."""

from dataclasses import replace
from datetime import date

import pytest

from communique.model import When, WhenType
from communique.web.drawings.axis import Interval
from communique.web.drawings.kinds import Kind, Standing
from communique.web.pages.kind import Asked
from communique.web.pages.timeline import LISTED, make
from communique.web.pages.window import days_of, window_of
from communique.web.view import View
from tests.export_dossier.norvia import case
from tests.web.pages.views import asked, crowded, norvia, nothing


def party(view, name):
    return next(each.id for each in view.dossier.parties if each.name == name)


def ids(page):
    return {row.id.removeprefix("happening-") for row in page.rows}


def changed(key, **values):
    made = case()
    happenings = tuple(replace(h, **values) if h.id == f"happening-{key}" else h for h in made.dossier.happenings)
    return View("Norvia", replace(made.dossier, happenings=happenings), made.shelf)


def test_all_happenings_stand_on_the_axis_and_in_the_table():
    page = make(norvia(), asked(zoom="all"))
    assert ids(page) == {"talks", "second", "shelling", "visit", "offer"}
    assert {mark.id for mark in page.drawing.marks} == {row.id for row in page.rows}
    marks = {mark.id.removeprefix("happening-"): mark for mark in page.drawing.marks}
    assert marks["second"].is_bar
    assert marks["second"].standing is Standing.HOLLOW
    assert marks["visit"].strike
    assert not marks["talks"].is_bar
    assert {lane.name for lane in page.drawing.lanes} == {Kind.MEETING, Kind.AGREEMENT, Kind.FORCE}


@pytest.mark.parametrize(
    "when",
    [
        None,
        When(type=WhenType.DURATION, earliest=None, latest=None, edtf="PT5H", how="test"),
        When(type=WhenType.SET, earliest=None, latest=None, edtf="P1W", how="test", text="every Monday"),
    ],
)
def test_what_nobody_dates_is_listed_and_never_placed(when):
    page = make(changed("talks", when=when), asked(zoom="all"))
    assert "talks" not in ids(page)
    assert all(mark.id != "happening-talks" for mark in page.drawing.marks)
    assert [row.id for row in page.undated] == ["happening-talks"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"status": "cancelled"}, {"visit"}),
        ({"status": ("cancelled", "expected")}, {"visit", "second"}),
        ({"kind": "force"}, {"shelling"}),
        ({"type": "AGREE"}, {"offer"}),
        ({"place": "place-kosta"}, {"visit", "second"}),
        ({"issue": "withdrawal"}, {"offer"}),
        ({"origins": "2"}, {"talks", "shelling"}),
        ({"origins": "two"}, {"talks", "second", "shelling", "visit", "offer"}),
        ({"kind": "meeting", "place": "place-kosta", "status": "expected"}, {"second"}),
    ],
)
def test_filters(filters, expected):
    page = make(norvia(), asked(zoom="all", **filters))
    assert ids(page) == expected
    assert page.chosen == len(expected)
    assert page.total == 5


def test_two_parties_must_both_take_part():
    view = norvia()
    voss, berg = party(view, "Ada Voss"), party(view, "Ivo Berg")
    assert ids(make(view, asked(zoom="all", party=voss))) == {"talks", "offer"}
    assert ids(make(view, asked(zoom="all", party=(voss, berg)))) == {"talks"}


def test_a_filter_that_fits_nothing_leaves_no_drawing():
    page = make(norvia(), asked(kind="<script>"))
    assert page.drawing is None
    assert page.window is None
    assert page.rows == ()


def test_lanes_of_parties_show_a_happening_in_each():
    page = make(norvia(), asked(zoom="all", lanes="party"))
    lanes = {lane.name: lane.total for lane in page.drawing.lanes}
    assert lanes["Ada Voss"] == 2
    assert lanes["Ivo Berg"] == 2
    assert sum(mark.id == "happening-talks" for mark in page.drawing.marks) == 2


def test_fields_offer_what_there_is_with_counts():
    fields = {field.name: field for field in make(norvia(), asked(status="cancelled")).fields}
    assert {(o.value, o.count) for o in fields["status"].options} == {
        ("happened", 3),
        ("expected", 1),
        ("cancelled", 1),
    }
    assert [o.value for o in fields["status"].options if o.chosen] == ["cancelled"]
    assert "Ada Voss" in {o.label for o in fields["party"].options}


def test_an_empty_dossier_has_no_drawing():
    page = make(nothing(), Asked())
    assert (page.drawing, page.rows, page.undated, page.total) == (None, (), (), 0)


def test_a_crowded_window_says_how_much_is_not_drawn():
    page = make(crowded(), asked(zoom="all"))
    assert page.drawing.left_out > 0
    assert len(page.drawing.marks) + page.drawing.left_out == page.chosen - len(page.undated) - page.undated_more
    assert len(page.undated) <= LISTED


# Windows


def day(iso):
    return date.fromisoformat(iso).toordinal()


def span(*days):
    return [Interval(day(each), day(each)) for each in days]


def test_most_leaves_out_what_lies_far_off_and_says_so():
    spans = span("1921-03-01", "2026-05-01", "2026-05-04", "2026-05-06", "2026-05-09", "2026-05-20")
    window = window_of(spans, asked())
    assert window.zoom == "most"
    assert window.first > "2026-01-01"
    assert (window.before, window.after) == (1, 0)
    whole = window_of(spans, asked(zoom="all"))
    assert whole.first < "1921-03-02"
    assert (whole.before, whole.after) == (0, 0)


@pytest.mark.parametrize(
    ("zoom", "first", "last", "earlier", "later"),
    [
        ("year", "2026-01-01", "2026-12-31", "2025-12-31", None),
        ("month", "2026-05-01", "2026-05-31", "2026-04-30", "2026-06-01"),
        ("week", "2026-05-04", "2026-05-10", "2026-05-03", "2026-05-11"),
    ],
)
def test_calendar_windows_can_be_moved_as_far_as_there_is_something(zoom, first, last, earlier, later):
    spans = span("2025-11-03", "2026-05-06", "2026-08-01")
    window = window_of(spans, asked(zoom=zoom, at="2026-05-06"))
    assert (window.first, window.last, window.earlier, window.later) == (first, last, earlier, later)
    assert days_of(window) == (day(first), day(last))


@pytest.mark.parametrize("at", ["9999-12-31", "0001-01-01", "no day", "", "2026-13-01"])
@pytest.mark.parametrize("zoom", ["most", "all", "year", "month", "week", "decade"])
def test_odd_questions_give_a_window(zoom, at):
    window = window_of(span("2026-05-06"), asked(zoom=zoom, at=at))
    assert window.first <= window.last
    edges = window_of([Interval(1, 1), Interval(date.max.toordinal(), date.max.toordinal())], asked(zoom=zoom, at=at))
    assert edges.first <= edges.last
