"""Titles, appositions and predicates: what the page itself says a named person is."""

from __future__ import annotations

from dataclasses import replace

from communique.model import MentionKind, Role
from communique.reference import constituencies, releases
from communique.reference.cast import Cast, Description, Draft
from communique.reference.descriptions import describe, described, role_of, span_of
from communique.reference.grammar import Chunk
from communique.reference.names import HONORIFICS
from communique.reference.prefixes import OVER, american, american_rank, former, ungraded

_SERVING = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
_RUNNING = frozenset("candidate nominee contender hopeful mate front-runner frontrunner challenger".split())
_TRADES = frozenset({"BUS", "EDU", "MED", "JRN", "SOC"})
_AFTER = frozenset({",", ".", ";", ":", ")", "-", "–", "—", "who", "whose", '"', "”", "?", "!", ""})


def attach(cast: Cast) -> None:
    """Give every named person the titles, appositions and predicates that stand beside the name."""
    names = [
        (n.draft, cast.grammar.reading.words_in(n.mention.span), n.head)
        for n in list(cast.nominals)
        if n.draft is not None and n.mention.kind is MentionKind.PERSON
    ]
    for at, (draft, words, head) in enumerate(names):
        first, last = head, words.stop
        followers = [d for d, w, h in names[at + 1 : at + 6] if _listed(cast, last, h)]
        if not _inside(cast, draft, words, head):
            _before(cast, draft, first, followers)
        represents(cast, draft, last)
        last = _past_brackets(cast, last)
        _apposed_after(cast, draft, last)
        _apposed_before(cast, draft, first, last)
        _of_body(cast, draft, last)
    for chunk in cast.grammar.chunks:
        _predicate(cast, chunk)
    for draft, _, head in names:
        _addressed(cast, draft, head)


def _inside(cast: Cast, draft: Draft, words: range, head: int) -> bool:
    """Read a title marked as part of the name where the tags cut it: "Navy Petty | Officer Ada Voss".

    What it is for ("Minister for | Asia Ada Voss") is no part of it.
    """
    inner = cast.grammar.chunk_of(head - 1)
    if head - words.start < 2 or (inner is not None and inner.first <= words.start):
        return False
    theme = next((i for i in range(words.start + 1, head) if cast.grammar.form(i) == "for"), None)
    last = theme if theme is not None else ungraded(cast.grammar, head)
    whole = Chunk(first=words.start, last=last, head=last - 1, owner=None, begin=words.start)
    description = describe(cast, whole)
    if description is None or not description.person:
        return False
    title(cast, draft, description)
    if theme is not None:
        draft.abroad = releases.part(cast.grammar.text(theme + 1, head))
    return True


def title(cast: Cast, draft: Draft, description: Description) -> None:
    """A title before a name, an apposition or a predicate ("Ada Voss, envoy of Norland") tells who the person is.

    Country and sector come from its words; where they name another actor instead ("his adviser"),
    that actor gives the country, and the sector too unless the noun has its own.
    """
    head = description.noun.words
    cast.call(draft, head)
    draft.gender = draft.gender or description.noun.gender
    weak = description.noun.sort == "peer"
    if draft.country is None and description.country is not None:
        draft.country = description.country
    if draft.country is None and american_rank(cast.grammar, head, description.head):
        draft.country = "USA"
    before = draft.sector
    if draft.nominated:
        # "presidential nominee Gov. Ada Voss" stands for her party.
        draft.sector = "PTY"
    elif _seated(cast, description):
        draft.sector = "LEG" if draft.sector in (None, "PTY") else draft.sector
    elif before == "PTY" and description.sector in _SERVING:
        # "Social Democrat Ada Voss, a minister since May": the office comes first.
        draft.sector = description.sector
    elif before in _TRADES and _public(description):
        # "billionaire Ada Voss, a candidate for president", "the actor, now a senator"
        draft.sector = description.sector
    elif description.sector is not None and not (weak and draft.sector):
        # A page that says "former minister" once and "Mr." later still means a former minister.
        draft.sector = draft.sector if draft.sector not in (None, "ELI", "CVL") else description.sector
    draft.sectors = draft.sectors or description.sectors
    if "ELI" in (before, description.sector) and draft.sector not in _SERVING and "ELI" not in draft.sectors:
        # "Former minister Ada Voss, chairwoman of the opposition": of her party first, and of the elites too.
        draft.sectors = (*draft.sectors, "ELI")
    draft.waits.extend(w for w in description.waits if w not in draft.waits and not weak)
    draft.roles.append(role_of(cast, description))
    cast.titles[description.head] = draft


