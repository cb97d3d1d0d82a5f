"""Expressions of time: what they mean, and when nothing may be said."""

import json
import os
import random
from datetime import date
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

from communique.model import Span, When, WhenType
from communique.reference import anchoring
from communique.reference.tense import Tense, tense_of
from communique.reference.times import find_times, read_times, sentences_of
from communique.reference.times_grammar import find
from communique.reference.times_values import days_of, when_of
from tests.markup import read

SATURDAY = date(2025, 12, 6)


def times(text, published=SATURDAY):
    day = When.between(published, published, how="given") if published else None
    return {e.span.of(text): e for e in find_times(text, sentences_of(text), day)}


def values(text, published=SATURDAY):
    return {words: e.value for words, e in times(text, published).items()}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The envoys will meet on Saturday in Oslo.", "Saturday", "2025-12-06"),
        ("The envoys met on Saturday in Oslo.", "Saturday", "2025-12-06"),
        ("The envoys met on Friday in Oslo.", "Friday", "2025-12-05"),
        ("The envoys will meet on Friday in Oslo.", "Friday", "2025-12-12"),
        ("The minister said Monday that she will resign.", "Monday", "2025-12-01"),
        ("They could fly home as soon as Tuesday.", "Tuesday", "2025-12-09"),
        ("The two spoke for hours on December 2 at the palace.", "December 2", "2025-12-02"),
        ("The plan leaked in November.", "November", "2025-11"),
        ("Elections will be held in March.", "March", "2026-03"),
        ("He was sworn in last March.", "last March", "2025-03"),
        ("The text was agreed on 24 November 2013 in Geneva.", "24 November 2013", "2013-11-24"),
        ("Friday, Oct. 31, was quiet.", "Friday, Oct. 31", "2025-10-31"),
        ("The truce of the 1990s failed.", "the 1990s", "199"),
        ("It was signed in the spring of 2004.", "the spring of 2004", "2004-SP"),
        ("Growth slowed in the third quarter of 2019.", "the third quarter of 2019", "2019-Q3"),
        ("Talks resumed earlier this week in Baku.", "earlier this week", "2025-W49"),
        ("Talks collapsed last month.", "last month", "2025-11"),
        ("She left two years ago.", "two years ago", "2023"),
        ("She left ten days ago.", "ten days ago", "2025-11-26"),
        ("The convoy left yesterday morning.", "yesterday morning", "2025-12-05TMO"),
        ("The speech begins at 9 a.m. Tuesday, and will be short.", "9 a.m. Tuesday", "2025-12-09T09:00"),
        ("He has recently moved.", "recently", "PAST_REF"),
        ("The law was passed on 2015-07-14.", "2015-07-14", "2015-07-14"),
        ("It was filed on 31/12/2014.", "31/12/2014", "2014-12-31"),
        ("In the fifteenth century the town burned.", "the fifteenth century", "14"),
        ("The fleet sailed in 480 BC.", "480 BC", "BC0480"),
        ("They fought the Estmark war of 396-395 BC.", "396", "BC0396"),
        ("It flourished in the 460s BC.", "the 460s BC", "BC046"),
        ("The wall fell in nineteen eighty-nine.", "nineteen eighty-nine", "1989"),
        ("Trade froze in the winter of nineteen eighty-two.", "the winter of nineteen eighty-two", "1982-WI"),
        ("Voss speaks on Sunday, March eighth.", "Sunday, March eighth", "2026-03-08"),
        ("The Oslo paper wrote on Friday, Nov. 28: it failed.", "Friday, Nov. 28", "2025-11-28"),
        ("The index hit a high for the year.", "the year", "2025"),
        ("It earned more in the latest fiscal year.", "the latest fiscal year", "2024"),
        ("He resigned on Tuesday of last week.", "Tuesday of last week", "2025-11-25"),
        ("The court will sit on Friday week.", "Friday week", "2025-12-19"),
        ("Drones hit the port overnight into Friday.", "overnight into Friday", "2025-12-04TNI"),
        ("Drones hit the port overnight.", "overnight", "2025-12-05TNI"),
        ("Snow is expected to fall overnight.", "overnight", "2025-12-06TNI"),
        ("They met on Friday and, later in the day, signed.", "later in the day", "2025-12-05"),
        ("They met on Friday in a hall of 2011. Earlier in the day they rode.", "Earlier in the day", "2025-12-05"),
        ("A year earlier Norvia had refused.", "A year earlier", "2024"),
        ("On Friday, Norvia planned to pay the first part.", "Friday", "2025-12-05"),
        ("Neither Voss nor Holm could be asked Friday in Oslo.", "Friday", "2025-12-05"),
        ("The pact had been supposed to end Friday evening.", "Friday evening", "2025-12-05TEV"),
        ("Until Thursday, they had called no one.", "Thursday", "2025-12-04"),
        ("The talks are set for Thursday.", "Thursday", "2025-12-11"),
        ("Since February 2022 it has burned, Ada Voss said on Dec. 5.", "Dec. 5", "2025-12-05"),
        ("The envoy was expelled last Oct. 23 in Oslo.", "last Oct. 23", "2025-10-23"),
        ("The envoy is to return next March 3.", "next March 3", "2026-03-03"),
        ("Talks resume a week from Tuesday.", "a week from Tuesday", "2025-12-16"),
        ("By mid-afternoon the square was empty.", "mid-afternoon", "2025-12-06TAF"),
        ("It fell in the early morning hours of 3 June 2024.", "the early morning hours of 3 June 2024",
         "2024-06-03TMO"),
        ("It is the second day of the siege.", "the second day", "2025-12-06"),
        ("The krone has lost a tenth since year-end.", "year-end", "2024-12-31"),
        ("The sale will close by year-end.", "year-end", "2025-12-31"),
        ("The mines were to be gone by the year two thousand, Voss wrote.", "the year two thousand", "2000"),
        ("They met on Friday. Hurt by overnight losses, the krone fell from the previous Friday.",
         "the previous Friday", "2025-11-28"),
    ],
)  # fmt: skip
def test_value(text, words, value):
    assert values(text)[words] == value


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They spoke for nearly five hours.", "PT5H~"),
        ("After two days of talks they left.", "P2D"),
        ("It took a year and a half.", "P1.5Y"),
        ("It took half an hour.", "PT30M"),
        ("It lasted more than two decades.", "P20Y~"),
        ("It lost money in two quarters.", "P6M"),
        ("The yearlong siege is over.", "P1Y"),
        ("It will be paid over the next three quarters.", "P9M"),
        ("It ended ten days before the vote.", "P10D"),
        ("He refused, two days before negotiations resume.", "P2D"),
        ("Over the past three weeks they met.", "P3W"),
        ("It earned 4 million in the year ended so badly.", "P1Y"),
        ("The 14-month-old cease-fire broke, said a 52-year-old envoy.", "P14M"),
        ("The rule of Norvia took a decade and a half.", "P15Y"),
        ("It is the worst flood of the past century.", "P100Y"),
    ],
)
def test_duration(text, edtf):
    (found,) = times(text).values()
    assert (found.type, found.when.edtf, found.when.earliest) == (WhenType.DURATION, edtf, None)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They meet every week.", "P1W"),
        ("They meet every Monday.", "XXXX-WXX-1"),
        ("A daily call.", "P1D"),
        ("They met on Tuesdays.", "XXXX-WXX-2"),
        ("They pray every morning.", "XXXX-XX-XXTMO"),
    ],
)
def test_set(text, edtf):
    (found,) = times(text).values()
    assert (found.type, found.when.edtf) == (WhenType.SET, edtf)


