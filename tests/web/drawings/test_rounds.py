"""Bars of rounds: each in the row of its series, labels beside or in them, nothing over anything else."""

from communique.web.drawings.axis import Interval
from communique.web.drawings.kinds import Standing
from communique.web.drawings.rounds import SIZE, WIDTH, Held, bars
from communique.web.drawings.text import width_of

FIRST, LAST = 739700, 739900


def held(key, first, last, *, series=0, label="1 · Lundal", standing=Standing.SOLID):
    return Held(id=key, series=series, standing=standing, interval=Interval(first, last), label=label)


def drawn(*rounds, names=("Norvia – Estmark", "Norvia – Sarn")):
    return bars(rounds, names, FIRST, LAST)


def test_a_bar_is_as_wide_as_its_days():
    made = drawn(held("a", FIRST + 10, FIRST + 39))
    assert abs(made.bars[0].width - 30 * made.axis.day) < 0.2


def test_a_long_bar_has_its_label_inside_a_short_one_beside_it():
    made = drawn(held("long", FIRST, FIRST + 80), held("short", FIRST + 120, FIRST + 120))
    by_id = {bar.id: bar for bar in made.bars}
    assert by_id["long"].inside
    assert not by_id["short"].inside
    assert by_id["short"].label_x > by_id["short"].x + by_id["short"].width


def test_a_label_never_leaves_the_drawing():
    made = drawn(
        held("a", LAST, LAST, label="3 · A town of a very long name in the far north of Velmland, at the port")
    )
    (bar,) = made.bars
    assert bar.label_x >= 0
    assert bar.label_x + width_of(bar.label, SIZE) <= WIDTH


def test_bars_and_labels_keep_apart():
    made = drawn(*(held(f"r{n}", FIRST + 3 * n, FIRST + 3 * n + n % 4) for n in range(30)))
    boxes = [(min(b.x, b.label_x), max(b.x + b.width, b.label_x + width_of(b.label, SIZE)), b.y) for b in made.bars]
    for number, (left, right, y) in enumerate(boxes):
        for other_left, other_right, other_y in boxes[number + 1 :]:
            assert y != other_y or right <= other_left or other_right <= left


def test_a_series_without_a_round_is_not_drawn():
    made = drawn(held("a", FIRST, FIRST, series=1))
    assert [row.name for row in made.rows] == ["Norvia – Sarn"]
    assert made.rows[0].y < made.bars[0].y < made.height
