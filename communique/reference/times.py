"""Times: from words to calendar days. ``read_times`` is the pipeline's; ``find_times`` works on any text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from communique.model import Mention, MentionKind, Reading, Reference, Span, When, WhenType
from communique.reference.anchoring import RESOLVERS
from communique.reference.story import Story, year_of
from communique.reference.tense import Tense, tense_of
from communique.reference.times_grammar import Expression, find
from communique.reference.times_values import days_of, when_of

_SCORE = 0.9
_NEAR = 250
_MONTH = 31
_NAMED = frozenset({MentionKind.ORGANISATION, MentionKind.PERSON, MentionKind.FACILITY})
_YEARS = re.compile(r"(?<![\w$€£.,-])(1[0-9]\d\d|20\d\d)(?![\w%])")
_DEICTIC = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:last|this|next) (?:week|month|year|night)|(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day)\b"
)
_BC = re.compile(r"\d (?:BC|BCE|B\.C\.)(?![A-Z])")
_BEFORE_CHRIST = re.compile(r"\W{1,3}(?:\w{2,5} )?\d{1,4} (?:BC|B\.C\.)")
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

    A publication date that is one day anchors "Saturday" and "last month"; of one that is a few days, only what
    comes out alike from its first and its last day is kept. Without one, a month without a year keeps an open
    year, and what is counted from today stays unresolved: today is never assumed.
    """
    spans = tuple(sentences)
    if published is not None and not "1000" <= (published.earliest or "1000")[:4] <= "2999":
        published = None  # no news is of then, and counting on would leave the calendar
    first, last = _ends(published)
    if published is None or first is None or last is None or first == last:
        return _find(text, spans, published)
    early, late = (
        {e.span: e for e in _find(text, spans, When.between(day, day, how=published.how))} for day in (first, last)
    )
    undated = _find(text, spans, None)
    return tuple(e if (a := early.get(e.span)) is None else _alike(e, a, late.get(e.span)) for e in undated)


def _ends(published: When | None) -> tuple[date | None, date | None]:
    """Return the first and the last of at most a month of days, or nothing."""
    if published is None or published.earliest is None or published.latest is None or (published.days or 99) > _MONTH:
        return None, None
    return date.fromisoformat(published.earliest[:10]), date.fromisoformat(published.latest[:10])


def _alike(undated: TimeExpression, early: TimeExpression, late: TimeExpression | None) -> TimeExpression:
    """What is the same whether a page is from the first or the last of the days it may be from is so on any.

    A page of 5 or 6 December that looks back on "December 2" means this year's, and "on Saturday" the 6th;
    "yesterday" is left open.
    """
    if late is None or early.value != late.value or early.when is None or late.when is None:
        return undated
    return early if early.when.edtf == late.when.edtf else undated


def _find(text: str, sentences: tuple[Span, ...], published: When | None) -> tuple[TimeExpression, ...]:
    """Resolve against a day of publication, or none."""
    story = _story(text, published)
    found: list[TimeExpression] = []
    explicit: tuple[int, str] | None = None
    end = 0
    for sentence in sentences:
        if story.narrative and (year := _heading(text, sentence)) is not None:
            story = replace(story, section=year or None, focus=f"{year:04d}" if year else story.focus)
        if "\n" in text[end : sentence.start]:
            story = replace(story, here=None)
        end = sentence.end
        kept, first = story.focus, len(found)
        for expression in find(text, sentence):
            near = explicit is not None and expression.span.start - explicit[0] < _NEAR
            made = _resolve(expression, replace(story, near=near), text, sentence)
            if made is None:
                continue
            found.append(made)
            if made.value and expression.rule == "quarter" and not _compared(text, expression, story):
                story = replace(story, quarter=made.value, stretch=None)
            elif expression.rule == "this_year" or made.value in _LONG:
                stretch = made.value if made.value in ("P6M", "P9M") else None
                story = replace(story, quarter=None, stretch=stretch)
            story = replace(story, here=_day(made.value or "") or story.here)
            if made.value and _dates(expression, made):
                story = replace(story, named=year_of(made.value) or story.named, on=_day(made.value) or story.on)
                told = _tells(expression, made, story, _before(text, sentence, expression.span))
                if told is not Told.NOTHING:
                    story = replace(story, focus=made.value.split("T")[0])
                kept = story.focus if told is Told.ON else kept
                explicit = _explicit(expression, made, story) or explicit
        story = replace(story, focus=kept)
        found[first:] = _lent(found[first:], text)
    return tuple(found)


