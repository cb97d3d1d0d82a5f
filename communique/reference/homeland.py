"""The country a page is about, and who of those whose country nobody says is of it."""

from __future__ import annotations

import re

from communique.model import ActorKind, BlockKind
from communique.reference import releases
from communique.reference.atlas import Atlas
from communique.reference.cast import Cast, Draft
from communique.reference.descriptions import described
from communique.reference.lexicon import lexicon
from communique.reference.namesakes import namesakes
from communique.reference.own_actors import BODIES

_OFTEN, _SHARE, _AHEAD = 3, 0.5, 1.5
_CLEARLY, _CLEAR_SHARE = 6, 0.55
_LEAD = 2
EUROPE = "EUR"
_TOWN = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}")
_ARMED = frozenset({"REB", "UAF"})
_EACH, _WRITTEN = 3, 6
_STATE = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP"})
_ELSEWHERE = frozenset(
    "foreign foreigner foreigners other others world global international european europe western west east "
    "eastern african africa asian asia arab latin muslim islamic nordic baltic balkan gulf neighbouring neighboring "
    "neighbour neighbor neighbours neighbors multinational overseas exiled migrant migrants "
    "powers superpowers countries nations states governments capitals allies rivals "
    "refugee refugees tourist tourists un union bilateral regional transatlantic allied alliance continent".split()
)
_ABROAD = frozenset({"REF", "REB", "UAF", "CRM", "IGO", "NGO"})
"""Those who are as likely as not from elsewhere: refugees, armed groups, aid workers."""
_ADRIFT = frozenset("refugee refugees migrant migrants immigrant immigrants expatriates exiles descent origin".split())
_COMMANDS = frozenset({"centcom", "cjtf", "cjtf-oir"})
"""Words that tell of an operation the American forces command."""
_SHORT = frozenset({"col.", "gen.", "maj.", "cmdr.", "adm.", "gov.", "sen.", "rep.", "govs.", "sens.", "reps."})
"""Titles that hardly anybody but the American press cuts short."""
_ACROSS = frozenset({"REL", "SOC"})
_ANYONE = frozenset({"CVL", "PTY", "OPP"})
"""Supporters, critics, rivals: of another side, and yet mostly of the same country."""


def offices(cast: Cast, atlas: Atlas) -> None:
    """Offices and bodies of a state whose country nobody says are those of the country the page is about.

    "Prime Minister Holm told parliament" in a page where most of the words for countries, and of the actors
    of a country, are one country's, half as many again as the next's. Else theirs stays open. Soldiers are often
    abroad: "Col. Ada Voss" is of the one country whose forces the page names, if it names any.
    """
    counts = _counts(cast, atlas)
    country = _first(counts, _OFTEN, _SHARE, _AHEAD)
    forces = {d.country for d in cast.drafts if d.sector == "MIL" and d.country}
    allied = not _COMMANDS.isdisjoint(cast.grammar.forms)
    bare = [h for d in cast.drafts if d.country is None and (d.forms or d.local) for h in d.heads]
    if releases.british(bare, counts):
        country = "GBR"
    for draft in cast.drafts:
        if draft.abroad is not None:
            draft.country = draft.country or releases.sender(counts, draft.abroad)
            continue
        if (
            draft.country is not None
            or draft.sector not in _STATE
            or draft.foreign
            or _elsewhere(draft, country, atlas)
        ):
            continue
        named = draft.kind is ActorKind.PERSON and draft.roles and draft.forms
        home = country if draft.sector != "MIL" or not forces else next(iter(forces)) if len(forces) == 1 else None
        if draft.sector == "MIL" and allied and forces <= {"USA", "IGO"} and _styled(cast, draft):
            # The command of that coalition is American, and so is a "Col. Voss" of whom nothing else is said.
            home = "USA"
        if home is not None and home not in BODIES - {EUROPE} and (named or draft.local):
            draft.country = home
        elif (_administration(draft) and "USA" in sorted(counts, key=lambda c: (-counts[c], c))[:2]) or (
            _styled(cast, draft) and counts.get("USA", 0) > max((n for c, n in counts.items() if c != "USA"), default=0)
        ):
            # "Administration officials" without a country is how Americans speak of their own government, and
            # "Gov. Holm" how they write.
            draft.country = "USA"


def _elsewhere(draft: Draft, country: str | None, atlas: Atlas) -> bool:
    """Tell whether a name is known as that of an office holder, of whatever time, of other countries alone."""
    held = atlas.holders(draft.name) if draft.forms and draft.kind is ActorKind.PERSON else ()
    return bool(held) and all(o.country != country for o in held)


