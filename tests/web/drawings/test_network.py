"""Networks: the same picture for the same parties, discs and names apart, what is left out counted."""

import math

from communique.web.drawings.network import MOST, SIZE, WIDTH, Member, Tie, network
from communique.web.drawings.text import Box, width_of


def members(number):
    return [Member(id=f"p{n:02}", name=f"Party number {n}", weight=number - n) for n in range(number)]


def tie(left, right, count=1, done=1):
    return Tie(left=f"p{left:02}", right=f"p{right:02}", count=count, done=done)


def ring(number):
    return [tie(min(n, (n + 1) % number), max(n, (n + 1) % number), n + 1) for n in range(number)]


def test_the_same_parties_give_the_same_picture_in_any_order():
    who, ties = members(20), ring(20)
    assert network(who, ties) == network(who[::-1], ties[::-1])


def test_discs_lie_in_the_drawing_and_apart():
    made = network(members(MOST), ring(MOST))
    for number, point in enumerate(made.points):
        assert point.r <= point.x <= WIDTH - point.r
        assert point.r <= point.y <= made.height - point.r
        for other in made.points[number + 1 :]:
            assert math.dist((point.x, point.y), (other.x, other.y)) >= point.r + other.r - 1


def test_parties_that_all_met_one_another_are_moved_apart():
    ties = [tie(a, b, 5) for a in range(18) for b in range(a + 1, 18)] + [tie(0, n) for n in range(18, MOST)]
    points = network(members(MOST), ties).points
    for number, point in enumerate(points):
        for other in points[number + 1 :]:
            assert math.dist((point.x, point.y), (other.x, other.y)) >= point.r + other.r


def test_names_lie_over_no_other_name_and_no_disc():
    made = network(members(MOST), ring(MOST))
    boxes = [Box(p.x - p.r, p.y - p.r, p.x + p.r, p.y + p.r) for p in made.points]
    for point in made.points:
        if point.label:
            wide = width_of(point.label.text, SIZE)
            left = point.label.x - {"start": 0, "end": wide, "middle": wide / 2}[point.label.anchor]
            boxes.append(Box(left, point.label.y - SIZE * 0.8, left + wide, point.label.y + SIZE * 0.2))
    names = boxes[len(made.points) :]
    assert len(names) > MOST // 2
    for number, box in enumerate(names):
        assert not any(box.meets(other) for other in names[number + 1 :])
        assert not any(box.meets(disc) for disc in boxes[: len(made.points)])


def test_the_most_connected_are_drawn_and_the_others_counted():
    made = network(members(MOST + 9), [tie(0, n) for n in range(1, MOST + 9)])
    assert len(made.points) == MOST
    assert made.left_out == 9
    assert made.lines_left_out == 9


def test_no_party_is_left_without_its_line():
    who = members(50)
    ties = [tie(a, b, 5) for a in range(22) for b in range(a + 1, 22)] + [tie(0, n, 1) for n in range(22, 50)]
    made = network(who, ties)
    drawn = {end for line in made.lines for end in (line.left, line.right)}
    assert drawn == {member.id for member in who}
    assert made.lines_left_out == len(ties) - len(made.lines) > 0


def test_more_happenings_make_a_wider_line_and_what_did_not_take_place_is_told_apart():
    made = network(members(3), [tie(0, 1, 9), tie(1, 2, 1, 0)])
    by_pair = {(line.left, line.right): line for line in made.lines}
    assert by_pair["p00", "p01"].width > by_pair["p01", "p02"].width
    assert by_pair["p00", "p01"].done
    assert not by_pair["p01", "p02"].done


def test_one_or_two_parties_are_drawn_too():
    assert len(network(members(1), []).points) == 1
    assert len({point.x for point in network(members(2), [tie(0, 1)]).points}) == 2
    assert network([], []).points == ()
