"""What a noun phrase says of the one it describes: the office or group, the country, the sector."""

from __future__ import annotations

from communique.model import Role, Span
from communique.reference import alliances
from communique.reference.cast import Cast, Description
from communique.reference.codes import COUNTRY, NATIONALITY, ORGANISATION, PLACE, SEAT, Code
from communique.reference.grammar import DEFINITE, INDEFINITE, OWNERS, POSSESSIVE, Chunk
from communique.reference.lexicon import Noun, lexicon

_ARMED = frozenset({"MIL", "UAF", "REB"})
_IRREGULAR = frozenset({"REB", "UAF", "PRE", "PRM", "COP", "CRM"})
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY"})
_ABROAD = frozenset({"ambassador", "envoy", "emissary", "attaché", "attache", "consul", "visitor", "minister"})
_TOPICAL = frozenset(
    "expert experts analyst analysts specialist specialists scholar scholars correspondent envoy envoys researcher "
    "researchers historian historians adviser advisor advisers observer observers watcher watchers director".split()
)
_WRITING = frozenset({"writer", "author", "host", "producer", "contributor", "employee", "staffer", "commentator"})
_EMPLOYERS = frozenset({"BUS", "CVL", "NGO", "LAB", "MED", "JRN", "PTY"})
_PRESIDING = frozenset({"president", "vice president", "vice-president", "deputy president"})
_FIGHTING = frozenset("fighter fighters guard guards force forces army troops rebels militia soldiers".split())
_CREEDS = frozenset({"PTY", "OPP", "CVL", "REL", "REB"})
"""A "Socialist president" heads a state, a "parliament president" does not."""
_EXECUTIVE = frozenset({"ministry", "department", "secretary", "commission", "authority"})
_TOPICS = frozenset({"BUS", "MED", "AGR", "EDU", "SOC", "NGO"})
"""An "oil company official" is of business; an "oil ministry" or a "health department" is of the government."""
ALLIANCE = "IGO"
_LED = frozenset({"led", "run", "owned", "controlled", "born"})
_ORIGINS = frozenset({"origin", "origins", "descent", "heritage", "background", "roots", "ancestry", "extraction"})
_LINKS = frozenset({"of", "for", "to", "at", "in", "from", "with", "on", "within"})


def describe_all(cast: Cast) -> None:
    """Describe every chunk of the page, from the end to the start, so that complements are there when needed."""
    for chunk in reversed(cast.grammar.chunks):
        description = describe(cast, chunk)
        cast.described[chunk.first] = description
        if description is not None and description.last > chunk.last:
            # In "chief of staff" the staff is nobody.
            cast.described.update(dict.fromkeys(range(chunk.last, description.last)))


def described(cast: Cast, chunk: Chunk) -> Description | None:
    """Return the description of a whole chunk, made by ``describe_all``."""
    return cast.described.get(chunk.first)


def describe(cast: Cast, chunk: Chunk, last: int | None = None) -> Description | None:
    """Read ``chunk`` (its words before ``last``, where given) as a description, or return None.

    The longest entry of the role lexicon that ends the phrase ("foreign minister"), or that begins
    at its last noun and runs on ("chief of staff"), says what it is.
    """
    grammar = cast.grammar
    stop = chunk.head + 1 if last is None else last
    found = _entry(cast, chunk.first, stop)
    if found is None:
        return None
    noun, first, head, after, plural = found
    begin = _begin(cast, chunk, first)
    if grammar.tag(head) not in ("NOUN", "PROPN") and grammar.form(begin) not in DEFINITE:
        # "the injured" are people; what was "made public" is nobody.
        return None
    whole = after > stop or last is None
    end = _extent(cast, chunk, after) if whole else stop
    modifiers = [
        i for i in range(max(chunk.first, begin), first) if grammar.tag(i) != "DET" and grammar.form(i) not in OWNERS
    ]
    parts = list(_complements(cast, chunk, after)) if whole else []
    countries, waits = _countries(cast, noun, chunk, modifiers, parts)
    words = [grammar.form(i) for i in modifiers]
    allied = alliances.allied(cast, noun, head, words, countries)
    countries = (ALLIANCE,) if allied else countries
    past = lexicon().past(words) or any(w.startswith(("ex-", "then-")) for w in words)
    determiner = grammar.form(begin)
    owned = chunk.owner is not None
    return Description(
        noun=noun,
        chunk=chunk,
        first=max(chunk.first, begin),
        begin=begin,
        last=max(after, stop) if whole else stop,
        end=end,
        head=head,
        plural=plural,
        countries=countries,
        sector=None if allied else _sector(cast, noun, modifiers, parts, chunk, known=bool(countries), past=past),
        waits=waits,
        definite=owned or determiner in DEFINITE,
        indefinite=not owned and determiner in INDEFINITE,
        past=past,
        sectors=_marks(cast, begin, end),
    )


