"""The example page, item by item: what a careful reader takes from it must be in the record, with its evidence."""

from __future__ import annotations

import pytest

from tests.golden.record import ROOT, Record

PAGE = ROOT / "examples" / "page.txt"


@pytest.fixture(scope="module")
def seed():
    """The page, read with the day it was captured."""
    return Record.of(PAGE, "--published", "2025-12-06")


@pytest.fixture(scope="module")
def undated():
    """The page as it is, without a date."""
    return Record.of(PAGE)


# The page


def test_p1_the_headline(seed):
    assert seed.data["article"]["headline"] == "Peace on the horizon? US and Ukraine demand important steps from Russia"


def test_p2_the_body_and_the_caption_run_into_it(seed):
    assert seed.block("U.S. and Ukrainian officials will meet")["kind"] == "body"
    assert seed.words(seed.block("Donetsk and Luhansk provinces.")).endswith("provinces.")
    caption = seed.block("Russian President Vladimir Putin (right)")
    assert caption["kind"] == "caption"
    assert seed.words(caption).startswith("Russian President Vladimir Putin (right), accompanied by")
    assert seed.words(caption).endswith("in Moscow, December 2.")
    assert seed.block("Ukraine and its allies in Europe have questioned")["kind"] == "body"


def test_p3_the_agency_is_the_origin(seed):
    (credit,) = seed.data["article"]["credits"]
    assert credit["name"] == "RFE/RL"
    assert seed.words(credit) == "REL"
    assert seed.block("REL")["kind"] == "credit"


FURNITURE = {
    "Happening now...": "live",
    "Karmën nuk e ndalon dot Sali Berisha!": "live",
    "ideas": "opinion",
    "Will Berisha take stock": "opinion",
    "First Secretary of the Democratic Party": "opinion",
    '"Topple" Edi Rama': "opinion",
    "\ntop\n": "top",
    "Alfa recipes": "lifestyle",
    "TRENDING": "trending",
    "services": "service",
    "POLICE129": "service",
    "STREET POLICE126": "service",
    "AMBULANCE112": "service",
    "FIREFIGHTER128": "service",
}


@pytest.mark.parametrize(("words", "kind"), FURNITURE.items())
def test_p4_furniture_has_its_kind(seed, words, kind):
    start = seed.at(words)[0] + (words[0] == "\n")
    (block,) = [b for b in seed.data["article"]["blocks"] if b["start"] <= start < b["end"]]
    assert block["kind"] == kind


def test_p4_no_fact_rests_on_furniture(seed):
    first = seed.at("Happening now...")[0]
    assert all(evidence["end"] <= first for fact in seed.data["facts"] for evidence in fact["evidence"])


def test_p5_languages(seed):
    assert seed.data["article"]["language"] == "en"
    assert seed.block("Karmën nuk e ndalon dot Sali Berisha!")["language"] == "sq"
    assert not [actor for actor in seed.data["actors"] if "Berisha" in actor["name"] or "Rama" in actor["name"]]


def test_p6_without_a_date_the_text_dates_itself_or_nothing_does(undated):
    published = undated.data["article"]["published"]
    assert published["how"] in {"text-evidence", "unknown"}
    if published["how"] == "text-evidence":
        assert published["earliest"] <= "2025-12-06" <= published["latest"]
        assert published["earliest"] >= "2025-12-05"
    else:
        assert published["edtf"] is None


# People, sides, codes

PEOPLE = {
    "Steve Witkoff": ("USA", "GOV", "special envoy"),
    "Rustem Umerov": ("UKR", "GOV", "leader of the Ukrainian delegation"),
    "Jared Kushner": ("USA", "ELI", "son-in-law"),
    "Donald Trump": ("USA", "GOV", "President"),
    "Andriy Hnatov": ("UKR", "MIL", "chief of staff"),
    "Vladimir Putin": ("RUS", "GOV", "President"),
    "Yury Ushakov": ("RUS", "GOV", "adviser"),
}


@pytest.mark.parametrize(("name", "known"), PEOPLE.items())
def test_a1_to_a7_people_with_country_sector_and_role(seed, name, known):
    (actor,) = [actor for actor in seed.data["actors"] if actor["name"] == name]
    country, sector, role = known
    assert (actor["kind"], actor["country"], actor["sector"]) == ("person", country, sector)
    assert role in " ".join(seed.words(r) for r in actor["roles"] if r["start"] is not None)


