"""Pages that now say otherwise than they did, and pages that correct themselves or others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from communique.model import (
    Account,
    Article,
    ArticleKind,
    Backing,
    BlockKind,
    Difference,
    DifferenceKind,
    Event,
    Fact,
    Situation,
    Span,
    Statement,
    Version,
    digest,
)
from communique.story.parties import folded
from communique.story.telling.counts import counts_in, money_in
from communique.story.telling.desk import Desk, interval
from communique.story.telling.likeness import likeness, said_words

Page = tuple[str, Backing]
"""The current article of a page (id), and whose hand it is."""
Pair = tuple[Account, Account]
Place = tuple[int, int]

_ALIKE = 0.5
"""Share of words two sentences of two versions must have in common to be one sentence changed."""
_MOST = 300
"""How many facts, and sentences, of one version are compared with the other's."""
_WRONG = re.compile(
    r"\b(?:earlier|previous|original(?:ly)?|first)\b.{0,60}?\b(?:version|story|article|report|dispatch|headline|said|"
    r"stated|gave)\b|\b(?:misstated|misidentified|misspelled|incorrectly|wrongly|mistakenly|erroneously|in error)\b",
    re.IGNORECASE | re.DOTALL,
)
_NOT = re.compile(
    r"^(?P<right>.{3,300}?),?\s+(?:and not|not|rather than|instead of)\s+(?P<wrong>.{2,200}?)[.]?$", re.DOTALL
)
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?=\d)[^.!?]*)*[.!?]?")


def corrections_of(desk: Desk, versions: Sequence[tuple[Account, ...]]) -> tuple[Difference, ...]:
    """Return what changed between the versions of pages, then what pages themselves call wrong.

    ``versions``: the accounts of each page in the order of capture, the last one current.
    """
    found: list[Difference] = []
    for accounts in versions:
        for before, after in pairwise(accounts):
            if before.article.id != after.article.id:
                found += changed(desk, before, after, accounts[-1].article.id)
    for account in desk.shelf:
        found += owned(desk, account)
    return tuple({d.id: d for d in found}.values())


def changed(desk: Desk, before: Account, after: Account, current: str) -> Iterator[Difference]:
    """Compare two versions of a page, known by its ``current`` article, for numbers, days, statuses and facts.

    Sentences are paired by their words, the most alike first. What stands in a sentence that is still on the page word
    for word is unchanged, whatever is made of it; what a live page adds is no correction.
    """
    pairs = _paired(before, after)
    hand = desk.pages((current,)) if current in desk.shelf else Backing(origins=(), unknown=(), articles=())
    page, accounts = (current, hand), (before, after)
    numbered: set[tuple[str, str]] = set()
    gone = {f.id for f in before.facts[:_MOST] if not _has(after.article, f)}
    come = {f.id for f in after.facts[:_MOST] if not _has(before.article, f)}
    for old, new in pairs:
        gone.discard(old.id)
        come.discard(new.id)
        quotes = (old.evidence[0].quote, new.evidence[0].quote)
        values = _numbers(quotes[0]), _numbers(quotes[1])
        if quotes not in numbered and values[0] and values[1] and values[0] != values[1]:
            numbered.add(quotes)
            yield _change(page, accounts, "number", _unlike(*values), (old.id, new.id))
        if isinstance(old, Event) and isinstance(new, Event):
            if old.status is not new.status:
                yield _change(page, accounts, "status", (old.status.value, new.status.value), (old.id, new.id))
            days = interval(old.when), interval(new.when)
            if old.when and new.when and days[0] and days[1] and days[0] != days[1]:
                yield _change(page, accounts, "date", (old.when.edtf, new.when.edtf), (old.id, new.id))
    if gone:
        facts = tuple(f.id for f in before.facts if f.id in gone)
        yield _one_sided(page, accounts, "no longer said", facts)
    if come and after.article.kind is not ArticleKind.LIVE_BLOG:
        facts = tuple(f.id for f in after.facts if f.id in come)
        yield _one_sided(page, accounts, "now said", facts)


def _has(article: Article, fact: Fact) -> bool:
    return fact.evidence[0].quote in article.text


def _kind(fact: Fact) -> tuple[str, str]:
    if isinstance(fact, Event):
        return "event", fact.type.value
    if isinstance(fact, Statement):
        return "statement", ""
    return ("situation" if isinstance(fact, Situation) else "proposal"), ""


def _paired(before: Account, after: Account) -> list[tuple[Fact, Fact]]:
    """Pair facts of one kind in sentences that changed, the most alike first."""
    old = [(f, said_words(f.evidence[0].quote)) for f in before.facts[:_MOST] if not _has(after.article, f)]
    new = [(f, said_words(f.evidence[0].quote)) for f in after.facts[:_MOST] if not _has(before.article, f)]
    rows = [
        (-score, a, b)
        for a, (f, words) in enumerate(old)
        for b, (g, others) in enumerate(new)
        if _kind(f) == _kind(g) and (score := likeness(words, others)) >= _ALIKE
    ]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for _, a, b in sorted(rows):
        if a not in taken_old and b not in taken_new:
            taken_old.add(a)
            taken_new.add(b)
            pairs.append((old[a][0], new[b][0]))
    return pairs