def _public(description: Description) -> bool:
    """Tell whether a description is an office or a candidacy; a company's lobbyist has neither."""
    if description.noun.passes or description.past:
        return False
    running = description.sector == "PTY" and not _RUNNING.isdisjoint(description.noun.words.split())
    return description.sector in _SERVING or running


def _seated(cast: Cast, description: Description) -> bool:
    """Tell whether a party and a state behind or before it are a seat: "Ada Holm, Republican of Iowa"."""
    if description.noun.words not in ("republican", "democrat") or description.plural:
        return False
    grammar = cast.grammar
    last = min(description.end + 1, len(grammar.reading.words))
    names = {grammar.text(i, min(j, last)) for i in range(description.begin, description.end) for j in (i + 1, i + 2)}
    regions = (cast.codes.atlas.region(n) for n in names if n[:1].isupper())
    return any(region is not None and region.country == "USA" for region in regions)


def _before(cast: Cast, draft: Draft, first: int, followers: list[Draft]) -> None:
    """Read the title in front of a name: "Russian President", "his adviser", "Gen."."""
    grammar = cast.grammar
    if draft.country is None and american(grammar, first) and cast.codes.leads("USA"):
        draft.country, draft.sector = "USA", draft.sector or "MIL"
    while grammar.together(first - 1, first) and grammar.form(first - 1).rstrip(".") in HONORIFICS:
        first -= 1
    chunk = grammar.chunk_of(first)
    if chunk is None or (chunk.first >= first and chunk.owner is None):
        chunk = grammar.chunk_of(first - 1) if grammar.together(first - 1, first) else None
    if chunk is not None and chunk.first == first and chunk.owner is not None:
        _bare_country(cast, draft, chunk, first)
        return
    if chunk is not None and chunk.first <= first < chunk.last and _runs_on(cast, draft, chunk, first):
        return
    if chunk is None or chunk.first >= first or chunk.last < first:
        return
    if any(cast.at.get(i) is not None for i in range(chunk.first, first)):
        _owned(cast, draft, chunk, first)
        return
    description = describe(cast, chunk, ungraded(grammar, first))
    if description is None:
        _bare_country(cast, draft, chunk, first)
        return
    if description.noun.sort in ("body", "many"):
        _bare_country(cast, draft, chunk, first)
        return
    title(cast, draft, description)
    if description.plural:
        for other in followers:
            cast.call(other, description.noun.words)
            other.sector = other.sector or description.sector
            other.roles.append(role_of(cast, description))


def _owned(cast: Cast, draft: Draft, chunk: Chunk, first: int) -> None:
    """Read a title behind another's name: "Holm campaign manager Ada Voss", "Holm spokeswoman Ada Voss"."""
    start = max(i for i in range(chunk.first, first) if cast.at.get(i) is not None) + 1
    if start >= first or cast.grammar.tag(start) not in ("NOUN", "PROPN", "ADJ"):
        return
    description = describe(cast, Chunk(first=start, last=first, head=first - 1, owner=None, begin=start), first)
    if description is None or not description.person or description.first != start:
        return
    if description.noun.sort == "one":
        draft.waits.append(start - 1)
    title(cast, draft, description)


def _runs_on(cast: Cast, draft: Draft, chunk: Chunk, first: int) -> bool:
    """Read a title whose last words the tree puts with the name: "Secretary of | State Ada Voss"."""
    grammar = cast.grammar
    for start in {chunk.first, first}:
        held = grammar.chunk_of(start - 2) if grammar.tag(start - 1) == "ADP" else None
        description = described(cast, held) if held is not None and grammar.together(start - 2, first) else None
        if description is None or not description.person or description.last != first:
            continue
        if cast.at.get(description.head) is None and description.head not in cast.titles:
            title(cast, draft, description)
            return True
    return False


