"""Which namesake a place name denotes, and when none is chosen."""

import re

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


def test_a_continent_has_no_point(atlas):
    found = where("Much of [Europe] agreed.", atlas)["Europe"].candidate
    assert (found.kind, found.lat) == (PlaceKind.AREA, None)


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
    for marked in ("[Homs], [Syria]", "[Springfield]", "[Xqzvtown]", "[Tbilisi]", "[San Jose] [Santa Cruz]"):
        for r in where(marked, atlas).values():
            assert getattr(places, r.how.rpartition(".")[2]).__doc__
