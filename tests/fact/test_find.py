import time

from communique.fact import find_facts
from communique.model import Reading
from tests.fact.cast import facts, references
from tests.markup import mark, read

MET = "{person=voss Voss/PROPN/nsubj/met} met=meet/VERB/root/0 {person=aro Aro/PROPN/obj/met} ./PUNCT/punct/met"


def test_the_same_reading_gives_the_same_facts():
    marked = mark(MET)
    made = references(marked)
    assert find_facts(marked.reading, made) == find_facts(marked.reading, made)


def test_nothing_gives_nothing():
    empty = read("== trending\nTen recipes")
    assert isinstance(empty, Reading)
    assert find_facts(empty, ()) == ()
    assert find_facts(mark(MET).reading, ()) == ()


def test_facts_stand_in_the_order_of_their_evidence():
    _, made = facts("\n".join([MET, MET.replace("met=meet", "praised=praise").replace("/met", "/praised")]))
    starts = [min(e.cue.start for e in f.evidence) for f in made]
    assert starts == sorted(starts)
    assert len({f.id for f in made}) == len(made) == 2


def test_furniture_says_nothing():
    assert facts("== trending\nVoss met Aro")[1] == ()


def test_a_page_of_nothing_but_meetings_is_read_in_time():
    page = "\n".join([MET] * 1500)
    marked = mark(page)
    made = references(marked)
    start = time.process_time()
    find_facts(marked.reading, made)
    assert time.process_time() - start < 20
