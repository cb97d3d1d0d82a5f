"""Every page that links lead to, from the front page on."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from urllib.parse import urljoin, urlsplit

from starlette.testclient import TestClient

HOST = "http://127.0.0.1"
FEW = 4

_HREF = re.compile(r'<(a|link|script|img|form)\b(?![^>]*method="post")[^>]*?\s(?:href|src|action)="([^"]*)"')
"""Of forms those that only ask."""


def links_of(text: str) -> list[tuple[str, str]]:
    """Return tag and address of every link in a page."""
    return [(tag, unescape(address)) for tag, address in _HREF.findall(text)]


def crawl(web: TestClient) -> dict[str, str]:
    """Return the text of every page of this server by its path with filters; fails where a link leads nowhere.

    Of the filters of a page a few are followed, and none from a page that is filtered already.
    """
    found: dict[str, str] = {}
    filtered: Counter[str] = Counter()
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = web.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        found[address] = answer.text
        for _, link in links_of(answer.text) if "html" in answer.headers["content-type"] else ():
            parts = urlsplit(urljoin(f"{HOST}{address}", link))
            if f"{parts.scheme}://{parts.netloc}" != HOST or parts.path == "/events":
                continue
            if parts.query and not parts.path.startswith(("/article/", "/static/")):
                filtered[parts.path] += 1
                if "?" in address or filtered[parts.path] > FEW:
                    continue
            waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found