def _numbers(quote: str) -> tuple[str, ...]:
    found = {(c.start, c.end) for c in counts_in(quote)} | {(c.start, c.end) for _, c in money_in(quote)}
    return tuple(quote[start:end].strip() for start, end in sorted(found))


def _unlike(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, str]:
    """Return the numbers that are on one side alone."""
    only = [n for n in old if n not in new], [n for n in new if n not in old]
    return ", ".join(only[0] or old), ", ".join(only[1] or new)


def _change(page: Page, accounts: Pair, subject: str, values: tuple[str, str], facts: tuple[str, str]) -> Difference:
    """Make the difference of a value that stands otherwise in two versions of a page."""
    return _difference(page, accounts, subject, values, ((facts[0],), (facts[1],)))


def _one_sided(page: Page, accounts: Pair, subject: str, facts: tuple[str, ...]) -> Difference:
    """Make the difference of facts that stand in one of two versions of a page alone."""
    if subject == "no longer said":
        return _difference(page, accounts, subject, ("said", "no longer said"), (facts, ()))
    return _difference(page, accounts, subject, ("not said", "said"), ((), facts))


def _difference(
    page: Page, accounts: Pair, subject: str, values: tuple[str, str], facts: tuple[tuple[str, ...], tuple[str, ...]]
) -> Difference:
    """Make a difference of two versions of a page; the hand behind both is that of the page as it is now."""
    article, hand = page
    return Difference(
        id=digest("difference", "correction", article, subject, *facts[0], "", *facts[1]),
        kind=DifferenceKind.CORRECTION,
        about=article,
        subject=subject,
        versions=tuple(
            Version(value=value, facts=rows, backing=replace(hand, articles=(account.article.id,)))
            for value, rows, account in zip(values, facts, accounts, strict=True)
        ),
        how="story.telling.corrections.changed",
    )


def owned(desk: Desk, account: Account) -> Iterator[Difference]:
    """Take what a page itself calls wrong: a correction under a story, or a page that is one.

    "An earlier version of this article said 20 were hurt. It was 12.": what was said, then what is right, in the
    page's own words. Without two such parts, the notice stands beside "as first published".
    """
    article = account.article
    for block in article.blocks:
        is_notice = block.kind is BlockKind.CORRECTION
        if not is_notice and (article.kind is not ArticleKind.CORRECTION or block.kind is not BlockKind.BODY):
            continue
        text = block.span.of(article.text)[:2_000]
        parts = _parts(text)
        if parts is None and not is_notice:
            continue
        wrong, right = parts or (None, _trimmed(text, 0, len(text)))
        if right is None:
            continue
        yield _notice(desk, account, block.span, (wrong, right))


def _notice(desk: Desk, account: Account, block: Span, parts: tuple[Place | None, Place]) -> Difference:
    article = account.article
    versions = []
    for part in parts:
        if part is None:
            versions.append(Version(value="as first published", facts=(), backing=desk.pages((article.id,))))
            continue
        words = Span(block.start + part[0], block.start + part[1])
        facts = tuple(f.id for f in account.facts if any(e.cue.overlaps(words) for e in f.evidence))
        versions.append(
            Version(value=words.of(article.text), facts=facts, backing=desk.pages((article.id,)), words=words)
        )
    return Difference(
        id=digest("difference", "correction", article.id, "notice", str(block.start)),
        kind=DifferenceKind.CORRECTION,
        about=article.id,
        subject="correction",
        versions=tuple(versions),
        how="story.telling.corrections.owned",
    )


def _parts(text: str) -> tuple[Place, Place] | None:
    """Return where a notice says what was wrong and where what is right, None where it does not tell them apart."""
    sentences = [m.span() for m in _SENTENCE.finditer(text) if m[0].strip()][:20]
    for at, (start, end) in enumerate(sentences):
        if _WRONG.search(text[start:end]):
            others = sentences[at + 1 : at + 2] or sentences[max(0, at - 1) : at]
            wrong, right = _trimmed(text, start, end), _trimmed(text, *others[0]) if others else None
            if wrong and right and folded(text[slice(*right)]) not in {"correction", "clarification"}:
                return wrong, right
    for start, end in sentences:
        found = _NOT.match(text[start:end].strip())
        if found and _is_set_against(found["wrong"]):
            shift = start + len(text[start:end]) - len(text[start:end].lstrip())
            return (shift + found.start("wrong"), shift + found.end("wrong")), (
                shift + found.start("right"),
                shift + found.end("right"),
            )
    return None


def _is_set_against(wrong: str) -> bool:
    """Tell whether "A, not B" sets a number or a name against another: "12 people, not 20", "in Kosta, not in Vell"."""
    has_number = any(c.isdigit() for c in wrong)
    return has_number or any(w[:1].isupper() for w in wrong.split())


def _trimmed(text: str, start: int, end: int) -> Place | None:
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    end -= len(inner) - len(inner.rstrip())
    return (start, end) if end > start else None
