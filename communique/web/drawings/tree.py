"""The versions of a plan as a tree, first version on top, what became of each to its right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.web.drawings.text import fitted

WIDTH = 760.0
_LEFT = 18.0
_BRANCH = 26.0
"""How far a branch stands to the right of the one it leaves."""
_DRAFT = 46.0
_ANSWER = 26.0
_SIZE = 13.0
MOST = 120
"""Versions drawn at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody did to a version: ``sign`` "yes", "no" or "step"; words fit to print."""

    sign: str
    words: str
    conditional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version to be drawn; ``parent`` the number of the version it was made of, None for a first one."""

    id: str
    parent: int | None
    name: str
    about: str
    answers: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A version: a ring at (``x``, ``y``), its name and what is known of it beside."""

    id: str
    x: float
    y: float
    text_x: float
    name: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """What somebody did to a version, a line under it."""

    x: float
    y: float
    sign: str
    conditional: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The whole drawing, in its own units; ``links`` are the lines between versions as SVG paths."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    leaves: tuple[Leaf, ...]
    links: tuple[str, ...]
    left_out: int


def tree(versions: Sequence[Version]) -> Tree:
    """Draw versions in their order; a version made of one that has a successor already starts a branch.

    A parent that does not come before its version is taken as unknown.
    """
    shown = versions[:MOST]
    column: dict[int, int] = {}
    followed: set[int] = set()
    branches = 0
    for number, one in enumerate(shown):
        parent = one.parent if one.parent is not None and 0 <= one.parent < number else None
        if parent is not None and parent not in followed:
            column[number] = column[parent]
            followed.add(parent)
        elif number == 0:
            column[number] = 0
        else:
            branches = min(branches + 1, 8)
            column[number] = branches
    deepest = max(column.values(), default=0)
    text_x = _LEFT + deepest * _BRANCH + 20
    nodes: list[Node] = []
    leaves: list[Leaf] = []
    y = 22.0
    for number, one in enumerate(shown):
        room = WIDTH - text_x - 10
        nodes.append(
            Node(
                id=one.id,
                x=_LEFT + column[number] * _BRANCH,
                y=y,
                text_x=text_x,
                name=fitted(one.name, _SIZE + 1, room),
                about=fitted(one.about, _SIZE, room),
            )
        )
        below = y + _DRAFT - 6
        for said in one.answers:
            words = fitted(said.words, _SIZE, room - 26)
            leaves.append(Leaf(x=text_x + 8, y=below, sign=said.sign, conditional=said.conditional, words=words))
            below += _ANSWER
        y = below + 16
    links = tuple(
        _link(nodes[one.parent], nodes[number])
        for number, one in enumerate(shown)
        if one.parent is not None and 0 <= one.parent < number
    )
    return Tree(
        width=WIDTH,
        height=y,
        nodes=tuple(nodes),
        leaves=tuple(leaves),
        links=links,
        left_out=len(versions) - len(shown),
    )


def _link(parent: Node, child: Node) -> str:
    start, end = f"M{parent.x:.1f} {parent.y + 8:.1f}", f"L{child.x:.1f} {child.y - 8:.1f}"
    if parent.x == child.x:
        return start + end
    return f"{start}L{parent.x:.1f} {child.y - 26:.1f}L{child.x:.1f} {child.y - 14:.1f}{end}"