def _marks(cast: Cast, begin: int, end: int) -> tuple[str, ...]:
    """Return PLOVER's mark of a breakaway region the phrase names: "Transnistrian leaders", "forces of Somaliland"."""
    return ("PRE",) if any("PRE" in code.sectors for code in cast.codes.within(begin, end)) else ()


def _begin(cast: Cast, chunk: Chunk, first: int) -> int:
    """Return where a phrase begins: at the nationality, where a common noun stands before it.

    "Warning against quick solutions German Foreign Minister Holm said": two lines of a page ran together.
    """
    codes = [c for c in cast.codes.within(chunk.first, first) if c.sort in (COUNTRY, NATIONALITY)]
    if chunk.owner is None and codes and any(cast.grammar.tag(i) == "NOUN" for i in range(chunk.first, codes[0].first)):
        return codes[0].first
    return chunk.begin


def _entry(cast: Cast, first: int, stop: int) -> tuple[Noun, int, int, int, bool] | None:
    """Find the lexicon row: the row, its first word, its head word, the word after it, whether plural."""
    grammar = cast.grammar
    for start in range(max(first, stop - 3), stop):
        longest = lexicon().opens(grammar.form(start))
        if longest < 2:
            continue
        tail = [grammar.form(i) for i in range(start, start + longest) if grammar.together(start, i)]
        found = lexicon().starting(tail)
        if found is not None and start + found[1] > stop:
            return found[0], start, stop - 1, start + found[1], found[2]
    ending = lexicon().head([grammar.form(i) for i in range(first, stop)])
    if ending is None:
        return None
    noun, length, plural = ending
    return noun, stop - length, stop - 1, stop, plural


def _extent(cast: Cast, chunk: Chunk, after: int) -> int:
    end = after
    for _, part in _complements(cast, chunk, after):
        end = max(end, part.last)
    return end


def _complements(cast: Cast, chunk: Chunk, after: int) -> list[tuple[str, Chunk]]:
    """Return what completes the phrase, leaving out what belongs to its own name ("of staff")."""
    kept: list[tuple[str, Chunk]] = []
    for word, part in cast.grammar.complements(chunk):
        if word == "in" and not _local(cast, part):
            # "delegation in the negotiations" is a circumstance, "allies in Europe" tells who.
            break
        if part.first >= after:
            kept.append((word, part))
    return kept


def _local(cast: Cast, part: Chunk) -> bool:
    """Tell whether a phrase names a place: "allies in Europe", not "allies in need"."""
    if cast.codes.local(part.head):
        return True
    return cast.grammar.tag(part.head) == "PROPN" and bool(
        cast.codes.atlas.region(cast.grammar.text(part.first, part.last))
    )