def read_times(reading: Reading) -> tuple[Reference, ...]:
    """Return a reference for every expression of time the reader's sentences hold; target None where open.

    What stands inside a longer name of a body or a person is none: "told the Kosta Today", "Sunday Adeyemi".
    """
    article = reading.article
    named = [m.span for m in reading.mentions if m.kind in _NAMED]
    starts = [span.start for span in named]
    expressions = find_times(article.text, reading.sentences, article.published)
    return tuple(
        Reference(
            mention=Mention(kind=MentionKind.TIME, span=e.span, score=_SCORE), target=e.when, how=e.how, score=_SCORE
        )
        for e in joined(expressions, article.text)
        if not e.how.endswith(".vague_adjective") and not _inside(e.span, named, starts)
    )


def _inside(span: Span, named: Sequence[Span], starts: Sequence[int]) -> bool:
    """Tell whether a stretch has words of the name that begins last before it ends, which has more of its own."""
    at = bisect_left(starts, span.end) - 1
    return at >= 0 and named[at].overlaps(span) and not (span.start <= named[at].start and named[at].end <= span.end)


def _lent(sentence: list[TimeExpression], text: str) -> list[TimeExpression]:
    """Give "a third day" the day its sentence names ("a third day on Saturday"), and the 6 of "6-7 May" its month."""
    for i, e in enumerate(sentence):
        rule = e.how.rpartition(".")[2]
        if e.value is not None or rule not in ("nth_day", "day_of_range"):
            continue
        around = (*sentence[i + 1 : i + 1 + _REACH], *reversed(sentence[max(0, i - _REACH) : i]))
        near = [o.value for o in around if o.value and _A_DAY.fullmatch(o.value)]
        value = near[0] if near else None
        if value and rule == "day_of_range":
            value = f"{value[:8]}{int(re.sub('[^0-9]', '', e.span.of(text))):02d}"
        if value and (value.startswith("XXXX") or days_of(value)):
            when = when_of(value, e.type, e.mod, how=e.how, text=e.span.of(text))
            sentence[i] = replace(e, value=value, when=when)
    return sentence


def _compared(text: str, quarter: Expression, story: Story) -> bool:
    """A quarter that the one reported is only held against is no quarter reported: "After a flat second quarter, the
    firm earned more in the third than a year ago".
    """
    start = quarter.span.start
    return story.quarter is not None and _AGAINST.search(text[max(0, start - 20) : start]) is not None


_AGAINST = re.compile(r"\b(?:[Aa]fter|[Ff]rom|[Tt]han(?: in)?|[Cc]ompared with|[Aa]gainst)\s$")
_REACH = 6
_LONG = frozenset({"P6M", "P9M", "P1Y", "P12M"})
"""Stretches of a company's year: after "in the first nine months" the words "a year earlier" mean no quarter."""
_A_DAY = re.compile(r"[\dX]{4}-\d\d-\d\d")
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


_TENSED = frozenset({"weekday", "calendar_date", "season", "quarter", "holiday", "span_of_now", "clock", "day_word"})
"""The rules that ask which way their sentence looks."""


def _resolve(e: Expression, story: Story, text: str, sentence: Span) -> TimeExpression | None:
    if e.rule == "plain_bc" and not (story.era or _BEFORE_CHRIST.match(text, e.span.end)):
        return None
    resolver = RESOLVERS[e.rule]
    tense = tense_of(text, sentence, e.span) if e.rule in _TENSED else Tense.UNKNOWN
    value = resolver(e, story, tense)
    how = f"reference.{resolver.__module__.rpartition('.')[2]}.{e.rule}"
    kind = e.type
    if value and value.startswith("P") and not value.endswith("_REF") and kind is not WhenType.SET:
        kind = WhenType.DURATION
    elif value and "T" in value and not value.endswith("_REF") and kind is WhenType.DATE:
        kind = WhenType.TIME
    when = when_of(value, kind, e.mod, how=how, text=e.span.of(text)) if value else None
    return TimeExpression(
        span=e.span, type=kind, value=value, mod=e.mod, when=_open_ended(e, story, how, text) or when, how=how
    )


_SOME_DAYS_AHEAD = re.compile(r"(?:[Tt]he )?(?:coming|next few) (?:days|weeks|months|years)|.* ahead")


def _open_ended(e: Expression, story: Story, how: str, text: str) -> When | None:
    """What is known of "in recent days" is its end, the day of publication; of "in the coming weeks" its start."""
    if story.present is None or story.narrative:
        return None
    day, words = story.present.isoformat(), e.span.of(text)
    if e.get("recent"):
        return When(type=WhenType.DATE, earliest=None, latest=day, edtf=f"/{day}", how=how, text=words)
    if e.get("future") and _SOME_DAYS_AHEAD.fullmatch(words):
        return When(type=WhenType.DATE, earliest=day, latest=None, edtf=f"{day}/", how=how, text=words)
    return None


