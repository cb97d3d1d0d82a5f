"""Corrections by form: seen on the page and in the record, kept, taken back; nothing from elsewhere is taken in."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from communique.errors import UsageError
from communique.model import Status, Verdict
from communique.record import Record
from communique.web.actions import back_to
from communique.web.correcting import LONGEST, Sent, name_of
from tests.web.desk import MADE_BY, add


def actor(desk, page: str, name: str) -> str:
    return desk.maker.pages[page].actors[name]


def test_a_speaker_is_put_right_and_seen(writing):
    said = writing.maker.fact("wire", 1)
    back = f"/article/{writing.maker.id('wire')}"
    answer = writing.post("speaker", about=said, new=actor(writing, "wire", "Estmark"), back=back)
    assert (answer.status_code, answer.headers["location"]) == (303, back)
    with writing.record() as record:
        account = record.account(writing.maker.id("wire"))
    assert next(f for f in account.facts if f.id == said).speakers == (actor(writing, "wire", "Estmark"),)
    page = writing.client.get(f"/party/{writing.maker.party('Estmark')}").text
    assert "a full withdrawal" in page.split("Statements</h2>")[1]
    log = writing.client.get("/corrections").text
    assert "Mia Berg" in log
    assert re.search(r"<del>\s*Ada Voss\s*</del> → <ins>\s*Estmark\s*</ins>", log)


def test_a_status_is_put_right_and_taken_back(writing):
    fact = writing.maker.fact("times")
    assert writing.post("status", about=fact, new="cancelled").status_code == 303
    with writing.record() as record:
        assert record.shelf().fact(fact).status is Status.CANCELLED
    assert "called off" in writing.client.get("/corrections").text
    assert writing.post("undo", correction=1).status_code == 303
    with writing.record() as record:
        assert record.shelf().fact(fact).status is Status.HAPPENED
    assert writing.post("undo", correction=1).status_code == 400


def test_a_type_is_put_right(writing):
    fact = writing.maker.fact("offer")
    writing.post("type", about=fact, new="CONCEDE")
    with writing.record() as record:
        assert record.shelf().fact(fact).type == "CONCEDE"


def test_what_is_rejected_is_gone_from_the_pages(writing):
    fact = writing.maker.fact("offer")
    assert writing.client.get("/happening/happening-offer").status_code == 200
    assert writing.post("reject", about=fact, note="only a rumour").status_code == 303
    assert writing.client.get("/happening/happening-offer").status_code == 404
    assert "only a rumour" in writing.client.get("/corrections").text
    assert writing.post("last").status_code == 303
    assert writing.client.get("/happening/happening-offer").status_code == 200


@pytest.mark.parametrize("kind", ["same", "different"])
def test_two_happenings_are_told_to_be_one_or_two(writing, kind):
    one, other = sorted((writing.maker.fact("post"), writing.maker.fact("denial")))
    assert writing.post(kind, about=one, other=other).status_code == 303
    with writing.record() as record:
        (verdict,) = [s for s in record.verdicts() if (s.left, s.right) == (one, other)]
    assert (verdict.verdict, verdict.by) == (Verdict(kind), "Mia Berg")


def test_an_account_is_set_apart_from_all_others(writing):
    facts = tuple(writing.maker.fact(name) for name in ("post", "daily", "daily2", "denial"))
    assert writing.post("different", about=facts[3], other=facts).status_code == 303
    with writing.record() as record:
        assert len(record.standing()) == 3
        assert all(facts[3] in (c.about, c.other) for c in record.standing())


@pytest.mark.parametrize(("kind", "verdict"), [("merge", Verdict.SAME), ("split", Verdict.DIFFERENT)])
def test_parties_are_merged_and_split(writing, kind, verdict):
    pair = (actor(writing, "wire", "Ada Voss"), actor(writing, "offer", "Ada Voss"))
    assert writing.post(kind, about=pair[0], other=pair[1]).status_code == 303
    with writing.record() as record:
        assert [s.verdict for s in record.verdicts() if {s.left, s.right} == set(pair)] == [verdict]


def test_of_several_changes_all_or_none_are_kept(writing):
    facts = (writing.maker.fact("post"), writing.maker.fact("daily"), "0" * 16)
    assert writing.post("different", about=facts[0], other=facts[1:]).status_code == 400
    with writing.record() as record:
        assert record.corrections() == ()


def test_a_correction_survives_a_new_reading(writing):
    fact = writing.maker.fact("times")
    writing.post("status", about=fact, new="denied")
    account = replace(writing.maker.accounts["times"], made_by="fedcba9876543210")
    with Record.open(writing.path) as record:
        run = record.start_run(version="0.7", made_by=account.made_by, reader="r", started="2026-06-01T00:00:00Z")
        add(record, account, "2026-06-01T00:00:00Z", run)
        assert record.account(account.article.id, as_read=True).made_by != MADE_BY
        assert record.shelf().fact(fact).status is Status.DENIED


def test_the_dossier_is_told_anew_after_a_correction(writing):
    writing.post("reject", about=writing.maker.fact("offer"))
    with writing.record() as record:
        assert record.is_told()


def test_who_corrects_is_asked_once(writing):
    fact = writing.maker.fact("times")
    asked = writing.post("status", who="", about=fact, new="denied", note='<b>"x"</b>')
    assert asked.status_code == 200
    assert 'action="/corrections/status"' in asked.text
    assert f'name="about" value="{fact}"' in asked.text
    assert "<b>" not in asked.text
    with writing.record() as record:
        assert record.corrections() == ()
    assert writing.post("name", who="Zoë Ålund").status_code == 303
    writing.post("status", who="", about=fact, new="denied")
    with writing.record() as record:
        assert [c.who for c in record.corrections()] == ["Zoë Ålund"]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1.evil.example"},
    ],
)
def test_a_form_of_another_site_changes_nothing(writing, headers):
    data = {"token": writing.token, "who": "Mia Berg", "about": writing.maker.fact("offer")}
    answer = writing.client.post("/corrections/reject", data=data, headers=headers, follow_redirects=False)
    assert answer.status_code == 403
    with writing.record() as record:
        assert record.corrections() == ()


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_without_the_token_nothing_is_changed(writing, token):
    assert writing.post("reject", token=token, about=writing.maker.fact("offer")).status_code == 403
    with writing.record() as record:
        assert record.corrections() == ()


def test_changes_are_posted_alone(writing):
    assert writing.client.get("/corrections/reject").status_code in {404, 405}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("status", {"about": "FACT", "new": "perhaps"}),
        ("status", {"about": "FACT"}),
        ("status", {"about": "FACT", "new": ("denied", "planned")}),
        ("status", {"about": "0" * 16, "new": "denied"}),
        ("status", {"new": "denied"}),
        ("speaker", {"about": "FACT", "new": "nobody"}),
        ("same", {"about": "FACT"}),
        ("same", {"about": "FACT", "other": "FACT"}),
        ("undo", {"correction": "1; DROP TABLE fact"}),
        ("undo", {"correction": "9" * 40}),
        ("undo", {"correction": "7"}),
        ("last", {}),
        ("gossip", {"about": "FACT"}),
    ],
)
def test_what_has_no_meaning_is_refused_in_one_line(writing, kind, fields):
    fact = writing.maker.fact("times")
    sent = {key: fact if value == "FACT" else value for key, value in fields.items()}
    answer = writing.post(kind, **sent)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text
    with writing.record() as record:
        assert record.corrections() == ()


def test_only_forms_are_read(writing):
    answer = writing.client.post("/corrections/reject", json={"about": "x"})
    assert answer.status_code == 400
    with pytest.raises(UsageError):
        Sent.of(b"x=" + b"y" * LONGEST)
    with pytest.raises(UsageError):
        Sent.of(b"x=%ff")
    with pytest.raises(UsageError):
        Sent.of(b"&".join([b"x=1"] * 501))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/article/a1?fact=b2#words-b2", "/article/a1?fact=b2#words-b2"),
        ("//evil.example/", "/corrections"),
        ("/\\evil.example", "/corrections"),
        ("https://evil.example/", "/corrections"),
        ("/a\r\nset-cookie: x=1", "/corrections"),
        ("/" + "a" * 3000, "/corrections"),
        ("", "/corrections"),
    ],
)
def test_one_is_led_back_within_the_dossier(asked, told):
    assert back_to(asked) == told


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (" Mia  Berg ", "Mia Berg"),
        ("\u202eMia\x1b[31m", "Mia[31m"),
        ("Rule", ""),
        ("\u200b", ""),
        ("x" * 500, "x" * 80),
    ],
)
def test_a_name_is_one_plain_line(given, kept):
    assert name_of(given) == kept