def test_without_a_publication_date_nothing_is_counted_from_today():
    text = "They will meet on Saturday. The text came out on December 5, and last week he left. It ended in 2013."
    found = times(text, None)
    assert found["Saturday"].when is None
    assert found["last week"].when is None
    assert found["December 5"].when.edtf == "XXXX-12-05"
    assert found["December 5"].when.earliest is None
    assert found["2013"].when.edtf == "2013"


def test_a_figure_date_that_two_customs_read_differently_stays_open():
    (found,) = times("Signed 03/04/2015 by both.").values()
    assert found.value is None
    assert found.when is None


@pytest.mark.parametrize(
    "text",
    [
        "The protesters March on the capital tomorrow.", "May I ask a question?", "Some 2,000 troops crossed.",
        "He sent 1500 soldiers north.", "Jan Novak and Eastern allies objected.",
        "They now-and-then agree, the 52-year-old said.",
        "It costs $2000.", "It makes 10 million steps per second.",
        "A second chance.", "Guards stand there 24 hours a day.", "Now, says Voss, it looks lost.",
        "Now for the trial.", "The 136-year-old palace stands.", "He boasted in early-morning posts.",
        "About three quarters of the grain is lost.",
    ],
)  # fmt: skip
def test_words_that_only_look_like_times(text):
    assert not set(values(text)) - {"tomorrow"}