def _addressed(cast: Cast, draft: Draft, first: int) -> None:
    """Let "Sen." or "Gen." before any mention of a name tell the sector nothing else has told."""
    if draft.sector in (None, "PTY") and not draft.nominated and cast.grammar.together(first - 1, first):
        style = cast.grammar.form(first - 1).rstrip(".")
        told = HONORIFICS.get(style, (None, None))[1] or _styles(cast, first - 1)
        told = "ELI" if told in OVER and former(cast.grammar, first - 1) else told
        draft.sector = told or draft.sector


def _styles(cast: Cast, word: int) -> str | None:
    """Return LEG for "Representative" with a capital right before a name: a member of a house of that name."""
    start = cast.grammar.reading.words[word].start
    capital = cast.grammar.reading.article.text[start].isupper()
    return "LEG" if capital and cast.grammar.form(word) in ("representative", "representatives") else None


def represents(cast: Cast, draft: Draft, at: int) -> None:
    """A party and a state behind a name ("Ada Holm (D-Nev.)") are how the American press styles a legislator.

    The country is the United States; the sector is the legislature, unless a title says otherwise ("Gov. Ada Holm").
    A state alone in brackets tells the country.
    """
    styled = constituencies.after(cast.grammar, at)
    if styled is None:
        return
    draft.country = draft.country or "USA"
    if styled.party and draft.sector in (None, "PTY") and not draft.nominated:
        draft.sector = "LEG"


def _bare_country(cast: Cast, draft: Draft, chunk: Chunk, first: int) -> None:
    """Take the country of a name with nothing else before it: "Kremlin's Peskov", "Russia's Putin"."""
    codes = cast.codes.within(chunk.first, first)
    if chunk.owner is not None and chunk.first == first and cast.codes.body(chunk.owner):
        draft.waits.append(chunk.owner)
    if chunk.owner is not None and not codes:
        owner = cast.codes.at(chunk.owner)
        codes = [owner] if owner is not None else []
    if len(codes) == 1 and draft.country is None:
        draft.country = codes[0].country


def _listed(cast: Cast, last: int, head: int) -> bool:
    """Tell whether a name goes on a list: "Presidents A of Norland and B"."""
    if not cast.grammar.together(last - 1, head) or head - last > 12:
        return False
    between = {cast.grammar.form(i) for i in range(last, head) if cast.codes.at(i) is None and i not in cast.at}
    return between <= {",", "and", "&", "of"}


def _past_brackets(cast: Cast, at: int) -> int:
    """Return the word after a bracket or an age: "Ada Voss (right), …", "Ada Voss, 54, …"."""
    grammar = cast.grammar
    if grammar.form(at) == "(":
        for i in range(at + 1, min(at + 9, len(grammar.forms))):
            if grammar.form(i) == ")":
                return i + 1
    if grammar.form(at) == "," and grammar.tag(at + 1) == "NUM" and grammar.form(at + 2) == ",":
        return at + 2
    return at


def _apposed_after(cast: Cast, draft: Draft, at: int) -> None:
    """Read the apposition behind a name: "Ada Voss, leader of the delegation"."""
    grammar = cast.grammar
    if grammar.form(at) not in (",", "-", "–", "—", "("):
        return
    for _ in range(3):
        chunk = grammar.chunk_from(at + 1) if grammar.together(at, at + 1) else None
        if chunk is None:
            return
        description = described(cast, grammar.owned(chunk))
        if description is None or not description.person or description.head in cast.at:
            return
        after = grammar.form(description.end) if grammar.together(at, description.end) else ""
        apposed = grammar.relation(description.head) == "appos" or _paired(cast, description)
        if after not in _AFTER and not apposed and grammar.tag(description.end) != "ADP":
            return
        vague = description.noun.passes and _paired(cast, description)
        # "president and chief executive": of a company.
        title(cast, draft, replace(description, sector=None) if vague else description)
        _of_body(cast, draft, description.end, description.begin)
        cast.describe(span_of(cast, description), description.head, draft, how="reference.titles.title", score=0.9)
        if after != "and":
            return
        at = description.end


