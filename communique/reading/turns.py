"""Sayings that the layout attributes, not a verb: the turns of a transcript, names under a quotation.

    "HALVORSEN: We never left the table."          a turn: the colon is the cue
    “We never left the table.” — Ida Halvorsen     a signed quotation: the dash is the cue

The network reads a window at a time and has met few transcripts, so it finds a turn here and there; the layout, seen
over the whole page, leaves no doubt. What it says goes before what the network made of the same marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from communique.model import Article, Attribution, BlockKind, Mention, MentionKind, Span

SCORE = 0.9
"""Of what the layout says; see ``benchmarks/README.md`` for how often it was right."""

_RUNNING = frozenset({BlockKind.BODY, BlockKind.QUOTE})
_SPEAKERS = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION})
_OPEN = '“"‘„«”'
_LABEL = re.compile(
    rf"[{_OPEN}(]?\s*(?P<label>[^\s:{_OPEN}(\[][^:{_OPEN}\[\]]{{0,79}}?)\s*(?P<colon>:)(?!\S*//)(?=[\s{_OPEN}'…]|$)"
)
_SIGNED = re.compile(r"(?P<dash>―|—|–|-{1,3})\s*(?P<name>[^\W\d_].{0,119})$")
_QUOTATION = re.compile(r"[“\"”„«].+[”\"“»]\s*[.,]?\s*$", re.S)
_ASIDE = re.compile(r"[“\"]?\s*[(\[].*[)\]]\s*[.”\"]*$", re.S)
_SMALL = frozenset("of the for and de da di del la le van von der den al el bin ibn ben y to at on in a".split())
_ABBREVIATED = re.compile(r"(?:\w{1,5}|(?:\w\.)+\w)\.$")
_PARTS = frozenset(
    "q a question answer reporter interviewer moderator host anchor speaker operator translator interpreter audience "
    "participant journalist male female".split()
)
"""What a transcript calls those it does not name."""


@dataclass(frozen=True, slots=True)
class _Turn:
    at: int  # number of the line
    label: Span
    colon: Span
    said: Span | None  # the rest of the line; the label may have one of its own

    def name(self, text: str) -> str:
        return self.label.of(text).strip(" .").casefold()


def with_turns(article: Article, mentions: Sequence[Mention], found: Iterable[Attribution]) -> list[Attribution]:
    """Return ``found``, what the network says of ``article``, with the turns and signed quotations of the layout.

    ``mentions`` are the page's names: a label must look like a speaker's, and a dialogue must have speakers the page
    knows. Of ``found``, what rests on the same marks or speaks out of a label is left out.
    """
    lines = [b.span for b in article.blocks if b.kind in _RUNNING]
    laid = [*_transcript(article.text, lines, mentions), *_signed(article.text, lines, mentions)]
    if not laid:
        return list(found)
    marks = _Places(s for a in laid for s in (*a.source, a.cue))
    said = _Places(s for a in laid for s in a.content)
    kept = [
        a
        for a in found
        if not any(marks.meet(s) for s in (a.cue, *a.source))
        and (_has_letters(a.cue.of(article.text)) or not any(said.meet(c) for c in a.content))
    ]
    return [*kept, *laid]


class _Places:
    """Spans, to be asked whether one of them overlaps another: a search, so that time grows as the page does."""

    def __init__(self, spans: Iterable[Span]) -> None:
        held = sorted(spans)
        self._starts = [s.start for s in held]
        self._reach = list(accumulate((s.end for s in held), max))

    def meet(self, span: Span) -> bool:
        """Tell whether one of the spans shares a character with ``span``."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reach[before - 1] > span.start


