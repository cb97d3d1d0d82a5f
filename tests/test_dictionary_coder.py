"""The dictionary coder that facts are compared with: invented sentences, parsed by hand, and what it makes of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.fact_rows import of_record
from benchmarks.peers.dictionary_coder import DICTIONARY, Sentence, Word, load, record
from benchmarks.peers.facts_table import table
from communique.model import EventType

CODER = load()
BELOW = {"Norvia": "GPE", "Estmark": "GPE", "Lund": "GPE", "Voss": "PERSON", "Aro": "PERSON", "Monday": "DATE"}


def parsed(tree: str, at: int = 0) -> tuple[str, list[Word]]:
    """The text and the words of a sentence written as word/lemma/tag/relation/head, heads counted from 0."""
    words, texts = list[Word](), list[str]()
    for cell in tree.split():
        text, lemma, tag, relation, head = cell.split("/")
        end = at + len(text)
        name = (at, end) if text in BELOW else None
        kind = BELOW.get(text, "")
        words.append(
            Word(
                lemma=lemma or text.lower(),
                tag=tag,
                relation=relation,
                head=int(head),
                start=at,
                end=end,
                kind=kind,
                name=name,
            )
        )
        texts.append(text)
        at = end + 1
    return " ".join(texts), words


def coded(tree: str) -> list[str]:
    text, words = parsed(tree)
    sentence = Sentence(words, CODER)

    def names(side: tuple[int, ...]) -> str:
        return ", ".join(text[slice(*sentence.span(i))] for i in side)

    return [f"{e.type} {names(e.actors)} -> {names(e.recipients)}" for e in sentence.coded()]


SHELLED = "Norvia//PROPN/nsubj/1 shelled/shell/VERB/ROOT/1 Estmark//PROPN/dobj/1"


@pytest.mark.parametrize(
    ("tree", "events"),
    [
        (SHELLED, ["ASSAULT Norvia -> Estmark"]),
        (
            "Estmark//PROPN/nsubjpass/2 was/be/AUX/auxpass/2 shelled/shell/VERB/ROOT/2 by//ADP/agent/2 "
            "the//DET/det/6 Norvian//ADJ/amod/6 army//NOUN/pobj/3",
            ["ASSAULT the Norvian army -> Estmark"],
        ),
        (  # the noun makes the verb a meeting; the place is no party
            "Norvia//PROPN/nsubj/3 and//CCONJ/cc/0 Estmark//PROPN/conj/0 held/hold/VERB/ROOT/3 talks/talk/NOUN/dobj/3 "
            "in//ADP/prep/4 Lund//PROPN/pobj/5",
            ["CONSULT Norvia, Estmark -> "],
        ),
        (
            "Talks/talk/NOUN/nsubjpass/2 were/be/AUX/auxpass/2 held/hold/VERB/ROOT/2 between//ADP/prep/2 "
            "Norvia//PROPN/pobj/3 and//CCONJ/cc/4 Estmark//PROPN/conj/4",
            ["CONSULT  -> Norvia, Estmark"],
        ),
        (  # an infinitive below a coded verb is part of its clause
            "Norvia//PROPN/nsubj/1 agreed/agree/VERB/ROOT/1 to//PART/aux/3 withdraw//VERB/xcomp/1",
            ["AGREE Norvia -> "],
        ),
        (
            "Norvia//PROPN/nsubj/1 began/begin/VERB/ROOT/1 to//PART/aux/3 shell//VERB/xcomp/1 Lund//PROPN/dobj/3",
            ["ASSAULT Norvia -> Lund"],
        ),
        (
            "Norvia//PROPN/nsubj/1 urged/urge/VERB/ROOT/1 Estmark//PROPN/nsubj/4 to//PART/aux/4 free//VERB/ccomp/1 "
            "Aro//PROPN/dobj/4",
            ["REQUEST Norvia -> Estmark"],
        ),
        (  # who is subject of two verbs, and of a relative clause
            "Voss//PROPN/nsubj/4 ,//PUNCT/punct/0 who//PRON/nsubj/3 protested/protest/VERB/relcl/0 "
            "met/meet/VERB/ROOT/4 Aro//PROPN/dobj/4 and//CCONJ/cc/4 praised/praise/VERB/conj/4 Norvia//PROPN/dobj/7",
            ["PROTEST Voss -> ", "CONSULT Voss -> Aro", "SUPPORT Voss -> Norvia"],
        ),
        (  # the party within a phrase of another head
            "She//PRON/nsubj/1 condemned/condemn/VERB/ROOT/1 Estmark//PROPN/poss/4 's//PART/case/2 raid//NOUN/dobj/1",
            ["ACCUSE She -> Estmark"],
        ),
        (  # status is not looked at
            "Rebels/rebel/NOUN/nsubj/3 did/do/AUX/aux/3 not//PART/neg/3 attack//VERB/ROOT/3 Lund//PROPN/dobj/3",
            ["ASSAULT Rebels -> Lund"],
        ),
        ("Storms/storm/NOUN/nsubj/1 hit/hit/VERB/ROOT/1 crops/crop/NOUN/dobj/1", []),
        ("Voss//PROPN/nsubj/1 slept/sleep/VERB/ROOT/1", []),
        ("Voss//PROPN/nsubj/1 held/hold/VERB/ROOT/1 a//DET/det/3 cup//NOUN/dobj/1", []),
        ("the//DET/det/1 shelling//NOUN/ROOT/1 of//ADP/prep/1 Lund//PROPN/pobj/2", []),
        ("Monday//PROPN/nsubj/1 struck/strike/VERB/ROOT/1 nobody//PRON/dobj/1", []),
    ],
)
def test_events_of_a_sentence(tree: str, events: list[str]) -> None:
    assert coded(tree) == events


def test_a_chain_of_verbs_that_leads_nowhere_ends() -> None:
    _, words = parsed("attacked/attack/VERB/conj/1 bombed/bomb/VERB/conj/0")
    assert list(Sentence(words, CODER).coded()) == []


def test_a_record_goes_through_the_scorer() -> None:
    text, words = parsed(SHELLED)
    made = record({"id": "f", "text": text}, [words], CODER)
    sheet = of_record(made, {"id": "f", "slice": "dev"}, text)
    (event,) = sheet.events
    assert (event.type, event.statuses, event.participants) == ("ASSAULT", ("happened",), None)
    assert ([p.name for p in event.actors], [p.name for p in event.recipients]) == (["Norvia"], ["Estmark"])
    assert [text[s:e] for s, e in event.cues] == ["shelled"]
    assert (sheet.evidence, sheet.exact) == (1, 1)


def test_one_event_for_the_same_parties_and_type() -> None:
    text, words = parsed(SHELLED)
    again = [replace(w, start=w.start + len(text) + 1, end=w.end + len(text) + 1) for w in words]
    names = [replace(w, name=(w.start, w.end)) if w.name else w for w in again]
    made = record({"id": "f", "text": f"{text} {text}"}, [words, names], CODER)
    assert [len(f["evidence"]) for f in made["facts"]] == [2]
    assert [(a["name"], len(a["mentions"])) for a in made["actors"]] == [("Norvia", 2), ("Estmark", 2)]


def test_two_armies_are_two_parties() -> None:
    """Only names are put together: "rebels" here need not be "rebels" there."""
    first, words = parsed("Rebels/rebel/NOUN/nsubj/1 attacked/attack/VERB/ROOT/1")
    second, more = parsed("Rebels/rebel/NOUN/nsubj/1 attacked/attack/VERB/ROOT/1", at=len(first) + 1)
    made = record({"id": "f", "text": f"{first} {second}"}, [words, more], CODER)
    assert len(made["facts"]) == len(made["actors"]) == 2


def test_dyads_need_both_sides() -> None:
    text, words = parsed("Norvia//PROPN/nsubj/1 protested/protest/VERB/ROOT/1")
    row = {"id": "f", "text": text}
    assert [len(record(row, [words], CODER, dyads)["facts"]) for dyads in (False, True)] == [1, 0]


def test_meetings_are_meetings() -> None:
    text, words = parsed("Voss//PROPN/nsubj/1 met/meet/VERB/ROOT/1 Aro//PROPN/dobj/1")
    sheet = of_record(record({"id": "f", "text": text}, [words], CODER), {"id": "f", "slice": "dev"}, text)
    assert [[p.name for p in e.participants or ()] for e in sheet.events] == [["Voss", "Aro"]]


def test_the_table() -> None:
    kinds = {kind for rows in CODER.patterns.values() for _, kind in rows}
    assert kinds == {t.value for t in EventType}
    alone = Counter(verb for verb, rows in CODER.patterns.items() for words, _ in rows if not words)
    assert [verb for verb, count in alone.items() if count > 1] == []
    assert CODER.type_of("hold", frozenset({"rally"})) == "PROTEST"
    assert CODER.type_of("hold", frozenset({"cup"})) is None
    assert CODER.type_of("strike", frozenset({"deal"})) == "SUPPORT"
    assert CODER.type_of("strike", frozenset()) == "ASSAULT"
    assert all(line.startswith("#") or line.count("\t") == 2 for line in DICTIONARY.read_text().splitlines())


def test_a_line_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text("AGREE\tagree\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not enough"):
        load(path)


def test_figures_beside_each_other() -> None:
    one = {"dev": {"fact.f1": 0.5, "meeting.f1": None}, "kept": {"fact.f1": 0.25}}
    head, first, *rest = table({"ours": one, "coder": {"dev": {"fact.f1": 1.0}, "kept": {}}}).splitlines()
    assert head.split() == ["ours", "dev", "coder", "dev", "ours", "kept", "coder", "kept"]
    assert first.split() == ["fact.f1", "0.500", "1.000", "0.250", "-"]
    assert next(line for line in rest if line.startswith("meeting.f1")).split()[1:] == ["-"] * 4
