"""Events across pages: one told twice, two told alike, and what nobody can say."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from itertools import combinations

import pytest

from communique.model import Account, ActorKind, BlockKind, Event, EventType, Meeting, Same, Shelf, Status, Verdict
from communique.story.candidates import MOST, candidates, keys
from communique.story.compare import compare, signs_of
from communique.story.groups import group
from communique.story.parties import gather
from communique.story.tables import weights
from communique.story.told import tellings
from tests.accounts import Draft, article_of, day


def told(
    sentence: str,
    cue: str,
    *,
    actors: tuple[str, ...] = (),
    to: tuple[str, ...] = (),
    on: str | None = None,
    at: str | None = None,
    country: str | None = None,
    status: Status = Status.HAPPENED,
    type: EventType = EventType.CONSULT,
    round: int | None = None,
    published: str = "2031-05-06",
) -> Account:
    """Make a page of one sentence with one event."""
    draft = Draft(article_of((BlockKind.BODY, sentence), published=day(published)))
    who = tuple(draft.actor(name, country=None) for name in actors)
    whom = tuple(draft.actor(name, kind=ActorKind.PERSON) for name in to)
    draft.event(
        sentence,
        cue,
        status=status,
        actors=who,
        recipients=whom,
        type=type,
        when=day(on) if on else None,
        where=draft.place(at, country=country) if at else None,
        meeting=Meeting(participants=who + whom, round=round) if round else None,
    )
    return draft.account()


def rows_of(*accounts: Account) -> tuple[tuple[Same, ...], list[str]]:
    shelf = Shelf(accounts)
    facts = [account.facts[0].id for account in accounts]
    return compare(shelf, gather(shelf), combinations(facts, 2)), facts


def verdict(*accounts: Account) -> Verdict | None:
    rows, _ = rows_of(*accounts)
    return rows[0].verdict if rows else None


VOSS, BRAND = "Ada Voss", "Karl Brand"
HELD = told("Ada Voss met Karl Brand in Vessel on 4 May.", "met", actors=(VOSS, BRAND), on="2031-05-04", at="Vessel")
ANNOUNCED = told(
    "Ada Voss will meet Karl Brand on 4 May.",
    "meet",
    actors=(VOSS, BRAND),
    on="2031-05-04",
    status=Status.PLANNED,
    published="2031-05-01",
)
LOOKED_BACK = told(
    "At their meeting in Vessel on 4 May, Ada Voss gave Karl Brand a map.",
    "meeting",
    actors=(VOSS, BRAND),
    on="2031-05-04",
    at="Vessel",
    published="2031-06-20",
)


def test_a_meeting_announced_held_and_looked_back_on_is_one() -> None:
    rows, facts = rows_of(HELD, ANNOUNCED, LOOKED_BACK)
    assert [row.verdict for row in rows] == [Verdict.SAME] * 3
    assert group(facts, rows) == (tuple(sorted(facts)),)


def test_happened_and_denied_are_one_event() -> None:
    denied = told(
        "Ada Voss never met Karl Brand on 4 May.", "met", actors=(VOSS, BRAND), on="2031-05-04", status=Status.DENIED
    )
    assert verdict(HELD, denied) is Verdict.SAME


def test_pages_that_list_other_participants_tell_of_one_meeting() -> None:
    other = told(
        "Karl Brand sat down with Lin Okoro in Vessel on 4 May.",
        "sat",
        actors=(BRAND, "Lin Okoro"),
        on="2031-05-04",
        at="Vessel",
    )
    assert verdict(HELD, other) is Verdict.SAME


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        (HELD, {"on": "2031-05-11"}, "other days"),
        (told("Ada Voss met Karl Brand in Vessel.", "met", actors=(VOSS, BRAND), at="Vessel", country="NOR"),
         {"at": "Karlsund", "country": "EST"}, "other towns"),
        (told("In the second round Ada Voss met Karl Brand.", "met", actors=(VOSS, BRAND), round=2),
         {"round": 3}, "other round"),
    ],
)  # fmt: skip
def test_what_excludes(left: Account, right: dict[str, object], rule: str) -> None:
    at = f" in {right['at']}" if "at" in right else ""
    two = told(f"Then Ada Voss met Karl Brand{at}.", "met", actors=(VOSS, BRAND), **right)  # type: ignore[arg-type]
    (row,), facts = rows_of(left, two)
    assert row.verdict is Verdict.DIFFERENT
    assert row.grounds[0].rule == rule
    assert len(group(facts, (row,))) == 2


def test_turned_sides_are_two_attacks() -> None:
    shelled = {"type": EventType.ASSAULT, "on": "2031-05-04"}
    one = told("Norvia shelled Estmark.", "shelled", actors=("Norvia",), to=("Estmark",), **shelled)  # type: ignore[arg-type]
    two = told("Estmark shelled Norvia.", "shelled", actors=("Estmark",), to=("Norvia",), **shelled)  # type: ignore[arg-type]
    assert verdict(one, two) is Verdict.DIFFERENT


def test_an_attack_told_by_both_sides_is_one() -> None:
    shelled = {"type": EventType.ASSAULT, "on": "2031-05-04", "actors": ("Norvia",), "to": ("Estmark",)}
    one = told("Norvia shelled a depot of Estmark at Karlsund.", "shelled", at="Karlsund", **shelled)  # type: ignore[arg-type]
    two = told("Estmark said Norvia shelled homes at Karlsund.", "shelled", at="Karlsund", **shelled)  # type: ignore[arg-type]
    assert verdict(one, two) is Verdict.SAME


def test_what_is_unknown_is_unsure() -> None:
    bare = told("There was a meeting of Ada Voss.", "meeting", actors=(VOSS,), published="2031-05-20")
    rows, _ = rows_of(HELD, bare)
    assert all(row.verdict is not Verdict.DIFFERENT for row in rows)
    assert all(Verdict.UNSURE is row.verdict for row in rows if row.score < 0.5)
    strangers = told("Lin Okoro met Per Dahl.", "met", actors=("Lin Okoro", "Per Dahl"))
    assert verdict(HELD, strangers) in (None, Verdict.UNSURE)


def row(left: str, right: str, verdict: Verdict, by: str = "rule") -> Same:
    left, right = sorted((left, right))
    score = {Verdict.SAME: 0.95, Verdict.DIFFERENT: 0.01, Verdict.UNSURE: 0.4}[verdict]
    return Same(left=left, right=right, verdict=verdict, how="", score=score, by=by)


SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT


def test_a_person_wins_over_rules_and_over_what_follows_from_them() -> None:
    rules = [row("a", "b", SAME), row("b", "c", SAME), row("a", "c", SAME)]
    assert group("abc", rules) == (("a", "b", "c"),)
    assert ("a", "c") not in group("abc", [*rules, row("a", "c", DIFFERENT, by="ada")])
    assert all(not {"a", "c"} <= set(g) for g in group("abc", [*rules, row("a", "c", DIFFERENT, by="ada")]))
    apart = [row("a", "b", DIFFERENT)]
    assert group("ab", apart) == (("a",), ("b",))
    assert group("ab", [*apart, row("a", "b", SAME, by="ada")]) == (("a", "b"),)
    assert group("ab", [row("a", "b", SAME, by="ada"), *apart]) == (("a", "b"),)
    taken_back = [row("a", "b", SAME, by="ada"), row("a", "b", DIFFERENT, by="bo")]
    assert group("ab", taken_back) == (("a",), ("b",))


def test_a_rule_that_excludes_is_a_veto() -> None:
    rows = [row("a", "b", SAME), row("b", "c", SAME), row("a", "c", DIFFERENT)]
    assert all(not {"a", "c"} <= set(found) for found in group("abc", rows))


def test_the_order_of_adding_changes_nothing() -> None:
    accounts = [HELD, ANNOUNCED, LOOKED_BACK, told("Lin Okoro met Ada Voss.", "met", actors=(VOSS, "Lin Okoro"))]
    seen = set()
    for turn in range(4):
        shelf = Shelf(accounts[turn:] + accounts[:turn])
        parties = gather(shelf)
        pairs = candidates(tellings(shelf, parties, [f.id for f in shelf.facts()]))
        rows = compare(shelf, parties, reversed(pairs))
        seen.add((pairs, rows, group([f.id for f in shelf.facts()], rows)))
    assert len(seen) == 1


def test_vectors_of_two_readers_are_not_compared() -> None:
    from_one = replace(HELD, vectors=())
    assert verdict(from_one, ANNOUNCED) is SAME


MET = "Ada Voss met Karl Brand in Vessel."
IN_VESSEL = {"actors": (VOSS, BRAND), "at": "Vessel"}
RULES: list[tuple[str, int, dict[str, object], dict[str, object]]] = [
    ("same word, no vectors", 1, {}, {}),
    ("one type", 1, {}, {}),
    ("other type", -1, {}, {"type": EventType.AGREE}),
    ("parties in common", 1, {"actors": (VOSS,)}, {"actors": (VOSS, BRAND)}),
    ("no party in common", -1, {"actors": (VOSS,)}, {"actors": (BRAND,)}),
    ("one day", 1, {"on": "2031-05-04"}, {"on": "2031-05-04"}),
    ("next day", -1, {"on": "2031-05-04"}, {"on": "2031-05-05"}),
    ("other days", -1, {"on": "2031-05-04"}, {"on": "2031-05-06"}),
    ("told far apart", -1, {}, {"published": "2031-07-06"}),
    ("published together", 1, {}, {"published": "2031-05-07"}),
    ("one place", 1, IN_VESSEL, IN_VESSEL),
]


@pytest.mark.parametrize(("rule", "sign", "left", "right"), RULES)
def test_each_rule_speaks_for_its_side(rule: str, sign: int, left: dict[str, object], right: dict[str, object]) -> None:
    shelf = Shelf([told(MET, "met", **left), told(f"Then {MET}", "met", **right)])  # type: ignore[arg-type]
    a, b = tellings(shelf, gather(shelf), [f.id for f in shelf.facts()]).values()
    found = signs_of(a, b, 0.0)
    assert rule in found
    assert found == signs_of(b, a, 0.0)
    assert weights("compare.tsv")[rule] * sign > 0


@pytest.mark.parametrize(
    ("rule", "sign", "place"),
    [
        ("near places", 1, {"lat": 1.6, "lon": 2.6}),
        ("other towns", -1, {"lat": 3.5, "lon": 2.5}),
        ("places by other names", -1, {"lat": None, "lon": None}),
    ],
)
def test_places(rule: str, sign: int, place: dict[str, float]) -> None:
    shelf = Shelf([HELD, LOOKED_BACK])
    a, b = tellings(shelf, gather(shelf), [f.id for f in shelf.facts()]).values()
    assert b.place is not None
    elsewhere = replace(b, place=replace(b.place, name="Port Vessel", **place))
    assert rule in signs_of(a, elsewhere, 0.0)
    assert weights("compare.tsv")[rule] * sign > 0


def test_a_month_meets_its_days_and_does_not_vouch_for_them() -> None:
    shelf = Shelf([HELD, LOOKED_BACK])
    a, b = tellings(shelf, gather(shelf), [f.id for f in shelf.facts()]).values()
    assert a.days is not None
    in_may = replace(b, days=(a.days[0] - 3, a.days[0] + 27))
    assert "days that meet" in signs_of(a, in_may, 0.0)
    table = weights("compare.tsv")
    assert 0 < table["days that meet"] < table["one day"]


def test_every_rule_of_the_tables_is_explained() -> None:
    for table in ("compare.tsv", "pages.tsv"):
        assert len(weights(table)) > 15
    assert {"other days", "sides turned", "near vectors"} <= weights("compare.tsv").keys()


def many(pages: int) -> Shelf:
    """Pages of a thousand days' talks: always the same two, now here, now there."""
    drawn = random.Random(7)
    accounts = []
    for n in range(pages):
        topic = " ".join(drawn.choice(("grain", "ports", "cables", "prisoners", "dams", "tolls")) for _ in range(2))
        sentence = f"On day {n % 97} Ada Voss met Karl Brand on {topic} in hall {n}."
        accounts.append(told(sentence, "met", actors=(VOSS, BRAND), published=f"2031-0{1 + n % 9}-1{n % 10}"))
    return Shelf(accounts)


