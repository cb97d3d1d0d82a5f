"""Axes: marks at days, weeks, months or years, far enough apart; intervals as wide as what is known."""

import itertools
from datetime import date

import pytest

from communique.model import When, WhenType
from communique.web.drawings.axis import FIRST, LAST, Interval, Unit, axis, interval_of, ordinal_of


def day(iso):
    return date.fromisoformat(iso).toordinal()


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2026-05-04", "2026-05-10", Unit.DAY),
        ("2026-05-01", "2026-05-31", Unit.DAY),
        ("2026-04-01", "2026-06-30", Unit.WEEK),
        ("2026-01-01", "2026-12-31", Unit.MONTH),
        ("2019-01-01", "2026-12-31", Unit.MONTH),
        ("1921-03-01", "2026-05-01", Unit.YEAR),
        ("0001-01-01", "9999-12-31", Unit.YEAR),
    ],
)
def test_the_unit_follows_the_span(first, last, unit):
    made = axis(day(first), day(last), left=10, right=1170)
    assert made.unit is unit
    assert made.ticks
    gaps = [b.x - a.x for a, b in zip(made.ticks, made.ticks[1:], strict=False)]
    assert all(gap >= 58 for gap in gaps)
    assert all(10 <= tick.x <= 1170 for tick in made.ticks)


def test_weeks_begin_on_mondays_and_months_on_the_first():
    weeks = axis(day("2026-04-01"), day("2026-06-30"), left=0, right=1000).ticks
    assert all(date(t.year, t.month, t.day).weekday() == 0 for t in weeks)
    months = axis(day("2025-11-15"), day("2026-10-20"), left=0, right=1000).ticks
    assert {t.day for t in months} == {1}
    assert [t.month for t in months if t.strong] == [1]


@pytest.mark.parametrize(("years", "step"), [(40, 5), (100, 10), (300, 20), (800, 50), (9000, 1000)])
def test_years_stand_at_round_numbers(years, step):
    made = axis(day("1000-01-01"), date(1000 + years, 12, 31).toordinal() if years < 9000 else LAST, left=0, right=1150)
    found = [tick.year for tick in made.ticks]
    assert {b - a for a, b in itertools.pairwise(found)} == {step}
    assert all(year % step == 0 for year in found)


def test_an_axis_never_leaves_the_calendar():
    made = axis(FIRST - 100, LAST + 100, left=0, right=100)
    assert (made.first, made.last) == (FIRST, LAST)


def when(earliest, latest, kind=WhenType.DATE):
    return When(type=kind, earliest=earliest, latest=latest, edtf="x", how="test")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, None),
        (when(None, None, WhenType.DURATION), None),
        (when("2026-05-04", "2026-05-04"), Interval(day("2026-05-04"), day("2026-05-04"))),
        (when("2026-05-04T09:30", "2026-05-04T09:30"), Interval(day("2026-05-04"), day("2026-05-04"))),
        (when("2026-05-01", "2026-05-31"), Interval(day("2026-05-01"), day("2026-05-31"))),
        (when("2026-05-04", None), Interval(day("2026-05-04"), None)),
        (when("4 May <script>", "nonsense"), None),
    ],
)
def test_intervals(given, expected):
    assert interval_of(given) == expected


def test_an_open_end_is_known_only_at_its_other_end():
    opened = Interval(day("2026-05-04"), None)
    assert opened.known == (day("2026-05-04"), day("2026-05-04"))
    assert not opened.is_day
    assert Interval(5, 5).is_day
    assert Interval(9, 5).known == (9, 9)


def test_what_is_no_day_has_no_ordinal():
    assert ordinal_of("2026-02-30") is None
    assert ordinal_of("") is None