GROUPS = {
    "US authorities": {"USA"},
    "Ukraine's negotiating team": {"UKR"},
    "Russian officials": {"RUS"},
    "recent statements by US officials": {"USA"},
    "Ukrainian troops": {"UKR"},
    "an Indian media outlet": {"IND"},
    "U.S. and Ukrainian officials": {"USA", "UKR"},
}


@pytest.mark.parametrize(("phrase", "countries"), GROUPS.items())
def test_a8_groups_keep_their_phrase_and_country(seed, phrase, countries):
    start, end = seed.at(phrase)
    found = [
        (actor, mention)
        for actor in seed.data["actors"]
        for mention in actor["mentions"]
        if start <= mention["start"] and mention["end"] <= end and actor["kind"] in {"group", "armed-force", "media"}
    ]
    assert countries <= set().union(*(seed.countries([actor["id"]]) for actor, _ in found))
    assert any(mention["text"].split()[-1] == phrase.split()[-1] for _, mention in found)


def test_a8_allies_and_sectors(seed):
    assert "allies in Europe" in seed.actor("allies in Europe")["name"]
    assert seed.actor("Ukrainian troops")["sector"] == "MIL"
    assert seed.actor("Indian media outlet")["sector"] in {"MED", "JRN"}


def test_a9_capitals_that_act_are_governments(seed):
    for words, country in (("Moscow’s willingness", "RUS"), ("the Kremlin's commitment", "RUS")):
        actor = seed.actor(words.split("’")[0].split("'")[0].removeprefix("the "), within=words)
        assert (actor["kind"], actor["country"]) == ("government", country)


def test_a9_capitals_one_is_in_are_places(seed):
    assert seed.place("Moscow", within="in Moscow between")["name"] == "Moscow"
    assert seed.place("Kremlin", within="2 in the Kremlin")["country"] == "RUS"
    assert seed.place("Kremlin", within="at the Kremlin in Moscow")["country"] == "RUS"
    assert seed.place("Kiev", within="seen in Kiev")["country"] == "UKR"


def test_a10_pronouns_and_titles_find_their_person(seed):
    assert seed.actor("he", within="he was ready to continue")["name"] == "Vladimir Putin"
    assert seed.actor("the Russian president", within="the Russian president told")["name"] == "Vladimir Putin"
    assert seed.actor("The US special envoy", within="The US special envoy is reported")["name"] == "Steve Witkoff"


# What happened


def kremlin(seed):
    found = [
        f for f in seed.facts("event", type="CONSULT") if f["meeting"] and (f["when"] or {}).get("edtf") == "2025-12-02"
    ]
    assert found, "no meeting on 2 December 2025"
    return found


def quotes(fact):
    return {evidence["quote"] for evidence in fact["evidence"]}


def test_e1_the_two_days_already_held(seed):
    """4 and 5 December, Miami, called constructive, by Witkoff and Umerov: one fact with all of it."""
    (held,) = [
        fact
        for fact in seed.facts("event", type="CONSULT", status="happened")
        if fact["meeting"] and {"Steve Witkoff", "Rustem Umerov"} <= seed.named(seed.participants(fact))
    ]
    assert held["when"]["edtf"] == "2025-12-04/2025-12-05"
    places = {place["id"]: place["name"] for place in seed.data["places"]}
    assert places[held["where"]] == "Miami"
    assert "constructive" in held["meeting"]["outcome"]["text"]
    assert any(quote.startswith("These calls were made by") for quote in quotes(held))


def test_e2_the_third_day_is_planned(seed):
    """One planned fact: day 3, Saturday the 6th, Miami, both governments' officials, Kushner and Hnatov."""
    (third,) = [
        fact
        for fact in seed.facts("event", status="planned", type="CONSULT")
        if fact["meeting"] and fact["meeting"]["day"] == 3
    ]
    assert third["when"]["edtf"] == "2025-12-06"
    places = {place["id"]: place["name"] for place in seed.data["places"]}
    assert places[third["where"]] == "Miami"
    assert {"Jared Kushner", "Andriy Hnatov"} <= seed.named(seed.participants(third))
    assert {"USA", "UKR"} <= seed.countries(seed.participants(third))
    assert seed.words(third["meeting"]["agenda"]).endswith("how to end the war in Ukraine")
    starts = {quote.split()[0] for quote in quotes(third)}
    assert {"U.S.", "The"} <= starts


