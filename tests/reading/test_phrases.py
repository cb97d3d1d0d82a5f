"""Whole mentions: what becomes of an article the network left alone."""

from communique.model import Mention, MentionKind, Span
from communique.reading.phrases import whole
from tests.markup import read

TREE = (
    "The/DET/det/2 union/NOUN/nsubj/4 and/CCONJ/cc/4 left/VERB/root/0 the/DET/det/8 old/ADJ/amod/8 "
    "Kosta/PROPN/compound/8 delegation/NOUN/obj/4 ./PUNCT/punct/4"
)
ORGANISATION, PLACE = MentionKind.ORGANISATION, MentionKind.PLACE


def mentions(tree: str, *marked: tuple[MentionKind, str]) -> list[tuple[MentionKind, str]]:
    reading = read(tree)
    text = reading.article.text
    found = [Mention(kind=kind, span=Span(at := text.index(part), at + len(part)), score=0.8) for kind, part in marked]
    return [(m.kind, m.span.of(text)) for m in whole(reading.words, found)]


def test_an_article_is_carried_on_to_its_noun_and_takes_in_what_lies_between() -> None:
    found = ((ORGANISATION, "union"), (ORGANISATION, "the"), (ORGANISATION, "delegation"), (PLACE, "Kosta"))
    assert mentions(TREE, *found) == [
        (ORGANISATION, "union"),
        (ORGANISATION, "the old Kosta delegation"),
        (PLACE, "Kosta"),
    ]


def test_a_carried_article_joins_the_mention_it_reaches_into() -> None:
    tree = "The/DET/det/2 government/NOUN/nsubj/5 of/ADP/case/4 Kosta/PROPN/nmod/2 left/VERB/root/0"
    found = mentions(tree, (ORGANISATION, "The"), (ORGANISATION, "government of Kosta"))
    assert found == [(ORGANISATION, "The government of Kosta")]


def test_what_has_no_noun_or_name_is_no_mention() -> None:
    assert mentions(TREE, (ORGANISATION, "and"), (PLACE, "The union")) == [(PLACE, "The union")]


def test_an_article_whose_noun_does_not_follow_soon_is_left_out() -> None:
    # As a tree may have it: the noun lies before its article, or too far behind for a phrase.
    between = " ".join(f"{c}/ADV/x/9" for c in "abcdefg")
    assert mentions(f"The/DET/det/9 {between} talks/NOUN/root/0", (PLACE, "The")) == []
    assert mentions("Talks/NOUN/root/0 the/DET/det/1 ended/VERB/acl/1", (PLACE, "the")) == []
