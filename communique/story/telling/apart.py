"""When two days, two places, or two accounts of who was there cannot both be right."""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.model import Event, Place, PlaceKind
from communique.story.distance import kilometres
from communique.story.telling.desk import DENIED, Desk, interval
from communique.story.telling.happenings import is_within

_OWN_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b\.?|\d", re.IGNORECASE
)
_NIGHT = re.compile(r"\b(?:night|overnight|late|early|dawn|midnight|eve|hours|morning)\b", re.IGNORECASE)
_STAYED_AWAY = re.compile(
    r"\b(?:attend\w*|join\w*|took part|take part|taking part|participat\w*|present|show\w* up|boycott\w*|"
    r"stay\w* away|skip\w*|absent)\b",
    re.IGNORECASE,
)
_APART_KM = 50.0
_LONGEST_DAYS = 7


def is_day(desk: Desk, event: Event) -> tuple[str, str] | None:
    """Return the days an event may have been on by its own words, None where they name no day.

    "On Tuesday" and "3 March" do, "recently" and "this year" do not. A night belongs to the days on both sides of it:
    "late on Monday" of one page is "early on Tuesday" of another.
    """
    days = interval(event.when)
    if days is None or event.when is None or not event.when.text or not _OWN_DAY.search(event.when.text):
        return None
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[1])
    if (last - first).days >= _LONGEST_DAYS:
        return None
    if _NIGHT.search(event.evidence[0].quote):
        first, last = _shifted(first, -1), _shifted(last, 1)
    return first.isoformat(), last.isoformat()


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def are_apart(one: Place, other: Place) -> bool:
    """Tell whether two places cannot be one: countries that differ, or towns over 50 kilometres from each other."""
    if is_within(one, other) or is_within(other, one):
        return False
    if one.country and other.country and one.country != other.country:
        return True
    towns = {PlaceKind.CITY, PlaceKind.FACILITY}
    if one.kind in towns and other.kind in towns:
        distance = kilometres(one, other)
        return distance is not None and distance > _APART_KM
    return False


def absent(desk: Desk, event: Event) -> tuple[str, ...]:
    """Return the parties that an event says stayed away: "Voss did not attend", "Estmark did not join the talks"."""
    cue = event.evidence[0].cue.of(desk.article_of(event.id).text)
    if event.status not in DENIED or not _STAYED_AWAY.search(cue):
        return ()
    return desk.parties.ids(event.actors)
