"""The timeline: as wide as what is known, hollow, dashed or struck as it is told, nothing over anything else."""

from datetime import date

import pytest

from communique.model import EventType, Status
from communique.web.drawings.axis import Interval
from communique.web.drawings.kinds import KINDS, STANDINGS, Kind, Standing, shape_of
from communique.web.drawings.timeline import MOST, ROWS, Placeable, radius_of, timeline

START, END = date(2026, 5, 1).toordinal(), date(2026, 5, 31).toordinal()


def one(key, first, last=None, *, lane=0, standing=Standing.SOLID, origins=1, open_end=False):
    start = START + first - 1
    end = None if open_end else START + (last or first) - 1
    return Placeable(
        id=key, lane=lane, kind=Kind.MEETING, standing=standing, interval=Interval(start, end), origins=origins
    )


def drawn(*placeables, names=("meeting", "force")):
    return timeline(placeables, names, START, END)


def test_a_day_is_a_sign_and_a_vague_date_a_bar_of_its_width():
    made = drawn(one("a", 4), one("b", 10, 19))
    sign, bar = sorted(made.marks, key=lambda m: m.id)
    assert not sign.is_bar
    assert bar.is_bar
    assert bar.width == pytest.approx(10 * made.axis.day, abs=0.2)
    assert sign.x == pytest.approx(made.axis.x(START + 3) + made.axis.day / 2, abs=0.1)
    assert sign.sign == ""
    assert bar.sign != ""


def test_an_open_end_is_a_short_bar_with_an_arrow():
    (bar,) = drawn(one("a", 4, open_end=True)).marks
    assert bar.is_bar
    assert bar.after
    assert not bar.before


def test_a_bar_that_goes_on_beyond_the_edge_says_so():
    (bar,) = drawn(one("a", -40, 60)).marks
    assert bar.before
    assert bar.after
    assert bar.x - bar.width / 2 >= 0


@pytest.mark.parametrize("standing", Standing)
def test_only_what_did_not_take_place_is_struck(standing):
    (mark,) = drawn(one("a", 4, standing=standing)).marks
    assert bool(mark.strike) == (standing is Standing.STRUCK)


def test_marks_of_one_day_are_stacked():
    made = drawn(*(one(f"m{n}", 4) for n in range(6)))
    assert len({mark.y for mark in made.marks}) == 6
    assert len({mark.x for mark in made.marks}) == 1


def test_no_mark_lies_over_another():
    made = drawn(*(one(f"m{n}", n % 28 + 1, n % 28 + 1 + n % 5, lane=n % 2, origins=n % 7) for n in range(150)))
    for number, mark in enumerate(made.marks):
        for other in made.marks[number + 1 :]:
            apart = abs(mark.x - other.x) >= (mark.width + other.width) / 2 - 0.2
            assert apart or abs(mark.y - other.y) >= 16


def test_the_best_backed_are_kept_and_the_rest_is_counted():
    made = drawn(*(one(f"m{n:03}", 4, origins=n) for n in range(ROWS + 5)))
    assert len(made.marks) == ROWS
    assert made.left_out == 5
    assert {mark.id for mark in made.marks} == {f"m{n:03}" for n in range(5, ROWS + 5)}
    assert made.lanes[0].shown == ROWS
    assert made.lanes[0].total == ROWS + 5


def test_there_are_never_more_than_so_many():
    made = drawn(*(one(f"m{n}", n % 31 + 1, lane=n % 2) for n in range(3000)))
    assert len(made.marks) <= MOST
    assert len(made.marks) + made.left_out == 3000


def test_an_empty_lane_is_not_drawn_and_lanes_do_not_overlap():
    made = timeline([one("a", 4, lane=0), one("b", 4, lane=2)], ("a", "b", "c"), START, END)
    assert [lane.name for lane in made.lanes] == ["a", "c"]
    assert made.lanes[0].y + made.lanes[0].height <= made.lanes[1].y
    assert made.lanes[-1].y + made.lanes[-1].height <= made.height


def test_more_hands_make_a_larger_sign():
    assert [radius_of(n) for n in (0, 1, 3)] == sorted({radius_of(n) for n in (0, 1, 3)})
    assert radius_of(6) == radius_of(600)


def test_the_order_of_adding_changes_nothing():
    marks = [one(f"m{n}", n % 9 + 1, origins=n % 3) for n in range(40)]
    assert drawn(*marks) == drawn(*reversed(marks))


def test_every_type_and_status_has_its_sign():
    assert set(KINDS) == set(EventType)
    assert set(STANDINGS) == set(Status)
    assert len({shape_of(kind, 8, 8, 5) for kind in Kind}) == len(Kind)


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        (Status.HAPPENED, Standing.SOLID),
        (Status.PLANNED, Standing.HOLLOW),
        (Status.EXPECTED, Standing.HOLLOW),
        (Status.DENIED, Standing.STRUCK),
        (Status.NEGATED, Standing.STRUCK),
        (Status.CANCELLED, Standing.STRUCK),
        (Status.CONDITIONAL, Standing.DASHED),
        (Status.DEMANDED, Standing.DASHED),
        (Status.POSSIBLE, Standing.DASHED),
    ],
)
def test_standings(status, standing):
    assert STANDINGS[status] is standing
