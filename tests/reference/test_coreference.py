"""Pronouns: who is meant, who cannot be, and when nobody is named."""

# ruff: noqa: E501 (a tree is one line)

from __future__ import annotations

from dataclasses import replace

from communique.model import Actor, Link
from tests.markup import read
from tests.reference.looking import meant, references


def _pronouns(notation: str) -> list[tuple[str, str | None]]:
    """Return each pronoun with the name of whom it means."""
    reading = read(notation)
    return [
        (r.mention.span.of(reading.article.text), r.target.name if isinstance(r.target, Actor) else None)
        for r in references(reading)
        if r.mention.kind == "pronoun"
    ]


def test_the_subject_of_saying_is_the_subject_of_what_is_said() -> None:
    found = _pronouns(
        "{person Jon/PROPN/nsubj/3 Berg/PROPN/flat/1} told=tell/VERB/root/0 {person Ivan/PROPN/obj/3 Melnik/PROPN/flat/4} that/SCONJ/mark/9 he/PRON/nsubj/9 was/AUX/cop/9 very/ADV/advmod/9 ready/ADJ/ccomp/3 ./PUNCT/punct/3"
    )
    assert found == [("he", "Jon Berg")]


def test_gender_decides_between_two_people() -> None:
    found = _pronouns(
        "{person Anna/PROPN/nsubj/3 Holm/PROPN/flat/1} met=meet/VERB/root/0 {person John/PROPN/obj/3 Berg/PROPN/flat/4} ./PUNCT/punct/3\n"
        "He/PRON/nsubj/2 thanked=thank/VERB/root/0 her/PRON/obj/2 ./PUNCT/punct/2"
    )
    assert found == [("He", "John Berg"), ("her", "Anna Holm")]


def test_nobody_is_the_object_of_his_own_verb() -> None:
    found = _pronouns(
        "{person John/PROPN/nsubj/3 Berg/PROPN/flat/1} praised=praise/VERB/root/0 {person Peter/PROPN/obj/3 Lund/PROPN/flat/4} ./PUNCT/punct/3\n"
        "{person Lund/PROPN/nsubj/2} blamed=blame/VERB/root/0 him/PRON/obj/2 ./PUNCT/punct/2"
    )
    assert found == [("him", "John Berg")]


def test_a_quotation_says_he_of_somebody_else() -> None:
    found = _pronouns(
        "{person John/PROPN/nsubj/3 Berg/PROPN/flat/1} left=leave/VERB/root/0 ./PUNCT/punct/3\n"
        '"/PUNCT/punct/4 {content:1 He/PRON/nsubj/4 has/AUX/aux/4 resigned=resign/VERB/root/0} ,/PUNCT/punct/4 "/PUNCT/punct/4 {source:1 {person Peter/PROPN/nsubj/9 Lund/PROPN/flat/7}} {cue:1 said=say/VERB/parataxis/4} ./PUNCT/punct/4'
    )
    assert found == [("He", "John Berg")]


def test_first_persons_inside_a_quotation_are_the_speaker() -> None:
    notation = '"/PUNCT/punct/4 {content:1 We/PRON/nsubj/4 are=be/AUX/cop/4 ready/ADJ/root/0} ,/PUNCT/punct/4 "/PUNCT/punct/4 {source:1 {person Peter/PROPN/nsubj/9 Lund/PROPN/flat/7}} {cue:1 said=say/VERB/parataxis/4} ./PUNCT/punct/4'
    assert _pronouns(notation) == [("We", "Peter Lund")]


def test_first_persons_outside_quotations_are_left_alone() -> None:
    assert _pronouns("We/PRON/nsubj/2 waited=wait/VERB/root/0 for/ADP/case/4 Lund/PROPN/obl/2 ./PUNCT/punct/2") == []


def test_its_is_the_subject_of_the_sentence() -> None:
    found = _pronouns(
        "{place Norway/PROPN/nsubj/6} and/CCONJ/cc/4 its/PRON/nmod/4 allies=ally/NOUN/conj/1 have/AUX/aux/6 questioned=question/VERB/root/0 the/DET/det/8 offer/NOUN/obj/6 ./PUNCT/punct/6"
    )
    assert found == [("its", "Norway")]


def test_allies_are_called_by_whose_they_are_and_have_no_country_of_theirs() -> None:
    found = meant(
        "{place Norway/PROPN/nsubj/6} and/CCONJ/cc/4 its/PRON/nmod/4 allies=ally/NOUN/conj/1 have/AUX/aux/6 questioned=question/VERB/root/0 the/DET/det/8 offer/NOUN/obj/6 ./PUNCT/punct/6"
    )
    allies = found["its allies"]
    assert allies is not None
    assert (allies.name, allies.country, allies.sector) == ("Norway's allies", None, "GOV")


def test_who_is_the_one_its_clause_hangs_on() -> None:
    found = _pronouns(
        "{person Peter/PROPN/nsubj/7 Lund/PROPN/flat/1} ,/PUNCT/punct/5 who/PRON/nsubj/5 resigned=resign/VERB/acl/1 ,/PUNCT/punct/5 spoke=speak/VERB/root/0 ./PUNCT/punct/7"
    )
    assert found == [("who", "Peter Lund")]


