"""Bounded work: twice the text takes twice the calls, however it is hung; pages of news keep clear of the bounds."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from types import FrameType

import pytest

from communique.fact import events, find_facts
from communique.fact.bounds import DEEPEST, WIDEST, bounded
from communique.fact.covers import Covers
from communique.fact.mending import mended
from communique.model import Event, EventType, Span, Word
from tests.fact.cast import ACTORS, references
from tests.fact.cast import events as events_of
from tests.markup import Marked, mark

pytestmark = pytest.mark.slow

VERB = "{person=voss Voss/PROPN/nsubj/2} signed=sign/VERB/root/0"
SAID = (
    "{source:N {person=voss Voss/PROPN/nsubj/2}} {cue:N said=say/VERB/root/0}"
    " {content:N {person=aro Aro/PROPN/nsubj/4} attacked=attack/VERB/ccomp/2} ./PUNCT/punct/2"
)
HIT = "{person=A A/PROPN/nsubj/2} attacked=attack/VERB/root/0 {person=B B/PROPN/obj/2} ./PUNCT/punct/2"
BLAME = "{person=voss Voss/PROPN/nsubj/2} condemned=condemn/VERB/root/0 the/DET/det/4 attack/NOUN/obj/2 ./PUNCT/punct/2"
MET = "{person=voss Voss/PROPN/nsubj/2} met=meet/VERB/root/0 {person=aro Aro/PROPN/obj/2} ./PUNCT/punct/2"
TALKS = "the/DET/det/2 talks=talk/NOUN/nsubj/3 resumed=resume/VERB/root/0 ./PUNCT/punct/3"
PAIRS = [(a, b) for a, b in product(sorted(ACTORS), repeat=2) if a != b and "bothsides" not in (a, b)]


def named(line: str, n: int) -> str:
    """Repeat ``line`` with other people each time."""
    return "\n".join(line.replace("=A ", f"={a} ").replace("=B ", f"={b} ") for a, b in (PAIRS * 5)[:n])


PAGES: dict[str, Callable[[int], str]] = {
    "nouns under one verb": lambda n: f"{VERB} " + " ".join(["agreement/NOUN/obj/2"] * n),
    "nouns joined to the first": lambda n: f"{VERB} agreement/NOUN/obj/2 " + " ".join(["agreement/NOUN/conj/3"] * n),
    "nouns joined one to the other": lambda n: f"{VERB} agreement/NOUN/obj/2 "
    + " ".join(f"agreement/NOUN/conj/{3 + i}" for i in range(n)),
    "nouns under one noun": lambda n: "agreement/NOUN/root/0 " + " ".join(["talks=talk/NOUN/nmod/1"] * n),
    "nouns one under the other": lambda n: "agreement/NOUN/root/0 "
    + " ".join(f"talks=talk/NOUN/nmod/{1 + i}" for i in range(n)),
    "names one beside the other": lambda n: "agreement/NOUN/root/0 "
    + " ".join(f"agreement/PROPN/appos/{1 + i}" for i in range(n)),
    "bare nouns": lambda n: "agreement/NOUN/root/0 " + " ".join(["agreement/NOUN/dep/1"] * n),
    "nouns before one noun": lambda n: " ".join([f"talks=talk/NOUN/compound/{n + 1}"] * n) + " agreement/NOUN/root/0",
    "verbs one under the other": lambda n: "{person=voss Voss/PROPN/nsubj/2} vowed=vow/VERB/root/0 "
    + " ".join(f"attack/VERB/xcomp/{2 + i}" for i in range(n)),
    "bare times and places": lambda n: f"{VERB} " + " ".join(["quay/NOUN/obl/2"] * n),
    "clauses that begin with who": lambda n: f"{VERB} "
    + " ".join(f"who/PRON/nsubj/{4 + 2 * i} met=meet/VERB/advcl/{2 + 2 * i}" for i in range(n // 2)),
    "one saying after the other": lambda n: "\n".join(SAID.replace(":N", f":{i}") for i in range(n)),
    "one attack after the other": lambda n: named(HIT, n),
    "attacks and blame": lambda n: "\n".join((HIT.replace("=A ", "=army ").replace("=B ", "=rebels "), BLAME)) + "\n"
    + "\n".join((BLAME, HIT.replace("=A ", "=army ").replace("=B ", "=rebels ")) * (n // 2)),
    "one meeting and talk of it": lambda n: "\n".join((MET, TALKS) * (n // 2)),
}  # fmt: skip
SENTENCES = {
    "one saying after the other",
    "one attack after the other",
    "attacks and blame",
    "one meeting and talk of it",
}


def calls(page: str) -> int:
    """Return how many functions are called, of this package and of others, to find the facts of ``page``."""
    marked = mark(page)
    made = references(marked)
    count = 0

    def seen(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    find_facts(marked.reading, made)
    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        find_facts(marked.reading, made)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", PAGES)
def test_twice_the_text_takes_twice_the_calls(name: str) -> None:
    n = 300 if name in SENTENCES else 200
    assert calls(PAGES[name](2 * n)) < 2.6 * calls(PAGES[name](n))


def test_of_a_thousand_deeds_of_one_type_each_is_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[int] = Counter()
    plain = events.signs_of

    def counted(*args: object) -> dict[str, float]:
        asked[args[2].word] += 1  # type: ignore[attr-defined]
        return plain(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(events, "signs_of", counted)
    found = [e for e in events_of(named(HIT, 1000), EventType.ASSAULT) if isinstance(e, Event)]
    assert sum(len(e.evidence) for e in found) > 800
    most = (events._LOOK_BACK + 1) * (events._COMPARED + 1)
    assert max(asked.values()) <= most


def test_fifteen_thousand_nouns_under_one_head_take_no_minute() -> None:
    marked = mark(PAGES["bare nouns"](1000))
    words = list(marked.reading.words)
    last = words[-1]
    words += [replace(last, head=0) for _ in range(14_000)]
    large = Marked(replace(marked.reading, words=tuple(words)), marked.named)
    begin = time.process_time()
    find_facts(marked.reading, references(marked))
    small = time.process_time() - begin
    begin = time.process_time()
    find_facts(large.reading, references(large))
    assert time.process_time() - begin < max(60 * small, 5)


def words(heads: list[int]) -> list[Word]:
    return [Word(2 * i, 2 * i + 1, "NOUN", head, "nmod", "x") for i, head in enumerate(heads)]


def test_trees_of_news_are_left_alone() -> None:
    near = words([0, *([0] * WIDEST)])
    deep = words([0, *range(DEEPEST)])
    assert list(bounded(near)) == near
    assert list(bounded(deep)) == deep


def test_what_hangs_too_far_out_or_too_deep_becomes_a_root() -> None:
    far = bounded(words([0, *([0] * (WIDEST + 3))]))
    assert [i for i, w in enumerate(far) if w.head == i] == [0, *range(WIDEST + 1, WIDEST + 4)]
    assert {w.relation for w in far[WIDEST + 1 :]} == {"root"}
    deep = bounded(words([0, *range(3 * DEEPEST)]))
    assert [i for i, w in enumerate(deep) if w.head == i] == [0, DEEPEST + 1, 2 * DEEPEST + 2]


def test_rings_are_cut() -> None:
    for heads in ([1, 0], [1, 2, 0, 0], [2, 0, 1, 4, 3, 5]):
        found = bounded(words(heads))
        for i in range(len(found)):
            top = i
            for _ in found:
                top = found[top].head
            assert found[top].head == top


def test_mending_looks_no_further_back_than_a_phrase() -> None:
    """A word far behind its verb is no bare object of it."""
    line = "{person=voss Voss/PROPN/nsubj/2} told=tell/VERB/root/0 BIG aides=aide/NOUN/obl/2"
    for n, relation in ((5, "obj"), (6, "obl")):
        reading = mark(line.replace("BIG", " ".join([f"big/ADJ/amod/{n + 3}"] * n))).reading
        assert mended(reading)[-1].relation == relation


def test_covers_finds_what_a_walk_through_all_finds() -> None:
    chosen = random.Random(1)
    spans = [Span(a := chosen.randrange(300), a + chosen.randrange(1, 30)) for _ in range(300)]
    covers = Covers((span, n) for n, span in enumerate(spans))
    for span in spans:
        assert covers.at(span) == [n for n, other in enumerate(spans) if other.overlaps(span)]
    assert Covers[int]([]).at(Span(0, 5)) == []
