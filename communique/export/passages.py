"""The page's own words where a sentence of ours would be broken or would say more than is known."""

from __future__ import annotations

import re

from communique.model import Evidence, Span, Statement

_LONGEST = 240
"""Characters of the page shown at most."""

_CLOSERS = re.compile(r"[;:]|,\s|\s[-–—]\s")
_LINKS = frozenset("about against as at by for from in into of on onto out over to toward towards up with".split())
_FINITE = frozenset(
    """am are can cannot could did do does had has have is may might must shall should was were will would as""".split()
)


def after_cue(text: str, evidence: Evidence) -> str:
    """Return what ``evidence`` says its act is done to: the words after the cue, to the end of the clause.

    Where those only make sense with the cue ("lashed out at the deal"), the cue comes along. Where
    they are none, or name the one who acts ("was criticised by Voss"), the whole sentence is returned.
    """
    sentence, cue = evidence.sentence, evidence.cue
    rest = text[cue.end : sentence.end]
    if evidence.sentence.end - cue.end > _LONGEST:
        rest = rest[:_LONGEST].rsplit(None, 1)[0] + " …"
    close = _CLOSERS.search(rest)
    words = _tidy(rest[: close.start()] if close else rest)
    first = words.split(maxsplit=1)[0].lower() if words else ""
    if len(words.split()) < 2 or first == "by":
        return _clipped(_tidy(sentence.of(text)))
    return f"{_tidy(cue.of(text))} {words}" if first in _LINKS else words


def from_cue(text: str, evidence: Evidence) -> str:
    """Return ``after_cue`` with the cue before it: "offered a withdrawal" tells more than "a withdrawal"."""
    words, cue = after_cue(text, evidence), _tidy(evidence.cue.of(text))
    whole = _tidy(evidence.sentence.of(text))
    return words if words.startswith(cue) or whole.startswith(words[: len(cue)]) else f"{cue} {words}"


def is_clause(told: str) -> bool:
    """Tell whether ``told`` can stand after "said:"; not a predicate ("has shifted the weight") or one word.

    Judged by the first word alone: a wrong guess only shows the page's words in place of ours.
    """
    words = told.strip("\"'“”„«»‘’ ").split()
    first = words[0] if words else ""
    cut = first in _FINITE or (first.islower() and first.endswith("ed"))
    return len(words) > 1 and not cut


def as_told(text: str, statement: Statement) -> str | None:
    """Return the page's words from the cue (or the source, if earlier) to the end of the content, in one sentence.

    None where what is said does not follow its cue within the first cited sentence.
    """
    sentence = statement.evidence[0].sentence
    start = min([statement.cue.start, *(s.start for s in statement.source)])
    end = statement.content[-1].end
    if statement.content[0].start < statement.cue.end or start < sentence.start or end > sentence.end:
        return None
    cut = "" if start == sentence.start else "… "
    return cut + _clipped(_tidy(Span(start, end).of(text)))


def _tidy(text: str) -> str:
    return " ".join(text.split()).rstrip(".,")


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(None, 1)[0] + " …"
