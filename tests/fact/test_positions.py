"""Where parties stand, what is left open, what lasts: sentences whose trees are in ``positions.txt``."""

import time
from pathlib import Path

import pytest

from communique.errors import UsageError
from communique.fact import Issues, find_record
from communique.fact.issues import named_issues
from communique.fact.parties import Parties
from communique.fact.tree import Tree
from communique.model import Event, Openness, Position, Situation, Standpoint, Statement
from tests.fact.cast import references
from tests.markup import mark, read

TREES = Path(__file__).with_name("positions.txt").read_text(encoding="utf-8").splitlines()[1:]
BY_TEXT = {read(tree).article.text: tree for tree in TREES}


def numbered(tree: str, number: int) -> str:
    """Return ``tree`` with its one attribution under ``number``, so that several can stand on a page."""
    return tree.replace(":1 ", f":{number} ")


def record(*sentences: str, issues: Issues | None = None):
    marked = mark("\n".join(numbered(BY_TEXT[s], n) for n, s in enumerate(sentences, start=1)))
    return marked.reading.article.text, find_record(marked.reading, references(marked), issues)


def stands(*sentences: str) -> list[tuple[str, str, str]]:
    return [(p.party, p.issue, p.stance.value) for p in record(*sentences)[1].positions]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Voss demanded the release of all prisoners.", [("voss", "prisoners", "demands")]),
        # What it is to happen before is no demand of its own.
        (
            "Voss said the rebels must release their hostages before the summit.",
            [("voss", "prisoners", "demands")],
        ),
        ("Norway urged Finland to lift the sanctions.", [("norway", "sanctions", "seeks")]),
        ("Aro said Finland was ready to resume peace talks.", [("finland", "talks", "offers")]),
        ("Aro said Finland would not recognise the referendum.", [("finland", "elections", "rejects")]),
        ("Voss said Norway would send weapons to Finland.", [("norway", "arms", "promises")]),
        ("Voss said Norway would suspend the ceasefire.", [("norway", "ceasefire", "threatens")]),
        ("Voss said Norway rejects a truce with the rebels.", [("norway", "ceasefire", "rejects")]),
        (
            "Norway said progress depends on Finland's willingness to end the war.",
            [("norway", "peace", "conditions")],
        ),
        ("Voss vowed not to resume negotiations with the rebels.", [("voss", "talks", "rejects")]),
        ("Norway accused Finland of violating the ceasefire.", [("norway", "ceasefire", "accuses")]),
        ("Finland denied the deployment of missiles.", [("finland", "arms", "denies")]),
        ("Voss questioned Finland's commitment to peace.", [("voss", "peace", "doubts")]),
        ("Voss backed the peace plan.", [("voss", "peace", "supports")]),
        ("Voss opposed the nuclear deal with Finland.", [("voss", "nuclear", "rejects")]),
        ("Voss reiterated calls for a ceasefire.", [("voss", "ceasefire", "seeks")]),
        (
            "Norway signed a ceasefire agreement with Finland.",
            [("norway", "ceasefire", "agrees"), ("finland", "ceasefire", "agrees")],
        ),
        (
            "Aro said Norwegian troops must leave Turku.",
            [("aro", "troops", "demands"), ("aro", "territory", "demands")],
        ),
    ],
)
def test_what_a_party_makes_of_an_issue(sentence, expected):
    assert stands(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Voss rejected criticism of the election.",
        "Voss declined to comment on the prisoners.",
        "Voss has avoided condemning the annexation.",
        "Aro previously opposed a ceasefire.",
        # The other side's word about them is not theirs.
        "Voss said Finland opposes a ceasefire.",
        # A paper and its readers are no party; nor are "some officials" the government.
        "A Norwegian newspaper demanded a ceasefire.",
        "The miners demanded a referendum.",
        # That something is so is no agreement to it; who is asked is not what is asked for.
        "Norway and Finland agreed that there were refugees in Turku.",
        "Voss called on the prisoners to wait.",
        "Norway and Finland disagree over fishing rights and the border.",
        "Voss said they had met in Oslo.",
    ],
)
def test_what_is_no_position(sentence):
    assert stands(sentence) == []


def test_the_government_stands_where_its_people_speak_and_the_page_names_it():
    assert stands("Voss demanded the release of all prisoners.", "Norway urged Finland to lift the sanctions.") == [
        ("norway", "prisoners", "demands"),
        ("norway", "sanctions", "seeks"),
    ]


def test_one_position_rests_on_all_that_says_so():
    text, found = record("Voss backed the peace plan.", "Voss reiterated calls for a ceasefire.")
    by_id = {f.id: f for f in found.facts}
    for position in found.positions:
        assert position.facts
        assert all(key in by_id for key in position.facts)
        assert all(words.of(text) for words in position.words)
    assert {p.words[0].of(text) for p in found.positions} == {"peace", "ceasefire"}


