"""Which namesake a place name denotes, and when none is chosen."""

import re
from time import process_time

import pytest

from communique.model import MentionKind, PlaceKind, Span
from communique.reference import places
from communique.reference.atlas import Atlas
from communique.reference.places import read_places, resolve
from tests.markup import read


@pytest.fixture(scope="module")
def atlas():
    return Atlas.load()


def where(marked, atlas):
    """Resolve the names in square brackets; return what each denotes."""
    spans, text, at = [], "", 0
    for m in re.finditer(r"\[(.*?)\]", marked):
        text += marked[at : m.start()]
        spans.append(Span(len(text), len(text) + len(m[1])))
        text += m[1]
        at = m.end()
    text += marked[at:]
    return {r.span.of(text): r for r in resolve(text, spans, atlas)}


@pytest.mark.parametrize(
    ("marked", "name", "territory", "region"),
    [
        ("They met in [Miami], [U.S.], for talks.", "Miami", "US", "Florida"),
        ("A blast in [Homs], [Syria], killed two.", "Homs", "SY", "Homs"),
        ("The fair in [Paris], [Texas], was full.", "Paris", "US", "Texas"),
        ("She flew from [London] to [Paris].", "Paris", "FR", "Île-de-France"),
        ("Shelling hit [Donetsk] and [Mariupol] in [Ukraine].", "Donetsk", "UA", "Donetsk"),
    ],
)
def test_the_right_namesake(atlas, marked, name, territory, region):
    found = where(marked, atlas)[name].candidate
    assert (found.territory, found.region) == (territory, region)


def test_a_country_is_not_a_town_of_its_own(atlas):
    found = where("Ministers from [Mexico] and [Chile] met in [New Delhi].", atlas)
    assert found["Mexico"].candidate.kind is PlaceKind.COUNTRY
    assert found["Chile"].candidate.country == "CHL"
    assert found["New Delhi"].candidate.country == "IND"


def test_georgia_follows_its_company(atlas):
    assert (
        where("[Georgia] and [Armenia] opened the border near [Tbilisi].", atlas)["Georgia"].candidate.country == "GEO"
    )


def test_regions_waters_and_seats(atlas):
    found = where("The [Donbas], the [Black Sea] and the [Kremlin].", atlas)
    assert (found["Donbas"].candidate.kind, found["Donbas"].candidate.country) == (PlaceKind.REGION, "UKR")
    assert found["Black Sea"].candidate.kind is PlaceKind.WATER
    assert found["Kremlin"].candidate.kind is PlaceKind.FACILITY


def test_a_bare_name_is_the_city_and_a_province_is_what_the_text_calls_one(atlas):
    found = where("[Kiev] and [New Delhi] differ. It holds the [Volyn] and [Luhansk] provinces.", atlas)
    assert found["Kiev"].candidate.geonames == 703448
    assert found["New Delhi"].candidate.name == "New Delhi"
    assert found["Luhansk"].candidate.kind is PlaceKind.REGION
    assert found["Volyn"].candidate.kind is PlaceKind.REGION


def test_an_unknown_name_is_not_pinned(atlas):
    found = where("He hid in [Xqzvtown].", atlas)["Xqzvtown"]
    assert found.candidate is None
    assert found.how == "reference.places.unknown"


def test_a_continent_is_an_area_with_the_point_of_its_label(atlas):
    found = where("Much of [Europe] agreed, and [African] envoys with it.", atlas)
    assert (found["Europe"].candidate.kind, round(found["Europe"].candidate.lat)) == (PlaceKind.AREA, 49)
    assert found["African"].candidate.name == "Africa"


@pytest.mark.parametrize(
    ("marked", "name", "kind", "country"),
    [
        ("[KHARTOUM]: Envoys of the [UNHCR] met.", "KHARTOUM", PlaceKind.CITY, "SDN"),
        ("[KHARTOUM]: Envoys of the [UNHCR] met.", "UNHCR", None, None),
        ("Floods along the [Tana] river near [Garissa].", "Tana", None, None),
        ("They met by the [Jordan] River near [Jericho].", "Jordan", PlaceKind.WATER, None),
        ("A crash on [Derby] Road in [Leeds].", "Derby", None, None),
        ("The [Jordan] City Council met in [Minnesota].", "Jordan", PlaceKind.CITY, "USA"),
        ("Ferries left the [South Island].", "South Island", PlaceKind.REGION, "NZL"),
        ("Ferries left the [Upper Island].", "Upper Island", None, None),
        ("She left [Heathrow Airport] for [Ben Gurion Airport].", "Ben Gurion Airport", PlaceKind.FACILITY, "ISR"),
        ("She left [Buffalo], [New York], at dawn.", "New York", PlaceKind.REGION, "USA"),
        ("She flew to [New York] from [Paris].", "New York", PlaceKind.CITY, "USA"),
        ("Shells fell on [Kherson] and [Odesa].", "Kherson", PlaceKind.CITY, "UKR"),
        ("Troops entered [Pangasinan] from [Manila].", "Pangasinan", PlaceKind.REGION, "PHL"),
        ("Shops closed in [the old quarter of Aleppo].", "the old quarter of Aleppo", PlaceKind.CITY, "SYR"),
        ("Talks in [the Syrian town of Idlib] failed.", "the Syrian town of Idlib", PlaceKind.CITY, "SYR"),
        ("Wildfires near [Kelowna], [B.C.], spread.", "B.C.", PlaceKind.REGION, "CAN"),
        ("Envoys of the [European Union] left.", "European Union", PlaceKind.AREA, None),
    ],
)
def test_what_a_name_denotes(atlas, marked, name, kind, country):
    found = where(marked, atlas)[name].candidate
    assert (found and found.kind, found and found.country) == (kind, country)


