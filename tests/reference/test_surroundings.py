"""Places that are not on the map: where they are put, and when they are not."""

import re
from time import process_time

import pytest

from communique.model import PlaceKind, Span
from communique.reference import surroundings
from communique.reference.atlas import Atlas
from communique.reference.places import resolve


@pytest.fixture(scope="module")
def atlas():
    return Atlas.load()


def where(marked, atlas):
    """Resolve the names in square brackets; return what each denotes."""
    text = re.sub(r"[\[\]]", "", marked)
    inner = [m.span(1) for m in re.finditer(r"\[(.*?)\]", marked)]
    spans = [Span(a - 2 * i - 1, b - 2 * i - 1) for i, (a, b) in enumerate(inner)]
    return {r.span.of(text): r for r in resolve(text, spans, atlas)}


def test_an_unknown_street_lies_around_the_towns_of_its_page_as_an_area(atlas):
    found = where("Fire engines came from [Lund] and [Malmö] to [Zumra Lane], and [Lund] sent more.", atlas)
    lund, lane = found["Lund"].candidate, found["Zumra Lane"]
    assert (lane.candidate.name, lane.candidate.kind, lane.candidate.country) == ("Zumra Lane", PlaceKind.AREA, "SWE")
    assert (lane.candidate.lat, lane.candidate.lon) == (lund.lat, lund.lon)
    assert lane.how == "reference.surroundings.around"
    assert (lane.lead, lane.candidate.geonames) == (0.0, None)
    assert surroundings.around.__doc__


@pytest.mark.parametrize(
    "marked",
    [
        "A fire in [Lund] was seen from [Zumradec].",  # one town is no neighbourhood
        "They flew from [Lund] to [Lyon], then to [Zumradec].",  # towns far apart
        "They flew from [Lund] and [Malmö] to [Zumradec] by way of [Lyon], [Oslo] and [Lyon].",
    ],
)
def test_without_towns_close_together_there_is_no_point(atlas, marked):
    found = where(marked, atlas)["Zumradec"].candidate
    assert found is None or found.lat is None


@pytest.mark.parametrize("word", ["Western", "Arab", "zumradec"])
def test_a_word_that_names_nothing_is_put_nowhere(atlas, word):
    found = where(f"Trains from [Lund] and [Malmö] met [{word}] envoys; [Lund] waited.", atlas)
    assert found[word].candidate is None


def test_an_agency_in_a_dateline_is_put_nowhere(atlas):
    found = where("Trains from [Lund] and [Malmö] were late ([ZPA]); [Lund] waited.", atlas)["ZPA"].candidate
    assert found is None or found.lat is None


def test_towns_on_both_sides_of_the_date_line_are_near(atlas):
    assert surroundings._distance((-17.0, 179.9), (-17.0, -179.9)) < 30


@pytest.mark.parametrize(
    ("marked", "name", "given"),
    [
        ("The march ended at the [Zumra Prison] in the northern city of [Tianjin].", "Zumra Prison", "Tianjin"),
        ("A film was shown at the [Zumra Theatre] in [Lyon].", "Zumra Theatre", "Lyon"),
        ("Shares rose at [Zumra Works], based in [Lyon].", "Zumra Works", "Lyon"),
        ("A well dried up in [Zumradec] district, [Bavaria].", "Zumradec", "Bavaria"),
        ("A swan was found at [Zumradec] in [Fife], [Scotland].", "Zumradec", "Fife"),
    ],
)
def test_a_building_lies_in_the_town_the_text_says(atlas, marked, name, given):
    found = where(marked, atlas)[name]
    assert (found.candidate.name, found.how) == (given, "reference.places.located")


@pytest.mark.parametrize(
    ("marked", "name", "kind", "region"),
    [
        ("Cases rose in [Washington], [Pennsylvania] and [Ohio].", "Washington", PlaceKind.REGION, "Washington"),
        ("The fair came to [Washington], [Pennsylvania].", "Washington", PlaceKind.CITY, "Pennsylvania"),
        ("Snow fell in [Washington state] and [Oregon].", "Washington state", PlaceKind.REGION, "Washington"),
        ("Doses reached [Niger], [Nigeria] and [Togo].", "Niger", PlaceKind.COUNTRY, ""),
        ("Floods hit [Clay], [Becker] and [Otter Tail] counties.", "Clay", PlaceKind.REGION, "Minnesota"),
        ("Police of [St. Cloud] and [Duluth] met in [Minneapolis].", "St. Cloud", PlaceKind.CITY, "Minnesota"),
    ],
)
def test_lists_of_states_and_counties(atlas, marked, name, kind, region):
    found = where(marked, atlas)[name].candidate
    assert (found.kind, found.region) == (kind, region)


def test_the_state_of_washington_is_not_where_the_capital_is(atlas):
    found = where("Snow fell in [Washington state] and [Oregon].", atlas)["Washington state"].candidate
    assert found.lon < -115
    capital = where("Envoys of [Norway] left [Washington] for [Oslo].", atlas)["Washington"].candidate
    assert (capital.kind, round(capital.lon)) == (PlaceKind.CITY, -77)


def test_a_page_of_a_thousand_names_is_put_in_time(atlas):
    names = [f"Zumra{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(3000)]
    text = "[Lund] [Malmö] " + " ".join(f"[{n}]" for n in names)
    began = process_time()
    found = where(text, atlas)
    assert process_time() - began < 5
    assert found[names[0]].candidate.kind is PlaceKind.AREA
    text = "[Lund], A" + "A" * 100_000 + " B and C counties"
    began = process_time()
    where(text, atlas)
    assert process_time() - began < 1


@pytest.mark.parametrize(
    ("marked", "names", "region"),
    [
        ("The fire chief of [Huntsville] met the judge of [Walker County].", ("Huntsville", "Walker County"), "Texas"),
        ("Crews of [Newark] and [Licking County] will meet.", ("Newark", "Licking County"), "Ohio"),
    ],
)
def test_a_town_and_its_county_speak_for_their_state(atlas, marked, names, region):
    found = where(marked, atlas)
    assert {found[n].candidate.region for n in names} == {region}


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("The [Athens] Police Department held a man.", "Athens", "USA"),
        ("A vote in [Athens] was late; [Athens] School District said so.", "Athens", "USA"),
        ("Envoys left [Athens]; the [Athens] Police Department of [Greece] held a man.", "Athens", "GRC"),
        ("The [Athens] police held a man.", "Athens", "GRC"),
        ("The [Malmö] Fire Department was late.", "Malmö", "SWE"),
    ],
)
def test_an_office_of_american_towns_speaks_for_america(atlas, marked, name, country):
    assert where(marked, atlas)[name].candidate.country == country


@pytest.mark.parametrize(
    ("name", "country", "latitude"), [("Cook Islands", "NZL", -21), ("Virgin Islands", "USA", 18), ("Niue", "NZL", -19)]
)
def test_a_dependency_lies_where_it_lies_and_not_in_the_state_that_answers_for_it(atlas, name, country, latitude):
    found = where(f"A storm passed over [{name}].", atlas)[name].candidate
    assert (found.country, round(found.lat)) == (country, latitude)
