"""Origins made by hand, and pages to go with them."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import (
    Account,
    ArticleKind,
    Backing,
    BlockKind,
    Dossier,
    Origin,
    OriginKind,
    Same,
    Shelf,
)
from communique.story.parties import gather
from communique.story.telling.desk import Desk
from communique.story.telling.tell import tell
from tests.accounts import Draft, article_of, day


class OneByOrigin:
    """Every page is from the hand its ``Article.origin`` names; a name that starts with "?" is not known."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        pages: dict[str, list[str]] = {}
        for account in shelf:
            pages.setdefault(account.article.origin, []).append(account.article.id)
        self.all = tuple(
            Origin(
                id=name,
                kind=OriginKind.UNKNOWN if name.startswith("?") else OriginKind.OUTLET,
                name=None if name.startswith("?") else name,
                articles=tuple(articles),
                traces=(),
            )
            for name, articles in pages.items()
        )
        self._of = {article: origin for origin in self.all for article in origin.articles}

    def of_article(self, article: str, /) -> Origin:
        return self._of[article]

    def of_fact(self, fact: str, /) -> tuple[str, ...]:
        return (self._of[self._shelf.account_of(fact).article.id].id,)

    def backing(self, facts: tuple[str, ...], /) -> Backing:
        articles = tuple(dict.fromkeys(self._shelf.account_of(f).article.id for f in facts))
        origins = tuple(dict.fromkeys(self._of[a] for a in articles))
        return Backing(
            origins=tuple(o.id for o in origins if o.kind is not OriginKind.UNKNOWN),
            unknown=tuple(o.id for o in origins if o.kind is OriginKind.UNKNOWN),
            articles=articles,
        )


def page(
    text: str,
    published: str | None = None,
    origin: str = "Kosta Herald",
    headline: str | None = None,
    kind: ArticleKind = ArticleKind.ARTICLE,
) -> Draft:
    """Begin a page of one body block; the headline is the origin and day unless given, so that no two are one."""
    head = headline if headline is not None else f"{origin} of {published}"
    parts = ((BlockKind.HEADLINE, head),) if head else ()
    return Draft(
        article_of(
            *parts,
            (BlockKind.BODY, text),
            origin=origin,
            kind=kind,
            published=day(published) if published else None,
        )
    )


def desk_of(accounts: Iterable[Account], stories: tuple[tuple[str, ...], ...] = ()) -> Desk:
    shelf = Shelf(accounts)
    return Desk(shelf, gather(shelf), OneByOrigin(shelf), stories)


def told(
    accounts: Iterable[Account],
    groups: tuple[tuple[str, ...], ...] = (),
    *,
    one_story: bool = True,
    versions: tuple[tuple[Account, ...], ...] = (),
    verdicts: tuple[Same, ...] = (),
) -> Dossier:
    """Tell accounts, all of one story unless told otherwise."""
    shelf = Shelf(accounts)
    stories = (tuple(a.article.id for a in shelf),) if one_story else ()
    return tell(shelf, groups, stories, gather(shelf, verdicts), OneByOrigin(shelf), versions)
