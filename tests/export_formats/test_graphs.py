"""What linked data and FollowTheMoney get."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from pyld import jsonld

from communique.export.formats import to_ftm, to_jsonld
from communique.model import (
    ActorKind,
    BlockKind,
    EventType,
    Meeting,
    MentionKind,
    Proposal,
    ProposalStatus,
    Situation,
    Status,
)
from tests.accounts import MET, Draft, article_of, day
from tests.export_formats import readers
from tests.export_formats.worlds import STATUSES, URL, every_status, published, span, the_talks

OA, SCHEMA = "http://www.w3.org/ns/oa#", "https://schema.org/"


def notes(*accounts):
    return readers.linked("".join(to_jsonld(accounts)), Path())


def entities(*accounts, left=lambda _: None):
    return readers.ftm("".join(to_ftm(accounts, left)), Path())


def test_every_fact_is_an_annotation_of_its_sentence() -> None:
    account = the_talks()
    found = {note["id"].rpartition(":")[2]: note for note in notes(account)}
    assert set(found) == {fact.id for fact in account.facts}
    text = account.article.text
    for note in found.values():
        for target in note["target"]:
            assert target["source"] == URL
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
            assert max(len(quote["prefix"]), len(quote["suffix"])) <= 32


def test_a_meeting_expanded_by_the_words_of_the_two_vocabularies() -> None:
    document = json.loads("".join(to_jsonld([the_talks()])))
    expanded = jsonld.expand(document, {"documentLoader": None})
    note = next(n for n in expanded if f"{OA}hasBody" in n and n["urn:communique:term:kind"][0]["@value"] == "event")
    assert note["@type"] == [f"{OA}Annotation"]
    body = note[f"{OA}hasBody"][0]
    assert body["@type"] == [f"{SCHEMA}Event"]
    assert body[f"{SCHEMA}startDate"] == [{"@type": f"{SCHEMA}Date", "@value": "2013-11-07"}]
    assert [a[f"{SCHEMA}name"][0]["@value"] for a in body[f"{SCHEMA}actor"]] == [
        "Catherine Ashton",
        "Mohammad Javad Zarif",
    ]
    selector = note[f"{OA}hasTarget"][0][f"{OA}hasSelector"][0]
    assert selector["@type"] == [f"{OA}TextQuoteSelector"]
    assert selector[f"{OA}exact"] == [{"@value": MET}]


def a_day_in_kosta():
    """A visit of three days, a deed, a warning, a plan and who holds the town: every role is another's."""
    visit = "Ada Voss received Ivo Berg in Kosta from 2 to 4 December, and Timo Holt came along."
    deed = "Estmark aided Norvia."
    said = "Lena Marwick told Joren Falk that the port would close."
    plan = "Sela Marn drew up the Halm plan."
    held = "The Blue Brigade holds Brann."
    draft = Draft(
        article_of(*((BlockKind.BODY, line) for line in (visit, deed, said, plan, held)), published=day("2025-12-05"))
    )
    voss, berg, holt = (draft.actor(name, country="NOR") for name in ("Ada Voss", "Ivo Berg", "Timo Holt"))
    estmark, norvia = (draft.actor(name, kind=ActorKind.GOVERNMENT, country="SWE") for name in ("Estmark", "Norvia"))
    marwick, falk, marn = (draft.actor(name) for name in ("Lena Marwick", "Joren Falk", "Sela Marn"))
    brigade = draft.actor("Blue Brigade", kind=ActorKind.ARMED_FORCE, country="EUR")
    kosta, brann = draft.place("Kosta"), draft.place("Brann")
    three_days = span("2025-12-02", "2025-12-04", "2025-12-02/2025-12-04")
    draft.event(
        visit, "received", actors=(voss,), recipients=(berg,), when=three_days, where=kosta,
        meeting=Meeting(participants=(voss, berg, holt), host=voss),
    )  # fmt: skip
    draft.event(deed, "aided", type=EventType.AID, actors=(estmark,), recipients=(norvia,))
    draft.statement(said, "told", "the port would close", speakers=(marwick,), addressees=(falk,), when=three_days)
    draft.facts.append(
        Proposal(
            id="1" * 16, name="Halm plan", author=marn, points=None, version_of=None, status=ProposalStatus.PRESENTED,
            terms=(), when=None, evidence=draft.cite(plan, "drew up"), how="fact.proposals.named", score=0.4,
        )
    )  # fmt: skip
    draft.facts.append(
        Situation(
            id="2" * 16, what="controls", holder=brigade, object=brann, extent=None,
            evidence=draft.cite(held, "holds"), how="fact.situations.held", score=0.5,
        )
    )  # fmt: skip
    return published(draft.account())


