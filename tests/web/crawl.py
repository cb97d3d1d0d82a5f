"""Every page that links lead to, from the front page on."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

from starlette.testclient import TestClient

_HREF = re.compile(r'<(a|link|script|img|form)\b[^>]*?\s(?:href|src|action)="([^"]*)"')


def links_of(text: str) -> list[tuple[str, str]]:
    """Return tag and address of every link in a page."""
    return [(tag, unescape(address)) for tag, address in _HREF.findall(text)]


def crawl(web: TestClient, most: int = 1500) -> dict[str, str]:
    """Return the text of every page of this server by its path with filters; fails where a link leads nowhere."""
    found: dict[str, str] = {}
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        answer = web.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        found[address] = answer.text
        assert len(found) < most
        if "html" not in answer.headers["content-type"]:
            continue
        for _, link in links_of(answer.text):
            parts = urlsplit(urljoin(f"http://127.0.0.1{address}", link))
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.netloc == "127.0.0.1" and path not in found and path not in waiting and parts.path != "/events":
                waiting.append(path)
    return found