def test_it_without_anybody_is_left_open() -> None:
    assert _pronouns("It/PRON/nsubj/2 matters=matter/VERB/root/0 ./PUNCT/punct/2") == [("It", None)]


def test_a_pronoun_may_come_before_its_subject() -> None:
    found = _pronouns(
        "After/ADP/case/3 his/PRON/nmod/3 visit/NOUN/obl/7 ,/PUNCT/punct/7 {person John/PROPN/nsubj/7 Berg/PROPN/flat/5} flew=fly/VERB/root/0 home/ADV/advmod/7 ./PUNCT/punct/7"
    )
    assert found == [("his", "John Berg")]


def test_two_named_together_are_they() -> None:
    notation = (
        "{person Anna/PROPN/nsubj/6 Holm/PROPN/flat/1} and/CCONJ/cc/4 {person John/PROPN/conj/1 Berg/PROPN/flat/4} met=meet/VERB/root/0 in/ADP/case/8 {place Oslo/PROPN/obl/6} ./PUNCT/punct/6\n"
        "They/PRON/nsubj/3 both/DET/det/1 agreed=agree/VERB/root/0 to/PART/mark/5 wait/VERB/xcomp/3 ./PUNCT/punct/3"
    )
    found = meant(notation)
    assert found["They"] is not None
    assert found["They"].name == "Anna Holm and John Berg"
    holm, berg = found["Anna Holm"], found["John Berg"]
    assert holm is not None
    assert berg is not None
    assert found["They"].members == (holm.id, berg.id)


_BLAMED = (
    "{source:1 {person Peter/PROPN/nsubj/3 Lund/PROPN/flat/1}} {cue:1 blamed=blame/VERB/root/0} {content:1 {person John/PROPN/obj/3 Berg/PROPN/flat/4}} for/ADP/case/8 the/DET/det/8 delay/NOUN/obl/3 ./PUNCT/punct/3\n"
    "{person Berg/PROPN/nsubj/5} ,/PUNCT/punct/4 who/PRON/nsubj/4 resigned=resign/VERB/acl/1 left=leave/VERB/root/0 ./PUNCT/punct/5\n"
)
_DISGRACE = "“/PUNCT/punct/3 {content:2 ~A/DET/det/3 disgrace/NOUN/root/0} ~,/PUNCT/punct/3 ~”/PUNCT/punct/3 {source:2 he/PRON/nsubj/7} {cue:2 %s/VERB/parataxis/3} ./PUNCT/punct/3"


def test_who_has_just_spoken_speaks_on() -> None:
    blamed = _BLAMED.splitlines()[0] + "\n"
    assert ("he", "Peter Lund") in _pronouns(blamed + _DISGRACE % "said=say")


def test_an_answer_is_by_somebody_else() -> None:
    blamed = _BLAMED.splitlines()[0] + "\n"
    said = "reference.coreference.goes_on"
    assert said in {r.how for r in references(blamed + _DISGRACE % "said=say")}
    assert said not in {r.how for r in references(blamed + _DISGRACE % "replied=reply")}


def test_who_has_become_the_subject_since_speaks_next() -> None:
    assert ("he", "John Berg") in _pronouns(_BLAMED + _DISGRACE % "said=say")


def test_he_who_speaks_without_a_quotation_was_named_in_the_sentence_before() -> None:
    blamed = _BLAMED.splitlines()[0] + "\n"
    rained = "It/PRON/expl/2 rained=rain/VERB/root/0 ./PUNCT/punct/2\n"
    told = "{source:2 He/PRON/nsubj/2} {cue:2 added=add/VERB/root/0} {content:2 that/SCONJ/mark/5 nobody/PRON/nsubj/5 came=come/VERB/ccomp/2} ./PUNCT/punct/2"
    assert ("He", "Peter Lund") in _pronouns(blamed + told)
    assert "reference.coreference.goes_on" not in {r.how for r in references(blamed + rained + told)}


def test_first_persons_after_a_label_are_the_one_it_names() -> None:
    notation = "{source:1 {person LUND/PROPN/root/0}} {cue:1 :/PUNCT/punct/1} {content:1 We/PRON/nsubj/4 waited=wait/VERB/parataxis/1 ./PUNCT/punct/4}"
    assert _pronouns(notation) == [("We", "LUND")]


def test_the_readers_links_decide_where_grammar_leaves_two() -> None:
    reading = read(
        "{person John/PROPN/nsubj/3 Berg/PROPN/flat/1} met=meet/VERB/root/0 {person Peter/PROPN/obj/3 Lund/PROPN/flat/4} ./PUNCT/punct/3\n"
        "He/PRON/nsubj/2 left=leave/VERB/root/0 ./PUNCT/punct/2"
    )
    for word, other, name in ((0, 3, "John Berg"), (3, 0, "Peter Lund")):
        linked = replace(reading, links=(Link(6, ((word, 0.9), (other, 0.02))),))
        meant = [
            r.target.name for r in references(linked) if r.mention.kind == "pronoun" and isinstance(r.target, Actor)
        ]
        assert meant == [name]
