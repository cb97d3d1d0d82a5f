"""A run opened: its frames say what its accounts say, in words and names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
import pandas
import polars
import pyarrow as pa
import pyarrow.compute as pc
import pytest

import communique
from communique.corpus.described import WORDS, described
from communique.corpus.run import Run
from communique.errors import UsageError
from communique.export.codes import QUADS
from communique.export.formats.coding import cameo_root, score_of
from communique.model import (
    Act,
    Actor,
    ActorKind,
    Event,
    EventType,
    Favour,
    Position,
    Proposal,
    ProposalStatus,
    ProposalStep,
    Standpoint,
    Statement,
    Status,
    When,
    WhenType,
)
from communique.tables import Sheet
from tests.accounts import MET, talks
from tests.corpus.runs import changed, folder, page, pages, refused, rewrite

FRAMES = ("events", "meetings", "statements", "proposals", "positions")


def run_of(path, *outcomes, parts=1):
    return communique.open_run(folder(path / "run", outcomes, parts=parts))


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Seven pages and the talks, in three parts, and one page that gave nothing."""
    return run_of(tmp_path_factory.mktemp("corpus"), *pages(7), plans().account(), refused(9), parts=3)


def plans():
    """The talks, their plan with an author, steps, favours and an unknown actor, and a position."""
    draft = talks()
    ids = {r.target.name: r.target.id for r in draft.references if isinstance(r.target, Actor)}
    (at,) = (n for n, fact in enumerate(draft.facts) if isinstance(fact, Proposal))
    cue = draft.span("demanded")
    draft.facts[at] = replace(
        draft.facts[at],
        author=ids["Iran"],
        steps=(
            ProposalStep(status=ProposalStatus.PRESENTED, by=(ids["Iran"],), when=None, cue=cue),
            ProposalStep(status=ProposalStatus.REJECTED, by=(ids["Catherine Ashton"], "gone"), when=None, cue=cue),
        ),
        favours=(Favour(actor=ids["Iran"], by=(), cue=cue),),
    )
    return draft


def with_position():
    draft = plans()
    account = draft.account()
    party = next(r.target.id for r in draft.references if isinstance(r.target, Actor) and r.target.name == "Iran")
    stand = Position(
        party=party,
        issue="nuclear",
        stance=Standpoint.REJECTS,
        facts=(account.facts[3].id, account.facts[0].id),
        words=(draft.span("enrichment"),),
        how="fact.positions.positions_of",
    )
    return replace(account, positions=(stand,))


def row_of(rows, **cells):
    """The one row with these cells."""
    (row,) = (row for row in rows if all(row[name] == value for name, value in cells.items()))
    return row


def test_accounts_come_back_part_by_part(run):
    assert list(run.accounts()) == [*pages(7), plans().account()]


@pytest.mark.parametrize("name", ["articles", "facts", "evidence", "actors", "places", "mentions", "times",
                                  "open_issues", "rejections", "failures"])  # fmt: skip
def test_tables_are_the_files_as_they_are(run, name):
    sheet = Sheet()
    for outcome in (*pages(7), plans().account(), refused(9)):
        sheet.add(outcome)
    assert getattr(run, name)().to_arrow().equals(sheet.tables()[name])