def test_a_position_without_a_fact_cannot_be_made():
    with pytest.raises(ValueError, match="no fact"):
        Position(party="a", issue="aid", stance=Standpoint.DEMANDS, facts=(), words=(), how="test")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Many points remain unresolved, including security guarantees for Norway and the status of prisoners.",
            {"security guarantees": Openness.UNRESOLVED, "prisoners": Openness.UNRESOLVED},
        ),
        ("It is unclear whether sanctions will be lifted.", {"sanctions": Openness.UNRESOLVED}),
        ("The main sticking point is the border.", {"borders": Openness.DISPUTED}),
        ("Prisoners remain a sticking point, Voss said.", {"prisoners": Openness.DISPUTED}),
        ("The two sides failed to agree on refugees.", {"refugees": Openness.UNRESOLVED}),
        ("Norway and Finland disagree over fishing rights and the border.", {"borders": Openness.DISPUTED}),
        ("Sanctions have yet to be discussed.", {"sanctions": Openness.UNRESOLVED}),
        ("Voss will meet Aro in Oslo on Friday to discuss prisoners.", {"prisoners": Openness.PENDING}),
        ("Voss and Aro discussed prisoners in Oslo.", {}),
        ("It is unclear who fired at the border post.", {}),
        ("The dispute over the border was settled in May.", {}),
        ("Voss demanded the release of all prisoners.", {}),
    ],
)
def test_what_is_left_open(sentence, expected):
    assert {o.issue: o.state for o in record(sentence)[1].open_issues} == expected


def test_an_open_issue_tells_on_whose_word_and_at_which_meeting():
    _, said = record("Prisoners remain a sticking point, Voss said.")
    _, due = record("Voss will meet Aro in Oslo on Friday to discuss prisoners.")
    assert said.open_issues[0].facts == tuple(f.id for f in said.facts if isinstance(f, Statement))
    assert due.open_issues[0].facts == tuple(f.id for f in due.facts if isinstance(f, Event))


def test_an_issue_open_twice_is_open_once_with_both_sentences():
    _, found = record("It is unclear whether sanctions will be lifted.", "Sanctions have yet to be discussed.")
    assert [(o.issue, len(o.evidence)) for o in found.open_issues] == [("sanctions", 2)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Turku has been under siege since May.", [("under siege", None, "turku", None)]),
        ("Turku was under siege in May.", []),
        ("Thousands fled the besieged town of Turku.", [("under siege", None, "turku", None)]),
        ("The army shelled the rebel-held parts of Turku.", [("controls", "rebels", "turku", "parts")]),
        ("The truce in Turku has collapsed.", [("ceasefire broken", None, "turku", None)]),
        ("The sanctions on Finland remain in force.", [("sanctions in force", None, "fi", None)]),
        ("Sanctions remain a problem.", []),
        (
            "The rebels have controlled the north of Finland since May.",
            [("controls", "rebels", "fi", "the north")],
        ),
        ("The rebels controlled the north of Finland.", []),
        ("The rebels began occupying the north of Finland.", []),
        ("The rebels control a number of buildings in the north of Finland.", []),
    ],
)
def test_what_lasts(sentence, expected):
    found = [f for f in record(sentence)[1].facts if isinstance(f, Situation)]
    assert [(s.what, s.holder, s.object, s.extent) for s in found] == expected


def test_own_issues_are_added_win_and_take_away(tmp_path):
    own = tmp_path / "issues.tsv"
    own.write_text("# ours\nfisheries\tfishing right\npeace\tborder\n-\tprisoner\n", encoding="utf-8")
    issues = Issues.load(own)
    assert issues.digest != Issues.load().digest
    _, found = record("Norway and Finland disagree over fishing rights and the border.", issues=issues)
    assert {o.issue for o in found.open_issues} == {"fisheries", "peace"}
    assert not record("Voss demanded the release of all prisoners.", issues=issues)[1].positions


@pytest.mark.parametrize(
    "line", ["no tab here", "aid\t", "\tgrain", "aid\tone two three four five six seven", "aid\tgrain/X"]
)
def test_a_row_that_is_none_is_told(tmp_path, line):
    own = tmp_path / "issues.tsv"
    own.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"issues\.tsv"):
        Issues.load(own)


def test_a_missing_or_unreadable_file_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        Issues.load(tmp_path / "none.tsv")
    (tmp_path / "odd.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="UTF-8"):
        Issues.load(tmp_path / "odd.tsv")


def test_the_longest_phrase_names_the_issue():
    marked = mark(BY_TEXT["Aro said Finland was ready to resume peace talks."])
    parties = Parties.of(Tree.of(marked.reading), references(marked))
    assert {n.issue for n in named_issues(parties, Issues.load()).values()} == {"talks"}


def test_a_name_is_no_issue():
    tree = "the/DET/det/3 {organisation=union Election/PROPN/compound/3 Commission/PROPN/nsubj/4} met=meet/VERB/root/0"
    marked = mark(tree)
    parties = Parties.of(Tree.of(marked.reading), references(marked))
    assert not {n.issue for n in named_issues(parties, Issues.load()).values()} & {"elections"}


def test_a_page_of_nothing_but_demands_is_read_in_time():
    tree = BY_TEXT["Voss demanded the release of all prisoners."]
    marked = mark("\n".join(numbered(tree, n) for n in range(1, 1001)))
    made = references(marked)
    start = time.process_time()
    found = find_record(marked.reading, made)
    assert time.process_time() - start < 20
    assert [(p.party, p.issue, p.stance) for p in found.positions] == [("voss", "prisoners", Standpoint.DEMANDS)]
