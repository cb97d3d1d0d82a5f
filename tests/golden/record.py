"""A record as it left the command line, and ways to ask it things in the page's own words."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Record:
    """The parsed JSON of one page."""

    data: dict[str, Any]

    @classmethod
    def of(cls, page: Path, *options: str) -> Record:
        """Read ``page`` with the command and parse what it prints."""
        command = [sys.executable, "-m", "communique", "read", str(page), "--format", "json", *options]
        return cls(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))

    @property
    def text(self) -> str:
        return self.data["article"]["text"]

    def at(self, words: str, nth: int = 0) -> tuple[int, int]:
        """Place of the ``nth`` occurrence of ``words``; white space and line ends as in the text."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def words(self, span: dict[str, int]) -> str:
        return self.text[span["start"] : span["end"]]

    def block(self, words: str) -> dict[str, Any]:
        """Return the block that holds ``words``."""
        start, end = self.at(words)
        (found,) = [b for b in self.data["article"]["blocks"] if b["start"] <= start and end <= b["end"]]
        return found

    def actor(self, words: str, nth: int = 0, *, within: str | None = None) -> dict[str, Any]:
        """Return the actor that ``words`` (inside the passage ``within``) mention; the longest mention there counts."""
        return self._target("actors", words, nth, within)

    def place(self, words: str, nth: int = 0, *, within: str | None = None) -> dict[str, Any]:
        """Return the place that ``words`` mention."""
        return self._target("places", words, nth, within)

    def _target(self, kind: str, words: str, nth: int, within: str | None) -> dict[str, Any]:
        offset = self.at(within)[0] if within else 0
        start, end = self.at(words, nth) if within is None else (0, 0)
        if within is not None:
            start = self.text.index(words, offset)
            end = start + len(words)
        near = [
            (mention["end"] - mention["start"], target)
            for target in self.data[kind]
            for mention in target["mentions"]
            if mention["start"] < end and start < mention["end"]
        ]
        assert near, f"no one of the {kind} is mentioned by {words!r}"
        return min(near, key=lambda pair: abs(pair[0] - (end - start)))[1]

    def named(self, ids: list[str]) -> set[str]:
        """Names of actors (members of a joint party in its place), by id."""
        by_id = {actor["id"]: actor for actor in self.data["actors"]}
        names = set()
        for key in ids:
            names.add(by_id[key]["name"])
            names |= {by_id[member]["name"] for member in by_id[key]["members"] if member in by_id}
        return names

    def countries(self, ids: list[str]) -> set[str | None]:
        """Countries of actors and of the members of joint parties."""
        by_id = {actor["id"]: actor for actor in self.data["actors"]}
        found = set()
        for key in ids:
            found.add(by_id[key]["country"])
            found |= {by_id[member]["country"] for member in by_id[key]["members"] if member in by_id}
        return found - {None}

    def facts(self, kind: str, words: str | None = None, **values: Any) -> list[dict[str, Any]]:
        """Return the facts of ``kind`` one of whose cited sentences holds ``words``, with these values."""
        return [
            fact
            for fact in self.data["facts"]
            if fact["kind"] == kind
            and (words is None or any(words in evidence["quote"] for evidence in fact["evidence"]))
            and all(fact.get(name) == value for name, value in values.items())
        ]

    def statement(self, content: str) -> dict[str, Any]:
        """Return the statement whose content holds ``content``; of several, the one that says least beside it."""
        start, end = self.at(content)
        found = [
            fact
            for fact in self.facts("statement")
            if any(span["start"] <= start and end <= span["end"] for span in fact["content"])
        ]
        assert found, f"nobody says {content!r}"
        return min(found, key=lambda fact: sum(span["end"] - span["start"] for span in fact["content"]))

    def participants(self, fact: dict[str, Any]) -> list[str]:
        """Ids of everybody in a meeting."""
        return [*fact["meeting"]["participants"], *fact["actors"], *fact["recipients"]]
