"""The brief as data: every line rests on footnotes, nothing undone reads as done, counts are of origins."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date

import pytest

from communique.export.dossier import Briefing, Capture, Scope, brief_to_markdown, briefing
from communique.export.dossier.keypoints import MOST_POINTS
from communique.export.wording import CUT, one_line
from communique.model import BlockKind, DifferenceKind, Dossier, Event, EventType, Move, Shelf, Status
from tests.accounts import Draft, article_of
from tests.export_dossier.norvia import ACCEPTED, case

TODAY = date(2026, 5, 20)
SCOPE = Scope(name="Norvia and Estmark", today=TODAY)


@pytest.fixture(scope="module")
def made():
    return case()


@pytest.fixture(scope="module")
def brief(made):
    return briefing(made.dossier, made.shelf, SCOPE)


def lines_of(brief: Briefing):
    """Every line, those under others too."""
    waiting = [line for chapter in brief.chapters for group in chapter.groups for line in group.lines]
    while waiting:
        line = waiting.pop(0)
        yield line
        waiting += line.under


def cells_of(brief: Briefing):
    for chapter in brief.chapters:
        for group in chapter.groups:
            yield from (row for row in (group.grid.rows if group.grid else ()))


def chapter(brief: Briefing, title: str):
    return next((c for c in brief.chapters if c.title == title), None)


def sentences(brief: Briefing, title: str) -> str:
    found = chapter(brief, title)
    return "\n".join(line.sentence for line in lines_of(replace(brief, chapters=(found,)))) if found else ""


def test_every_sentence_has_a_footnote(brief):
    numbers = {note.number for note in brief.notes}
    assert all(line.notes and set(line.notes) <= numbers for line in lines_of(brief))
    assert len(list(lines_of(brief))) > 15
    for row in cells_of(brief):
        assert any(cell.notes for cell in row)
    cited = {n for line in lines_of(brief) for n in line.notes} | {
        n for r in cells_of(brief) for c in r for n in c.notes
    }
    assert cited == numbers == set(range(1, len(numbers) + 1))


def test_every_footnote_quotes_its_page(made, brief):
    texts = [one_line(account.article.text) for account in made.accounts]
    for note in brief.notes:
        assert note.quote
        assert any(note.quote in text for text in texts)
        assert note.backs
        assert bool(note.link) != (note.outlet == "outlet not named")
    quotes = [cell.quote for row in cells_of(brief) for cell in row if cell.quote]
    assert len(quotes) == 6
    assert all(any(quote in text for text in texts) for quote in quotes)


def test_quotation_marks_stand_only_round_quoted_words(made, brief):
    texts = " ".join(one_line(account.article.text) for account in made.accounts)
    seen = 0
    for words in [line.sentence for line in lines_of(brief)] + [c.words for r in cells_of(brief) for c in r]:
        assert "“" not in words
        for quoted in re.findall(r'"[^"]*"', words):
            assert quoted in texts
            seen += 1
    assert seen >= 2


def test_a_footnote_is_shared_and_tells_both_counts(brief):
    assert len({(note.outlet, note.day, note.quote) for note in brief.notes}) == len(brief.notes)
    shelled = next(note for note in brief.notes if "18 people" in note.quote)
    assert shelled.backs == ("2 origins on 3 pages", "1 origin")


STATUSES = {
    Status.HAPPENED: "Voss visited Lundal",
    Status.ONGOING: "Voss is visiting Lundal",
    Status.PLANNED: "Voss is to visit Lundal",
    Status.EXPECTED: "Voss is expected to visit Lundal",
    Status.POSSIBLE: "Voss may visit Lundal",
    Status.CONDITIONAL: "Voss would visit Lundal",
    Status.DEMANDED: "Voss is called on to visit Lundal",
    Status.DENIED: "It is denied that Voss visited Lundal",
    Status.NEGATED: "Voss did not visit Lundal",
    Status.CANCELLED: "Voss was to visit Lundal on 10 May 2026, which was called off",
    Status.OFFERED: "It is offered that Voss would visit Lundal",
    Status.THREATENED: "It is threatened that Voss would visit Lundal",
    Status.HISTORICAL: "Long before, Voss visited Lundal",
}


def with_status(made, status: Status) -> tuple[Dossier, Shelf]:
    """The dossier with its visit in another status, the account too."""
    visit = next(h for h in made.dossier.happenings if h.mode == "visit")
    party = next(p for p in made.dossier.parties if p.id in visit.actors)
    where = replace(visit.where, name="Lundal")
    changed = replace(visit, status=status, where=where)
    dossier = replace(
        made.dossier,
        happenings=tuple(changed if h == visit else h for h in made.dossier.happenings),
        parties=tuple(replace(p, name="Voss") if p == party else p for p in made.dossier.parties),
    )
    accounts = [
        replace(a, facts=tuple(replace(f, status=status) if f.id in visit.facts else f for f in a.facts))
        for a in made.accounts
    ]
    return dossier, Shelf(accounts)


@pytest.mark.parametrize("status", Status)
def test_no_status_is_lost(made, status):
    brief = briefing(*with_status(made, status), SCOPE)
    found = [line for line in lines_of(brief) if "visit" in line.sentence]
    assert found
    for line in found:
        assert line.tags[0] == status.value
        assert line.sentence.startswith(STATUSES[status].split(" on 10")[0])
    assert (status.value in {"happened", "historical"}) == any("visited" in line.sentence and "denied" not in
                                                             line.sentence for line in found)  # fmt: skip
    in_key_points = "visit" in sentences(brief, "Key points")
    assert in_key_points == (status is not Status.HISTORICAL)


def test_what_only_one_account_says_took_place_is_not_backed_by_those_that_announced_it(brief):
    talks = next(line for line in lines_of(brief) if "held talks in Lundal" in line.sentence)
    assert talks.backing == "2 origins"
    assert talks.tags == ("happened",)
    assert [brief.notes[n - 1].outlet for n in talks.notes] == ["Lundal Times", "Northern Wire"]


def test_an_answer_on_condition_is_no_answer_yet(brief):
    for title in ("Key points", "Proposals"):
        words = sentences(brief, title)
        assert "Norvia would accept" in words
        assert "on condition: if Port Arle is opened to ships" in words
        assert "Norvia accepted" not in words
    told = next(line for line in lines_of(brief) if "would accept" in line.sentence)
    assert told.tags == ("accepted on condition only", "date not told")
    assert brief.notes[told.notes[0] - 1].quote == ACCEPTED
    assert "Norvia rejected it on 6 May 2026." in sentences(brief, "Proposals")


def test_versions_of_a_plan_stand_in_order_with_their_answers(brief):
    (group,) = chapter(brief, "Proposals").groups
    assert group.title == "Plan for the valley, by Estmark"
    assert [(line.label, len(line.under)) for line in group.lines] == [("Version 1", 1), ("Version 2", 1)]


def test_rounds_name_delegations_place_day_mediator_and_outcome(brief):
    first, second = chapter(brief, "Rounds of talks").groups
    assert first.title == "Round 1: 4 May 2026, Lundal (happened)"
    words = [line.sentence for line in first.lines]
    assert words[0].endswith("mediated by Sela Marn, outcome: ended without a joint text.")
    assert words[1:] == ["For Norvia: Ada Voss.", "For Estmark: Ivo Berg."]
    assert second.title == "Round 2: June 2026, Kosta (expected)"
    assert second.lines[0].backing == "1 page of unknown origin"


@pytest.mark.parametrize(("move", "arrow"), [(Move.NEARER, "↗"), (Move.FURTHER, "↘"), (Move.STEADY, "")])
def test_a_position_shows_the_latest_stand_and_an_arrow_where_it_moved(made, move, arrow):
    (course,) = made.dossier.courses
    brief = briefing(replace(made.dossier, courses=(replace(course, moves=(move,)),)), made.shelf, SCOPE)
    party, latest, before = chapter(brief, "Positions").groups[0].grid.rows[0]
    assert party.words == "Norvia"
    assert latest.words.startswith("makes an offer (a withdrawal in phases from the Velm valley), 15 May 2026")
    assert before.words == 'makes a demand ("a full withdrawal" from the Velm valley), published 1 May 2026'
    assert "".join(tag[0] for tag in latest.tags) == arrow
    assert ("makes an offer" in sentences(brief, "Key points")) == bool(arrow)


@pytest.mark.parametrize("kind", DifferenceKind)
def test_a_difference_takes_no_side(made, kind):
    """The heading leaves out what is differed about, and the versions stand in the order of publication."""
    number = next(d for d in made.dossier.differences if d.kind is DifferenceKind.NUMBER)
    dossier = replace(made.dossier, differences=(replace(number, kind=kind),))
    (group,) = chapter(briefing(dossier, made.shelf, SCOPE), "Differences between accounts").groups
    told = {
        "Port Arle": DifferenceKind.PLACE,
        "7 May 2026": DifferenceKind.DATE,
        "Estmark army": DifferenceKind.PARTIES,
        "happened": DifferenceKind.STATUS,
    }
    for words, differed in told.items():
        assert (words in group.title) == (kind is not differed)
    assert [row[0].words for row in group.grid.rows] == ["18", "23"]
    assert [row[2].words for row in group.grid.rows] == ["Estmark Post, 8 May 2026", "Velm Daily, 8 May 2026"]


def test_a_changed_page_is_not_linked_to_words_it_no_longer_has(brief):
    first, last = (next(note for note in brief.notes if number in note.quote) for number in ("23 people", "21 people"))
    assert ":~:" not in first.link
    assert "before it was changed" in first.day
    assert ":~:" in last.link
    assert "changed" not in last.day


def test_the_header_counts_origins_and_shows_unknown_ones(brief):
    assert brief.about == (
        "Brief of 20 May 2026; pages published from 1 May 2026 to 15 May 2026, 1 page without a date",
        "12 pages from 5 independent origins (1 page of unknown origin)",
        "Made by Communiqué 0.1.0 with reader-3; no language model",
    )


def test_sources_show_each_hand_with_its_pages_and_why(made):
    scope = replace(SCOPE, why=lambda how: f"because of {how.rpartition('.')[2]}.")
    found = chapter(briefing(made.dossier, made.shelf, scope), "Sources").groups
    assert found[0].title == "Northern Wire (agency): 5 pages, 1 origin"
    assert found[-1].title == "Origin unknown: 1 page, counted as no origin"
    why = {row.outlet: row.why for row in found[0].pages}
    assert why["Kosta Herald"] == ("because of credited (“(Northern Wire)”)",)
    assert why["Estmark Post"] == ("because of contained (page of Northern Wire, 1 May 2026)",)
    assert sum(len(group.pages) for group in found) == len(made.accounts)


def test_key_points_are_few_and_of_every_sort(made, brief):
    points = chapter(brief, "Key points").groups[0].lines
    assert [line.label for line in points] == [
        "Event", "Event", "Proposal", "Position moved", "Accounts differ", "Event", "Event"]  # fmt: skip
    assert len(points) == MOST_POINTS
    assert "Lundal" in points[1].sentence
    lone = replace(made.dossier, plans=(), courses=(), differences=())
    points = chapter(briefing(lone, made.shelf, SCOPE), "Key points").groups[0].lines
    assert len(points) == 5


def test_a_better_backed_and_a_later_happening_comes_first(made):
    alone = replace(made.dossier, differences=(), plans=(), courses=(), rounds=())
    first = chapter(briefing(alone, made.shelf, SCOPE), "Key points").groups[0].lines
    counts = [line.backing for line in first]
    assert counts[:2] == ["2 origins on 3 pages", "2 origins"]
    assert "unknown" in counts[-1]


def test_since_tells_only_what_is_new(made):
    scope = replace(SCOPE, since=date(2026, 5, 12))
    brief = briefing(made.dossier, made.shelf, scope)
    words = " ".join(line.sentence for line in lines_of(brief))
    assert "Ivo Berg was to visit Kosta" in words
    assert "in Lundal" not in words
    assert "used force" not in words
    assert chapter(brief, "Differences between accounts") is None
    assert chapter(brief, "Open issues") is None
    assert [line.label for line in chapter(brief, "Proposals").groups[0].lines] == ["Version 2"]
    assert "Only what is new since 12 May 2026: 3 pages of 12" in brief.about[2]


def test_since_a_further_status_or_origin_is_news_and_a_copy_is_none(made):
    denied = briefing(made.dossier, made.shelf, replace(SCOPE, since=date(2026, 5, 9)))
    line = next(line for line in lines_of(denied) if "used force" in line.sentence)
    assert "told before as happened" in line.tags
    ids = {account.article.publisher: account.article.id for account in made.accounts[:3]}
    wire, copy = ids["Northern Wire"], ids["Kosta Herald"]
    plan = next(h for h in made.dossier.happenings if h.id == "happening-talks")
    facts = tuple(f.id for a in made.accounts for f in a.facts if a.article.id in {wire, copy} and f.id in plan.facts)
    dossier = replace(made.dossier, happenings=(replace(plan, status=Status.PLANNED, facts=facts),), rounds=())
    later = [
        replace(a, article=replace(a.article, published=made.accounts[5].article.published))
        if a.article.id == copy
        else a
        for a in made.accounts
    ]
    printed_again = briefing(dossier, Shelf(later), replace(SCOPE, since=date(2026, 5, 5)))
    assert "hold talks" not in " ".join(line.sentence for line in lines_of(printed_again))
    assert "hold talks" in " ".join(line.sentence for line in lines_of(briefing(dossier, Shelf(later), SCOPE)))


@pytest.mark.parametrize(("day", "shown"), [(date(2026, 5, 1), False), (date(2026, 5, 19), True), (None, True)])
def test_since_an_undated_page_counts_by_the_day_it_was_added(made, day, shown):
    (dark,) = [a.article.id for a in made.accounts if a.article.published is None]
    captured = (Capture(article=dark, day=day),) if day else ()
    brief = briefing(made.dossier, made.shelf, replace(SCOPE, since=date(2026, 5, 16), captured=captured))
    assert ("expected to hold talks" in sentences(brief, "Rounds of talks")) == shown
    assert ("1 with neither" in brief.about[2]) == (day is None)
    assert ("Nothing new to tell" in brief.about) == (not shown)


def test_the_order_of_what_comes_in_does_not_matter(made):
    plain = brief_to_markdown(briefing(made.dossier, made.shelf, SCOPE))
    for seed in range(5):
        chance = random.Random(seed)
        mixed = {
            name: tuple(chance.sample(getattr(made.dossier, name), len(getattr(made.dossier, name))))
            for name in Dossier.__dataclass_fields__
        }
        accounts = chance.sample(made.accounts, len(made.accounts))
        assert brief_to_markdown(briefing(Dossier(**mixed), Shelf(accounts), SCOPE)) == plain


def test_what_the_shelf_does_not_have_is_left_out(made):
    few = briefing(made.dossier, Shelf(made.accounts[:1]), SCOPE)
    assert all(note.outlet == "Northern Wire" for note in few.notes)
    nothing = briefing(made.dossier, Shelf([]), SCOPE)
    assert nothing.chapters == ()
    assert "Nothing to tell" in nothing.about


def test_more_than_a_reader_can_take_is_counted_and_left_out(made):
    visit = next(h for h in made.dossier.happenings if h.mode == "visit")
    crowd = tuple(replace(visit, id=f"visit-{n}") for n in range(230))
    brief = briefing(replace(made.dossier, happenings=crowd, stories=(), rounds=()), made.shelf, SCOPE)
    found = chapter(brief, "Other happenings")
    assert sum(len(group.lines) for group in found.groups) == 200
    assert found.lead == "The 200 best backed and most recent; 30 further happenings not told here."


@pytest.mark.parametrize(
    ("status", "kind", "shown"),
    [
        (Status.HAPPENED, EventType.AGREE, "Norvia agreed; in the page's words: agreed to open the port."),
        (Status.HAPPENED, EventType.CONSULT, "Norvia held talks."),
        (Status.HAPPENED, EventType.ASSAULT, "Norvia used force."),
        (
            Status.NEGATED,
            EventType.AGREE,
            "Norvia did not agree; in the page's words: Norvia agreed to open the port, a spokesman said.",
        ),
    ],
)
def test_a_bare_deed_in_words_shows_to_what(made, status, kind, shown):
    page = "Norvia agreed to open the port, a spokesman said."
    draft = Draft(article_of((BlockKind.BODY, page)))
    fact = draft.event(page, "agreed", type=kind, status=status)
    party = next(p for p in made.dossier.parties if p.name == "Norvia")
    one = replace(
        made.dossier.happenings[0],
        id="h",
        type=kind,
        status=status,
        actors=(party.id,),
        when=None,
        where=None,
        facts=(fact,),
    )
    dossier = replace(made.dossier, happenings=(one,), stories=(), rounds=())
    (line,) = chapter(briefing(dossier, Shelf([draft.account()]), SCOPE), "Other happenings").groups[0].lines
    assert line.sentence == shown
    assert line.label == "Date not told"


def test_a_condition_told_by_one_page_is_not_lost_to_one_that_leaves_it_out(made):
    plain, bound = "Norvia will open the port.", "Norvia will open the port if the shelling stops."
    drafts = [Draft(article_of((BlockKind.BODY, words))) for words in (plain, bound)]
    first = drafts[0].event(plain, "open", type=EventType.CONCEDE, status=Status.PLANNED)
    second = drafts[1].event(bound, "open", type=EventType.CONCEDE, status=Status.PLANNED,
                             condition=drafts[1].span("if the shelling stops"))  # fmt: skip
    one = replace(made.dossier.happenings[0], id="h", type=EventType.CONCEDE, status=Status.PLANNED, actors=(),
                  when=None, where=None, facts=(first, second))  # fmt: skip
    dossier = replace(made.dossier, happenings=(one,), stories=(), rounds=())
    brief = briefing(dossier, Shelf([draft.account() for draft in drafts]), SCOPE)
    assert "on condition: if the shelling stops" in sentences(brief, "Key points")
    assert all(isinstance(draft.facts[0], Event) for draft in drafts)


def test_a_cut_is_marked(made):
    long = replace(
        made.dossier, parties=tuple(replace(p, name=p.name + " of the hills" * 99) for p in made.dossier.parties)
    )
    brief = briefing(long, made.shelf, SCOPE)
    assert all(len(line.sentence) < 1300 for line in lines_of(brief))
    assert CUT in next(lines_of(brief)).sentence
