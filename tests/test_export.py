"""What leaves the package: JSON to the letter of the contract; text and Markdown nothing breaks out of."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from communique.export import brief, rejected_to_json, to_html, to_json, to_markdown, to_text, visible
from communique.export.codes import QUADS, in_words, short_how
from communique.model import (
    Act,
    Actor,
    BlockKind,
    Event,
    EventType,
    Form,
    OpenIssue,
    Openness,
    Place,
    Position,
    Reason,
    Rejection,
    Situation,
    Span,
    Standpoint,
    Statement,
)
from tests.accounts import DEMANDED, HOPED, MET, Draft, article_of, spans_in, talks


@pytest.fixture(scope="module")
def account():
    return talks().account()


@pytest.fixture(scope="module")
def record(account):
    return json.loads(to_json(account))


def test_json_has_the_shape_of_the_contract(record):
    assert list(record) == [
        "communique",
        "reader",
        "made_by",
        "origin",
        "article",
        "actors",
        "places",
        "times",
        "facts",
        "positions",
        "open_issues",
        "unresolved",
        "rejected",
    ]
    article = {"id", "url", "kind", "headline", "byline", "publisher", "dateline", "language", "published", "credits"}
    assert article | {"text", "blocks", "authors"} == set(record["article"])
    assert record["article"]["published"] == {
        "edtf": "2013-11-08",
        "earliest": "2013-11-08",
        "latest": "2013-11-08",
        "how": "json-ld",
    }
    by_kind = {fact["kind"]: set(fact) for fact in record["facts"]}
    common = {"id", "kind", "evidence", "how", "score"}
    assert by_kind["event"] == common | {
        "type",
        "mode",
        "context",
        "quad",
        "status",
        "condition",
        "actors",
        "recipients",
        "when",
        "where",
        "said_in",
        "meeting",
    }
    assert by_kind["statement"] == common | {
        "act",
        "speakers",
        "addressees",
        "channel",
        "source",
        "content",
        "cue",
        "form",
        "sourcing",
        "when",
        "where",
    }
    told = {"name", "author", "points", "status", "version_of", "terms", "when", "steps", "favours", "events"}
    assert by_kind["proposal"] == common | told
    assert by_kind["situation"] == common | {"what", "holder", "object", "extent"}


def test_json_shows_further_sectors_and_ids(account):
    def marked(target):
        if isinstance(target, Actor):
            return replace(target, sectors=("PRE",), wikidata="Q42")
        return replace(target, wikidata="Q43") if isinstance(target, Place) else target

    references = tuple(replace(r, target=marked(r.target)) for r in account.references)
    found = json.loads(to_json(replace(account, references=references)))
    assert {(tuple(a["sectors"]), a["wikidata"]) for a in found["actors"]} == {(("PRE",), "Q42")}
    assert {p["wikidata"] for p in found["places"]} == {"Q43"}
    assert json.loads(to_json(account))["actors"][0]["sectors"] == []


def test_json_says_what_the_fact_says(account, record):
    facts = {fact["id"]: fact for fact in record["facts"]}
    for fact in account.facts:
        row = facts[fact.id]
        assert (row["how"], row["score"]) == (fact.how, fact.score)
        if isinstance(fact, Event):
            assert (row["type"], row["status"], row["where"]) == (fact.type.value, fact.status.value, fact.where)
            assert (row["when"] or {}).get("edtf") == (fact.when.edtf if fact.when else None)
            assert (row["condition"] or {}).get("text") == (fact.condition and fact.condition.of(account.article.text))
            assert (row["meeting"] or {}).get("duration") == (fact.meeting and fact.meeting.duration)
        if isinstance(fact, Statement):
            assert (row["act"], row["form"], row["sourcing"]) == (fact.act, fact.form, fact.sourcing)
            assert row["content"] == [{"start": span.start, "end": span.end} for span in fact.content]
            assert (row["when"] or {}).get("edtf") == (fact.when.edtf if fact.when else None)


def test_json_offsets_point_at_the_words_they_claim(record):
    text = record["article"]["text"]
    seen = 0
    for value in spans_in(record):
        if value["start"] is None:
            continue
        assert 0 <= value["start"] < value["end"] <= len(text)
        for name in ("quote", "text"):
            if name in value and "kind" not in value:
                assert text[value["start"] : value["end"]] == value[name]
                seen += 1
    assert seen > 10
    for fact in record["facts"]:
        for evidence in fact["evidence"]:
            assert evidence["start"] <= evidence["cue"]["start"] < evidence["cue"]["end"] <= evidence["end"]


def test_json_ids_resolve(record):
    actors = {actor["id"] for actor in record["actors"]}
    places = {place["id"] for place in record["places"]}
    facts = {fact["id"] for fact in record["facts"]}
    for fact in record["facts"]:
        assert set(fact.get("actors", [])) | set(fact.get("speakers", [])) <= actors
        assert {fact.get("where")} - {None} <= places
        assert {fact.get("said_in")} - {None} <= facts


def test_json_mentions_say_how_in_one_word(record):
    ashton = next(actor for actor in record["actors"] if actor["name"] == "Catherine Ashton")
    assert [(m["text"], m["how"]) for m in ashton["mentions"]] == [("Catherine Ashton", "name"), ("Ashton", "alias")]


def test_json_keeps_what_could_not_be_resolved(record):
    assert [(u["text"], u["how"]) for u in record["unresolved"]] == [
        ("people close to the talks", "reference.actors.nobody")
    ]


def test_json_channel_is_words_or_null(record):
    channels = {fact["act"]: fact["channel"] for fact in record["facts"] if fact["kind"] == "statement"}
    assert channels["assert"]["text"] == "a spokesman"
    assert channels["demand"] is None


def test_json_unknown_publication_date_is_null_with_a_how():
    record = json.loads(to_json(Draft(article_of((BlockKind.BODY, "Nothing."))).account()))
    assert record["article"]["published"] == {"edtf": None, "earliest": None, "latest": None, "how": "unknown"}


def test_json_is_the_same_bytes_in_any_order_of_facts(account):
    shuffled = replace(account, facts=account.facts[::-1], references=account.references[::-1])
    assert to_json(shuffled) == to_json(account)
    assert to_json(account, indent=2) != to_json(account)
    assert json.loads(to_json(account, indent=2)) == json.loads(to_json(account))


def test_json_of_a_rejection_has_no_facts():
    rejection = Rejection(origin="a.html", url=None, reason=Reason.INDEX_PAGE, detail="31 links and no story")
    record = json.loads(rejected_to_json(rejection))
    assert record["rejected"] == {"reason": "INDEX_PAGE", "detail": "31 links and no story", "url": None}
    assert record["facts"] == []
    assert record["article"] == {"kind": "index"}


def test_every_reason_has_words():
    assert len({in_words(reason) for reason in Reason}) == len(Reason)


def test_how_is_shortened_to_its_last_part():
    assert short_how("article.published.text_evidence") == "text-evidence"
    assert short_how("given") == "given"


def test_quads_follow_the_order_of_the_types():
    assert [QUADS[kind] for kind in EventType] == sorted(QUADS.values())


# Text and Markdown


def test_text_numbers_sentences_and_shows_every_status(account):
    text = to_text(account)
    for tag in ("[happened]", "[planned]", "[demanded]", "[negated]", "[hearsay]", "[source not named]", "[demand]"):
        assert tag in text, tag
    assert "Published 8 November 2013 (from the page's structured data)" in text
    flat = " ".join(text.split())
    for number, sentence in enumerate((MET, HOPED, DEMANDED), start=1):
        assert f"[{number}] {sentence}" in flat
    assert "held talks in Geneva on 7 November 2013, for about 5 hours. [happened] [1]" in flat
    assert "according to Catherine Ashton" in flat


def test_quotation_marks_stand_only_round_words_the_page_quotes(account):
    assert "“" not in to_text(account), "no direct statement, so no quotation mark of ours"
    draft = Draft(article_of((BlockKind.BODY, "The envoy said: “We will be back.”")))
    sentence = draft.article.text
    draft.statement(sentence, "said", "We will be back.", form=Form.DIRECT, source=(draft.span("The envoy"),))
    assert "The envoy said: “We will be back.”" in to_text(draft.account())


def test_direct_speech_that_brings_its_marks_is_not_quoted_twice():
    draft = Draft(article_of((BlockKind.BODY, 'The envoy said: "We will be back."')))
    draft.statement(draft.article.text, "said", '"We will be back."', form=Form.DIRECT)
    assert "“We will be back.”" in to_text(draft.account())


def test_terminal_commands_and_direction_marks_are_shown_not_sent():
    assert visible("a\x1b[31mb\u202ec\u0085\n") == "a\\x1b[31mb\\u202ec\\x85\n"
    assert visible("nego\u00adtia\u200btions") == "negotiations"


def test_no_format_lets_a_terminal_command_through():
    draft = Draft(article_of((BlockKind.HEADLINE, "Talks\x1b]0;owned\x07"), (BlockKind.BODY, "A\x9b met B\u202e.")))
    draft.event("A\x9b met B\u202e.", "met")
    for write in (to_text, to_markdown, to_html):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", write(draft.account()))


def test_markdown_escapes_what_would_be_markup():
    evil = "# [click](http://evil.example) <b>*x*</b> | `y` 1. ![i](j)"
    draft = Draft(article_of((BlockKind.HEADLINE, evil), (BlockKind.BODY, f"{evil} met.")))
    draft.event(f"{evil} met.", "met")
    written = to_markdown(draft.account())
    assert "](" not in written.replace("\\]\\(", "").replace("\\](", "")
    assert "<b>" not in written.replace("\\<b\\>", "")
    assert "://" not in written.replace("\\://", "")


def test_markdown_footnotes_are_all_defined(account):
    written = to_markdown(account)
    used = set(re.findall(r"\[\^([\w-]+)\](?!:)", written))
    defined = set(re.findall(r"^\[\^([\w-]+)\]:", written, re.MULTILINE))
    assert used == defined
    assert len(used) == 4


def test_sections_hold_every_fact_once(account):
    lines = [line.fact for section in brief(account).sections for line in section.lines]
    assert sorted(lines) == sorted(fact.id for fact in account.facts)


def standing_account():
    """The account of ``talks`` with a position and an open issue."""
    made = talks().account()
    demand = next(f for f in made.facts if isinstance(f, Statement) and f.act is Act.DEMAND)
    evidence = next(f for f in made.facts if isinstance(f, Situation)).evidence
    at = made.article.text.index("sanctions")
    words = Span(at, at + len("sanctions"))
    position = Position(
        party=demand.speakers[0],
        issue="sanctions",
        stance=Standpoint.DEMANDS,
        facts=(demand.id,),
        words=(words,),
        how="fact.positions.positions_of",
    )
    issue = OpenIssue(
        issue="prisoners",
        state=Openness.DISPUTED,
        facts=(demand.id,),
        evidence=evidence,
        how="fact.open_issues.sticking",
    )
    return replace(made, positions=(position,), open_issues=(issue,))


def test_positions_and_open_issues_are_in_the_json():
    made = standing_account()
    record = json.loads(to_json(made))
    (position,), (issue,) = record["positions"], record["open_issues"]
    assert (position["issue"], position["stance"]) == ("sanctions", "demands")
    assert [w["text"] for w in position["words"]] == ["sanctions"]
    assert (issue["issue"], issue["state"]) == ("prisoners", "disputed")
    known = {fact["id"] for fact in record["facts"]}
    assert {*position["facts"], *issue["facts"]} <= known
    assert all(made.article.text[e["start"] : e["end"]] == e["quote"] for e in issue["evidence"])


def test_the_report_tells_the_state_of_play_with_footnotes():
    made = standing_account()
    (section,) = [s for s in brief(made).sections if s.title == "State of play"]
    told = {line.sentence: line for line in section.lines}
    assert told["Open issue: prisoners, according to unnamed diplomats."].tags == ("disputed",)
    assert told["Sanctions: unnamed diplomats make a demand (sanctions)."].tags == ("demands",)
    assert all(line.notes for line in section.lines)
    written = to_markdown(made)
    assert "Sanctions: unnamed diplomats make a demand (sanctions)." in written
    keys = [line.fact for s in brief(made).sections for line in s.lines]
    assert len(keys) == len(set(keys))