def test_e1_and_e2_are_days_of_one_meeting(seed):
    third = [f for f in seed.facts("event", status="planned") if f["meeting"] and f["meeting"]["day"] == 3]
    held = [
        fact
        for fact in seed.facts("event", type="CONSULT", status="happened")
        if fact["meeting"] and "Rustem Umerov" in seed.named(seed.participants(fact))
    ]
    assert {f["meeting"]["series"] for f in third} & {f["meeting"]["series"] for f in held} - {None}


def test_e3_five_hours_in_the_kremlin(seed):
    """One fact: Putin, Witkoff and Kushner, 2 December, the Kremlin, nearly five hours."""
    (met,) = kremlin(seed)
    assert {"Vladimir Putin", "Steve Witkoff", "Jared Kushner"} <= seed.named(seed.participants(met))
    assert met["when"]["edtf"] == "2025-12-02"
    assert met["meeting"]["duration"] == "PT5H~"
    places = {place["id"]: place["name"] for place in seed.data["places"]}
    assert places[met["where"]].removeprefix("the ") in {"Kremlin", "Moscow"}
    assert "Kremlin" in met["meeting"]["venue"]
    assert any(quote.startswith("The US special envoy is reported to have spoken") for quote in quotes(met))


def test_e3_the_caption_and_the_body_tell_of_one_meeting(seed):
    found = kremlin(seed)
    blocks = {seed.block(e["quote"])["kind"] for fact in found for e in fact["evidence"]}
    assert {"caption", "body"} <= blocks
    assert len({fact["meeting"]["series"] or fact["id"] for fact in found}) == 1
    assert "Yury Ushakov" in set().union(*(seed.named(seed.participants(fact)) for fact in found))


def test_e4_no_compromise_on_the_word_of_russian_officials(seed):
    (fact,) = seed.facts("event", "no compromise was reached", status="negated")
    (said,) = [statement for statement in seed.facts("statement") if statement["id"] == fact["said_in"]]
    assert seed.named(said["speakers"]) == {"Russian officials"}


def test_e5_the_ukrainian_team_was_briefed(seed):
    found = seed.facts("event", "was briefed on discussions", status="happened")
    assert any("briefed" in seed.words(evidence["cue"]) for fact in found for evidence in fact["evidence"])
    briefed = [f for f in found if any("briefed" in seed.words(e["cue"]) for e in f["evidence"])]
    assert any("UKR" in seed.countries([*f["actors"], *f["recipients"]]) for f in briefed)


def test_e6_one_plan_its_leak_its_versions_and_whom_it_favours(seed):
    plan, version = seed.facts("proposal")
    by_id = {actor["id"]: actor for actor in seed.data["actors"]}
    assert (plan["name"], plan["points"], plan["status"]) == ("28-point US plan", 28, "leaked")
    assert (by_id[plan["author"]]["country"], plan["when"]["edtf"]) == ("USA", "2025-11")
    (favour,) = plan["favours"]
    assert (by_id[favour["actor"]]["country"], favour["text"]) == ("RUS", "favorable")
    assert seed.countries(favour["by"]) == {"UKR"}
    assert (version["version_of"], version["status"]) == (plan["id"], "updated")
    assert [seed.words(span) for span in version["terms"]] == ["Ukraine's concerns"]
    assert {quote.split()[1] for quote in quotes(plan) | quotes(version)} == {"wave", "original", "latest"}


# Who said what


def test_t1_both_sides_through_a_summary(seed):
    fact = seed.statement("real progress toward reaching any agreement")
    assert fact["form"] == "direct"
    assert seed.countries(fact["speakers"]) >= {"USA", "UKR"}
    assert "summary" in fact["channel"]["text"]
    assert fact["when"]["edtf"] == "2025-12-05"
    content = " ".join(seed.words(span) for span in fact["content"])
    assert '"' not in content
    assert "cessation of killings" in content
    start, end = seed.at("real progress toward reaching any agreement")
    covering = [
        other
        for other in seed.facts("statement")
        if any(span["start"] < end and start < span["end"] for span in other["content"])
    ]
    assert covering == [fact]


def test_t2_progress_depends_on_moscow(seed):
    fact = seed.statement("depends on Moscow’s willingness to end the conflict")
    assert fact["form"] == "mixed"
    assert seed.countries(fact["speakers"]) >= {"USA", "UKR"}


def test_t3_called_constructive(seed):
    """Nobody is named as saying it: those who held the discussions are put down, as a group."""
    fact = seed.statement("constructive")
    assert [seed.words(span).strip('"“”') for span in fact["content"]] == ["constructive"]
    assert {"Steve Witkoff", "Rustem Umerov"} <= seed.named(fact["speakers"])
    assert seed.countries(fact["speakers"]) == {"USA", "UKR"}
    assert fact["sourcing"] == "collective"
    assert fact["how"] == "fact.described.by_the_parties"


