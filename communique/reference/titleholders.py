"""Who on the page holds a title: "the Russian president", "the envoy", "the two leaders"."""

from __future__ import annotations

from communique.model import ActorKind
from communique.reference.cast import Cast, Description, Draft
from communique.reference.lexicon import lexicon

_MOST = 100
_ANOTHER = frozenset({"second", "third", "fourth", "other", "another"})
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP"})
_LEADERS = frozenset({"leader", "ruler", "head of state", "head of government", "strongman", "premier"})
_HEADS = frozenset(
    {
        "president",
        "prime minister",
        "premier",
        "chancellor",
        "king",
        "queen",
        "supreme leader",
        "leader",
        "head of state",
        "head of government",
        "emir",
        "sultan",
        "monarch",
        "crown prince",
        "taoiseach",
        "first minister",
    }
)
_KINDS: dict[str, frozenset[str]] = {
    "diplomat": frozenset({"ambassador", "envoy", "special envoy", "foreign minister", "negotiator", "emissary"}),
    "politician": frozenset({"president", "prime minister", "senator", "lawmaker", "mp", "minister", "party leader"}),
    "lawmaker": frozenset({"senator", "congressman", "congresswoman", "mp", "member of parliament", "deputy"}),
    "official": frozenset({"deputy", "director", "spokesman", "spokeswoman", "adviser", "aide"}),
    "commander": frozenset({"general", "colonel", "chief of staff", "commander in chief"}),
    "general": frozenset({"chief of staff", "commander", "chief of the general staff"}),
    "envoy": frozenset({"ambassador", "special envoy", "special representative", "negotiator"}),
    "negotiator": frozenset({"chief negotiator", "envoy", "special envoy"}),
    "premier": frozenset({"prime minister"}),
    "prime minister": frozenset({"premier"}),
    "monarch": frozenset({"king", "queen", "emperor"}),
}


def fits(title: str, held: str) -> bool:
    """Tell whether somebody with the role ``held`` can be called ``title`` ("the minister": "foreign minister")."""
    if title == held or held.endswith(" " + title) or title.endswith(" " + held):
        return True
    if title in _LEADERS and held in _HEADS:
        return True
    return held in _KINDS.get(title, ())


def holder(cast: Cast, description: Description, country: str | None = None) -> Draft | None:
    """Return the person on the page a definite title means, or None.

    The role must fit and the country must not differ; a title with a possessor must share it. Of several, the
    one named last before the title; one named only later counts where he alone fits and the country is said.
    """
    said = country or description.country
    if (description.indefinite and country is None) or description.noun.sort == "kin" or len(description.countries) > 1:
        return None
    if not description.definite and said is None:
        return None
    if any(cast.grammar.form(i) in _ANOTHER for i in range(description.begin, description.head)):
        # "A second official": whoever he is, he is not the one just named.
        return None
    title = description.noun.words
    able = {id(d): d for noun, held in cast.called.items() if fits(title, noun) for d in held[-_MOST:]}
    found = [d for d in able.values() if (description.definite or not d.vague) and _suits(d, description, said)]
    before = [(p, d) for d in found if (p := cast.last_before(d, description.first)) is not None]
    exact = [(p, d) for p, d in before if said is not None and d.country == said]
    choice = exact or before
    if choice:
        return max(choice, key=lambda pair: pair[0])[1]
    if len(found) == 1 and said is not None and found[0].country == said:
        return found[0]
    return None


def unite(cast: Cast) -> None:
    """A title nobody was found for at first may mean a person whom only the rest of the page shows to hold it.

    "Their president": whose he is can be told only after pronouns. "The Cypriot president" in the headline:
    the one person the page calls president, when it calls nobody else so and says no other country.
    """
    for draft in list(cast.people()):
        if draft.forms or draft.vague or draft.country is None or not draft.heads:
            continue
        title = draft.heads[0]
        row = lexicon().nouns.get(title)
        if row is None or row.sector not in _OFFICES or row.weak:
            continue
        named = [d for d in cast.called.get(title, ()) if d.forms and d.kind is ActorKind.PERSON and d.sector != "ELI"]
        same = [d for d in named if d.country == draft.country]
        known = same or [d for d in named if d.country is None]
        if len(known) == 1 and (same or len(named) == 1) and known[0].gender in (None, draft.gender or known[0].gender):
            known[0].country = draft.country
            cast.unite(draft, known[0])


def _suits(draft: Draft, description: Description, country: str | None) -> bool:
    if draft.kind is not ActorKind.PERSON or not draft.heads:
        return False
    if description.past != (draft.sector == "ELI") and description.past:
        return False
    apart = None not in (draft.sector, description.sector) and draft.sector != description.sector
    if apart and not draft.forms and "PTY" in (draft.sector, description.sector):
        # "The Liberal nominee" is not "the president's nominee" for a court.
        return False
    gender = description.noun.gender
    if gender is not None and draft.gender is not None and gender != draft.gender:
        return False
    if country is not None and draft.country is not None and country != draft.country:
        return False
    return description.chunk.owner is None or country is not None