def _paired(cast: Cast, description: Description) -> bool:
    """Tell whether a second office without an article follows: "Ada Voss, founder and chief executive of Tarkin"."""
    grammar = cast.grammar
    if grammar.form(description.end) != "and" or description.definite or description.indefinite:
        return False
    chunk = grammar.chunk_from(description.end + 1) if grammar.together(description.head, description.end + 1) else None
    other = described(cast, chunk) if chunk is not None else None
    return other is not None and other.person and not other.definite and not other.indefinite


def _person(cast: Cast, chunk: Chunk) -> bool:
    description = described(cast, chunk)
    return description is not None and description.person


def _apposed_before(cast: Cast, draft: Draft, first: int, last: int) -> None:
    """Read a description with the name in commas behind it: "the US envoy, Ada Voss, said"."""
    grammar = cast.grammar
    if grammar.form(first - 1) != "," or not grammar.together(first - 2, first):
        return
    after = grammar.form(last) if grammar.together(first, last) else ""
    chunk = grammar.chunk_of(first - 2)
    if grammar.relation(first) == "appos" and 1 < first - grammar.head(first) < 9:
        # "the prime minister at the time, Ada Voss": the tree skips what stands between.
        held = grammar.chunk_of(grammar.head(first))
        chunk = held if held is not None and _person(cast, held) else chunk
    for _ in range(4):
        if chunk is None:
            return
        description = described(cast, chunk)
        if grammar.head(first) == chunk.head and description is not None and description.person:
            break
        if description is not None and description.person and description.end == first - 1:
            break
        chunk = grammar.chunk_of(chunk.begin - 2) if grammar.tag(chunk.begin - 1) in ("ADP", "PART") else None
    else:
        return
    if chunk is None or description is None or not description.definite or description.head in cast.at:
        return
    if after not in _AFTER and grammar.relation(first) != "appos":
        return
    title(cast, draft, description)
    cast.describe(span_of(cast, description), description.head, draft, how="reference.titles.title", score=0.85)


def _of_body(cast: Cast, draft: Draft, at: int, first: int | None = None) -> None:
    """Take country and sector from what follows a name: "President Ada Voss of Norland", "… , of the Red Cross".

    ``first`` is where an apposition begins: "Ada Voss, professor of law at the University of Estmark".
    """
    grammar = cast.grammar
    at += grammar.form(at) == "," and grammar.form(at + 1) in ("of", "from")
    after = grammar.chunk_from(at + 1) if grammar.form(at) in ("of", "from", "at", "with") else None
    if after is None or not grammar.together(at - 1, at + 1):
        return
    code = cast.codes.at(after.head)
    if code is not None and grammar.form(at) == "of" and draft.roles:
        draft.country = draft.country or code.country
    holds = first if first is not None else at - 1
    if cast.codes.body(after.head) and (grammar.form(at) in ("of", "from") or holds <= grammar.head(after.head) < at):
        draft.waits.append(after.head)


def _predicate(cast: Cast, chunk: Chunk) -> None:
    """Read "Ada Voss is the envoy of Norland" and "Ada Voss, who is the envoy of Norland"."""
    grammar = cast.grammar
    head = chunk.head
    if not any(grammar.relation(i) == "cop" for i in grammar.children[head]) or head in cast.at:
        return
    subject = grammar.subject_of(head)
    if subject is not None and grammar.form(subject) in ("who", "which", "that") and grammar.relation(head) == "acl":
        subject = grammar.head(head)
    draft = cast.at.get(subject) if subject is not None else None
    description = described(cast, chunk)
    if draft is None or description is None or not description.person:
        return
    negated = any(grammar.form(i) in ("not", "n't", "never") for i in grammar.children[head])
    if not negated and not any(isinstance(r, Role) and r == role_of(cast, description) for r in draft.roles):
        title(cast, draft, description)
        cast.describe(span_of(cast, description), description.head, draft, how="reference.titles.title", score=0.8)
