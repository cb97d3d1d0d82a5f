"""The map: towns where they are, countries shaded, the region of what is there."""

import pytest

from communique.web.drawings.kinds import Standing
from communique.web.drawings.world import HEIGHT, SHADES, WIDTH, Spot, Tint, outlines, world


def spot(name, lat, lon, count=1):
    return Spot(id=name, name=name, lat=lat, lon=lon, count=count, standing=Standing.SOLID)


def test_the_outlines_are_there():
    made = outlines()
    assert len(made) > 170
    assert {"KOS", "PSE", "TWN", "CHE"} <= set(made)
    swiss = made["CHE"].box
    assert 1850 < swiss.left < swiss.right < 1920
    assert 415 < swiss.top < swiss.bottom < 450


def test_a_town_lies_in_the_region_shown():
    made = world([spot("Geneva", 46.2, 6.15), spot("Vienna", 48.2, 16.37)], [])
    geneva, vienna = sorted(made.discs, key=lambda disc: disc.name)
    assert 0 < geneva.x < vienna.x < WIDTH
    assert 0 < vienna.y < geneva.y < made.height == pytest.approx(HEIGHT)
    assert {land.code for land in made.lands} < set(outlines())


def test_only_what_is_known_only_of_a_country_is_shaded():
    made = world([], [Tint(code="CHE", count=16), Tint(code="AUT", count=1)])
    shades = {land.code: land.shade for land in made.lands if land.shade}
    assert shades == {"CHE": SHADES, "AUT": 1}


def test_a_very_large_country_does_not_push_the_towns_to_the_edge():
    towns = [spot("Geneva", 46.2, 6.15), spot("Vienna", 48.2, 16.37)]
    alone, with_russia = world(towns, []), world(towns, [Tint(code="RUS", count=3)])
    assert alone.transform == with_russia.transform
    assert world([], [Tint(code="RUS", count=3)]).lands


def test_the_whole_world_is_shown_where_it_is_asked_for_or_nothing_is_known():
    everywhere = world([spot("Geneva", 46.2, 6.15)], [], whole=True)
    assert {land.code for land in everywhere.lands} == set(outlines())
    assert world([], []).transform == everywhere.transform
    assert world([spot("Oslo", 59.9, 10.7), spot("Suva", -18, 178), spot("Lima", -12, -77)], []).discs


def test_a_place_beyond_the_edge_is_counted():
    made = world([spot("Pole", -89.9, 0), spot("Geneva", 46.2, 6.15)], [], whole=True)
    assert [disc.name for disc in made.discs] == ["Geneva"]
    assert made.outside == 1


def test_more_happenings_make_a_larger_disc_and_lie_under_smaller_ones():
    made = world([spot("A", 46, 6, 1), spot("B", 47, 7, 40)], [])
    assert [disc.name for disc in made.discs] == ["B", "A"]
    assert made.discs[0].r > made.discs[1].r