def residents(cast: Cast, atlas: Atlas) -> None:
    """Whoever is left without a country is of the one the page is about, where that clearly stands out.

    "Voters told the Herald", "Ada Voss, a nurse, said" in a page where more than half of all words for countries
    and actors are Norvia's and no other country has half as many. Not those a phrase places elsewhere ("foreign
    investors", "world leaders", "his counterpart"), not whom the atlas
    knows as another country's office holder, not several countries' ("the two sides"), not refugees or
    armed groups. A body that the country alone makes an office ("the Security Committee") has its sector then.
    """
    counts = _counts(cast, atlas)
    country = _first(counts, _CLEARLY, _CLEAR_SHARE, _LEAD)
    if country is None or country in BODIES:
        return
    for draft in cast.drafts:
        away = country in (draft.abroad or ()) or _elsewhere(draft, country, atlas)
        if draft.country is None and not away and _resident(cast, draft):
            draft.country = country
            _sector(draft)


def _sector(draft: Draft) -> None:
    """Let a body's noun tell its sector that tells one only of a country's: "commission", "council"."""
    row = lexicon().nouns.get(draft.heads[0]) if draft.heads else None
    if draft.sector is None and row is not None and row.weak and row.sort == "body":
        draft.sector = row.sector


def _resident(cast: Cast, draft: Draft) -> bool:
    if (
        draft.members
        or (draft.foreign and draft.sector != "CVL")
        or draft.sector in _ABROAD
        or not cast.heads.get(id(draft))
    ):
        return False
    words = {w.strip(".,'’\"").lower() for part in draft.name.split() for w in part.split("-")}
    single = draft.kind is ActorKind.PERSON and draft.forms
    if not single and words & _ELSEWHERE:
        return False
    chunk = cast.grammar.chunk_of(cast.heads[id(draft)][0])
    phrase = described(cast, chunk) if chunk is not None and not draft.forms else None
    if phrase is not None and len(phrase.countries) > 1:
        return False
    # Of the UN, of an alliance: the body's officials are nobody's citizens here.
    return not any((other := cast.at.get(w)) is not None and other.country in BODIES for w in draft.waits)


def _strayed(draft: Draft) -> bool:
    church = draft.sector in _ACROSS and draft.kind is ActorKind.ORGANISATION
    return draft.sector in _ABROAD or church


def _styled(cast: Cast, draft: Draft) -> bool:
    heads = cast.heads.get(id(draft), ())[:_WRITTEN] if draft.forms else ()
    return any(cast.grammar.form(i - 1) in _SHORT for i in heads)


def _administration(draft: Draft) -> bool:
    words = draft.name.lower().split()
    return words[-1:] == ["administration"] or (words[-2:-1] == ["administration"] and words[-1].startswith("official"))


def _counts(cast: Cast, atlas: Atlas) -> dict[str, int]:
    """Count for each country the words for it and its places, and its actors otherwise named, each up to three times.

    Parties, ministries and office holders tell as much as the name: a page on "the Bundestag" is about Germany.
    The European Union counts like a country: in a page about it "the commission" is no member state's.
    Armed groups do not count: a page on the Taliban may be about any of their neighbours. Where a report was
    written tells more than a name in passing: in "OSLO — …" on talks with Finland, "the ministry" is hardly Finland's.
    """
    counts: dict[str, int] = {}
    seen: set[int] = set()
    written = _written(cast, atlas)
    if written is not None:
        counts[written] = _WRITTEN
    for code in cast.codes.found.values():
        if cast.grammar.form(code.last) in _ADRIFT:
            # A page on "Norvian refugees" is as likely on the land they came to.
            continue
        if code.first not in seen and code.country and code.sector not in _ARMED:
            seen.add(code.first)
            counts[code.country] = counts.get(code.country, 0) + 1
    for draft in cast.drafts:
        heads = cast.heads.get(id(draft), ())
        apart = sum(1 for i in heads[: 10 * _EACH] if cast.codes.at(i) is None)
        if draft.country and apart and draft.sector not in _ARMED:
            counts[draft.country] = counts.get(draft.country, 0) + min(apart, _EACH)
    return {c: n for c, n in counts.items() if c not in BODIES or c == EUROPE}


def _written(cast: Cast, atlas: Atlas) -> str | None:
    """Return the country of the greatest place of the name that a dateline begins with ("OSLO, March 4 —")."""
    article = cast.grammar.reading.article
    for block in article.blocks:
        name = _TOWN.match(block.span.of(article.text)) if block.kind is BlockKind.DATELINE else None
        options = namesakes(name[0].rstrip(), atlas) if name is not None else ()
        if options:
            return max(options, key=lambda c: (c.sovereign, c.population)).country
    return None


def _first(counts: dict[str, int], often: int, share: float, lead: float) -> str | None:
    """Return the country that stands out: ``often`` times at least, with that share, and ``lead`` times the next."""
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < often or ranked[0][1] < share * sum(counts.values()):
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= lead * ranked[1][1] else None
