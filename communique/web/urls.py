"""Where things are: as paths of the live pages, or as anchors of the one static file."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import parse_qsl, quote, urlencode

FRONT = "front"
_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,100}")
Filter = str | int | Iterable[str] | None


def spot(kind: str, identity: str) -> str:
    """Return the HTML id of a thing: ``party-1f0c``; of an id with odd characters their hexadecimal form."""
    safe = identity if _PLAIN.fullmatch(identity) else "x" + identity[:60].encode("utf-8", "surrogatepass").hex()
    return f"{kind}-{safe}"


class Links(ABC):
    """Where to find what a template names; templates know no paths. ``spot`` gives the id an element must carry."""

    @abstractmethod
    def page(self, name: str, **filters: Filter) -> str:
        """Return where a page of the menu is; a filter may have several values."""

    @abstractmethod
    def of(self, kind: str, identity: str) -> str:
        """Return where a thing of a ``kind`` ("party", "difference") is told of."""

    @abstractmethod
    def article(self, identity: str, fact: str | None = None) -> str:
        """Return where the page view of an article is, and in it the words of ``fact``."""

    @abstractmethod
    def fact(self, identity: str) -> str:
        """Return where a fact is shown in its page."""

    @abstractmethod
    def asset(self, name: str) -> str:
        """Return where a file of ``static/`` is."""

    @abstractmethod
    def json(self) -> str | None:
        """Return where the JSON twin of this page is, None in the static file."""

    @abstractmethod
    def language(self, code: str) -> str:
        """Return where this page is in another language."""

    @property
    @abstractmethod
    def live(self) -> bool:
        """Whether a server is there to answer: forms and filters make sense."""

    def happening(self, identity: str) -> str:
        """Return where a happening is told."""
        return self.of("happening", identity)

    def party(self, identity: str) -> str:
        """Return where a party is."""
        return self.of("party", identity)

    def story(self, identity: str) -> str:
        """Return where a story is told."""
        return self.of("story", identity)

    def difference(self, identity: str) -> str:
        """Return where a difference is shown."""
        return self.of("difference", identity)

    def origin(self, identity: str) -> str:
        """Return where an origin is shown."""
        return self.of("origin", identity)

    def plan(self, identity: str) -> str:
        """Return where a plan is shown."""
        return self.of("plan", identity)

    def spot(self, kind: str, identity: str) -> str:
        """Return the HTML id of a thing, to be put on its element."""
        return spot(kind, identity)


class Live(Links):
    """Paths on a server. ``paths``: of each page by name; ``here``: the path of the page that is being made ("": of no
    page, which has no JSON twin), ``query`` what was asked of it."""

    def __init__(
        self, paths: Mapping[str, str], here: str = "/", query: str = "", *, versions: Mapping[str, str] | None = None
    ) -> None:
        """Remember where pages are. ``versions``: of static files, which a browser may then keep for good."""
        self._paths, self.here, self._query, self._versions = paths, here, query, versions or {}

    @property
    def live(self) -> bool:
        """Whether a server is there to answer."""
        return True

    def page(self, name: str, **filters: Filter) -> str:
        """Return the path of a page with its filters."""
        path = self._paths.get(name, "/" if name == FRONT else f"/{name}").partition("{")[0]
        pairs = [(key, str(value)) for key, given in filters.items() for value in _values(given)]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def of(self, kind: str, identity: str) -> str:
        """Return the path of a thing."""
        return self._paths.get(kind, f"/{kind}/{{id}}").replace("{id}", quote(identity, safe=""))

    def article(self, identity: str, fact: str | None = None) -> str:
        """Return the path of an article's page view, opened at a fact."""
        path = self.of("article", identity)
        return f"{path}?{urlencode({'fact': fact})}#{spot('words', fact)}" if fact else path

    def fact(self, identity: str) -> str:
        """Return the path that leads on to a fact in its page."""
        return f"/fact/{quote(identity, safe='')}"

    def asset(self, name: str) -> str:
        """Return the path of a static file."""
        version = self._versions.get(name)
        return f"/static/{quote(name)}" + (f"?v={version}" if version else "")

    def json(self) -> str | None:
        """Return the path of this page's JSON twin."""
        if not self.here:
            return None
        path = "/front.json" if self.here == "/" else f"{quote(self.here)}.json"
        return f"{path}?{self._query}" if self._query else path

    def language(self, code: str) -> str:
        """Return this page's path and filters with another language."""
        pairs = [(key, value) for key, value in parse_qsl(self._query[:4000]) if key != "lang"]
        return f"?{urlencode([*pairs, ('lang', code)])}"


class Static(Links):
    """Anchors in one file. ``names``: pages that are in it; ``article_of``: gives the article a fact (by id) is in.

    ``asked`` gathers the things that were led to, in that order: what must be in the file.
    """

    def __init__(self, names: Iterable[str], article_of: Callable[[str], str | None]) -> None:
        """Remember which pages there are."""
        self._names, self._article_of = frozenset(names), article_of
        self.asked: dict[tuple[str, str], None] = {}

    @property
    def live(self) -> bool:
        """Whether a server is there to answer."""
        return False

    def page(self, name: str, **filters: Filter) -> str:
        """Return the anchor of a page; a static file has no filters, and of pages it does not have only the start."""
        return f"#{name}" if name in self._names else f"#{FRONT}"

    def of(self, kind: str, identity: str) -> str:
        """Return the anchor of a thing."""
        self.asked.setdefault((kind, identity))
        return f"#{spot(kind, identity)}"

    def article(self, identity: str, fact: str | None = None) -> str:
        """Return the anchor of an article, or of the words of a fact in it."""
        whole = self.of("article", identity)
        return f"#{spot('words', fact)}" if fact else whole

    def fact(self, identity: str) -> str:
        """Return the anchor of the words of a fact, "#" where no current page has it."""
        article = self._article_of(identity)
        return self.article(article, identity) if article else "#"

    def asset(self, name: str) -> str:
        """Return nothing to fetch: what is needed stands in the file."""
        return "#"

    def json(self) -> str | None:
        """Return None: there is no server."""
        return None

    def language(self, code: str) -> str:
        """Return nowhere: a static file is in one language."""
        return "#"


def _values(given: Filter) -> Iterable[object]:
    if given is None or given == "":
        return ()
    return (given,) if isinstance(given, str | int) else given
