"""Stories: pages on one course of events, told in moments."""

from __future__ import annotations

from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED, outlet_of
from communique.export.wording import clipped
from communique.model import Story
from communique.web.cited import Part, happening_lines, part_of, place_in_time
from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.origins import title_of
from communique.web.telling import Count, Line, count_of
from communique.web.view import View

SIZE = 50
LINES = 300
"""Happenings of a story shown at most, the first ones in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story in the list; ``first`` and ``last``: days (EDTF) of its moments."""

    id: str
    title: str
    first: str | None
    last: str | None
    happenings: int
    count: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """The list of stories, the one with most pages first."""

    found: Part[StoryRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentRow:
    """What happened on one day or in one span of days (EDTF), None where nobody says when."""

    when: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryArticle:
    """A page of a story."""

    article: str
    title: str
    outlet: str
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """One story: its moments in the order of time, its pages, the hands they come from (id and name)."""

    id: str
    title: str
    count: Count
    moments: tuple[MomentRow, ...]
    more: int
    articles: tuple[StoryArticle, ...]
    origins: tuple[tuple[str, str | None], ...]


def stories(view: View, asked: Asked) -> Stories:
    """Return the list of stories; filter: part."""
    every = sorted(view.dossier.stories, key=lambda s: (-len(s.articles), s.title, s.id))
    return Stories(found=part_of(every, asked, SIZE, lambda story: _row(view, story)))


def _row(view: View, story: Story) -> StoryRow:
    dated = sorted((m.when for m in story.moments if m.when is not None), key=place_in_time)
    return StoryRow(
        id=story.id,
        title=clipped(story.title, NAMED),
        first=dated[0].edtf if dated else None,
        last=dated[-1].edtf if dated else None,
        happenings=sum(len(moment.happenings) for moment in story.moments),
        count=count_of(view, story.articles),
    )


def story(view: View, asked: Asked) -> StoryPage | None:
    """Return one story."""
    one = view.story(asked.id or "")
    if one is None:
        return None
    moments, left = [], LINES
    for moment in sorted(one.moments, key=lambda m: place_in_time(m.when)):
        lines = happening_lines(view, (view.happening(h) for h in moment.happenings[: max(0, left)]))
        left -= len(moment.happenings)
        if lines:
            moments.append(MomentRow(when=moment.when.edtf if moment.when else None, lines=lines))
    articles = [view.shelf.article(a) for a in one.articles if a in view.shelf]
    hands = dict.fromkeys(o.id for a in articles if (o := view.teller.hands.get(a.id)) is not None)
    found = ((key, view.origin(key)) for key in hands)
    return StoryPage(
        id=one.id,
        title=clipped(one.title, NAMED),
        count=count_of(view, one.articles),
        moments=tuple(moments),
        more=max(0, -left),
        articles=tuple(
            StoryArticle(
                article=a.id,
                title=title_of(a),
                outlet=outlet_of(a),
                published=a.published.edtf if a.published else None,
            )
            for a in articles[:LINES]
        ),
        origins=tuple((key, clipped(o.name, NAMED) if o.name else None) for key, o in found if o is not None),
    )


PAGE = PageKind(name="stories", path="/stories", make=stories, in_menu=True, sheets=("lists.css",))
STORY = PageKind(name="story", path="/story/{id}", make=story, sheets=("lists.css",))
