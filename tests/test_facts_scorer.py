"""The scorer of facts: invented rows and records, each with one thing right or wrong, and the figure that tells."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import facts
from benchmarks.fact_match import head, pair, same_mention
from benchmarks.fact_rows import COARSE, of_gold, of_record
from communique.fact.shades import plain
from communique.model import Status

Row = dict[str, Any]
TEXT = (
    "Envoy Ada Voss of Norvia will meet Olli Aro in Lund on 7 May 2021.\n"
    "Estmark's army shelled Port Lund, and nine people died in the attack.\n"
    "Voss said the shelling was wrong.\n"
    "Analysts wondered about a five-point plan."
)


def at(words: str, after: str = "") -> list[int]:
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return [start, start + len(words)]


def line(number: int) -> list[int]:
    words = TEXT.split("\n")[number]
    return at(words)


GOLD: Row = {
    "id": "g1",
    "source": "texts.jsonl",
    "doc": "d",
    "slice": "dev",
    "end": len(TEXT),
    "actors": [
        {"id": "voss", "mentions": [at("Ada Voss"), at("Voss", "Voss said")]},
        {"id": "aro", "mentions": [at("Olli Aro")]},
        {"id": "army", "mentions": [at("Estmark's army")]},
        {"id": "nine", "mentions": [at("nine people")]},
        {"id": "analysts", "mentions": [at("Analysts")]},
    ],
    "events": [
        {
            "type": "CONSULT",
            "mode": None,
            "status": "planned",
            "actors": ["voss", "aro"],
            "recipients": [],
            "cues": [at("meet")],
            "sentences": [line(0)],
            "when": "2021-05-07",
            "where": at("Lund"),
            "meeting": {"participants": []},
        },
        {
            "type": "ASSAULT",
            "mode": "heavy-weapons",
            "status": "happened",
            "actors": ["army"],
            "recipients": ["nine"],
            "cues": [at("shelled"), at("attack"), at("shelling")],
            "sentences": [line(1), line(2)],
            "when": None,
            "where": at("Port Lund"),
            "meeting": None,
        },
        {
            "type": "ACCUSE",
            "mode": None,
            "status": "happened",
            "actors": ["voss"],
            "recipients": ["army"],
            "cues": [at("said")],
            "sentences": [line(2)],
            "when": None,
            "where": None,
            "meeting": None,
            "optional": True,
        },
    ],
    "statements": [{"speakers": ["voss"], "content": [at("the shelling was wrong")], "act": "assert"}],
    "proposals": [{"name": at("five-point plan"), "cues": [], "author": None, "points": 5, "status": None}],
}


def spans(places: list[list[int]]) -> list[Row]:
    return [{"start": s, "end": e} for s, e in places]


def evidence(cue: list[int]) -> Row:
    start, end = next(line(n) for n in range(4) if line(n)[0] <= cue[0] < line(n)[1])
    return {"start": start, "end": end, "quote": TEXT[start:end], "cue": {"start": cue[0], "end": cue[1]}}


def event(type_: str, status: str, actors: list[str], recipients: list[str], cues: list[list[int]], **more: Any) -> Row:
    rest = {"mode": None, "when": None, "where": None, "meeting": None, **more}
    pieces = [evidence(cue) for cue in cues]
    parties = {"actors": actors, "recipients": recipients}
    return {"kind": "event", "type": type_, "status": status, **parties, "evidence": pieces, **rest}


def record() -> Row:
    """A record that says all the gold asks for, with other mentions of the same actors."""
    actors = {"v": [at("Voss", "Voss said")], "o": [at("Aro")], "a": [at("army")], "n": [at("nine people")]}
    meeting = event(
        "CONSULT",
        "planned",
        ["v"],
        ["o"],
        [at("meet")],
        when={"edtf": "2021-05-07"},
        where="p",
        meeting={"participants": []},
    )
    plan = {"kind": "proposal", "status": None, "author": None, "evidence": [evidence(at("plan"))]}
    said = {"kind": "statement", "speakers": ["v"], "act": "assert", "content": spans([at("shelling was wrong")])}
    return {
        "id": "g1",
        "article": {"text": TEXT},
        "actors": [{"id": i, "name": i, "mentions": spans(m)} for i, m in actors.items()],
        "places": [{"id": "p", "mentions": spans([at("Lund")])}],
        "facts": [
            meeting,
            event("ASSAULT", "happened", ["a"], ["n"], [at("shelled")]),
            {**said, "evidence": [evidence(at("said"))]},
            plan,
        ],
    }


def scored(made: Row, gold: Row | None = None) -> tuple[facts.Figures, list[str]]:
    row = {**(gold or GOLD), "text": TEXT}
    scores, faults = facts.score([*facts.sheets([row], [made])])
    assert scores["all"] == scores["dev"]
    return scores["dev"], [fault.kind for _, fault in faults]


def test_all_right() -> None:
    figures, faults = scored(record())
    for name in ("fact", "fact_strict", "type", "event", "meeting", "meeting_found", "statement", "proposal"):
        assert (figures[f"{name}.precision"], figures[f"{name}.recall"], figures[f"{name}.f1"]) == (1, 1, 1), name
    right = ("status.accuracy", "sides.accuracy", "meeting.day", "meeting.place", "speaker.accuracy", "evidence.exact")
    assert [figures[name] for name in right] == [1] * len(right)
    assert (figures["direction.errors"], figures["direction.errors.of"]) == (0, 1)
    assert faults == []


def test_nothing_at_all() -> None:
    figures, faults = scored({**record(), "facts": []})
    assert (figures["fact.recall"], figures["fact.precision"], figures["fact.f1"]) == (0, None, 0)
    assert figures["speaker.accuracy"] is None
    assert sorted(faults) == ["event missed", "event missed", "meeting missed", "proposal missed", "statement missed"]


def swapped(made: Row) -> None:
    made["facts"][1].update(actors=["n"], recipients=["a"])


def other_status(made: Row) -> None:
    made["facts"][1]["status"] = "denied"


def other_type(made: Row) -> None:
    made["facts"][1]["type"] = "COERCE"


def missing(made: Row) -> None:
    del made["facts"][1]


def spurious(made: Row) -> None:
    made["facts"].append(event("AID", "happened", ["v"], [], [at("Analysts")]))


def doubled(made: Row) -> None:
    made["facts"].append(event("ASSAULT", "happened", ["a"], ["n"], [at("attack")]))


def of_an_optional_event(made: Row) -> None:
    made["facts"].append(event("ACCUSE", "planned", ["v"], ["a"], [at("said")]))


def a_meeting_without_its_party(made: Row) -> None:
    made["facts"][0].update(actors=["n"], recipients=[])


def other_speaker(made: Row) -> None:
    made["facts"][2]["speakers"] = ["o"]


def inexact(made: Row) -> None:
    made["facts"][2]["evidence"][0]["quote"] += "!"


def other_day_and_place(made: Row) -> None:
    made["facts"][0].update(when={"edtf": "2021-05"}, where=None)


@pytest.mark.parametrize(
    ("change", "expected", "faults"),
    [
        (swapped, {"fact.f1": 0.5, "type.f1": 1, "direction.errors": 1, "status.accuracy": 1}, ["sides, direction"]),
        (other_status, {"fact.f1": 0.5, "type.f1": 1, "status.accuracy": 0.5, "direction.errors": 0}, ["status"]),
        (other_type, {"fact.f1": 0.5, "type.f1": 0.5, "event.f1": 1, "sides.accuracy": 1}, ["type"]),
        (missing, {"fact.precision": 1, "fact.recall": 0.5, "meeting.f1": 1}, ["missed"]),
        (spurious, {"fact.precision": 0.6667, "fact.recall": 1}, ["spurious"]),
        (doubled, {"fact.precision": 0.6667, "fact.recall": 1}, ["spurious"]),
        (of_an_optional_event, {"fact.precision": 1, "fact.recall": 1, "status.accuracy.of": 2}, []),
        (
            a_meeting_without_its_party,
            {"meeting.f1": 0, "meeting_found.f1": 1, "fact.f1": 0.5},
            ["sides", "participants"],
        ),
        (other_speaker, {"speaker.accuracy": 0, "statement.f1": 1, "fact.f1": 1}, ["speaker wrong"]),
        (inexact, {"evidence.exact": 0.75, "fact.f1": 1}, []),
        (other_day_and_place, {"meeting.day": 0, "meeting.place": 0, "meeting.f1": 1}, []),
    ],
)
def test_one_thing_wrong(change: Callable[[Row], None], expected: dict[str, float], faults: list[str]) -> None:
    made = record()
    change(made)
    figures, kinds = scored(made)
    assert {name: figures[name] for name in expected} == expected
    assert len(kinds) == len(faults)
    assert all(kind.endswith(told) for kind, told in zip(kinds, faults, strict=True))


def test_another_status_that_is_as_right() -> None:
    gold, made = copy.deepcopy(GOLD), record()
    gold["events"][0]["also"] = ["expected"]
    made["facts"][0]["status"] = "expected"
    assert scored(made, gold)[0]["status.accuracy"] == 1
    assert scored(made)[0]["status.accuracy"] == 0.5


def test_a_finer_status_counts_as_the_one_it_is_a_shade_of() -> None:
    """The gold was coded before there were finer ones."""
    finer = {s.value: plain(s).value for s in Status if plain(s) is not s}
    assert finer == COARSE
    gold, made = copy.deepcopy(GOLD), record()
    made["facts"][1]["status"] = "historical"
    assert scored(made)[0]["status.accuracy"] == 1
    made["facts"][1]["status"] = "offered"
    assert scored(made)[0]["status.accuracy"] == 0.5
    gold["events"][1]["status"] = "possible"
    assert scored(made, gold)[0]["status.accuracy"] == 1


def test_two_sides_meet_in_any_order_but_a_visit_has_a_direction() -> None:
    gold, made = copy.deepcopy(GOLD), record()
    gold["events"][0].update(actors=["voss"], recipients=["aro"])
    made["facts"][0].update(actors=["o"], recipients=["v"])
    assert scored(made, gold)[0]["fact.f1"] == 1
    gold["events"][0]["mode"] = "visit"
    figures, _ = scored(made, gold)
    assert (figures["fact.f1"], figures["direction.errors"]) == (0.5, 0.5)


def test_one_too_many_is_lenient_agreement_and_no_strict_one() -> None:
    made = record()
    made["facts"][1]["recipients"] = ["n", "o"]
    figures, _ = scored(made)
    assert (figures["fact.f1"], figures["fact_strict.f1"]) == (1, 0.5)
    made["facts"][1]["recipients"] = ["n", "o", "v"]
    assert scored(made)[0]["fact.f1"] == 0.5


def test_a_joint_actor_counts_as_its_members() -> None:
    made = record()
    made["actors"].append({"id": "both", "name": "both", "mentions": [], "members": ["v", "o"]})
    made["facts"][0].update(actors=["both"], recipients=[])
    assert scored(made)[0]["fact.f1"] == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Envoy Ada Voss of Norvia", "Voss"),
        ("Estmark's army", "army"),
        ("Estmark's", "Estmark's"),
        ("Analysts", "Analysts"),
        ("Port Lund, and nine people", "Lund"),
    ],
)
def test_head(words: str, expected: str) -> None:
    start, end = at(words)
    assert TEXT[slice(*head((start, end), TEXT))] == expected


def test_a_country_inside_a_description_is_not_who_is_described() -> None:
    def same(one: str, other: str) -> bool:
        (a, b), (c, d) = at(one), at(other)
        return same_mention((a, b), (c, d), TEXT)

    assert same("Envoy Ada Voss of Norvia", "Voss")
    assert not same("Envoy Ada Voss of Norvia", "Norvia")
    assert not same("Estmark's army", "Estmark")
    assert not same("Olli Aro", "nine people")


def test_the_best_match_is_paired_first() -> None:
    assert pair([1.0, 2.0], [2.0, 1.9], lambda a, b: 1 / (1 + abs(a - b))) == [(1, 0), (0, 1)]
    assert pair([1.0], [2.0], lambda a, b: 0.0) == []


def test_kept_documents_give_figures_and_no_faults() -> None:
    row = {**GOLD, "slice": "kept", "text": TEXT}
    scores, faults = facts.score([*facts.sheets([row], [{**record(), "facts": []}])])
    assert (scores["kept"]["fact.f1"], faults) == (0, [])


@pytest.mark.parametrize(
    "records", [[], [{**record(), "article": {"text": TEXT + "!"}}], [{**record(), "article": None}]]
)
def test_no_figure_is_made_of_less(records: list[Row]) -> None:
    with pytest.raises(SystemExit):
        list(facts.sheets([{**GOLD, "text": TEXT}], records))


def test_a_label_nobody_defined() -> None:
    with pytest.raises(KeyError):
        of_gold({**GOLD, "statements": [{"speakers": ["nobody"], "content": [[0, 3]]}]}, TEXT)


def test_evidence_is_of_the_text_that_was_labelled() -> None:
    made = record()
    assert (of_record(made, GOLD, TEXT).exact, of_record(made, GOLD, TEXT).evidence) == (4, 4)
    assert of_record(made, GOLD, TEXT.upper()).exact == 0
    made["facts"][0]["evidence"][0]["cue"] = {"start": 300, "end": 301}
    assert of_record(made, GOLD, TEXT).exact == 3


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        "texts": {"doc": "d", "text": TEXT + "\nWhat follows is not labelled."},
        "cases": GOLD,
        "second": {**GOLD, "events": GOLD["events"][:1]},
        "records": record(),
    }
    for name, row in files.items():
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    common = ["--cases", str(tmp_path / "cases.jsonl"), "--gold", str(tmp_path)]
    facts.main([*common, "--records", str(tmp_path / "records.jsonl"), "--json"])
    assert json.loads(capsys.readouterr().out)["dev"]["fact.f1"] == 1
    facts.main([*common, "--against", str(tmp_path / "second.jsonl"), "--errors"])
    out = capsys.readouterr().out
    assert [row for row in out.splitlines() if row.startswith("g1\t")] == [
        f"g1\tevent missed\tASSAULT happened [Estmark's army] -> [nine people] “shelled”@{at('shelled')[0]} … "
        f"“attack”@{at('attack')[0]} … “shelling”@{at('shelling')[0]}"
    ]