def _countries(
    cast: Cast, noun: Noun, chunk: Chunk, modifiers: list[int], parts: list[tuple[str, Chunk]]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the countries the words give, nearest first: modifiers, possessor, "of …"; else the words to wait for."""
    named = [
        c for c in cast.codes.within(chunk.first, chunk.head + 1) if c.country and _speaks(cast, c, chunk, modifiers)
    ]
    if named:
        return tuple(dict.fromkeys(c.country for c in named if c.country)), ()
    waits: list[int] = [i for i in modifiers if i in cast.at or cast.codes.body(i)]
    if chunk.owner is not None:
        owner = _owner(cast, chunk.owner)
        if owner is not None and owner.country and noun.sort != "peer":
            return (owner.country,), ()
        waits.append(chunk.owner)
    shared = _shared(cast, chunk) or _goes_on(cast, chunk)
    if shared:
        return (shared,), ()
    for word, part in parts:
        if word not in _LINKS or cast.grammar.form(part.head) in _ORIGINS:
            # "Lawmakers of Turkish descent" need not be Turkey's.
            continue
        if noun.sort == "peer":
            waits.append(part.head)
            continue
        if cast.codes.body(part.head):
            waits.append(part.head)
        code = _code_of(cast, part)
        abroad = word != "of" and noun.words.split()[-1] in _ABROAD
        if code is not None and code.country and not abroad:
            return tuple(dict.fromkeys([code.country, *_coordinated(cast, part)])), tuple(waits)
        if code is None and word in ("of", "to", "for") and not abroad:
            inner = described(cast, part)
            if inner is not None and inner.countries:
                return inner.countries, ()
            waits.append(part.head)
    if not waits and _american(cast, chunk):
        return ("USA",), ()
    if not waits and alliances.of_coalition(cast, noun, chunk):
        return (ALLIANCE,), ()
    return (), tuple(waits)


def _american(cast: Cast, chunk: Chunk) -> bool:
    """Tell whether a phrase names an American party: "Republican candidates", "GOP voters", not "republican ideas" or
    "Republican fighters"."""
    if cast.grammar.form(chunk.head) in _FIGHTING:
        return False
    text = cast.grammar.reading.article.text
    return any(
        cast.grammar.form(i) in ("republican", "republicans", "gop")
        and text[cast.grammar.reading.words[i].start].isupper()
        for i in range(chunk.first, chunk.head + 1)
    )


def _owner(cast: Cast, word: int) -> Code | None:
    """Return the code of a possessor: "Norland's", or "the EU parliament's"."""
    code = cast.codes.at(word)
    holder = cast.grammar.chunk_of(word)
    if code is not None or holder is None or cast.grammar.form(word) in OWNERS:
        return code
    found = [c for c in cast.codes.within(holder.first, word) if c.country]
    return found[0] if len(found) == 1 else None


def _shared(cast: Cast, chunk: Chunk) -> str | None:
    """Return the country said once for two: "Norland's defence and foreign ministers"."""
    grammar = cast.grammar
    before = grammar.chunk_of(chunk.begin - 2) if grammar.form(chunk.begin - 1) in ("and", "&") else None
    if before is None or not grammar.together(before.head, chunk.head) or grammar.tag(before.head) == "PROPN":
        return None
    if _entry(cast, before.first, before.head + 1) is not None or before.last != chunk.begin - 1:
        return None
    owner = _owner(cast, before.owner) if before.owner is not None else None
    found = [owner] if owner is not None else cast.codes.within(before.first, before.head)
    return found[0].country if len(found) == 1 and chunk.owner is None else None


def _goes_on(cast: Cast, chunk: Chunk) -> str | None:
    """Return the country said behind the second of two: "the government and people of Norland"."""
    grammar = cast.grammar
    after = grammar.chunk_from(chunk.last + 1) if grammar.form(chunk.last) in ("and", "&") else None
    if after is None or not grammar.together(chunk.head, after.head) or grammar.tag(after.first) == "DET":
        return None
    word, part = next(iter(grammar.complements(after)), ("", after))
    code = cast.codes.at(part.head) if word == "of" and after.owner is None else None
    alone = code is not None and not cast.codes.within(after.first, after.last)
    return code.country if code is not None and alone and code.sort == COUNTRY else None


def _coordinated(cast: Cast, part: Chunk) -> list[str]:
    """Return the countries that go on after a complement: "leaders of Norland, Sudmark and Estia"."""
    grammar = cast.grammar
    countries: list[str] = []
    for _ in range(10):
        at = part.last
        while grammar.form(at) in (",", "and", "&") and at < part.last + 2:
            at += 1
        after = grammar.chunk_from(at) if at > part.last and grammar.together(part.head, at) else None
        code = cast.codes.at(after.head) if after is not None else None
        if after is None or code is None or code.country is None or grammar.form(after.last) in POSSESSIVE:
            break
        if code.sort in (ORGANISATION, NATIONALITY) or (grammar.relation(after.head) == "nsubj"):
            break
        countries.append(code.country)
        part = after
    return countries


def _speaks(cast: Cast, code: Code, chunk: Chunk, modifiers: list[int]) -> bool:
    """Tell whether a code among the modifiers names the country of the head: not in "Iran-backed militia"."""
    if not any(code.first <= i < code.last for i in modifiers):
        return False
    grammar = cast.grammar
    if code.sort == COUNTRY and {grammar.form(modifiers[-1] + 1), grammar.form(chunk.head)} & _TOPICAL:
        # A "Haiti expert" need not be Haitian; a "US expert" is American, for "US" is an adjective too.
        return grammar.text(code.first, code.last).replace(".", "").isupper()
    if grammar.form(code.last) in ("-", "–", "‑"):
        after = grammar.form(code.last + 1)
        return after in _LED or cast.codes.at(code.last + 1) is not None
    return True


def _code_of(cast: Cast, part: Chunk) -> Code | None:
    """Return the country, seat or organisation a complement names: "of the United States", "of Hamas"."""
    code = cast.codes.at(part.head)
    if code is not None:
        return code
    if part.owner is not None:
        return cast.codes.at(part.owner)
    found = [c for c in cast.codes.within(part.first, part.last) if c.sort == NATIONALITY]
    return found[0] if len(found) == 1 else None


def _sector(
    cast: Cast,
    noun: Noun,
    modifiers: list[int],
    parts: list[tuple[str, Chunk]],
    chunk: Chunk,
    *,
    known: bool,
    past: bool,
) -> str | None:
    """Choose the sector: what the phrase is of or for, where its noun leaves that open; else the noun's own."""
    words = [cast.grammar.form(i) for i in modifiers]
    by_word = lexicon().modifier(words)
    bodies = [c.sector for c in cast.codes.within(chunk.first, chunk.head) if c.sort in (ORGANISATION, SEAT)]
    by_body = next((s for s in bodies if s), None)
    sector: str | None = noun.sector
    if noun.sector in _ARMED and not noun.passes:
        inner = _inner_sector(cast, parts, chunk)
        # "rebel fighters", "militants of the Taliban"
        sector = next((s for s in (by_body, by_word, inner) if s in _IRREGULAR), noun.sector)
    elif noun.passes:
        inner = _inner_sector(cast, parts, chunk)
        by_body = None if by_body == "GOV" else by_body
        by_word = None if noun.words in _PRESIDING and by_word in _CREEDS else by_word
        by_word = None if noun.words in _EXECUTIVE and by_word in _TOPICS else by_word
        sector = by_body or (by_word if by_word != "GOV" else None) or inner or by_word
        unknown = [part for word, part in parts if cast.codes.body(part.head)]
        if sector is None and (not noun.weak or known) and not unknown:
            sector = noun.sector
    if noun.sector == "LEG" and by_body == "PTY" and "committee" in noun.words:
        # The "rules committee" of a party is no parliament's, nor is the "committee chairman" of one.
        sector = by_body
    if by_body == "JRN" and noun.words in _WRITING:
        # A "Herald writer" is of the paper, a writer alone of nobody.
        return "JRN"
    if sector == "SOC" and noun.sort == "one" and any(cast.grammar.tag(i) == "NUM" for i in modifiers):
        # "31 Latinos" are people one by one, "Latinos" a group.
        return "CVL"
    if sector == "EDU" and noun.words.split()[-1] in _TOPICAL:
        # An "analyst at Tarkin Bank" is a banker, the "energy expert of the Harbour Fund" an activist.
        inner = _inner_sector(cast, parts, chunk) if chunk.owner is not None or parts else by_body
        sector = inner if inner in _EMPLOYERS else sector
    if noun.sort == "kin" and chunk.owner is None and not parts:
        # "a child" is nobody's child.
        return "CVL"
    if past and sector in _OFFICES:
        return "ELI"
    return sector


def _inner_sector(cast: Cast, parts: list[tuple[str, Chunk]], chunk: Chunk) -> str | None:
    """Return the sector of the body the phrase belongs to: "leader of the union", "Hamas' chief"."""
    if chunk.owner is not None:
        owner = cast.codes.at(chunk.owner)
        if owner is not None and owner.sort in (ORGANISATION, SEAT):
            return owner.sector
        holder = cast.grammar.chunk_of(chunk.owner)
        apart = holder is not None and holder.last <= chunk.first
        entry = _entry(cast, holder.first, holder.head + 1) if holder is not None and apart else None
        if entry is not None:
            return entry[0].sector
    for word, part in parts:
        code = cast.codes.at(part.head)
        if word in _LINKS and code is not None and code.sort in (ORGANISATION, SEAT) and code.sector:
            return code.sector
        if word in _LINKS and code is not None and code.sort == ORGANISATION:
            # "director of the Norland Atomic Agency": the name's last words say less than the name.
            return None
        inner = described(cast, part) if word in _LINKS else None
        if inner is not None and inner.noun.sort != "kin":
            return inner.sector
        if code is not None and code.sort != PLACE:
            return None
    return None


def text_of(cast: Cast, description: Description, *, complements: bool = True) -> str:
    """Return the phrase as the page writes it, without its article."""
    grammar = cast.grammar
    first = description.begin
    if first == description.first and grammar.form(first) in ("the", "a", "an"):
        first += 1
    return grammar.text(first, description.end if complements else description.last)


def span_of(cast: Cast, description: Description) -> Span:
    """Return the place of the whole phrase: article, owner and complements included."""
    return cast.grammar.span(description.begin, description.end)


def role_of(cast: Cast, description: Description) -> Role:
    """Return the description as a role with its place in the text."""
    grammar = cast.grammar
    first = description.begin
    if first == description.first and grammar.form(first) in ("the", "a", "an"):
        first += 1
    span = grammar.span(first, description.end)
    return Role(text=grammar.text(first, description.end), span=span)