def names(rows) -> list[str]:
    return [row["name"] for row in rows]


def test_everybody_is_in_the_role_that_the_page_gives_them() -> None:
    visit, deed, said, plan, held = (note["body"] for note in notes(a_day_in_kosta()))
    assert (names(visit["actor"]), names(visit["recipient"])) == (["Ada Voss"], ["Ivo Berg"])
    assert names(visit["attendee"]) == ["Ada Voss", "Ivo Berg", "Timo Holt"]
    assert (visit["startDate"], visit["endDate"]) == ("2025-12-02", "2025-12-04")
    assert names(visit["location"]) == ["Kosta"]
    assert visit["location"][0]["geo"] == {"type": "GeoCoordinates", "latitude": 1.5, "longitude": 2.5}
    assert (names(deed["actor"]), names(deed["recipient"])) == (["Estmark"], ["Norvia"])
    assert (names(said["author"]), names(said["recipient"])) == (["Lena Marwick"], ["Joren Falk"])
    assert said["text"] == "the port would close"
    assert (plan["name"], names(plan["author"]), plan["creativeWorkStatus"]) == (
        "Halm plan",
        ["Sela Marn"],
        "presented",
    )
    assert names(held["about"]) == ["Blue Brigade", "Brann"]


def test_people_have_a_nationality_and_states_have_none() -> None:
    visit, deed, *_ = (note["body"] for note in notes(a_day_in_kosta()))
    assert visit["actor"][0]["nationality"] == "Norway"
    assert "nationality" not in deed["actor"][0]


def test_everybody_who_takes_part_is_involved_in_the_entity() -> None:
    rows = entities(a_day_in_kosta())
    by_id = {row["id"]: row["properties"] for row in rows}
    events = [row["properties"] for row in rows if row["schema"] == "Event"]
    involved = [sorted(by_id[key]["name"][0] for key in event["involved"]) for event in events]
    assert involved == [["Ada Voss", "Ivo Berg", "Timo Holt"], ["Estmark", "Norvia"], ["Joren Falk", "Lena Marwick"]]
    visit, _, said = events
    assert [by_id[key]["name"] for key in visit["organizer"]] == [["Ada Voss"]]
    assert (visit["startDate"], visit["endDate"], "date" in visit) == (["2025-12-02"], ["2025-12-04"], False)
    assert not {"date", "startDate"} & said.keys()
    (brigade,) = [
        row for row in rows if row["schema"] == "PublicBody" and row["properties"]["name"] == ["Blue Brigade"]
    ]
    assert brigade["properties"]["country"] == ["eu"]


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("en", ["eng"]),
        ("sq", ["sqi"]),
        ("sr", ["srp"]),
        ("de", ["deu"]),
        ("fr", ["fra"]),
        ("es", ["spa"]),
        (None, None),
    ],
)
def test_the_language_of_a_page_has_three_letters(code: str | None, language: list[str] | None) -> None:
    account = the_talks()
    account = replace(account, article=replace(account.article, language=code))
    assert entities(account)[0]["properties"].get("language") == language


def test_what_did_not_take_place_is_no_event_of_schema_org() -> None:
    bodies = [note["body"] for note in notes(every_status())]
    kinds = {body["status"]: body["type"] for body in bodies if "startDate" in body or body["type"] == "Claim"}
    events = {"happened", "ongoing", "historical", "planned", "expected", "cancelled"}
    assert kinds == {status.value: "Event" if status.value in events else "Claim" for status in STATUSES}
    called_off = next(body for body in bodies if body["status"] == "cancelled")
    assert called_off["eventStatus"] == "schema:EventCancelled"


def test_a_page_without_an_address_has_a_name_of_ours() -> None:
    account = replace(the_talks(), article=replace(the_talks().article, url=None))
    assert {t["source"] for n in notes(account) for t in n["target"]} == {
        f"urn:communique:article:{account.article.id}"
    }


