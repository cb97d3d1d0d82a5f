"""Live blogs: each post's blocks carry the time of the post."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.article.dom import Visible
from communique.article.metadata import Metadata
from communique.article.story import key
from communique.model import When, WhenType

_STAMP = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})")
_CLOCK = re.compile(
    r"^\W*(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)\s?(?P<half>[ap]\.?m\.?)?(?:\s?(?:GMT|UTC|BST|CET|CEST|"
    r"EST|EDT|ET|local time|Uhr))?\W*$",
    re.IGNORECASE,
)


def times(blocks: Sequence[Visible], metadata: Metadata, published: When | None) -> list[When | None]:
    """Return for each visible block the time of the post it belongs to, or None.

    A post's time stands at its head, as ``<time datetime>`` or as a clock time on a line of its
    own ("14:32 GMT", on the day of publication); it holds until the next one. Where schema.org data
    list the posts, a post's headline or first words find its time.
    """
    by_words = _listed(metadata)
    day = published.earliest if published is not None and published.days == 1 else None
    found: list[When | None] = []
    current: When | None = None
    for block in blocks:
        own = stamped(block.stamp) or clocked(block.text, day) or by_words.get(key(block.text)[:60])
        current = own or current
        found.append(current)
    return found


def stamped(text: str | None) -> When | None:
    """The post's own machine-readable time says when it was written."""
    match = _STAMP.match(text.strip()) if text else None
    if match is None:
        return None
    moment = f"{match.group(1)}T{match.group(2)}"
    return When(
        type=WhenType.TIME, earliest=moment, latest=moment, edtf=moment + ":00", how="article.live.stamped", text=text
    )


def clocked(text: str, day: str | None) -> When | None:
    """A clock time on a line of its own opens the post; the day is the page's day of publication."""
    match = _CLOCK.match(text) if day and len(text) <= 24 else None
    if match is None:
        return None
    hour = int(match["hour"]) % 12 + 12 * match["half"].lower().startswith("p") if match["half"] else int(match["hour"])
    moment = f"{day}T{hour:02d}:{match['minute']}"
    return When(
        type=WhenType.TIME, earliest=moment, latest=moment, edtf=moment + ":00", how="article.live.clocked", text=text
    )


def _listed(metadata: Metadata) -> dict[str, When]:
    found: dict[str, When] = {}
    for node in metadata.nodes:
        for post in node.nodes("liveBlogUpdate"):
            when = stamped(post.text("datePublished") or post.text("dateModified"))
            for words in (post.text("headline"), post.text("articleBody")):
                if when is not None and words and len(key(words)) >= 12:
                    found.setdefault(key(words)[:60], when)
    return found
