"""Trees as a parser gets them wrong, and what is made of them."""

from communique.fact.roles import frame_of
from communique.fact.tree import Tree
from tests.markup import read


def grown(tree: str) -> Tree:
    return Tree.of(read(tree))


def at(tree: Tree, form: str) -> int:
    return next(i for i in range(len(tree.words)) if tree.form(i) == form)


def test_a_relative_clause_hangs_on_the_noun_before():
    tree = grown(
        "Talks=talk/NOUN/nsubj/come which/PRON/nsubj/include will/AUX/aux/include include/VERB/advcl/come "
        "Voss/PROPN/obj/include come/VERB/root/0 later/ADV/advmod/come"
    )
    assert tree.antecedent(at(tree, "include")) == at(tree, "talks")


def test_the_subject_left_with_a_participle_is_lent():
    tree = grown(
        "Voss/PROPN/nsubj/accompanied ,/PUNCT/punct/accompanied accompanied=accompany/VERB/advcl/attends "
        "by/ADP/case/Aro Aro/PROPN/obl/accompanied ,/PUNCT/punct/attends attends=attend/VERB/root/0 "
        "a/DET/det/summit summit/NOUN/obj/attends"
    )
    assert frame_of(tree, at(tree, "attends")).subject == (at(tree, "voss"),)


def test_a_second_subject_is_an_object():
    tree = grown(
        "Voss/PROPN/nsubj/urged urged=urge/VERB/root/0 rebels=rebel/NOUN/nsubj/urged "
        "to/PART/mark/leave leave/VERB/xcomp/urged"
    )
    assert frame_of(tree, at(tree, "urged")).object == (at(tree, "rebels"),)
    assert frame_of(tree, at(tree, "leave")).subject == (at(tree, "rebels"),)


def test_a_bare_noun_after_the_verb_is_an_object_and_a_day_is_not():
    tree = grown("Voss/PROPN/nsubj/told told=tell/VERB/root/0 a/DET/det/paper paper/NOUN/obl/told")
    assert frame_of(tree, at(tree, "told")).object == (at(tree, "paper"),)
    tree = grown("Voss/PROPN/nsubj/spoke spoke=speak/VERB/root/0 Friday/PROPN/obl/spoke")
    assert frame_of(tree, at(tree, "spoke")).object == ()


def test_lemmas_are_made_sure_of():
    tree = grown("Sides=side/NOUN/nsubj/agreed agreed=agre/VERB/root/0 and/CCONJ/cc/met met=met/VERB/conj/agreed")
    assert (tree.lemma(1), tree.lemma(3)) == ("agree", "meet")


def test_a_ring_of_heads_does_no_harm():
    tree = grown("a/NOUN/nmod/b b/NOUN/nmod/a which/PRON/nsubj/ran ran=run/VERB/advcl/b")
    assert tree.subtree(1) == (0, 1, 2, 3), "the ring is cut above its second word"
    assert tree.parent(1) is None


def test_a_subject_with_a_preposition_belongs_to_the_one_before():
    tree = grown(
        "Statements=statement/NOUN/nsubj/helped by/ADP/case/officials officials=official/NOUN/nsubj/helped "
        "helped=help/VERB/root/0"
    )
    assert frame_of(tree, at(tree, "helped")).subject == (0,)
    assert tree.kids(0, "nmod") == (at(tree, "officials"),)


def test_a_subject_hung_on_the_object_is_found():
    tree = grown("Voss/PROPN/nmod/summit attends=attend/VERB/root/0 a/DET/det/summit summit/NOUN/obj/attends")
    assert frame_of(tree, at(tree, "attends")).subject == (at(tree, "voss"),)
