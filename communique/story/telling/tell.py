"""All that many accounts say together: the dossier, told anew from accounts and decisions."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model import (
    Account,
    BlockKind,
    Dossier,
    Happening,
    Moment,
    Shelf,
    Story,
    When,
    digest,
)
from communique.story.parties import Parties
from communique.story.telling.corrections import corrections_of
from communique.story.telling.courses import courses_of
from communique.story.telling.desk import HELD, Desk, Hands, interval
from communique.story.telling.differences import differences_of
from communique.story.telling.happenings import happenings_of
from communique.story.telling.holdings import holdings_of, questions_of
from communique.story.telling.plans import plans_of
from communique.story.telling.rounds import rounds_of
from communique.story.telling.sayings import turns_of

_LONGEST_TITLE = 300


def tell(
    shelf: Shelf,
    groups: Sequence[tuple[str, ...]],
    stories: Sequence[tuple[str, ...]],
    parties: Parties,
    origins: Hands,
    versions: Sequence[tuple[Account, ...]] = (),
) -> Dossier:
    """Tell the accounts of ``shelf`` as one dossier.

    ``groups``: ids of events that are one happening (an event in none is one by itself); ``stories``: ids of articles
    that are one story (an article in none is one by itself); ``versions``: the accounts of pages that changed, in the
    order of capture, the last one current. The same input gives the same dossier, in any order of groups and stories.
    """
    told = _all_stories(shelf, stories)
    desk = Desk(shelf, parties, origins, told)
    happenings = happenings_of(desk, sorted(groups))
    return Dossier(
        origins=origins.all,
        parties=parties.all,
        happenings=happenings,
        stories=stories_of(desk, told, happenings),
        differences=(
            *differences_of(desk, happenings),
            *turns_of(desk, happenings),
            *corrections_of(desk, sorted(versions, key=lambda v: v[-1].article.id if v else "")),
        ),
        rounds=rounds_of(desk, happenings),
        courses=courses_of(desk),
        plans=plans_of(desk, happenings),
        questions=questions_of(desk),
        holdings=holdings_of(desk),
    )


def _all_stories(shelf: Shelf, stories: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return the stories in the order of the shelf, each article in one of them."""
    order = {account.article.id: at for at, account in enumerate(shelf)}
    seen: set[str] = set()
    told: list[tuple[str, ...]] = []
    for group in (*sorted(stories), *((article,) for article in order)):
        mine = tuple(sorted({a for a in group if a in order and a not in seen}, key=order.__getitem__))
        seen.update(mine)
        if mine:
            told.append(mine)
    return tuple(sorted(told, key=lambda group: order[group[0]]))


def stories_of(desk: Desk, stories: Sequence[tuple[str, ...]], happenings: Sequence[Happening]) -> tuple[Story, ...]:
    """Tell each group of articles as moments in time; a happening is in each story whose pages tell of it."""
    of_article: dict[str, dict[str, Happening]] = {}
    for happening in happenings:
        for fact in happening.facts:
            of_article.setdefault(desk.article_of(fact).id, {})[happening.id] = happening
    found = []
    for group in stories:
        mine = {h.id: h for article in group for h in of_article.get(article, {}).values()}
        origins = dict.fromkeys(desk.hands.of_article(article).id for article in group)
        found.append(
            Story(
                id=digest("story", group[0]),
                title=title(desk, group, tuple(mine.values())),
                articles=group,
                moments=moments_of(tuple(mine.values())),
                origins=tuple(origins),
            )
        )
    return tuple(found)


def moments_of(happenings: Sequence[Happening]) -> tuple[Moment, ...]:
    """Lay happenings in time: those of one day or span are one moment; a day stands before the span that begins on it.

    What nobody dates comes last.
    """
    found: dict[tuple[str, str] | None, list[Happening]] = {}
    times: dict[tuple[str, str] | None, When | None] = {None: None}
    for happening in happenings:
        span = interval(happening.when)
        times.setdefault(span, happening.when)
        found.setdefault(span, []).append(happening)
    order = sorted(found, key=lambda span: (span is None, span or ("", "")))
    return tuple(Moment(when=times[span], happenings=tuple(h.id for h in found[span])) for span in order)


def title(desk: Desk, articles: Sequence[str], happenings: Sequence[Happening]) -> str:
    """Choose a story's title: the headline, word for word, of a page that tells of the story's best backed happening.

    Of happenings told by equally many origins and pages, one that took place, then the first told; of its pages the
    first published one with a headline. Where no page has one, the first words of its text. Nothing is made up.
    """
    own = set(articles)
    ranked = sorted(
        happenings,
        key=lambda h: (-len(h.backing.origins), -len(h.backing.articles), h.status not in HELD, desk.order(h.facts[0])),
    )
    telling = [a.id for h in ranked[:50] for a in (desk.article_of(f) for f in h.facts) if a.id in own]
    for article in (*telling, *articles):
        headline = desk.shelf.article(article).headline
        if headline and headline.strip():
            return " ".join(headline.split())[:_LONGEST_TITLE]
    first = desk.shelf.article(articles[0])
    words = first.first(BlockKind.BODY) or first.text
    return " ".join(words[:2_000].split())[:120]