@pytest.mark.parametrize(
    ("marked", "name", "kind", "given"),
    [
        ("The accused stood in [Cairo Criminal Court].", "Cairo Criminal Court", PlaceKind.CITY, "Cairo"),
        ("In [Ulm] the bells of [Ulm Minster] rang.", "Ulm Minster", PlaceKind.CITY, "Ulm"),
        ("The bells of [Ulm Minster] rang.", "Ulm Minster", None, None),
        ("He left the [Estonian Foreign Ministry].", "Estonian Foreign Ministry", PlaceKind.COUNTRY, "Estonia"),
        ("She read at the [University of Alberta].", "University of Alberta", PlaceKind.REGION, "Alberta"),
        ("She read at [Lincoln University].", "Lincoln University", None, None),
        ("They met at the [American University of Beirut].", "American University of Beirut", PlaceKind.CITY, "Beirut"),
        ("Queues at the [Iranian Embassy] grew.", "Iranian Embassy", None, None),
    ],
)
def test_a_public_building_is_given_the_place_it_is_named_after(atlas, marked, name, kind, given):
    found = where(marked, atlas)[name]
    assert (found.candidate and found.candidate.kind, found.candidate and found.candidate.name) == (kind, given)
    assert found.how == ("reference.places.named_after" if kind else "reference.places.unknown")


def test_a_seat_of_many_countries_needs_its_country_on_the_page(atlas):
    assert where("They met at [State House] in [Lusaka].", atlas)["State House"].candidate is None
    assert where("They met at [State House] in [Nairobi].", atlas)["State House"].candidate.country == "KEN"


@pytest.mark.parametrize(
    ("marked", "name", "given", "how"),
    [
        ("A blast in [Zumravan], [Syria] killed two.", "Zumravan", "Syria", "located"),
        ("A blast in [Syria]'s [Zumravan] killed two.", "Zumravan", "Syria", "located"),
        ("They met at the [Salt Cellar], [Amman].", "Salt Cellar", "Amman", "located"),
        ("Sent to [Zumravan], [Syria] and [Iraq].", "Zumravan", None, "unknown"),
        ("Work on [Zumravan Road], [Jordan] began.", "Zumravan Road", None, "unknown"),
        ("[Iraq] sent troops from [Mosul] and [Kirkuk] to [Rabiyah].", "Rabiyah", None, "stray"),
        ("[Kuwait] sent troops to [Rabiyah].", "Rabiyah", "Ar Rābiyah", "only"),
        ("The [Syrian] town of [Hama] fell.", "Hama", "Ḩamāh", "contained"),
        ("A vote in [Pakistan]'s [Punjab] province.", "Punjab", "Punjab", "contained"),
        ("It was captured near [Palmyra, Syria], in May.", "Palmyra, Syria", "Tadmur", "only"),
        ("It was captured near [Zumravan, Syria], in May.", "Zumravan, Syria", "Syria", "located"),
        ("Aid reached [Madaya], they said in [Syria].", "Madaya", "Maḑāyā", "weighed"),
        ("He moved to [East Berlin] with [Ada Voss] of [Germany].", "East Berlin", "Berlin", "weighed"),
        ("Envoys of the [Bush] administration left; [Bush] had sent them.", "Bush", None, "unknown"),
        ("She sang in [Lebanon], then in [Denver], [Colorado], [US].", "Lebanon", "Lebanon", "weighed"),
        ("She sang in [Lebanon], then in [Harrisburg] in [Pennsylvania].", "Lebanon", "Lebanon", "weighed"),
        ("Brought in at [Brussels airport].", "Brussels airport", "Brussels Airport", "only"),
        ("Shells fell on [South Lebanon], said [Israel].", "South Lebanon", "South Governorate", "weighed"),
        ("Snow fell on [Buryatia].", "Buryatia", "Buryatiya Republic", "only"),
        ("Ferries brought them by [Ellis Island].", "Ellis Island", None, "unknown"),
        ("The siege of [the city of] ended.", "the city of", None, "unknown"),
        ("They held [the town].", "the town", None, "unknown"),
        ("The envoy left [Greece] for [New York] and the [United States].", "Greece", "Greece", "weighed"),
        ("Streets of [Rome] and [Paris], seen from [New York] in the [US].", "Rome", "Rome", "weighed"),
    ],
)
def test_what_the_text_says_of_where_a_place_lies(atlas, marked, name, given, how):
    found = where(marked, atlas)[name]
    assert (found.candidate and found.candidate.name, found.how.rpartition(".")[2]) == (given, how)


