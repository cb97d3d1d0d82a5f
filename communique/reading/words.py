"""Text → words, as Universal Dependencies cuts English: contractions, possessives and hyphens apart.

The cut is a fixed rule, so that the training treebanks, the names and the attributions all see the
same words, and one set of offsets serves every head.
"""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof st gen col lt maj capt sgt cmdr adm brig sen rep gov pres hon rev fr sr jr messrs "
        "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun inc corp co "
        "ltd bros llc plc no nos vol fig eq pp vs etc cf al approx dept est ft mt univ ave blvd rd ext thur ala ariz "
        "ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa "
        "tenn tex va vt wash wis wyo a.m p.m i.e e.g u.s u.k u.n d.c ph.d"
    ).split()
)
"""Words that keep the full stop after them: "Gen. Hnatov spoke." has two stops and one sentence."""

_TOKEN = re.compile(
    r"\s*+(?:(?P<plain>[A-Za-z]{1,200}+(?=[ ,\n]))"
    r"|(?P<url>(?:https?://|www\.)[^\s<>\"”]{1,400}[^\s<>\"”.,;:!?)\]'’])"
    r"|(?P<mail>(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5})"
    r"|(?P<acronym>(?:[^\W\d_]\.){2,12}|Ph\.D\.?(?!\w)|(?:[A-Za-z]\.){1,11}[A-Za-z](?![\w'’]))"
    r"|(?P<telephone>(?:\d{3}-)?\d{3}-\d{4}(?![\w-])|\d{5}-\d{4}(?![\w-]))"
    r"|(?P<number>(?<!\w)\.\d{1,40}+(?!\w)"
    r"|\d{1,40}+(?:[.,:/]\d{1,40}+){0,12}+(?:(?:st|nd|rd|th|s|bn|m|k)(?![^\W\d_])"
    r"|(?=(?:[ap]m|AM|PM|ft|km|kg|mm|cm|mph|hrs?|mins?)(?![^\W\d_]))|(?![^\W_])))"
    r"|(?P<year>(?<![\w'’])['’]\d\ds?(?![\w'’]))"
    r"|(?P<prefixed>(?i:non|pro|anti|re|co|e|pan|ex|pre|post|multi|semi|ultra|un|mid|over|sub|counter|mini|inter|neo"
    r"|cross)-[^\W\d_]{2,60}(?!['’]))"
    r"|(?P<handle>[@#](?=\w{0,200}[^\W\d_])\w{1,200})"
    r"|(?P<pair>(?<!\w)(?:[A-Z]{1,3}&[A-Z]{1,3}|[A-Za-z]/[A-Za-z])(?![\w'’]))"
    r"|(?P<word>(?:[^\W_]|[̀-ͯ])(?:[^\W_]|[̀-ͯ]|_(?=[^\W_])){0,199}(?:\.(?=[^\W\d_]{2})[^\W_]{1,40}){0,4}"
    r"(?:['’ʼ`](?:[^\W_]|[̀-ͯ]){1,60}){0,3}['’]?)"
    r"|(?P<face>(?<![\w:;=])[:;=]-?[)(DPO](?![\w)(]))"
    r"|(?P<dots>\.{2,40}|…)"
    r"|(?P<dash>-{2,400}|–|—|_{2,400}|={2,400}|\*{2,400})"
    r"|(?P<quote>''|``|‘‘|’’|‘’)"
    r"|(?P<mark>[!?]{2,40}|\S))"
)
"""White space and a word after it: the first kind that fits. Most words are plain, letters with nothing after them
that could be theirs, and need not be tried as anything else. Runs that must not be given back are possessive: "11AM"
is no "1" and "1AM"."""


_SUFFIX = re.compile(r"(?:['’ʼ`](?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M))$")
_NOT = re.compile(r"(?<=[^\W\d_])(?:n|N)['’ʼ`](?:t|T)$")
_VERBS = "do does did wo ca could would should is are was were has have had".split()
_BARE = re.compile(rf"(?i:(?:{'|'.join(_VERBS)})(?=nt$))|[Ii](?=(?:m|ve)$)")
"""Contractions written without their apostrophe: "dont", "im"."""
_TWO = frozenset({"cannot", "im", "ive", *(verb + "nt" for verb in _VERBS)})
"""Plain words, in lower case, that may be two."""
_INITIAL = re.compile(r"(?:^|[\n(\"“‘]|\b[^\W\d_a-z][^\W\d_]{0,40} |\b[^\W\d_a-z]\. ?)$")
"""What stands before an initial: the beginning of a line, a name, or another initial."""


def cut(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the words of ``text[start:end]`` as half-open offsets into ``text``, in order.

    White space is in no word; every other character is in exactly one.
    """
    stop = len(text) if end is None else end
    words: list[tuple[int, int]] = []
    at = start
    while match := _TOKEN.match(text, at, stop):
        kind = match.lastgroup or ""
        first, at = match.span(kind)
        if kind == "word" or (kind == "plain" and text[first:at].lower() in _TWO):
            at = _cut_word(text, first, at, stop, words)
        else:
            words.append((first, at))
    return words


def _cut_word(text: str, first: int, last: int, stop: int, words: list[tuple[int, int]]) -> int:
    """Cut one run of letters into its words, append them, and return where it ends."""
    raw = text[first:last]
    if raw[-1] in "'’":
        # "the delegations' positions": the apostrophe is a word of its own.
        words.append((first, last - 1))
        words.append((last - 1, last))
        return last
    if match := _NOT.search(raw):
        words.extend([(first, first + match.start()), (first + match.start(), last)])
        return last
    if match := _BARE.match(raw):
        words.extend([(first, first + match.end()), (first + match.end(), last)])
        return last
    if match := _SUFFIX.search(raw):
        words.extend([(first, first + match.start()), (first + match.start(), last)])
        return last
    if raw.lower() == "cannot":
        words.extend([(first, first + 3), (first + 3, last)])
        return last
    if last < stop and text[last] == "." and not _ends_text(text, last + 1, stop):
        last += raw.lower() in _ABBREVIATIONS or _initial(text, first, last)
    words.append((first, last))
    return last


def _initial(text: str, first: int, last: int) -> bool:
    """Tell whether one letter before a stop is the initial of a name, as in "John F. Voss" and not in "plan b."."""
    letter = text[first:last]
    if len(letter) > 1 or not letter.isupper() or not text[last + 1 : last + 3].strip().istitle():
        return False
    return _INITIAL.search(text[max(0, first - 44) : first]) is not None


def _ends_text(text: str, at: int, stop: int) -> bool:
    """Tell whether nothing but closing marks and white space follows: then the stop ends the sentence."""
    rest = text[at : min(stop, at + 4)]
    return not rest.strip("\"”’')] ") or rest.startswith("\n")
