"""The point of a country out of several published ones."""

from __future__ import annotations

import pytest

from training.atlas.outlines import middle


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([(10.0, 20.0)], (10.0, 20.0)),
        # Two that lie near each other: half way, and the third, far off, does not count.
        ([(10.0, 20.0), (10.0, 21.0), (10.0, 30.0)], (10.0, 20.5)),
        # 222 km apart, so that both lie within 150 km of the middle.
        ([(0.0, 20.0), (0.0, 22.0)], (0.0, 21.0)),
        # All three are far apart: the first, which is the one we trust most, stands.
        ([(0.0, 20.0), (0.0, 40.0), (0.0, 29.0)], (0.0, 20.0)),
    ],
)
def test_the_middle_of_as_many_points_as_lie_near_it(points, expected):
    assert middle(points) == pytest.approx(expected)
