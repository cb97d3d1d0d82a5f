"""Links that lead to a sentence on its page: text fragments (WICG, Scroll to Text Fragment).

``#:~:text=[prefix-,]start[,end][,-suffix]``: a browser looks for the first place that matches; parts are
percent-encoded, the hyphen, comma and ampersand too, which are marks of the directive.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from communique.export.wording import one_line
from communique.model import Article, Span

_WHOLE = 120
"""Characters of a sentence named as a whole; of a longer one its first and last words are."""
_EDGE = 6
"""Words of the start and of the end of a long sentence, and of what stands before and after a repeated one."""
_LONGEST = 2000
"""Characters of an address that is still a link."""
_SAFE = "%/:?#[]@!$&'*+,;=~-._"
_ODD = re.compile(r"[\s\x00-\x20\x7f\\]")


def address_of(article: Article) -> str | None:
    """Return the web address of ``article`` fit for a link: http or https, no name or password in it, marks of
    markup percent-encoded. None for anything else (``javascript:``, a file, a megabyte)."""
    url = article.url or ""
    if not url or len(url) > _LONGEST or _ODD.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    return quote(url, safe=_SAFE, errors="replace")


def link_to(article: Article, sentence: Span) -> str | None:
    """Return a link to ``sentence`` of ``article``, None where the article has no web address."""
    url = address_of(article)
    if url is None:
        return None
    plain, _, _ = url.partition(":~:")
    joint = "" if plain.endswith("#") else ":~:" if "#" in plain else "#"
    joint = joint if joint == ":~:" else f"{joint}:~:"
    return f"{plain}{joint}text={_directive(article, sentence)}"


def _directive(article: Article, sentence: Span) -> str:
    raw = sentence.of(article.text)
    words = raw[: _WHOLE * 4].split()
    page = _flat(article.text)
    short = len(raw) <= _WHOLE and "\n" not in raw.strip()
    start = " ".join(words) if short else " ".join(words[:_EDGE])
    parts = [_encoded(start[:_WHOLE])]
    if not short:
        end = " ".join(raw[-_WHOLE * 4 :].split()[-_EDGE:])
        parts.append(_encoded(end[-_WHOLE:]))
    # "Talks go on." may stand in the headline and again in the text: the words before and after tell which is meant.
    if page.count(start.casefold()) > 1:
        before = " ".join(article.text[max(0, sentence.start - _WHOLE) : sentence.start].split()[-_EDGE:])
        after = " ".join(article.text[sentence.end : sentence.end + _WHOLE].split()[:_EDGE])
        parts = ([f"{_encoded(before)}-"] if before else []) + parts + ([f"-{_encoded(after)}"] if after else [])
    return ",".join(parts)


@lru_cache(maxsize=8)
def _flat(text: str) -> str:
    return one_line(text).casefold()


def _encoded(words: str) -> str:
    return quote(words, safe="", errors="replace").replace("-", "%2D")