def test_the_storys_own_dates_anchor_what_follows():
    text = (
        "On 3 March 1921 the fleet mutinied. Two days later the fort fell. The next day the town surrendered. "
        "In May the leaders fled. Much earlier, in 1918, 1919 and 1920, they had won. Of 1914, 1915, 1916 and 1917 "
        "little is known. That year ended badly."
    )
    found = values(text)
    assert found["Two days later"] == "1921-03-05"
    assert found["The next day"] == "1921-03-06"
    assert found["May"] == "1921-05"


NARRATIVE = "Of 1911, 1912, 1913, 1914, 1915, 1916, 1917 and 1918 little is known."


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        # A year inside a sentence is an aside, at its start the clock of what follows.
        ("On 10 March 1921 the fort fell, which won them the war of 1922. By 1 April it was rebuilt.", "1 April",
         "1921-04-01"),
        ("On 10 March 1921 the fort fell. In 1922 a new one rose. By 1 April it stood.", "1 April", "1922-04-01"),
        # What looks back does not set the clock back.
        ("On 10 March 1921 the fort fell, two years after the pact. Five years earlier it had stood. In May it burned.",
         "May", "1921-05"),
        ("The siege began in October 1921. By February the town starved.", "February", "1922-02"),
        # A heading's year holds under it.
        ("1921: the siege\n\nThey had been friends in May 1920. Spies, it was found in April 1924, were there. "
         "On 9 June the gate fell.", "9 June", "1921-06-09"),
        ("1921: the siege\n\nThe wall was built in May 1918. On 9 June the gate fell.", "9 June", "1921-06-09"),
        ("It stood in May 1921, not as in 1918. That year ended badly.", "That year", "1918"),
        ("The king fled in May 1921. The fort is a museum today.", "today", "PRESENT_REF"),
        ("It burned on 6-7 February 1921.", "6", "1921-02-06"),
        ("It burned in February 1921. The next summer it rose again.", "The next summer", "1922-SU"),
    ],
)  # fmt: skip
def test_a_narrative_keeps_its_own_clock(text, words, value):
    assert values(f"{NARRATIVE}\n\n{text}")[words] == value


def test_a_text_of_ancient_years_counts_down():
    text = (
        "The war began in 492 BC. In 491 BC envoys came. The following year they fled. In 480 BC it ended, in August."
    )
    found = values(text)
    assert (found["The following year"], found["August"]) == ("BC0490", "BC0480-08")


@pytest.mark.parametrize(
    "text",
    ["Talks went into a third day on Saturday.", "Saturday was the third day of talks."],
)  # fmt: skip
def test_a_day_of_a_run_is_the_day_its_sentence_names(text):
    third = next(e for words, e in times(text).items() if "third" in words)
    assert (third.value, third.when.edtf) == ("2025-12-06", "2025-12-06")
    assert next(iter(times("It was the third day of talks.").values())).when is None


def test_an_hour_is_of_the_day_its_paragraph_names_or_of_none():
    text = "The train left on Thursday. At 6:36 p.m. it stopped.\nAt 9:15 p.m. the line was open."
    found = values(text)
    assert found["6:36 p.m."] == "2025-12-04T18:36"
    assert found["9:15 p.m."] is None


