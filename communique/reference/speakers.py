"""People the page only quotes: who signs a letter or a post, and who asks the questions of a transcript."""

from __future__ import annotations

import re

from communique.model import ActorKind, MentionKind, Span
from communique.reference.cast import Cast, Draft

_DASHED = re.compile(r"(?:[”\"’'».!?\n]|^)\s*[―—–-]{1,2}\s*$")
_ENDED = re.compile(
    r"\.?\s*(?:$|\n|[“\"«]|\(@|@\w)|,\s*[A-Z][\w.’' -]{1,40}(?:,\s*[A-Z][\w.’' -]{1,30})?\s*(?:$|\n|[“\"])"
)
_TOWN = re.compile(r"\.?\s*\n+\s*[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}(?:, [A-Z][\w.’' -]{1,30})?\s*(?:\n|$)")
_BESIDE = 90
_TURNS, _LEAD, _LONGEST = 2, 2, 8


def signers(cast: Cast) -> None:
    """Whoever only signs something is anybody: "”  ― Ada Voss", "- Ada Voss, Bergen", the last lines of a letter.

    Only where the page names her once and says nothing of her: a post of the president's is the president's.
    """
    text = cast.grammar.reading.article.text
    named: dict[int, list[Span]] = {}
    for nominal in cast.nominals:
        if nominal.mention.kind is MentionKind.PERSON:
            named.setdefault(id(nominal.draft), []).append(nominal.mention.span)
    for draft in cast.people():
        if draft.sector is not None or draft.roles or not draft.forms:
            continue
        spans = named.get(id(draft), [])
        if len(spans) != 1 or " " not in spans[0].of(text):
            continue
        before = text[max(0, spans[0].start - 12) : spans[0].start]
        after = text[spans[0].end : spans[0].end + _BESIDE]
        dashed = _DASHED.search(before) and _ENDED.match(after)
        if dashed or (spans[0].start > _BESIDE and before.endswith("\n") and _TOWN.match(after)):
            draft.sector = "CVL"


def hosts(cast: Cast) -> None:
    """Whoever asks in a transcript is a journalist: "HOLM: Will you go? VOSS: No. HOLM: Why not?"

    Two turns with a question at least, and twice as many as anybody else; a turn begins with a name and a colon. The
    country is that of the one broadcaster or paper the page names.
    """
    asked: dict[int, int] = {}
    people: dict[int, Draft] = {}
    turns = _turns(cast)
    for at, (word, draft) in enumerate(turns):
        stop = turns[at + 1][0] if at + 1 < len(turns) else min(len(cast.grammar.forms), word + 300)
        people[id(draft)] = draft
        asked[id(draft)] = asked.get(id(draft), 0) + ("?" in cast.grammar.forms[word:stop])
    ranked = sorted(asked.items(), key=lambda pair: -pair[1])
    if len(ranked) < 2 or ranked[0][1] < _TURNS or ranked[0][1] < _LEAD * ranked[1][1]:
        return
    host = people[ranked[0][0]]
    if host.sector not in (None, "CVL"):
        return
    host.sector = "JRN"
    outlets = {d.country for d in cast.drafts if d.sector == "JRN" and d.kind is ActorKind.MEDIA and d.country}
    host.country = host.country or (next(iter(outlets)) if len(outlets) == 1 else None)


def _turns(cast: Cast) -> list[tuple[int, Draft]]:
    """Return the word behind each name with a colon, and who is named."""
    grammar = cast.grammar
    found = ((i + 1, cast.at.get(i - 1)) for i, form in enumerate(grammar.forms) if form == ":" and i)
    named = ((i, d) for i, d in found if d is not None and d.kind is ActorKind.PERSON and d.forms)
    return [(i, draft) for i, draft in named if _begins(cast, i - 2)]


def _begins(cast: Cast, word: int) -> bool:
    """Tell whether a name is all that stands before its colon in the sentence, or is in capitals."""
    grammar = cast.grammar
    if grammar.text(word, word + 1).isupper():
        return True
    first = word
    while first and word - first < _LONGEST and grammar.together(first - 1, word):
        if grammar.tag(first - 1) not in ("PROPN", "PUNCT"):
            return False
        first -= 1
    return word - first < _LONGEST