def test_the_entities_of_the_talks() -> None:
    rows = entities(the_talks())
    kinds = Counter(row["schema"] for row in rows)
    assert kinds == {"Article": 1, "Person": 2, "PublicBody": 1, "LegalEntity": 1, "Mention": 4, "Event": 5}
    by_id = {row["id"]: row for row in rows}
    (article,) = [row for row in rows if row["schema"] == "Article"]
    assert article["properties"]["publishedAt"] == ["2013-11-08"]
    assert article["properties"]["language"] == ["eng"]
    met = next(row for row in rows if row["properties"].get("summary") == [MET])["properties"]
    assert met["date"] == ["2013-11-07"]
    assert met["location"] == ["Geneva"]
    assert met["country"] == ["ch"]
    assert met["proof"] == [article["id"]]
    assert met["sourceUrl"] == [URL]
    assert sorted(by_id[key]["properties"]["name"][0] for key in met["involved"]) == [
        "Catherine Ashton", "Mohammad Javad Zarif",
    ]  # fmt: skip
    mention = next(row["properties"] for row in rows if row["schema"] == "Mention")
    assert mention["document"] == [article["id"]]
    assert by_id[mention["resolved"][0]]["properties"]["name"] == ["Catherine Ashton"]
    assert mention["name"] == ["Catherine Ashton", "Ashton"]


def test_what_would_join_people_who_never_met_is_left_out() -> None:
    left: Counter[str] = Counter()
    rows = entities(every_status(), left=lambda what: left.update((what,)))
    told = {row["properties"]["keywords"][-1] for row in rows if row["schema"] == "Event"}
    assert told == {"happened", "ongoing", "historical", "planned", "expected", "cancelled"}
    assert set(left) == {f"{status.value} events" for status in Status if status.value not in told}
    planned = next(row for row in rows if row["properties"].get("keywords", [""])[-1] == "planned")
    assert planned["properties"]["name"][0].startswith("Planned: ")
    names = {
        row["properties"]["keywords"][-1]: row["properties"]["name"][0] for row in rows if row["schema"] == "Event"
    }
    marks = {status: name.partition(": ")[0] for status, name in names.items() if ": " in name[:20]}
    assert marks == {"planned": "Planned", "expected": "Expected", "cancelled": "Called off"}


def test_an_actor_with_a_wikidata_id_is_one_on_all_pages() -> None:
    def page(line: str):
        draft = Draft(article_of((BlockKind.BODY, line), published=day("2025-12-03")))
        voss = draft.actor("Ada Voss", country="NOR")
        draft.references[0] = replace(draft.references[0], target=replace(draft.references[0].target, wikidata="Q42"))
        berg = draft.actor("Ivo Berg", country="NOR")
        draft.event(line, "met", actors=(voss, berg))
        return published(draft.account())

    rows = entities(page("Ada Voss met Ivo Berg."), page("Ada Voss again met Ivo Berg."))
    people = Counter((row["properties"]["name"][0], row["id"]) for row in rows if row["schema"] == "Person")
    assert sorted((name, count) for (name, _), count in people.items()) == [
        ("Ada Voss", 2), ("Ivo Berg", 1), ("Ivo Berg", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "sector", "name", "schema"),
    [
        (ActorKind.ORGANISATION, "BUS", "Marn Shipping", "Company"),
        (ActorKind.ORGANISATION, "BUS", "companies", "Organization"),
        (ActorKind.ORGANISATION, "NGO", "Open Ports", "Organization"),
        (ActorKind.ARMED_FORCE, "MIL", "The army", "PublicBody"),
        (ActorKind.MEDIA, "JRN", "Kosta Herald", "Organization"),
        (ActorKind.PEOPLE, "CVL", "Norvians", "LegalEntity"),
    ],
)
def test_kinds_of_actors_as_schemata(kind, sector, name, schema) -> None:
    draft = Draft(article_of((BlockKind.BODY, f"{name} met.")))
    draft.actor(name, kind=kind)
    draft.references[0] = replace(draft.references[0], target=replace(draft.references[0].target, sector=sector))
    assert entities(draft.account())[1]["schema"] == schema


def test_an_address_that_is_none_is_left_out() -> None:
    rows = entities(published(the_talks(), url="javascript:alert(1)"))
    assert not [row for row in rows if "sourceUrl" in row["properties"]]


def test_a_pronoun_is_no_name_of_a_mention() -> None:
    line = "Ada Voss said that she met Ivo Berg."
    draft = Draft(article_of((BlockKind.BODY, line)))
    draft.actor("Ada Voss")
    draft.refer("she", draft.references[0].target, "reference.coreference.pronoun")
    she = draft.references[1]
    draft.references[1] = replace(she, mention=replace(she.mention, kind=MentionKind.PRONOUN))
    (mention,) = [row for row in entities(draft.account()) if row["schema"] == "Mention"]
    assert mention["properties"]["name"] == ["Ada Voss"]