def test_vague_times_are_open_at_one_end():
    found = times("In recent days shells fell. In the coming weeks the envoys will return.")
    recent, coming = found["recent days"].when, found["the coming weeks"].when
    assert (recent.earliest, recent.latest, recent.edtf) == (None, "2025-12-06", "/2025-12-06")
    assert (coming.earliest, coming.latest, coming.edtf) == ("2025-12-06", None, "2025-12-06/")
    assert times("In recent days shells fell.", None)["recent days"].when is None


def test_what_counts_from_an_event_is_not_counted_from_another_date():
    text = "They met on 3 May 2014. The day before the vote he left."
    assert times(text)["The day before"].when is None


@pytest.mark.parametrize("text", ["Norvia's Independence Day passed.", "They marked Orthodox Christmas."])
def test_a_holiday_of_others_has_no_day_here(text):
    assert values(text) == {}


def test_a_companys_year_earlier_is_the_period_it_spoke_of():
    quarter = "In the third quarter of 2025 Norvia Steel earned 4 million, up from 3 million a year ago."
    nine = "In the first nine months it earned 9 million. In the year-earlier period it earned 8 million."
    assert values(quarter)["a year ago"] == "2024-Q3"
    assert values(nine)["the year-earlier period"] == "P9M"


def test_a_quarter_held_against_another_is_not_the_one_reported():
    text = (
        "Norvia Steel earned more in the third quarter. After a flat second quarter, sales rose on a year ago. "
        "In the 2024 period it had shut a mill."
    )
    assert values(text)["a year ago"] == "2024-Q3"
    assert values(text)["the 2024 period"] == "2024-Q3"


def test_a_stretch_of_unknown_length_has_timex3s_letters():
    assert values("The tribes fought for centuries.")["centuries"] == "PXC"
    assert values("The tribes fought for decades.")["decades"] == "PXE"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It opens by the end of 2026.", "2026-12"),
        ("It opened at the beginning of 2024.", "2024-01"),
        ("It fell in the early 1990s.", "1990/1993"),
        ("It fell in the mid-1990s.", "1993/1996"),
        ("It fell in the late 1990s.", "1996/1999"),
    ],
)  # fmt: skip
def test_the_edges_of_a_year_and_of_a_decade(text, edtf):
    (found,) = times(text).values()
    days = days_of(edtf.split("/")[0])[0].isoformat(), days_of(edtf.split("/")[-1])[1].isoformat()
    assert (found.when.earliest, found.when.latest) == days


def test_an_adjective_of_time_is_no_reference():
    reading = read("@published 2025-12-06\nThe current talks began on Friday.")
    assert [r.target.edtf for r in read_times(reading)] == ["2025-12-05"]


def test_ranges_become_one_interval():
    reading = read("@published 2025-12-06\nHe ruled from March 3 to 5, and between 2013 and 2015 he hid.")
    found = {r.mention.span.of(reading.article.text): r.target.edtf for r in read_times(reading)}
    assert found == {"March 3 to 5": "2025-03-03/2025-03-05", "2013 and 2015": "2013/2015"}


def test_late_and_early_cut_a_month():
    found = times("It fell in late March, and rose in early April of 2014.")
    assert found["late March"].when.earliest == "2025-03-21"
    assert found["early April of 2014"].when.latest == "2014-04-10"


def test_references_point_at_their_words_and_name_a_documented_function():
    reading = read("@published 2025-12-06\nThe two met on Friday. They left soon after, two days later.")
    references = read_times(reading)
    assert [r.mention.span.of(reading.article.text) for r in references] == ["Friday", "two days later"]
    assert references[0].target.earliest == "2025-12-05"
    for r in references:
        room, module, function = r.how.split(".")
        assert room == "reference"
        assert getattr(import_module(f"communique.reference.{module}"), function).__doc__