def test_t4_russian_officials_say_no_compromise(seed):
    fact = seed.statement("no compromise was reached")
    assert seed.named(fact["speakers"]) == {"Russian officials"}


def test_t5_putin_is_ready_to_go_on(seed):
    fact = seed.statement("ready to continue meeting with the Americans")
    assert seed.named(fact["speakers"]) == {"Vladimir Putin"}
    assert fact["form"] == "mixed"


def test_t6_a_demand_with_a_threat_behind_it(seed):
    fact = seed.statement("Ukrainian troops must completely withdraw")
    assert seed.named(fact["speakers"]) == {"Vladimir Putin"}
    assert fact["act"] in {"demand", "threaten"}
    assert fact["when"]["edtf"] == "2025-12-05"
    assert seed.named(fact["addressees"]) & {"Indian media outlet", "an Indian media outlet"} or (
        fact["channel"] and "Indian media outlet" in fact["channel"]["text"]
    )
    events = seed.facts("event", "Ukrainian troops must completely withdraw")
    # The demand and the threat were made; the withdrawal and the taking by force were not.
    deeds = [event for event in events if event["quad"] in {2, 4}]
    assert deeds
    assert {event["status"] for event in deeds} <= {"demanded", "conditional"}


def test_t7_us_officials_shift_the_emphasis(seed):
    found = seed.facts("statement", "recent statements by US officials")
    assert any("USA" in seed.countries(fact["speakers"]) for fact in found)


def test_t8_hearsay_is_called_hearsay(seed):
    found = [
        fact for fact in seed.facts("statement", "is reported to have spoken") if "reported" in seed.words(fact["cue"])
    ]
    assert [fact["sourcing"] for fact in found] == ["hearsay"]
    assert found[0]["speakers"] == []


# The state of play


def positions(record: Record) -> set[tuple[str, str, str]]:
    """Who stands where: the party's name, the issue, the stance."""
    return {(name, p["issue"], p["stance"]) for p in record.data["positions"] for name in record.named([p["party"]])}


def test_s1_progress_depends_on_russia(seed):
    tied = [p for p in seed.data["positions"] if p["stance"] == "conditions"]
    assert {(n, p["issue"]) for p in tied for n in seed.named([p["party"]])} == {
        (party, issue) for party in ("United States", "Ukraine") for issue in ("peace", "ceasefire")
    }
    grounds = {fact["id"] for fact in seed.facts("statement", "depends on")}
    assert all(set(p["facts"]) <= grounds for p in tied)


def test_s2_what_is_left_open(seed):
    assert [(o["issue"], o["state"]) for o in seed.data["open_issues"]] == [
        ("security guarantees", "unresolved"),
        ("territory", "unresolved"),
    ]
    assert all("Many aspects remain unclear" in e["quote"] for o in seed.data["open_issues"] for e in o["evidence"])


def test_s3_who_holds_what(seed):
    (held,) = seed.facts("situation", "Russia currently controls", what="controls")
    assert (seed.countries([held["holder"]]), held["extent"]) == ({"RUS"}, "about a fifth")


def test_s4_where_the_sides_stand_and_nothing_else(seed):
    assert {p for p in positions(seed) if p[2] != "conditions"} == {
        ("Russia", "talks", "offers"),
        ("Russia", "troops", "demands"),
        ("Russia", "territory", "demands"),
        ("Russia", "territory", "threatens"),
        ("Ukraine", "peace", "doubts"),
        ("Ukraine's allies in Europe", "peace", "doubts"),
    }


def test_every_position_rests_on_facts_of_the_record(seed):
    known = {fact["id"] for fact in seed.data["facts"]}
    for p in seed.data["positions"]:
        assert p["facts"]
        assert set(p["facts"]) <= known
        assert all(seed.words(words) == words["text"] for words in p["words"])


def test_what_a_saying_carries_is_linked_to_it(seed):
    told = seed.statement("Ukrainian troops must completely withdraw")
    carried = {(f["type"], f["status"]) for f in seed.facts("event") if f["said_in"] == told["id"]}
    assert carried == {
        ("REQUEST", "happened"),
        ("RETREAT", "demanded"),
        ("THREATEN", "happened"),
        ("COERCE", "conditional"),
    }