def test_an_event_has_names_words_and_codes_in_the_place_of_ids(run):
    row = row_of(run.events(), sentence=MET)
    wanted = {
        "type": "CONSULT", "mode": None, "quad": 1, "intensity": 2.5, "status": "happened", "negated": False,
        "hypothetical": False, "future": False, "historical": False, "condition": None, "cue": "met",
        "actor_names": ["Catherine Ashton", "Mohammad Javad Zarif"], "actor_countries": ["IGO", "IRN"],
        "actor_sectors": ["GOV", "GOV"], "actor_iso3": "IGO", "recipients": [], "recipient_names": [],
        "recipient_iso3": None, "place_name": "Geneva", "place_country": "CHE", "lat": 1.5, "lon": 2.5,
        "geonames": None, "said_in": None, "said_by": None, "date_edtf": "2013-11-07", "date_days": 1,
        "date_earliest": date(2013, 11, 7), "date_latest": date(2013, 11, 7), "date_how": "reference.times.day",
        "published": date(2013, 11, 8), "headline": "Envoys & ministers meet <again> in Geneva", "url": None,
        "how": "fact.events.verb", "score": 0.9,
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    text = talks().article.text
    assert [text[s["start"] : s["stop"]] for s in row["actor_spans"]] == ["Catherine Ashton", "Mohammad Javad Zarif"]
    assert text[row["cue_start"] : row["cue_stop"]] == "met"
    assert text[row["sentence_start"] : row["sentence_stop"]] == row["sentence"]


def test_an_event_told_by_somebody_names_them_and_an_undated_one_has_no_date(run):
    row = row_of(run.events(), cue="another round")
    assert row["said_by"] == ["Catherine Ashton"]
    assert row["future"] is True
    assert row["intensity"] is None
    assert [row[name] for name in run.events().columns if name.startswith("date_")] == [None] * 5
    # "Ashton" is the second mention of an actor whose first one stands in another sentence.
    assert len(row["actor_spans"]) == 1


def test_the_condition_is_the_words_it_depends_on(run):
    row = row_of(run.events(), cue="stop enrichment")
    assert row["condition"] == "before sanctions are lifted"
    assert row["hypothetical"] is True
    assert row["negated"] is False
    assert row_of(run.events(), cue="agreement was reached")["negated"] is True


@pytest.mark.parametrize("status", Status)
def test_auxiliary_modes_are_those_of_the_export(tmp_path, status):
    account = changed(page(1).account(), 0, status=status)
    row = run_of(tmp_path, account).events()[0]
    found = {name for name in ("negated", "hypothetical", "future", "historical") if row[name]}
    assert found == {
        Status.PLANNED: {"future"}, Status.EXPECTED: {"future"}, Status.POSSIBLE: {"hypothetical"},
        Status.CONDITIONAL: {"hypothetical"}, Status.DEMANDED: {"hypothetical"}, Status.OFFERED: {"hypothetical"},
        Status.THREATENED: {"hypothetical"}, Status.DENIED: {"negated"}, Status.NEGATED: {"negated"},
        Status.CANCELLED: {"negated"}, Status.HISTORICAL: {"historical"},
    }.get(status, set())  # fmt: skip
    took_place = status in (Status.HAPPENED, Status.ONGOING, Status.HISTORICAL)
    assert (row["intensity"] is not None) is took_place


CODED = [(EventType.ASSAULT, None), (EventType.ASSAULT, "aerial"), (EventType.ACCUSE, "investigate"),
         (EventType.CONSULT, "phone"), (EventType.SANCTION, None)]  # fmt: skip


@pytest.mark.parametrize(("type_", "mode"), CODED)
@pytest.mark.parametrize("army", [True, False])
def test_codes_are_those_of_the_exports_for_single_events(tmp_path, type_, mode, army):
    account = changed(page(1).account(), 3, type=type_, mode=mode)
    (struck,) = (fact for fact in account.facts if isinstance(fact, Event) and fact.type is type_ and fact.mode == mode
                 and fact.status is Status.HAPPENED and fact.actors == account.facts[3].actors)  # fmt: skip
    references = tuple(
        replace(r, target=replace(r.target, sector="MIL"))
        if army and isinstance(r.target, Actor) and r.target.kind is ActorKind.ARMED_FORCE
        else r
        for r in account.references
    )
    account = replace(account, references=references)
    actors = tuple(r.target for r in references if isinstance(r.target, Actor) and r.target.id in struck.actors)
    run = run_of(tmp_path, account)
    row = row_of(run.events(), id=struck.id)
    assert (row["quad"], row["intensity"]) == (QUADS[type_], score_of(struck))
    assert row_of(run.events("cameo"), id=struck.id)["root"] == cameo_root(struck, actors)


def test_cameo_has_roots_with_their_own_quads_and_scores(run):
    row = row_of(run.events("cameo"), cue="another round")
    assert (row["root"], row["quad"], row["goldstein"]) == ("04", 1, None)
    assert not {"type", "mode", "contexts", "intensity"} & set(row)
    assert row_of(run.events("cameo"), cue="agreement was reached")["goldstein"] is None


def test_a_name_that_goes_on_after_the_sentence_is_not_marked_in_it(tmp_path):
    draft = page(1)
    (army,) = (r for r in draft.references if isinstance(r.target, Actor) and r.target.name == "The army")
    longer = replace(army.mention, span=replace(army.mention.span, end=army.mention.span.end + 200))
    draft.references.append(replace(army, mention=longer))
    row = run_of(tmp_path, draft.account()).events()[2]
    assert [(s["start"], s["stop"]) for s in row["actor_spans"]] == [(army.mention.span.start, army.mention.span.end)]


def test_the_sentence_is_that_of_the_first_evidence_whatever_the_order_of_the_file(tmp_path):
    account = page(1).account()
    first, second = account.facts[0].evidence[0], account.facts[1].evidence[0]
    path = folder(tmp_path / "run", [changed(account, 0, evidence=(first, second))])
    rewrite(path, "evidence", lambda table: table.take(pa.array(range(len(table)))[::-1]))
    assert Run.open(path).events()[0]["sentence"] == first.quote


def test_another_ontology_is_refused_by_name(run):
    with pytest.raises(UsageError, match="no ontology 'icews'; known are plover, cameo"):
        run.events("icews")
    with pytest.raises(UsageError, match="no table 'people'; a run has articles, facts"):
        run.table("people")


def test_statements_have_what_was_said_in_the_words_of_the_page(run):
    row = row_of(run.statements(), article=talks().article.id, cue="said")
    wanted = {
        "act": "assert", "form": "mixed", "sourcing": "named", "speaker_names": ["Catherine Ashton"],
        "speaker_iso3": "IGO", "addressees": [], "source": "Ashton", "channel": "a spokesman",
        "content": 'the talks had been "useful" and that another round would follow in Vienna',
        "date_edtf": "2013-11-07",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted


def test_pieces_of_a_saying_are_kept_apart(tmp_path):
    account = page(1).account()
    text = account.article.text
    (at,) = (n for n, fact in enumerate(account.facts) if isinstance(fact, Statement))
    draft = page(1)
    both = (draft.span("the rebels"), draft.span('"at once"'))
    run = run_of(tmp_path, changed(account, at, content=both, act=Act.APPEAL))
    row = run.statements()[0]
    assert row["content"] == 'the rebels … "at once"'
    assert [text[s["start"] : s["stop"]] for s in row["content_spans"]] == ["the rebels", '"at once"']


def test_meetings_have_who_met_and_for_how_long(run):
    row = row_of(run.meetings(), article=talks().article.id)
    assert row["participant_names"] == ["Catherine Ashton", "Mohammad Javad Zarif"]
    assert (row["duration"], row["series"], row["host"], row["host_name"]) == ("PT5H~", "geneva", None, None)
    assert (row["place_name"], row["date_edtf"], row["agenda"]) == ("Geneva", "2013-11-07", None)
    assert len(run.meetings()) == 8


def test_proposals_have_names_where_the_tables_have_ids(run):
    row = run.proposals()[0]
    assert (row["name"], row["points"], row["terms"]) == ("joint plan", 4, ["stop enrichment"])
    assert (row["author_name"], row["author_country"]) == ("Iran", "IRN")
    assert [(s["status"], s["by"]) for s in row["steps"]] == [
        ("presented", ["Iran"]),
        ("rejected", ["Catherine Ashton", None]),
    ]
    assert [(f["name"], f["by"]) for f in row["favours"]] == [("Iran", [])]


def test_positions_rest_on_the_sentence_of_their_first_fact(tmp_path):
    account = with_position()
    row = run_of(tmp_path, account).positions()[0]
    assert (row["party_name"], row["issue"], row["stance"]) == ("Iran", "nuclear", "rejects")
    assert row["words"] == ["enrichment"]
    assert row["sentence"] == account.facts[3].evidence[0].quote
    assert row["facts"] == [account.facts[3].id, account.facts[0].id]


TIMES = [
    ("2021-05", "2021-05-01", "2021-05-31", 31),
    ("2021-05-07T10:30", "2021-05-07T10:30", "2021-05-07T10:30", 1),
    ("0874", "0874-01-01", "0874-12-31", 365),
    ("2021-02-31", "2021-02-31", "2021-02-31", None),
    ("../2021", None, "2021-12-31", None),
    ("PT5H", None, None, None),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest", "width"), TIMES)
def test_days_are_days_and_one_that_is_none_is_empty(tmp_path, edtf, earliest, latest, width):
    when = When(type=WhenType.DATE, earliest=earliest, latest=latest, edtf=edtf, how="h")
    row = run_of(tmp_path, changed(page(1).account(), 0, when=when)).events()[0]
    assert (row["date_edtf"], row["date_days"]) == (edtf, width)
    if width:
        assert row["date_earliest"] == date.fromisoformat(earliest[:10])


def test_a_page_published_in_some_month_has_no_day_of_publication(tmp_path):
    account = page(1).account()
    when = When(type=WhenType.DATE, earliest="2021-05-01", latest="2021-05-31", edtf="2021-05", how="h")
    account = replace(account, article=replace(account.article, published=when))
    assert run_of(tmp_path, account).events()[0]["published"] is None


def test_ids_count_in_their_article_alone(tmp_path):
    """Places of the atlas have one id everywhere; two pages may say different things of it."""
    first, second = page(1).account(), page(8).account()
    wrong = first.references[0].target.id
    other = tuple(
        replace(r, target=replace(r.target, id=wrong)) if isinstance(r.target, Actor) and r.target.name == "Olli Aro"
        else r
        for r in second.references
    )  # fmt: skip
    facts = tuple(replace(f, actors=(wrong,)) if isinstance(f, Event) else f for f in second.facts)
    facts = tuple(f for f in facts if isinstance(f, Event) and f.meeting is None)
    run = run_of(tmp_path, first, replace(second, references=other, facts=facts))
    names = {row["article"]: row["actor_names"] for row in run.events() if row["actors"] == [wrong]}
    assert names[second.article.id] == ["Olli Aro"]


EMPTY = {
    "no page gave an account": (refused(0),),
    "no page says anything": (replace(page(0).account(), references=(), facts=()),),
    "no events": (changed(replace(page(0).account(), facts=page(0).account().facts[1:2]), 0),),
}


@pytest.mark.parametrize("words", EMPTY)
@pytest.mark.parametrize("frame", FRAMES)
def test_a_run_with_nothing_in_it_has_frames_with_all_their_columns(tmp_path, run, words, frame):
    empty = run_of(tmp_path, *EMPTY[words])
    rows = getattr(empty, frame)()
    assert rows.schema.equals(getattr(run, frame)().schema, check_metadata=True)
    assert len(rows) == (1 if (words, frame) == ("no events", "statements") else 0)
    assert len(rows.to_pandas()) == len(rows.to_polars()) == len(rows)
    assert "<table>" in rows._repr_html_()


def test_every_column_of_every_frame_says_what_it_holds(run):
    used = set()
    for rows in (run.events("cameo"), *(getattr(run, name)() for name in FRAMES)):
        for field in rows.schema:
            assert field.metadata[b"description"], field.name
        frame = rows.schema.metadata[b"communique.frame"].decode()
        used |= {(frame, name) for name in rows.columns} | {("*", name) for name in rows.columns}
        used |= {("*", f"X_{name.partition('_')[2]}") for name in rows.columns}
    assert set(WORDS) <= used
    with pytest.raises(StopIteration):
        described("events", {"colour": pa.array(["red"])})


@pytest.mark.parametrize("frame", FRAMES)
def test_three_libraries_take_a_frame(run, frame):
    rows = getattr(run, frame)()
    assert polars.DataFrame(rows).to_dicts() == [dict(row) for row in rows]
    assert rows.to_polars().equals(polars.DataFrame(rows))
    assert list(rows.to_pandas().columns) == list(rows.columns)
    assert len(pandas.DataFrame.from_arrow(rows)) == len(rows)
    with duckdb.connect() as base:
        assert base.execute("SELECT count(*) FROM rows").fetchone() == (len(rows),)


def test_pandas_has_days_and_numbers_that_may_be_empty(run):
    frame = run.events().to_pandas()
    assert frame["date_earliest"].dt.year.dropna().isin([2013, 2021]).all()
    assert str(frame["date_days"].dtype) == "Int64"
    assert str(frame["negated"].dtype) == "boolean"
    assert frame.explode("actor_names")["actor_names"].value_counts()["Ada Voss"] == 7


def test_filter_keeps_the_rows_an_expression_is_true_of(run):
    rows = run.events()
    happened = rows.filter(pc.field("status") == "happened")
    assert 0 < len(happened) < len(rows)
    assert {row["status"] for row in happened} == {"happened"}
    with pytest.raises(UsageError, match="cannot be filtered so"):
        rows.filter(pc.field("colour") == "red")