def _has_letters(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _transcript(text: str, lines: Sequence[Span], mentions: Sequence[Mention]) -> Iterator[Attribution]:
    """Yield the turns of a dialogue: labels that alternate and come back, half of them of people the page names."""
    turns = [t for at, line in enumerate(lines) if (t := _turn(text, at, line))]
    capitals = [t for t in turns if t.label.of(text).isupper()]
    others = [t for t in turns if not t.label.of(text).isupper()]
    # A transcript writes its labels alike, a headline's "Voss: …" above it otherwise; but "Q:" is answered by "Aro:".
    parts = [capitals, others, *([turns] if any(t.name(text).split()[0] in _PARTS for t in turns) else [])]
    talk = next((part for part in parts if _is_dialogue(text, part, mentions)), [])
    for turn, following in zip(talk, [*talk[1:], None], strict=False):
        content = _content(text, lines, turn, following)
        if content:
            yield Attribution(source=(turn.label,), cue=turn.colon, content=content, score=SCORE)


def _turn(text: str, at: int, line: Span) -> _Turn | None:
    found = _LABEL.match(text, line.start, line.end)
    if found is None or not _is_name(found["label"]):
        return None
    rest = found.end() + len(text[found.end() : line.end]) - len(text[found.end() : line.end].lstrip())
    return _Turn(at, Span(*found.span("label")), Span(*found.span("colon")), _between(rest, line.end))


def _between(start: int, end: int) -> Span | None:
    return Span(start, end) if start < end else None


def _is_name(label: str) -> bool:
    """Tell whether a label may be a speaker's: up to eight words, written as names are."""
    words = label.split()
    if not words or len(words) > 8 or not words[0][0].isupper():
        return False
    return all(
        (w.strip("(),'’").lower() in _SMALL or not w.strip("(),'’")[:1].islower())
        and (not w.endswith(".") or _ABBREVIATED.match(w) is not None)
        and not w[:1].isdigit()
        for w in words
    )


def _is_dialogue(text: str, turns: Sequence[_Turn], mentions: Sequence[Mention]) -> bool:
    names = [t.name(text) for t in turns]
    distinct = set(names)
    changes = sum(a.name(text) != b.name(text) and b.at - a.at <= 4 for a, b in pairwise(turns))
    # "Holm: 2,114." under "Berg: 987." is a list: speakers use small words.
    talks = sum(t.said is None or any(w.islower() for w in t.said.of(text).split()) for t in turns)
    if len(distinct) < 2 or len(names) == len(distinct) or changes < 2 or 3 * talks < 2 * len(turns):
        return False
    labels = _Places(t.label for t in turns)
    people = {
        m.span.of(text).split()[-1].casefold()
        for m in mentions
        if m.kind is MentionKind.PERSON and not labels.meet(m.span)
    }
    words = {n: re.findall(r"[\w'’-]+", n.split("(")[0]) for n in distinct}
    known = [n for n in distinct if words[n] and (words[n][0] in _PARTS or words[n][-1] in people)]
    return 2 * len(known) >= len(distinct)


def _content(text: str, lines: Sequence[Span], turn: _Turn, following: _Turn | None) -> tuple[Span, ...]:
    """The rest of the turn's line and the lines after it to the next turn; after the last turn and in a long gap only
    those that open with a quotation mark, since there the page speaks for itself again. Asides are nobody's."""
    said = [turn.said] if turn.said else []
    gap = lines[turn.at + 1 : following.at if following else None]
    loose = following is not None and len(gap) <= 8
    for line in gap:
        if _ASIDE.match(text, line.start, line.end):
            continue
        if not loose and text[line.start] not in _OPEN:
            break
        said.append(line)
    return tuple(said)


def _signed(text: str, lines: Sequence[Span], mentions: Sequence[Mention]) -> Iterator[Attribution]:
    """Yield quotations with a dash and the name of somebody after them, in the same line or alone in the next."""
    speakers = _Places(m.span for m in mentions if m.kind in _SPEAKERS)
    for at, line in enumerate(lines):
        for found in _dashes(text, line):
            source = _signature(text, found)
            if source is None or not speakers.meet(source):
                continue
            said = _between(line.start, line.start + len(text[line.start : found.start()].rstrip()))
            if said is None and at:
                said = lines[at - 1]
            if said and _QUOTATION.match(text, said.start, said.end) and _is_speech(said.of(text)):
                yield Attribution(
                    source=(source,), cue=Span(found.start(), found.end("dash")), content=(said,), score=SCORE
                )
                break


def _is_speech(quotation: str) -> bool:
    """Tell a sentence from a title: “Winter Harbour” is the name of a book, and its author said nothing."""
    inner = quotation.strip(_OPEN + " .,")
    return quotation.rstrip('”"“» ')[-1:] in {".", ",", "!", "?", "…"} or len(inner.split()) > 5


def _dashes(text: str, line: Span) -> Iterator[re.Match[str]]:
    """The dashes of a line after which a name may stand up to its end, the last first; a hyphen is none."""
    starts = [m.start() for m in re.finditer(r"(?<!\w)(?:―|—|–|-+)|[―—–]", line.of(text))]
    for start in reversed(starts[-3:]):
        found = _SIGNED.match(text, line.start + start, line.end)
        if found:
            yield found


def _signature(text: str, found: re.Match[str]) -> Span | None:
    """The name after a dash, to the end of the line: written as a name is up to its first comma or bracket."""
    whole = found["name"].rstrip(" .\u00a0")
    name = re.split(r"[,(]| [―—–-] ", whole, maxsplit=1)[0].strip()
    if not 1 <= len(name.split()) <= 8 or len(whole.split()) > 16 or not _is_name(name) or "”" in whole or '"' in whole:
        return None
    return Span(found.start("name"), found.start("name") + len(whole))
