import pytest

from communique.fact.kinds import KINDS, kind_of, quad_of
from communique.fact.lexicon import cue_acts, rows
from communique.fact.nouns import CLASSES
from communique.fact.status import GOVERNORS
from communique.fact.tables import table_lines
from communique.model import Act, EventType, Status

ROWS = [row for found in rows().values() for row in found]
WORDS = {"of", "by", "light", "own", "phone", "!hunger", "hunger", "nuclear", "missile", "rocket"}


def test_every_code_is_defined_once():
    names = [(k.sort, k.name) for k in KINDS]
    assert len(names) == len(set(names))
    for values, sort in ((EventType, "type"), (Status, "status"), (Act, "act")):
        assert {k.name for k in KINDS if k.sort == sort} == {v.value for v in values}
    assert all(k.definition.endswith(".") and k.example.endswith(".") for k in KINDS)
    assert quad_of(EventType.SANCTION) == 4


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.lemma} {' '.join(r.when)}")
def test_rows_speak_of_what_there_is(row):
    assert row.tag in {"V", "N"}
    if row.mode:
        assert kind_of(f"{row.type.value}:{row.mode}") is not None
    for condition in row.when:
        head, *rest = condition.removeprefix("!").split(":")
        if row.tag == "N":
            assert condition in WORDS
        elif head in {"o", "p", "s", "x", "prt", "i", "c"}:
            kind = rest[-1] if rest and (head != "p" or len(rest) > 1) else ""
            known = set(CLASSES) | {
                "actor",
                "person",
                "side",
                "place",
                "gov",
                "body",
                "force",
                "people",
                "coop",
                "conf",
                "act",
            }
            assert head == "prt" or kind in known | {""}
        else:
            assert rest == [] or rest[0] in CLASSES


def test_no_row_is_given_twice():
    seen = [(r.lemma, r.tag, r.when) for r in ROWS]
    assert sorted(s for s in set(seen) if seen.count(s) > 1) == []


def test_cues_and_governors():
    assert set(cue_acts().values()) <= {a.value for a in Act}
    lemmas = [lemma for line in table_lines("governors.tsv") for lemma in line.split("\t")[1].split()]
    assert sorted(x for x in set(lemmas) if lemmas.count(x) > 1) == []
    assert GOVERNORS["refuse"] is Status.NEGATED