def test_a_town_called_like_a_country_needs_its_state(atlas):
    abroad = where("She sang in [Lebanon], then in [Denver], [Colorado], [US].", atlas)["Lebanon"].candidate
    at_home = where("She sang in [Lebanon], then in [Harrisburg] in [Pennsylvania].", atlas)["Lebanon"].candidate
    assert (abroad.country, at_home.country) == ("LBN", "USA")


def test_the_punjab_of_pakistan(atlas):
    found = where("A vote in [Pakistan]'s [Punjab] province.", atlas)["Punjab"].candidate
    assert found.country == "PAK"


def test_a_county_and_its_town_decide_for_one_another(atlas):
    found = where("Firemen from [Huntsville] crossed [Walker County] to [Trinity County].", atlas)
    assert {found[n].candidate.region for n in ("Huntsville", "Walker County")} == {"Texas"}


def test_states_in_a_list_speak_for_a_state(atlas):
    found = where("Cases rose in [Ohio], [Michigan], [New York] and [Indiana].", atlas)
    assert found["New York"].candidate.kind is PlaceKind.REGION


def test_a_long_page_is_weighed_in_time(atlas):
    names = ["Springfield", "San Jose", "Santa Cruz", "Tana", "Georgia", "Victoria"] * 2000
    text = " ".join(names)
    spans, at = [], 0
    for name in names:
        spans.append(Span(at, at + len(name)))
        at += len(name) + 1
    began = process_time()
    assert len(resolve(text, spans, atlas)) == len(spans)
    assert process_time() - began < 5


def test_who_governs_from_nowhere_stays_a_place(atlas):
    reading = read(
        "They/PRON/nsubj/2 joined=join/VERB/root/0 the/DET/det/5 {place Mosul/PROPN/compound/5} offensive/NOUN/obj/2"
    )
    assert [r.target.name for r in read_places(reading, atlas)] == ["Mosul"]


def test_only_places_are_references_and_they_share_an_id(atlas):
    reading = read(
        "In/ADP/case/2 {place Moscow/PROPN/obl/4} they/PRON/nsubj/4 met/VERB/root/0 ./PUNCT/punct/4\n"
        "{place Moscow/PROPN/nsubj/2} said=say/VERB/root/0 no/INTJ/obj/2 ./PUNCT/punct/2\n"
        "Near/ADP/case/2 {place Moscow/PROPN/obl/3} snow=snow/VERB/root/0"
    )  # fmt: skip
    references = read_places(reading, atlas)
    assert len(references) == 2, "the second is the government"
    assert len({r.target.id for r in references}) == 1
    assert references[0].target.geonames == 524901
    assert all(0 < r.score <= 1 and r.mention.kind is MentionKind.PLACE for r in references)


def test_the_same_page_gives_the_same_answer_in_any_order(atlas):
    text = "Springfield, Ohio, Dayton and Columbus."
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[A-Z]\w+", text)]
    there = {r.span: r.candidate for r in resolve(text, spans, atlas)}
    back = {r.span: r.candidate for r in resolve(text, spans[::-1], atlas)}
    assert there == back
    assert there[spans[0]].region == "Ohio"


def test_every_how_is_a_function_with_an_explanation(atlas):
    for marked in (
        "[Homs], [Syria]",
        "[Springfield]",
        "[Xqzvtown]",
        "[Tbilisi]",
        "[San Jose] [Santa Cruz]",
        "the [Tana] river",
        "[Moscow City Hall]",
        "[State House]",
    ):
        for r in where(marked, atlas).values():
            assert getattr(places, r.how.rpartition(".")[2]).__doc__


def test_a_name_unknown_on_a_page_of_one_country_has_that_country_and_no_point(atlas: Atlas) -> None:
    text = "Envoys from Lyon, Marseille and Toulouse met in Zumradec."
    names = ("Lyon", "Marseille", "Toulouse", "Zumradec")
    spans = [Span(text.index(n), text.index(n) + len(n)) for n in names]
    *_, last = resolve(text, spans, atlas)
    assert last.candidate is not None
    assert (last.candidate.name, last.candidate.country, last.candidate.lat) == ("Zumradec", "FRA", None)
    assert last.how == "reference.places.setting"
    text = text.replace("Toulouse", "Oslo")
    spans = [Span(text.index(n), text.index(n) + len(n)) for n in ("Lyon", "Marseille", "Oslo", "Zumradec")]
    assert resolve(text, spans, atlas)[-1].candidate is None
