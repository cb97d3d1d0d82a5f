"""Mentions: their phrases, and what grammar and wording show of them alone and side by side."""

# ruff: noqa: E501 (a tree is one line)

import numpy as np
import pytest

from communique.reading.eventwords import children_of
from communique.reading.labels import NAMES
from communique.reading.mentions import TRAITS, Marked, Mentions, gather, phrase
from communique.reading.pairing import PAIRS, pairs
from tests.markup import read


def seen(notation: str, *forms: str) -> Mentions:
    """Describe the words ``forms`` of a notation (the first of equal ones not yet taken) as mentions."""
    reading = read(notation)
    text, words = reading.article.text, reading.words
    at: list[int] = []
    for form in forms:
        at.append(next(i for i, w in enumerate(words) if w.span.of(text) == form and i not in at))
    sentence = [k for k, s in enumerate(reading.sentences) for _ in reading.words_in(s)]
    marked = Marked(
        sentence=sentence, names=reading.mentions, phrases=reading.phrases, attributions=reading.attributions
    )
    return gather(text, words, children_of(words), sorted(at), marked)


def classes(m: Mentions, later: int, earlier: int) -> list[int]:
    found: list[int] = pairs(m, np.array([later]), np.array([earlier]))[:, 0].tolist()
    return found


@pytest.mark.parametrize(
    ("tree", "head", "expected"),
    [
        ("the/DET/det/envoy new/ADJ/amod/envoy envoy/NOUN/nsubj/left of/ADP/case/Norvia Norvia/PROPN/nmod/envoy left=leave/VERB/root/0", "envoy", "the new envoy of Norvia"),
        ("with/ADP/case/envoy the/DET/det/envoy envoy/NOUN/obl/met and/CCONJ/cc/aide an/DET/det/aide aide/NOUN/conj/envoy met=meet/VERB/root/0", "envoy", "the envoy"),
        ("with/ADP/case/envoy the/DET/det/envoy new/ADJ/amod/envoy envoy/NOUN/obl/spoke of/ADP/case/Norvia Norvia/PROPN/nmod/envoy ,/PUNCT/punct/Voss Ada/PROPN/compound/Voss Voss/PROPN/appos/envoy and/CCONJ/cc/Orr Orr/PROPN/conj/envoy spoke=speak/VERB/root/0", "envoy", "the new envoy of Norvia"),
        ("Norvia/PROPN/nmod/port 's/PART/case/Norvia port/NOUN/nsubj/closed closed=close/VERB/root/0", "Norvia", "Norvia's"),
        ("Norvia/PROPN/nmod/port 's/PART/case/Norvia port/NOUN/nsubj/closed closed=close/VERB/root/0", "port", "Norvia's port"),
        ("Holm/PROPN/nsubj/envoy is/AUX/cop/envoy the/DET/det/envoy envoy/NOUN/root/0 today/NOUN/obl/envoy", "envoy", "the envoy"),
        ("also/ADV/advmod/port the/DET/det/port port/NOUN/nsubj/closed closed=close/VERB/root/0", "port", "the port"),
        ("Holm/PROPN/nsubj/wrote (/PUNCT/punct/1964 1964/NUM/nmod/Holm )/PUNCT/punct/1964 wrote=write/VERB/root/0", "Holm", "Holm"),
    ],
)  # fmt: skip
def test_a_phrase_is_what_its_head_governs(tree: str, head: str, expected: str) -> None:
    reading = read(tree)
    words, text = reading.words, reading.article.text
    forms = [w.span.of(text).lower() for w in words]
    at = forms.index(head.lower())
    first, last = phrase(words, children_of(words), forms, at)
    assert text[words[first].start : words[last - 1].end] == expected


TALKS = (
    "Mrs./PROPN/compound/Voss {person Ada/PROPN/compound/Voss Voss/PROPN/nsubj/met} met=meet/VERB/root/0 the/DET/det/envoys envoys=envoy/NOUN/obj/met ./PUNCT/punct/met\n"
    "{source:1 Voss/PROPN/nsubj/said} {cue:1 said=say/VERB/root/0} {content:1 I/PRON/nsubj/trust trust/VERB/ccomp/said them/PRON/obj/trust} ./PUNCT/punct/said"
)


def test_traits_and_pairs_stay_inside_their_tables() -> None:
    m = seen(TALKS, "Voss", "envoys", "Voss", "I", "them")
    assert m.traits.shape == (5, len(TRAITS))
    assert (m.traits >= 0).all()
    assert (m.traits < np.array(TRAITS)).all()
    later, earlier = np.tril_indices(5, -1)
    found = pairs(m, later, earlier)
    assert (found >= 0).all()
    assert (found < np.array(PAIRS)[:, None]).all()
    assert pairs(m, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)).shape == (len(PAIRS), 0)


def test_gender_number_kind_and_determiner_are_seen() -> None:
    m = seen(TALKS, "Voss", "envoys", "Voss", "I", "them")
    assert m.traits[:, 9].tolist() == [2, 0, 0, 0, 0]  # "Mrs." says she
    assert m.traits[:, 5].tolist() == [0, 2, 0, 1, 2]
    assert m.traits[0, 4] == NAMES.index("person") + 1
    assert m.traits[1, 3] == 1
    assert m.traits[3, 3] == 0
    assert m.sentences.tolist() == [0, 0, 1, 1, 1]


def test_wording_and_speech_of_a_pair() -> None:
    m = seen(TALKS, "Voss", "envoys", "Voss", "I", "them")
    wording, speech = 2, 8
    assert classes(m, 2, 0)[wording] % 9 == 6  # "Voss" after "Mrs. Ada Voss": the same head, more words in the earlier
    assert classes(m, 2, 1)[wording] % 9 == 0
    assert classes(m, 3, 2)[speech] // 4 == 2  # "I" in what Voss said
    assert classes(m, 4, 3)[speech] // 4 == 1
    assert classes(m, 4, 1)[speech] // 4 == 3


def test_letters_stand_for_a_name() -> None:
    m = seen(
        "The/DET/det/Nations United/PROPN/compound/Nations Nations/PROPN/nsubj/met met=meet/VERB/root/0 ./PUNCT/punct/met\n"
        "UN/PROPN/compound/envoys envoys=envoy/NOUN/nsubj/left left=leave/VERB/root/0",
        "Nations", "UN",
    )  # fmt: skip
    assert classes(m, 1, 0)[2] % 9 == 3


def test_fitting_mentions_between_a_pronoun_and_an_earlier_one_are_counted() -> None:
    m = seen(
        "{person Jon/PROPN/nsubj/met} met=meet/VERB/root/0 {person Ivan/PROPN/obj/met} in/ADP/case/Kosta {place Kosta/PROPN/obl/met}\n"
        "He/PRON/nsubj/left left=leave/VERB/root/0",
        "Jon", "Ivan", "Kosta", "He",
    )  # fmt: skip
    rank = [classes(m, 3, j)[11] // 12 for j in range(3)]
    assert rank == [1, 0, 7]  # Ivan lies between him and Jon; a place is nobody


def test_a_part_of_the_mentions_says_the_same() -> None:
    m = seen(TALKS, "Voss", "envoys", "Voss", "I", "them")
    part = m.part(1, 5)
    assert part.heads.tolist() == m.heads[1:].tolist()
    assert part.words == m.words[1:]
    assert classes(part, 2, 1)[8] == classes(m, 3, 2)[8]
