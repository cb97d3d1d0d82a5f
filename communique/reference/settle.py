"""Last step of actors: countries and sectors that other actors of the page, or the atlas, must give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.model import ActorKind, Role
from communique.reference.atlas import Atlas, Office
from communique.reference.cast import Cast, Draft
from communique.reference.lexicon import lexicon
from communique.reference.names import short_for, tokens, weighty

_ROUNDS = 3
_SERVING = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
_PLAIN = frozenset({"CVL", "REF", "CRM", "SOC", "EDU", "LAB", "AGR", "MED"})
_SPEAKERS = frozenset({"my", "our", "your"})
_STAFF = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "press secretary", "aide", "adviser", "advisor", "strategist"}
)
_PRIVATE = frozenset({"ELI", "CVL", "SOC"})


def settle(cast: Cast) -> None:
    """Fill in what is still open: from the possessor or complement of each description, a few rounds deep."""
    for _ in range(_ROUNDS):
        for draft in cast.drafts:
            _inherit(cast, draft)
    for draft in cast.drafts:
        if draft.members and draft.country is None and len({m.country for m in draft.members}) == 1:
            draft.country = draft.members[0].country


def families(cast: Cast) -> None:
    """Relatives of ordinary people are civilians, and of those of whom nothing is said; those of the rest elites.

    "my mother", "the nurse's brother" against "the president's son-in-law".
    """
    for draft in cast.drafts:
        if draft.sector != "ELI" or not draft.heads or not all(_kin(noun) for noun in draft.heads):
            continue
        owners = [cast.at[w] for w in draft.waits if w in cast.at]
        own = any(cast.grammar.form(w) in _SPEAKERS for w in draft.waits)
        if own or (owners and all(_ordinary(o, draft) and o is not draft for o in owners)):
            draft.sector = "CVL"


def _ordinary(draft: Draft, relative: Draft) -> bool:
    """Tell whether nobody is known for what he is; a relative with a name of his own shows that he is."""
    unknown = draft.sector is None and not draft.roles and draft.wikidata is None and not relative.forms
    return draft.sector in _PLAIN or unknown


def _kin(noun: str) -> bool:
    row = lexicon().nouns.get(noun)
    return row is not None and row.sort == "kin"


def rename(cast: Cast) -> None:
    """Call "its allies in Europe" by whose they are ("Norland's allies in Europe"), once it is known who "it" is."""
    for draft in cast.drafts:
        owner = cast.at.get(draft.owner) if draft.owner is not None else None
        if owner is not None and " " in draft.name and owner is not draft:
            mark = "'" if owner.name.endswith("s") else "'s"
            draft.name = f"{owner.name}{mark} {draft.name.split(' ', 1)[1]}"


def _inherit(cast: Cast, draft: Draft) -> None:
    """Take the country, and an open sector, from the actor a description names ("his adviser", "aide to Voss")."""
    for word in draft.waits:
        other = cast.at.get(word)
        if other is None or other is draft:
            continue
        if draft.country is None and not draft.foreign:
            draft.country = other.country
        if draft.sector is None and other.sector not in _PRIVATE:
            draft.sector = other.sector
        if draft.sector == "GOV" and other.sector == "PTY" and set(draft.heads) & _STAFF:
            # The spokesman of a candidate speaks for a party.
            draft.sector = "PTY"


def offices(cast: Cast, atlas: Atlas) -> None:
    """Give people without a description on the page the office the atlas says they held on the day of publication."""
    day = date.fromisoformat(cast.on[:10]) if cast.on else None
    for draft in cast.people():
        if draft.vague or not draft.forms:
            continue
        office = office_of(draft, atlas, day)
        if office is None:
            continue
        if draft.wikidata is None and _certain(draft, office):
            draft.wikidata = office.wikidata
        if office.own:
            draft.sectors, draft.sector = draft.sectors or office.sectors, draft.sector or office.sector
        if draft.sector == "PTY" and office.sector in _SERVING and not draft.nominated:
            # "Republican Ada Holm" is a senator first: PLOVER has offices before parties.
            draft.sector = office.sector
        if office.sector == "PTY" and draft.sector in ("BUS", "ELI", "CVL", "MED"):
            # The billionaire and the former minister who run for president are candidates first.
            draft.sector = office.sector
        known = draft.country is not None and draft.sector is not None
        if not known and (office.own or draft.sector in (None, office.sector)):
            draft.country, draft.sector = draft.country or office.country, draft.sector or office.sector
            if not draft.roles and office.title:
                draft.roles.append(Role(text=office.title, since=office.since, until=office.until))
                cast.call(draft, office.kind)


def identities(cast: Cast, atlas: Atlas) -> None:
    """Give people the Wikidata id of the one office holder, of whatever time, with their full name and country.

    "Ada Voss", once president of Norvia, keeps her id in a page of later years, and in one without a date. Where
    the page does not say whose she is it must name Norvia; a page that calls her Estmark's means another.
    "Norvian President Voss" is the one president of Norvia of that family name. Once all her terms are over she is
    of the elites; a page without a date tells no time, and the one sector of all her offices is hers.
    """
    day = date.fromisoformat(cast.on[:10]) if cast.on else None
    countries = {code.country for code in cast.codes.found.values()}
    for draft in cast.people():
        if draft.vague or (draft.wikidata is not None and draft.sector not in (None, "CVL")):
            continue
        full = [form for form in draft.forms if len(weighty(form)) > 1]
        name = _without_initials(draft.name)
        held = (*atlas.holders(draft.name), *atlas.holders(name))
        fitting = [o for o in held if any(short_for(f, tokens(o.holder)) >= 0.95 for f in full)]
        if not full and draft.country is not None:
            fitting = [o for o in held if o.kind in draft.heads and o.country == draft.country]
        fitting = [o for o in fitting if o.own] or fitting
        said = {draft.country} if draft.country is not None else countries
        if draft.country is None and full and draft.sector in _SERVING:
            # "Gen. Ada Voss" in a page that names no country: the rank says she is the general of that name.
            homes = {o.country for o in fitting if o.sector == draft.sector}
            draft.country = homes.pop() if len(homes) == 1 else None
        if len({o.wikidata or o.holder for o in fitting}) == 1 and any(o.country in said for o in fitting):
            draft.wikidata = draft.wikidata or fitting[0].wikidata
            if draft.sector in (None, "CVL"):
                # "Oleg Voss is a man of the people" says no more than his name.
                draft.sector = _held(fitting, day) or draft.sector
            if len({o.country for o in fitting}) == 1:
                # Who she is being certain, so is whose.
                draft.country = draft.country or fitting[0].country


def _held(offices: Sequence[Office], day: date | None) -> str | None:
    """Return ELI for offices all over by ``day``, their one sector where no day is known, else None."""
    if day is not None:
        return "ELI" if all(o.over(day) for o in offices) else None
    sectors = {o.sector for o in offices}
    return sectors.pop() if len(sectors) == 1 else None


def office_of(draft: Draft, atlas: Atlas, day: date | None) -> Office | None:
    """Return the one office, held on ``day``, of the one person in the atlas whom the page's name fits.

    Without a date nothing is said: who holds an office changes; only a user's own row may be without time.
    Two different people who fit, and a country that differs from what the page says, give None. A user's
    own rows win.
    """
    name = _without_initials(draft.name)
    longest = tokens(name) if name != draft.name else max(draft.forms, key=len)
    held = atlas.holders(draft.name) or atlas.holders(name)
    held = tuple(o for o in held if (o.on(day) if day is not None else o.own and not (o.since or o.until)))
    found = [o for o in held if short_for(longest, tokens(o.holder)) >= 0.6]
    found = [o for o in found if o.own] or found
    if draft.country is not None:
        found = [o for o in found if o.country == draft.country]
    # The president of France reigns in Andorra as well: the office comes before the crown.
    found = [o for o in found if o.kind != "monarch"] or found
    if len({(tokens(o.holder), o.country) for o in found}) != 1:
        return None
    return found[0]


def _without_initials(name: str) -> str:
    """Return "Ada Voss" for "Ada K. Voss", as lists of office holders write it."""
    words = name.split()
    return " ".join(w for i, w in enumerate(words) if not (0 < i < len(words) - 1 and len(w) == 2 and w[1] == "."))


def _certain(draft: Draft, office: Office) -> bool:
    """Tell whether a person's full name and country both fit: only then is an identifier given."""
    full = any(len(form) > 1 and short_for(form, tokens(office.holder)) >= 0.95 for form in draft.forms)
    return full and draft.country == office.country and draft.kind is ActorKind.PERSON
