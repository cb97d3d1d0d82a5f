import re

import pytest

from communique.fact.lexicon import cue_acts, rows
from communique.fact.nouns import CLASSES
from communique.fact.status import GOVERNORS
from communique.fact.tables import table_lines
from communique.model import Act, EventType, Status
from communique.model.kinds import KINDS, quad_of

ROWS = [row for found in rows().values() for row in found]
WORDS = {"of", "by", "light", "own", "phone", "!hunger", "hunger", "nuclear", "missile", "rocket"}


def test_every_code_is_defined_once():
    names = [(k.sort, k.name) for k in KINDS]
    assert len(names) == len(set(names))
    assert len({name for _, name in names}) == len(names), "a code is found by its name alone"
    for values, sort in ((EventType, "type"), (Status, "status"), (Act, "act")):
        assert {k.name for k in KINDS if k.sort == sort} == {v.value for v in values}
    assert {k.sort for k in KINDS} == {"type", "mode", "context", "status", "act", "rule"}
    assert all(k.definition.endswith(".") and k.example.endswith(".") for k in KINDS)
    assert quad_of(EventType.SANCTION) == 4


# PLOVER 2.0 (draft): the modes of each type, and the contexts.
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
CONTEXTS = """military intelligence executive legislative election political_institutions pro_democracy pro_autocracy
    economic legal reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity
    inequality diplomatic territory peacekeeping health asylum migration disasters natural_resource environment
    technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking""".split()


def test_every_mode_and_context_of_plover_is_defined_and_no_other():
    modes = [f"{kind}:{mode}" for kind, names in MODES.items() for mode in names.split()]
    assert sorted(k.name for k in KINDS if k.sort == "mode") == sorted(modes)
    assert len(CONTEXTS) == 37
    assert sorted(k.name for k in KINDS if k.sort == "context") == sorted(CONTEXTS)


def test_every_context_has_words_and_no_word_is_given_twice():
    lines = [line.split("\t") for line in table_lines("contexts.tsv")]
    assert sorted(context for context, _ in lines) == sorted(CONTEXTS)
    for context, lemmas in lines:
        assert lemmas.split(), context
        assert len(lemmas.split()) == len(set(lemmas.split())), context


RULES = [k for k in KINDS if k.sort == "rule"]


@pytest.mark.parametrize("rule", RULES, ids=lambda k: k.name)
def test_rules_end_in_codes_there_are(rule):
    assert rule.name.startswith("rule:")
    assert rule.quad is None
    sentence, _, becomes = rule.example.rpartition(": ")
    told = re.findall(r"\b([A-Z]{3,}) (\w+)", becomes)
    assert sentence
    assert told or "no event" in becomes
    for kind, status in told:
        assert kind in {t.value for t in EventType}
        assert status in {s.value for s in Status}


def test_rules_speak_of_every_type_and_of_most_statuses():
    told = " ".join(f"{k.definition} {k.example}" for k in RULES)
    assert [t for t in EventType if t.value not in told] == []
    assert {s for s in Status if s.value not in told} <= {"expected", "possible", "historical"}


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.lemma} {' '.join(r.when)}")
def test_rows_speak_of_what_there_is(row):
    assert row.tag in {"V", "N"}
    if row.mode:
        assert f"{row.type.value}:{row.mode}" in {k.name for k in KINDS}
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
