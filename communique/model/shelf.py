"""Accounts of many pages, and what they hold, by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.model.facts import Account, Fact
from communique.model.pages import Article
from communique.model.references import Actor, Place


class Shelf:
    """Accounts in the order of publication (undated last, then by id), with their facts, actors and places by id.

    Ids are digests and so are unique over all pages; one town has another id on each.
    """

    def __init__(self, accounts: Iterable[Account]) -> None:
        """Index ``accounts``; of two with one article the first counts."""
        self._accounts: dict[str, Account] = {}
        self._facts: dict[str, tuple[Fact, Account]] = {}
        self._actors: dict[str, tuple[Actor, str]] = {}
        self._places: dict[str, Place] = {}
        for account in sorted(accounts, key=_order):
            if account.article.id not in self._accounts:
                self._index(account)

    def _index(self, account: Account) -> None:
        self._accounts[account.article.id] = account
        self._facts.update((fact.id, (fact, account)) for fact in account.facts)
        for reference in account.references:
            if isinstance(reference.target, Actor):
                self._actors.setdefault(reference.target.id, (reference.target, account.article.id))
            elif isinstance(reference.target, Place):
                self._places.setdefault(reference.target.id, reference.target)

    def __iter__(self) -> Iterator[Account]:
        """Yield the accounts in their order."""
        return iter(self._accounts.values())

    def __len__(self) -> int:
        """Return how many accounts there are."""
        return len(self._accounts)

    def __contains__(self, article: str) -> bool:
        """Tell whether the article of this id is here."""
        return article in self._accounts

    def account(self, article: str) -> Account:
        """Return the account of an article; raises KeyError."""
        return self._accounts[article]

    def article(self, article: str) -> Article:
        """Return an article by its id; raises KeyError."""
        return self._accounts[article].article

    def fact(self, fact: str) -> Fact:
        """Return a fact by its id; raises KeyError."""
        return self._facts[fact][0]

    def has_fact(self, fact: str) -> bool:
        """Tell whether a fact of this id is here."""
        return fact in self._facts

    def account_of(self, fact: str) -> Account:
        """Return the account a fact is in; raises KeyError."""
        return self._facts[fact][1]

    def facts(self) -> Iterator[Fact]:
        """Yield every fact, account by account."""
        return (fact for account in self for fact in account.facts)

    def actor(self, actor: str) -> Actor | None:
        """Return an actor by its id, None where no account has it."""
        found = self._actors.get(actor)
        return found[0] if found else None

    def actors(self) -> Iterator[tuple[Actor, str]]:
        """Yield every actor with the id of its article."""
        return iter(self._actors.values())

    def place(self, place: str | None) -> Place | None:
        """Return a place by its id, None where no account has it."""
        return self._places.get(place) if place else None


def _order(account: Account) -> tuple[bool, str, str, str]:
    when = account.article.published
    day = (when.earliest or when.latest or "") if when else ""
    return (not day, day, account.article.url or "", account.article.id)
