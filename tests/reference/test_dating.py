"""When a page was written, from its words: an interval, or nothing."""

from dataclasses import replace
from datetime import date
from time import process_time

import pytest

from communique.model import Actor, When
from communique.reference.actors import read_actors
from communique.reference.atlas import Atlas
from communique.reference.atlas_types import Office
from communique.reference.dating import text_evidence
from communique.reference.times import sentences_of
from tests.markup import read


def office(since, until, holder="Ada Voss", kind="president"):
    return Office(
        holder=holder, country="NOR", title=kind.title(), kind=kind, sector="GOV", since=since, until=until,
        seen=None if until else "2025-12-31", wikidata=None,
    )  # fmt: skip


def dated(text, *offices):
    def holders(name):
        return tuple(o for o in offices if name in (o.holder, o.holder.split()[-1]))

    found = text_evidence(text, sentences_of(text), holders)
    return found.edtf if found else None


TERM = office("2025-01-20", None)
RUN = (
    "President Ada Voss will receive the envoys for a third day on Saturday. "
    "The two sides made progress this week, an aide said on December 5."
)


@pytest.mark.parametrize(
    ("text", "offices", "edtf"),
    [
        # The third day is a Saturday yet to come, so December 5 is the Friday before it: 2025 in these terms.
        (RUN, (TERM,), "2025-12-05/2025-12-06"),
        # A day with its weekday: December 5 was a Friday in 2014 of the years 2012 to 2016.
        ("President Voss spoke on Friday, December 5, and flew home.", (office("2012-01-01", "2016-12-31"),),
         "2014-12-05/2014-12-11"),
        # A year it looks back on ends the doubt between 2008 and 2014.
        ("President Voss spoke on Friday, December 5. She won in May 2012.", (office("2007-01-01", "2016-12-31"),),
         "2014-12-05/2014-12-11"),
        # Two names in office leave only the years both were.
        ("President Voss and Prime Minister Bo Lund spoke on Friday, December 5.",
         (office("2007-01-01", "2016-12-31"), office("2013-01-01", "2014-12-31", "Bo Lund", "prime minister")),
         "2014-12-05/2014-12-11"),
    ],
)  # fmt: skip
def test_the_words_leave_a_week_or_less(text, offices, edtf):
    assert dated(text, *offices) == edtf


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        # Nobody known in office, or somebody who no longer is.
        (RUN, ()),
        ("Former President Ada Voss spoke on Friday, December 5.", (office("2012-01-01", "2016-12-31"),)),
        # Two years fit: 2008 and 2014.
        ("President Voss spoke on Friday, December 5.", (office("2007-01-01", "2016-12-31"),)),
        # A day of the month that nothing ties to the week of writing is often an old one.
        ("President Voss met them on Friday. She had said on June 3 that she would.",
         (office("2014-01-01", "2014-12-31"),)),
        # September 11 names attacks, no day of the story.
        ("President Voss spoke Friday of the attacks of Friday, September 11.", (office("2015-01-01", "2015-12-31"),)),
        # No day of these terms has that weekday.
        ("President Voss spoke on Friday, December 5.", (office("2016-01-01", "2016-12-31"),)),
        ("", (TERM,)),
    ],
)  # fmt: skip
def test_anything_less_is_unknown(text, offices):
    assert dated(text, *offices) is None


def test_a_person_of_several_terms_is_not_in_office_between_them():
    text = "President Voss spoke on Friday, December 5."
    terms = office("2007-01-01", "2009-12-31"), office("2013-01-01", "2013-12-31")
    assert dated(text, *terms) == "2008-12-05/2008-12-11"


def test_a_president_has_not_the_terms_of_a_vice_president() -> None:
    atlas = Atlas.load()
    text = "President Joe Biden said on Wednesday, March 7 that envoys will meet."
    assert text_evidence(text, sentences_of(text), atlas.holders) is None
    text = "President Joe Biden said on Monday, March 7 that envoys will meet."
    found = text_evidence(text, sentences_of(text), atlas.holders)
    assert found is not None
    assert found.earliest is not None
    assert found.earliest.startswith("2022-03")


def test_work_does_not_grow_with_dates_said_again() -> None:
    atlas = Atlas.load()
    line = "President Recep Tayyip Erdogan said on December 5 that he will meet envoys for a third day on Saturday. "
    begin = process_time()
    text_evidence(line * 300, sentences_of(line * 300), atlas.holders)
    assert process_time() - begin < 8


def test_offices_are_looked_up_on_a_page_of_one_of_a_few_days() -> None:
    reading = read("{person Emmanuel/PROPN/nsubj/3 Macron/PROPN/flat/1} smiled=smile/VERB/root/0 ./PUNCT/punct/3")
    few = When.between(date(2022, 3, 7), date(2022, 3, 9), how="reference.dating.text_evidence")
    dated_reading = replace(reading, article=replace(reading.article, published=few))
    found = read_actors(dated_reading, Atlas.load(), lambda mention: True)
    assert [(r.target.country, r.target.sector) for r in found if isinstance(r.target, Actor)] == [("FRA", "GOV")]