def test_a_thousand_pages_on_one_pair_of_people_stay_bounded() -> None:
    shelf = many(1000)
    parties = gather(shelf)
    start = time.process_time()
    found = tellings(shelf, parties, [f.id for f in shelf.facts()])
    pairs = candidates(found)
    assert len(pairs) <= MOST * len(found)
    assert time.process_time() - start < 6
    new = [f.id for f in shelf.facts()][-1:]
    assert 0 < len(candidates(found, new)) <= MOST


def test_events_of_one_page_are_no_candidates_and_keys_do_not_depend_on_others() -> None:
    draft = Draft(article_of((BlockKind.BODY, "Ada Voss met Karl Brand. Ada Voss met Karl Brand again.")))
    who = (draft.actor(VOSS), draft.actor(BRAND))
    draft.event("Ada Voss met Karl Brand.", "met", actors=who)
    draft.event("Ada Voss met Karl Brand again.", "met", actors=who)
    alone = Shelf([draft.account()])
    found = tellings(alone, gather(alone), [f.id for f in alone.facts()])
    assert candidates(found) == ()
    both = Shelf([draft.account(), HELD])
    again = tellings(both, gather(both), [f.id for f in alone.facts()])
    assert [keys(t) for t in found.values()] == [keys(t) for t in again.values()]
    assert all(isinstance(f, Event) for f in alone.facts())


def test_kindred_words_are_told_apart_from_the_same_and_from_others() -> None:
    pages = [told("It exploded in Vessel.", "exploded"), told("An explosion shook Vessel.", "explosion")]
    shelf = Shelf(pages)
    a, b = tellings(shelf, gather(shelf), [f.id for f in shelf.facts()]).values()
    assert "kindred word" in signs_of(a, b, 0.0)
    assert "same word" not in signs_of(a, b, 0.0)
    assert "kindred word" not in signs_of(a, a, 0.0)


def test_an_event_is_compared_with_fifty_others_and_no_more() -> None:
    shelf = Shelf([told(f"Ada Voss met Karl Brand in Vessel, page {n}.", "met", actors=(VOSS,)) for n in range(90)])
    events = tellings(shelf, gather(shelf), [f.id for f in shelf.facts()])
    one = min(events)
    pairs = candidates(events, [one])
    assert len(pairs) == 50
    assert all(one in pair for pair in pairs)
