"""What people put right: it counts, it can be taken back, nothing of it is lost."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from communique.errors import UsageError
from communique.model import Act, Event, Proposal, Same, Statement, Verdict
from communique.record import Capture, Change, CorrectionKind, check
from tests.record.pages import MADE_BY, NOON, account_of, add, page_of, run_of

K = CorrectionKind


def change(kind: CorrectionKind, about: str, *new: str, who: str = "Mia", other: str | None = None) -> Change:
    return Change(kind=kind, about=about, who=who, at="2026-03-02T10:00:00+01:00", new=new, other=other, note="seen")


def ids(account) -> tuple[str, str, str, str]:
    """Ids of the statement, the meeting, the opening it tells of and the plan."""
    return tuple(fact.id for fact in account.facts)


def actor(account, name: str) -> str:
    return next(r.target.id for r in account.references if getattr(r.target, "name", None) == name)


def fact_of(record, identity):
    (account,) = record.accounts()
    return next((fact for fact in account.facts if fact.id == identity), None)


@pytest.mark.parametrize(
    ("nth", "kind", "new", "field", "old"),
    [
        (1, K.TYPE, "AGREE", "type", "CONSULT"),
        (1, K.STATUS, "denied", "status", "happened"),
        (0, K.TYPE, "demand", "act", "promise"),
        (3, K.STATUS, "accepted", "status", "rejected"),
    ],
)
def test_a_code_put_right_counts_until_it_is_taken_back(record, nth, kind, new, field, old):
    account = add(record, 1)
    about = ids(account)[nth]
    number = record.correct(change(kind, about, new))
    assert getattr(fact_of(record, about), field) == new
    assert record.accounts(as_read=True) == (account,)
    assert record.shelf().fact(about) == fact_of(record, about) == record.account(account.article.id).facts[nth]
    (row,) = record.corrections()
    assert (row.old, row.new, row.who, row.at, row.note) == ((old,), (new,), "Mia", "2026-03-02T09:00:00.000Z", "seen")
    back = record.undo(number, who="Ole", at=NOON)
    assert record.accounts() == (account,)
    with pytest.raises(UsageError, match="taken back already"):
        record.undo(number, who="Ole", at=NOON)
    record.undo(back, who="Mia", at=NOON)
    assert getattr(fact_of(record, about), field) == new
    assert [r.kind for r in record.corrections()] == [kind, K.UNDO, K.UNDO]
    assert [r.id for r in record.standing()] == [number]
    record.undo(number, who="Ole", at=NOON)
    assert record.accounts() == (account,)
    assert check(record.path) == ()


def test_the_last_of_two_corrections_counts(record):
    about = ids(add(record, 1))[1]
    record.correct(change(K.STATUS, about, "denied"))
    last = record.correct(change(K.STATUS, about, "planned"))
    assert fact_of(record, about).status == "planned"
    assert record.corrections()[1].old == ("denied",)
    record.undo(last, who="Ole", at=NOON)
    assert fact_of(record, about).status == "denied"


def test_a_type_put_right_has_no_mode_of_the_old_one(record):
    account = account_of(1)
    facts = tuple(replace(f, mode="visit") if isinstance(f, Event) else f for f in account.facts)
    record.add(Capture(page=page_of(1), captured=NOON), replace(account, facts=facts), run=run_of(record))
    record.correct(change(K.TYPE, ids(account)[1], "AID"))
    assert fact_of(record, ids(account)[1]).mode is None


def test_another_speaker_takes_the_position_too(record):
    account = add(record, 1)
    said, _, opening, _ = ids(account)
    voss, lund = actor(account, "Ada Voss"), actor(account, "Ivo Lund")
    record.correct(change(K.SPEAKER, said, lund))
    (now,) = record.accounts()
    assert now.facts[0].speakers == (lund,)
    assert {(p.party, p.facts) for p in now.positions} == {(voss, (opening,)), (lund, (said,))}
    assert record.corrections()[0].old == (voss,)
    record.correct(change(K.SPEAKER, said))
    assert fact_of(record, said).speakers == ()


def test_a_rejected_fact_is_gone_with_all_that_names_it(record):
    account = add(record, 1)
    said, _, opening, plan = ids(account)
    for about in (said, opening):
        record.correct(change(K.REJECT, about))
    (now,) = record.accounts()
    assert [f.id for f in now.facts] == [ids(account)[1], plan]
    assert now.positions == ()
    assert isinstance(now.facts[1], Proposal)
    assert now.facts[1].events == ()
    with pytest.raises(UsageError, match="is rejected"):
        record.correct(change(K.STATUS, opening, "denied"))
    record.undo(1, who="Ole", at=NOON)
    (now,) = record.accounts()
    assert isinstance(now.facts[0], Statement)
    assert [p.facts for p in now.positions] == [(said,)]
    record.undo(2, who="Ole", at=NOON)
    record.correct(change(K.REJECT, said))
    (now,) = record.accounts()
    assert now.facts[1].said_in is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda f, a: change(K.STATUS, "none", "denied"), "no fact"),
        (lambda f, a: change(K.STATUS, f[1], "perhaps"), "no status of that name"),
        (lambda f, a: change(K.STATUS, f[1]), "no status of that name"),
        (lambda f, a: change(K.STATUS, f[0], "denied"), "has no status"),
        (lambda f, a: change(K.SPEAKER, f[1], a), "has no speaker"),
        (lambda f, a: change(K.SPEAKER, f[0], "nobody"), "no actor"),
        (lambda f, a: change(K.STATUS, f[1], "denied", who="rule"), "needs the name"),
        (lambda f, a: change(K.STATUS, f[1], "denied", who=" "), "needs the name"),
        (lambda f, a: change(K.UNDO, f[1]), "by its number"),
        (lambda f, a: change(K.SAME, f[1]), "two different ids"),
        (lambda f, a: change(K.SAME, f[1], other=f[1]), "two different ids"),
        (lambda f, a: change(K.SAME, f[1], other=f[0]), "no event"),
        (lambda f, a: change(K.MERGE, a, other=f[1]), "no actor"),
    ],
)
def test_a_correction_without_meaning_is_one_line_and_leaves_no_row(record, wrong, words):
    account = add(record, 1)
    with pytest.raises(UsageError, match=words):
        record.correct(wrong(ids(account), actor(account, "Ada Voss")))
    with pytest.raises(UsageError, match="no correction 7"):
        record.undo(7, who="Mia", at=NOON)
    assert record.corrections() == ()


def test_a_person_s_verdict_wins_and_the_rule_s_stays(record):
    one, two = add(record, 1), add(record, 2)
    left, right = sorted((ids(one)[1], ids(two)[1]))
    rule = Same(left=left, right=right, verdict=Verdict.SAME, how="story.verdicts.compare.near", score=0.9)
    record.keep_rows(same=[rule])
    first = record.correct(change(K.DIFFERENT, right, other=left))
    assert record.same()[0] == rule
    (now,) = record.verdicts()
    assert (now.verdict, now.by, now.score) == (Verdict.DIFFERENT, "Mia", 0.0)
    assert record.corrections()[0].old == ("same",)
    record.correct(change(K.SAME, left, other=right, who="Ole"))
    assert [s.by for s in record.same()] == ["rule", "Mia", "Ole"]
    assert record.verdicts()[0].by == "Ole"
    last = record.correct(change(K.DIFFERENT, left, other=right))
    assert [s.by for s in record.same()] == ["rule", "Ole", "Mia"]
    record.undo(last, who="Mia", at=NOON)
    assert record.verdicts()[0].by == "Ole"
    record.undo(first, who="Ole", at=NOON)
    assert [s.by for s in record.same()] == ["rule", "Ole"]
    record.drop_rule_rows()
    record.keep_rows(same=[replace(rule, verdict=Verdict.UNSURE, score=0.5)])
    assert [s.verdict for s in record.same()] == [Verdict.UNSURE, Verdict.SAME]
    assert check(record.path) == ()


def test_two_actors_are_merged_and_split(record):
    one, two = add(record, 1), add(record, 2)
    a, b = actor(one, "Ivo Lund"), actor(two, "Ivo Lund")
    record.correct(change(K.SPLIT, a, other=b))
    assert [s.verdict for s in record.verdicts()] == [Verdict.DIFFERENT]
    record.correct(change(K.MERGE, b, other=a))
    assert [s.verdict for s in record.verdicts()] == [Verdict.SAME]


def test_corrections_wait_while_their_fact_is_not_found_and_count_again(record):
    account = add(record, 1)
    _, met, *_ = ids(account)
    record.correct(change(K.STATUS, met, "denied"))
    less = replace(account, facts=account.facts[:1], positions=(), made_by="newer")
    record.add(Capture(page=page_of(1), captured=NOON), less, run=run_of(record, "newer"))
    assert record.accounts() == (less,)
    assert list(record.gold()) == []
    assert check(record.path) == ()
    record.add(Capture(page=page_of(1), captured=NOON), account, run=run_of(record, MADE_BY))
    assert fact_of(record, met).status == "denied"


def test_gold_has_a_line_for_each_corrected_fact_and_each_judged_pair(record):
    one, two = add(record, 1), add(record, 2)
    said, met, *_ = ids(one)
    lund, other = actor(one, "Ivo Lund"), actor(two, "Ivo Lund")
    record.correct(change(K.SPEAKER, said, lund))
    record.correct(change(K.TYPE, said, "demand"))
    record.undo(record.correct(change(K.REJECT, met)), who="Ole", at=NOON)
    record.correct(change(K.SAME, met, other=ids(two)[1]))
    record.correct(change(K.MERGE, lund, other=other))
    lines = [json.loads(line) for line in record.gold()]
    assert [line.get("pair") for line in lines] == [None, "events", "actors"]
    fact = lines[0]
    text = one.article.text
    assert (fact["fact"], fact["article"]) == (said, one.article.id)
    assert fact["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    (cited,) = fact["evidence"]
    assert text[slice(*cited["sentence"])] == cited["quote"]
    assert text[slice(*cited["cue"])] == "said"
    assert [(c["field"], c["who"]) for c in fact["changes"]] == [("speaker", "Mia"), ("type", "Mia")]
    assert [n["name"] for n in fact["changes"][0]["old"] + fact["changes"][0]["new"]] == ["Ada Voss", "Ivo Lund"]
    assert (fact["changes"][1]["old"], fact["changes"][1]["new"]) == ([Act.PROMISE.value], [Act.DEMAND.value])
    assert lines[1]["verdict"] == "same"
    assert {lines[2]["left"]["name"], lines[2]["right"]["name"]} == {"Ivo Lund"}
    start, stop = lines[2]["left"]["mentions"][0]
    assert (one if lines[2]["left"]["article"] == one.article.id else two).article.text[start:stop] == "Ivo Lund"
