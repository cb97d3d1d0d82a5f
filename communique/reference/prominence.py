"""How likely each candidate is what a pronoun means: a log-linear score over what the grammar shows.

The weights (``data/pronouns.tsv``) were learned by ``training/pronouns.py`` from the training part of
the GUM corpus (documents under CC BY and CC BY-SA); one set each for he/she, they and it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, log
from operator import mul
from typing import Self

from communique.errors import InstallationError
from communique.reference.candidates import OWNING, PLURAL, THING, Candidate
from communique.reference.cast import Number
from communique.reference.grammar import Grammar
from communique.reference.verbs import willed

FEATURES = (
    "nobody",
    "same sentence",
    "one sentence away",
    "two sentences away",
    "sentences away",
    "words between",
    "subject",
    "object",
    "oblique",
    "inside a phrase",
    "apposed",
    "conjoined",
    "main subject",
    "both subjects",
    "owner, and subject of the sentence",
    "owner, and subject of the clause",
    "same clause",
    "same pronoun",
    "other pronoun",
    "actor",
    "name",
    "gender known",
    "cannot tell whether human",
    "definite",
    "indefinite",
    "a body",
    "a list",
    "a thing, where somebody acts",
    "an actor, where somebody acts",
    "an actor, in another place",
    "named before",
    "first of its sentence",
    "last named of its number",
    "clause above",
    "both objects",
)
"""What a score looks at, in the order of the weights."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each feature, by class of pronoun."""

    he: tuple[float, ...]
    they: tuple[float, ...]
    it: tuple[float, ...]

    def of(self, form: str) -> tuple[float, ...]:
        """Return the weights for a pronoun."""
        return self.they if form in PLURAL else self.it if form in THING else self.he


@cache
def weights() -> Weights:
    """Return the learned weights, read once.

    Raises InstallationError when the table is missing or does not fit the features.
    """
    try:
        text = resources.files("communique.reference").joinpath("data/pronouns.tsv").read_text(encoding="utf-8")
    except OSError as error:
        raise InstallationError("the table of pronoun weights, reference/data/pronouns.tsv, is missing") from error
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    if tuple(r[0] for r in rows) != FEATURES:
        raise InstallationError("reference/data/pronouns.tsv does not fit this version: install the package again")
    he, they, it = (tuple(float(r[k]) for r in rows) for k in (1, 2, 3))
    return Weights(he, they, it)


def nobody() -> tuple[float, ...]:
    """Return the features of the answer "none of them"."""
    return (1.0, *(0.0 for _ in FEATURES[1:]))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every candidate for the pronoun ``i``, found once: its form and relation, its clause, whether
    it owns ("his"), whether it is the subject of what only somebody with a will does."""

    i: int
    form: str
    relation: str
    clause: int
    owner: bool
    acts: bool

    @classmethod
    def of(cls, grammar: Grammar, i: int) -> Self:
        """Return what is asked for the pronoun at word ``i``."""
        form, relation, verb = grammar.form(i), grammar.relation(i), grammar.head(i)
        acts = relation == "nsubj" and willed(grammar.form(verb), grammar.reading.words[verb].lemma.lower())
        return cls(i, form, relation, grammar.clause(i), form in OWNING and relation in ("nmod", "det"), acts)


def features(grammar: Grammar, asked: Asked, c: Candidate, *, latest: bool, mentions: int) -> tuple[float, ...]:
    """Describe candidate ``c`` for a pronoun. ``latest``: no later candidate agrees; ``mentions``: so far."""
    i, form, relation, clause, owner, acts = (
        asked.i, asked.form, asked.relation, asked.clause, asked.owner, asked.acts
    )  # fmt: skip
    there = grammar.relation(c.top)
    away = grammar.sentence[i] - grammar.sentence[c.head]
    subject = there == "nsubj"
    other = grammar.clause(c.top)
    actor = c.draft is not None or bool(c.parts)
    determiner = grammar.form(c.first)
    rooted = grammar.relation(grammar.head(c.top)) == "root"
    return (
        0.0,
        away == 0,
        away == 1,
        away == 2,
        min(away, 8) / 4,
        log(1 + abs(i - c.head)) / 3,
        subject,
        there in ("obj", "iobj"),
        there == "obl",
        there in ("nmod", "compound", "amod"),
        there == "appos",
        there == "conj",
        subject and rooted,
        subject and relation == "nsubj",
        owner and subject and away == 0,
        owner and subject and clause == other,
        clause == other,
        c.pronoun == form,
        c.pronoun not in ("", form),
        actor,
        grammar.tag(c.head) == "PROPN",
        c.gender is not None,
        c.human is None,
        determiner in ("the", "this", "that", "these"),
        determiner in ("a", "an"),
        c.number is Number.BODY,
        bool(c.parts),
        acts and not actor and not c.human,
        acts and actor,
        not acts and not owner and actor,
        log(1 + mentions),
        c.first == 0 or grammar.sentence[c.first - 1] != grammar.sentence[c.first],
        latest,
        clause != other and grammar.head(clause) == other,
        relation in ("obj", "iobj") and there in ("obj", "iobj"),
    )


def chances(rows: Sequence[tuple[float, ...]], weight: tuple[float, ...]) -> list[float]:
    """Return for each row of features the chance that it is meant, "nobody" among them; they add up to 1."""
    scores = [sum(map(mul, row, weight)) for row in (nobody(), *rows)]
    top = max(scores)
    raised = [exp(s - top) for s in scores]
    total = sum(raised)
    return [r / total for r in raised[1:]]