def _story(text: str, published: When | None) -> Story:
    day = None
    if published is not None and published.earliest is not None and published.days == 1:
        day = date.fromisoformat(published.earliest[:10])
    years = [int(y) for y in _YEARS.findall(text)]
    far = sum(1 for y in years if day is None or abs(y - day.year) >= 2)
    era, spoken = len(_BC.findall(text)) > 2, len(_DEICTIC.findall(text))
    past = (far >= 8 and far > 3 * spoken) or (day is not None and far == len(years) and far >= 3 and not spoken)
    return Story(day=day, narrative=era or past, era=era)


_TELLING = frozenset(
    {
        "calendar_date",
        "numeric",
        "year",
        "spoken_year",
        "century_bc",
        "plain_bc",
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
_OPENING = re.compile(
    r"\W*(?:(?:In|By|During|Throughout|From|Since|Until|Late in|Early in|Before|After)\s)?(?:the\s)?$"
)
_AHEAD = 8
"""Years a telling may leap to with a year alone."""


def _dates(e: Expression, made: TimeExpression) -> bool:
    """Tell whether the expression names a date of the calendar."""
    if made.type in (WhenType.DURATION, WhenType.SET) or made.value is None:
        return False
    return made.value[:4].isdigit() or made.value.startswith(("XXXX-", "BC"))


_BACK = frozenset({"ago", "earlier", "before", "previously", "prior", "before that", "beforehand"})


def _before(text: str, sentence: Span, span: Span) -> str:
    """The sentence up to a date; of a long one the last words, marked so that they open nothing."""
    start = span.start - _HEADING
    return text[sentence.start : span.start] if start <= sentence.start else "…x " + text[start : span.start]


class Told(Enum):
    """What a date does to the clock of the telling: nothing, set it to the end of the sentence, or set it."""

    NOTHING = 0
    ASIDE = 1
    ON = 2


def _tells(e: Expression, made: TimeExpression, story: Story, before: str) -> Told:
    """Tell whether a date moves the clock of the telling; ``before``: the sentence up to it.

    What is counted from today does not, nor what looks back ("two years earlier"), nor the second end of a range
    ("1955-1963") or "next summer". In a narrative a year alone does only where it opens a sentence or a heading
    ("In 1941 the siege began"); inside a sentence it holds up to its end: "On 11 March the army that was to win in
    1976 broke up. By 1 April …" stays in the first year, and so does "papers opened in 2005 show …". Under the
    heading "1943: the siege" a date of another year inside a sentence is such an aside too.
    """
    if e.rule not in _TELLING and (story.narrative or e.rule != "day_word"):
        return Told.NOTHING
    if e.rule == "day_word" and (e.get("word") or "").lower() == "overnight":  # "hurt by overnight losses, it fell"
        return Told.NOTHING
    if e.rule == "year" and _RANGE_END.search(before[-3:]):
        return Told.NOTHING
    if not story.narrative:
        return Told.NOTHING if e.rule == "shift" and e.get("way") in _BACK else Told.ON
    if e.get("when") or (e.get("which") and e.rule == "season"):
        return Told.NOTHING
    if e.rule in ("shift", "span_of_story") and _looks_back(made, story):
        return Told.NOTHING
    if story.section and e.get("year") and not _OPENING.match(before) and year_of(made.value or "") != story.section:
        return Told.ASIDE
    if e.rule == "year" and story.year is not None:
        if not 0 < (year_of(made.value or "") or 0) - story.year <= _AHEAD:
            return Told.NOTHING
        return Told.ON if _OPENING.match(before) else Told.ASIDE
    return Told.ON


def _heading(text: str, sentence: Span) -> int | None:
    """The year a heading stands for ("1943: the siege"); 0 where it names several or a range, None for other text."""
    if sentence.end - sentence.start > _HEADING or sentence.of(text).rstrip().endswith((".", "!", "?", ":", ";", ",")):
        return None
    before, after = text[max(0, sentence.start - 3) : sentence.start], text[sentence.end : sentence.end + 3]
    if (before and "\n" not in before) or (after and "\n" not in after):
        return None
    years = set(_YEAR.findall(sentence.of(text)))
    if not years:
        return None
    return int(years.pop()) if len(years) == 1 and not _SPAN_OF_YEARS.search(sentence.of(text)) else 0


_HEADING = 90
_YEAR = re.compile(r"\b1[0-9]\d\d\b|\b20\d\d\b")
_SPAN_OF_YEARS = re.compile(r"\d{4}s|\d\s?[-–—/]\s?\d")


def _day(value: str) -> date | None:
    return days[0] if (days := days_of(value)) and days[0] == days[1] else None


def _looks_back(made: TimeExpression, story: Story) -> bool:
    then, now = days_of(made.value or ""), days_of(story.focus or "")
    return then is not None and now is not None and then[0] < now[0]


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
