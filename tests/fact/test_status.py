from pathlib import Path

import pytest

from communique.fact.status import status_of
from communique.fact.tree import Tree
from communique.model import Span
from tests.markup import read, span_of

TABLE = Path(__file__).with_name("status.txt").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: " ".join(row.split("\t")[:2]))
def test_status(row: str):
    status, word, tree = row.split("\t")
    grown = Tree.of(read(tree))
    at = [i for i in range(len(grown.words)) if word in {grown.form(i), grown.lemma(i)}]
    at = [i for i in at if grown.word(i).tag == "VERB"] or at
    assert status_of(grown, at[0]).status.value == status


@pytest.mark.parametrize(
    ("tree", "verb", "condition"),
    [
        (
            "If/SCONJ/mark/fail talks=talk/NOUN/nsubj/fail fail/VERB/advcl/attack ,/PUNCT/punct/fail "
            "rebels=rebel/NOUN/nsubj/attack will/AUX/aux/attack attack/VERB/root/0",
            "attack",
            "If talks fail",
        ),
        (
            "Rebels=rebel/NOUN/nsubj/leave must/AUX/aux/leave leave/VERB/root/0 ,/PUNCT/punct/shell or/CCONJ/cc/shell "
            "we/PRON/nsubj/shell will/AUX/aux/shell shell/VERB/conj/leave them/PRON/obj/shell",
            "shell",
            "Rebels must leave",
        ),
    ],
)
def test_the_condition_is_pointed_at(tree: str, verb: str, condition: str):
    reading = read(tree)
    at = next(iter(reading.words_in(span_of(reading, verb))))
    standing = status_of(Tree.of(reading), at)
    assert standing.condition is not None
    assert standing.condition.of(reading.article.text) == condition
    assert isinstance(standing.condition, Span)
