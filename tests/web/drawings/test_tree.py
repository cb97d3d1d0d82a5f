"""Trees of versions: in order, branches beside, what became of each under it."""

from communique.web.drawings.text import width_of
from communique.web.drawings.tree import MOST, WIDTH, Said, Version, tree


def version(number, parent, *answers, name="ten-point plan"):
    said = tuple(Said(sign=sign, words=f"Norvia {sign}", conditional=False) for sign in answers)
    return Version(id=f"v{number}", parent=parent, name=name, about="5 May 2026", answers=said)


def test_versions_stand_one_under_another_and_are_linked():
    made = tree([version(0, None, "no"), version(1, 0, "yes", "step")])
    assert [node.id for node in made.nodes] == ["v0", "v1"]
    assert made.nodes[0].x == made.nodes[1].x
    assert len(made.links) == 1
    assert made.nodes[0].y < made.leaves[0].y < made.nodes[1].y < made.leaves[1].y < made.leaves[2].y < made.height


def test_a_second_version_of_the_same_one_is_a_branch():
    made = tree([version(0, None), version(1, 0), version(2, 0)])
    assert made.nodes[1].x == made.nodes[0].x
    assert made.nodes[2].x > made.nodes[0].x
    assert len(made.links) == 2


def test_a_parent_that_is_not_before_its_version_is_none():
    made = tree([version(0, 5), version(1, 1), version(2, -3)])
    assert made.links == ()
    assert len(made.nodes) == 3


def test_long_names_are_cut_to_the_drawing():
    made = tree([version(0, None, name="plan " * 300)])
    assert made.nodes[0].name.endswith("…")
    assert made.nodes[0].text_x + width_of(made.nodes[0].name, 14) <= WIDTH


def test_what_is_left_out_is_counted():
    made = tree([version(n, n - 1 if n else None) for n in range(MOST + 7)])
    assert len(made.nodes) == MOST
    assert made.left_out == 7