def test_every_rule_has_a_resolver_with_an_explanation():
    assert all(f.__doc__ for f in anchoring.RESOLVERS.values())


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The envoys will meet on DAY.", Tense.FUTURE), ("The envoys met on DAY.", Tense.PAST),
        ("The ministry said DAY it will act.", Tense.PAST), ("The king visits Rome DAY.", Tense.FUTURE),
        ("A rally is planned for DAY.", Tense.FUTURE), ("DAY.", Tense.UNKNOWN),
    ],
)  # fmt: skip
def test_tense(text, tense):
    at = text.index("DAY")
    assert tense_of(text, Span(0, len(text)), Span(at, at + 3)) is tense


def test_values_are_intervals_or_nothing():
    assert days_of("2024-02-30") is None
    assert days_of("2025-W49") == (date(2025, 12, 1), date(2025, 12, 7))
    assert days_of("202") == (date(2020, 1, 1), date(2029, 12, 31))
    assert when_of("2025-SU", WhenType.DATE, None, how="x", text="x").edtf == "2025-22"
    assert when_of("PAST_REF", WhenType.DATE, None, how="x", text="x") is None


def test_arbitrary_text_never_fails_and_spans_never_overlap():
    chooser = random.Random(7)
    pieces = ["9", "31", "May", "last", " ", "the ", "2013", "-", "/", "Monday", "two ", "weeks", "ago", ".", "BC",
              "'s", "every ", "99/99/9999", "half ", "quarter", "9999", "century", "0", "1000"]  # fmt: skip
    for _ in range(300):
        text = "".join(chooser.choice(pieces) + chooser.choice(["", " "]) for _ in range(12))
        found = find_times(text, (Span(0, len(text)),), When.between(SATURDAY, SATURDAY, how="given"))
        assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_a_long_line_of_figures_takes_no_time():
    text = "12/" * 20_000 + "1 " * 20_000
    assert find(text, Span(0, len(text))) is not None


GOLD = Path(os.environ.get("COMMUNIQUE_SHARED", Path(__file__).parents[3] / "shared")) / "gold" / "times" / "tbaq.jsonl"


@pytest.mark.slow
def test_offsets_on_real_news_are_exact():
    if not GOLD.exists():
        pytest.skip(f"no shared gold data at {GOLD}")
    for line in GOLD.read_text(encoding="utf-8").splitlines()[:40]:
        text = json.loads(line)["text"]
        for e in find_times(text, sentences_of(text), When.between(SATURDAY, SATURDAY, how="given")):
            assert e.span.of(text) == e.span.of(text).strip()


def test_days_that_may_be_either_anchor_what_comes_out_alike() -> None:
    text = "Holm arrived on December 2. She will leave on Saturday. Voss left yesterday."
    few = When.between(date(2025, 12, 5), date(2025, 12, 6), how="reference.dating.text_evidence")
    found = [e.value for e in find_times(text, sentences_of(text), few)]
    assert found == ["2025-12-02", "2025-12-06", None]
    year = When.between(date(2025, 1, 1), date(2025, 12, 31), how="given")
    assert next(e.value for e in find_times(text, sentences_of(text), year)) != "2025-12-02"


def test_a_word_inside_a_longer_name_tells_no_time() -> None:
    reading = read("Voss told {organisation Kosta Today} on 3 May 2021 that {person Sunday Adeyemi} had left.")
    said = [r.mention.span.of(reading.article.text) for r in read_times(reading)]
    assert said == ["3 May 2021"]


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1)])
def test_a_publication_no_text_can_have_anchors_nothing(day: date) -> None:
    text = "They meet for a third day on Saturday, and again Friday week."
    found = find_times(text, sentences_of(text), When.between(day, day, how="given"))
    assert all(e.when is None or e.when.earliest is None for e in found)


@pytest.mark.parametrize("text", ["It was hit about 1100 hrs.", "It came at 0930 hours.", "It left at 1400 hours."])
def test_an_hour_is_no_year_and_no_number_of_hours(text: str) -> None:
    assert not [v for v in values(text) if v and ("1100" in v or "0930" in v or "1400" in v)]
