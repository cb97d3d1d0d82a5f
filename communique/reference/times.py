"""Times: from words to calendar days. ``read_times`` is the pipeline's; ``find_times`` works on any text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from communique.model import Mention, MentionKind, Reading, Reference, Span, When, WhenType
from communique.reference.anchoring import RESOLVERS
from communique.reference.story import Story
from communique.reference.tense import tense_of
from communique.reference.times_grammar import Expression, find
from communique.reference.times_values import days_of, when_of

_SCORE = 0.9
_NEAR = 250
_YEARS = re.compile(r"(?<![\w$€£.,-])(1[0-9]\d\d|20\d\d)(?![\w%])")
_DEICTIC = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:last|this|next) (?:week|month|year|night)|(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day)\b"
)
_BC = re.compile(r"\d (?:BC|BCE|B\.C\.)(?![A-Z])")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z\"“‘(])|\s*\n\s*\n\s*")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[ap]\.m|Mr|Mrs|Dr|Gen|No|St)\.)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """An expression of time with what it means.

    ``value`` is its TIMEX3 value (``PAST_REF`` and the like included), ``when`` the same as an interval or a
    duration; each is None where the text does not say. ``how`` names the function that decided.
    """

    span: Span
    type: WhenType
    value: str | None
    mod: str | None
    when: When | None
    how: str


def find_times(text: str, sentences: Iterable[Span], published: When | None) -> tuple[TimeExpression, ...]:
    """Return the expressions of time in ``sentences`` (in order), resolved against ``published``.

    Only a publication date that is one day anchors "Saturday" and "last month". Without one, a month without
    a year keeps an open year, and what is counted from today stays unresolved: today is never assumed.
    """
    story = _story(text, published)
    found: list[TimeExpression] = []
    explicit: tuple[int, str] | None = None
    for sentence in sentences:
        for expression in find(text, sentence):
            near = explicit is not None and expression.span.start - explicit[0] < _NEAR
            made = _resolve(expression, replace(story, near=near), text, sentence)
            if made is None:
                continue
            found.append(made)
            if made.value and expression.rule == "quarter":
                story = replace(story, quarter=made.value)
            if made.value and _dates(expression, made, story, text):
                story = replace(story, focus=made.value.split("T")[0])
                explicit = _explicit(expression, made, story) or explicit
    return tuple(found)


def read_times(reading: Reading) -> tuple[Reference, ...]:
    """Return a reference for every expression of time the reader's sentences hold; target None where open."""
    article = reading.article
    expressions = find_times(article.text, reading.sentences, article.published)
    return tuple(
        Reference(
            mention=Mention(kind=MentionKind.TIME, span=e.span, score=_SCORE), target=e.when, how=e.how, score=_SCORE
        )
        for e in joined(expressions, article.text)
    )


_TO = re.compile(r"\s?(?:to|through|until|till|and|-|–|—)\s?")


def joined(expressions: tuple[TimeExpression, ...], text: str) -> Iterator[TimeExpression]:
    """Join "from March 3 to 5", "between 2013 and 2015" and "1914-18" into one interval each.

    "And" joins only after "between"; other pairs stay two dates.
    """
    waiting: TimeExpression | None = None
    for e in expressions:
        if waiting is None:
            waiting = e
            continue
        pair = _range(waiting, e, text)
        if pair is None:
            yield waiting
        waiting = pair or e
    if waiting is not None:
        yield waiting


def _range(a: TimeExpression, b: TimeExpression, text: str) -> TimeExpression | None:
    between = text[a.span.end : b.span.start]
    lead = text[max(0, a.span.start - 9) : a.span.start].lower()
    if a.when is None or b.when is None or not _TO.fullmatch(between):
        return None
    if "and" in between and not lead.endswith(("between ", "between")):
        return None
    if not (a.when.earliest and b.when.latest) or b.when.latest[:10] < a.when.earliest[:10]:
        return None
    span = Span(a.span.start, b.span.end)
    how = "reference.times.joined"
    ends = date.fromisoformat(a.when.earliest[:10]), date.fromisoformat(b.when.latest[:10])
    return TimeExpression(
        span=span,
        type=WhenType.DATE,
        value=None,
        mod=None,
        how=how,
        when=When.between(*ends, how=how, text=span.of(text)),
    )


def _resolve(e: Expression, story: Story, text: str, sentence: Span) -> TimeExpression | None:
    if e.rule == "plain_bc" and not story.era:
        return None
    resolver = RESOLVERS[e.rule]
    value = resolver(e, story, tense_of(text, sentence, e.span))
    how = f"reference.{resolver.__module__.rpartition('.')[2]}.{e.rule}"
    kind = e.type
    if value and value.startswith("P") and not value.endswith("_REF") and kind is not WhenType.SET:
        kind = WhenType.DURATION
    elif value and "T" in value and not value.endswith("_REF") and kind is WhenType.DATE:
        kind = WhenType.TIME
    when = when_of(value, kind, e.mod, how=how, text=e.span.of(text)) if value else None
    return TimeExpression(span=e.span, type=kind, value=value, mod=e.mod, when=when, how=how)


def _story(text: str, published: When | None) -> Story:
    day = None
    if published is not None and published.earliest is not None and published.days == 1:
        day = date.fromisoformat(published.earliest[:10])
    years = [int(y) for y in _YEARS.findall(text)]
    far = sum(1 for y in years if day is None or abs(y - day.year) >= 2)
    return Story(day=day, narrative=far >= 8 and far > 3 * len(_DEICTIC.findall(text)), era=len(_BC.findall(text)) > 2)


_TELLING = frozenset(
    {
        "calendar_date",
        "numeric",
        "year",
        "season",
        "half",
        "span_of_story",
        "shift",
        "day_of_list",
        "holiday",
        "weekday",
    }
)
_RANGE_END = re.compile(r"\d\s?[-–—/]\s?$")


def _dates(e: Expression, made: TimeExpression, story: Story, text: str) -> bool:
    """Tell whether the expression moves the story's own clock.

    What is counted from today does not, nor the second end of a range ("1955-1963"), nor a lone year far
    from the one reached ("papers opened in 2005 show …").
    """
    if made.type in (WhenType.DURATION, WhenType.SET) or made.value is None:
        return False
    if e.rule not in _TELLING and (story.narrative or e.rule != "day_word"):
        return False
    if e.rule == "year" and (
        _RANGE_END.search(text[max(0, e.span.start - 3) : e.span.start])
        or (story.narrative and story.year is not None and not 0 < int(made.value[:4]) - story.year <= 8)
    ):
        return False
    return made.value[:4].isdigit() or made.value.startswith("XXXX-")


def _explicit(e: Expression, made: TimeExpression, story: Story) -> tuple[int, str] | None:
    """A date given with its year, far from the day of publication, draws the dates after it to its own year."""
    if e.rule != "calendar_date" or not e.get("year") or story.day is None or made.value is None:
        return None
    days = days_of(made.value)
    far = days is not None and abs((story.day - days[0]).days) > 400
    return (e.span.end, made.value) if far else None


def sentences_of(text: str) -> tuple[Span, ...]:
    """Cut plain text at full stops and line breaks, for callers without a reading; abbreviations do not end one."""
    spans: list[Span] = []
    start = 0
    for gap in _SENTENCE.finditer(text):
        if _ABBREVIATED.search(text[max(0, gap.start() - 12) : gap.start()]) and "\n" not in gap.group():
            continue
        if gap.start() > start:
            spans.append(Span(start, gap.start()))
        start = gap.end()
    if start < len(text):
        spans.append(Span(start, len(text)))
    return tuple(spans)
