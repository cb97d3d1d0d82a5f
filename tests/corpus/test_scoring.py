"""Filled sheets: what is read in them, what is counted, and what is told."""

from __future__ import annotations

import csv
import io
import json

import pytest

from communique.corpus.agreement import wilson
from communique.corpus.coding import read_coder, read_key
from communique.corpus.scores_text import scores_to_json, scores_to_markdown, scores_to_text
from communique.corpus.scoring import score, score_files
from communique.errors import UsageError

HEAD = ("row", "is_event", "type", "mode", "status", "actor", "recipient", "date", "note")
KEY_HEAD = ("row", "what", "made_by", "stratum", "weight", "article", "start", "stop", "fact", "score", *HEAD[2:8])


def written(head, rows, encoding="utf-8-sig", delimiter=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(head)
    writer.writerows([(list(row) + [""] * len(head))[: len(head)] for row in rows])
    return out.getvalue().encode(encoding)


def key_of(*rows):
    """Make a key: (row, weight, type or None, status, actor)."""
    lines = []
    for row, weight, type_, *more in rows:
        status, actor = [*more, *["happened", "Ada Voss|Voss"][len(more) :]]
        head = [row, "events", "ab12", "with" if type_ else "without", weight, "a", 0, 9]
        lines.append([*head, "f", 0.9, type_, "", status, actor, "", ""] if type_ else head)
    return read_key("key", written(KEY_HEAD, lines))


KEY = key_of(("r1", 1, "CONSULT"), ("r2", 1, "ASSAULT"), ("r3", 1, "CONSULT"), ("r4", 10, None), ("r5", 10, None))


def coder(*rows, key=KEY, name="anna", **how):
    return read_coder(name, written(HEAD, rows, **how), key)


ALL_RIGHT = (
    ("r1", "y", "CONSULT", "", "happened", "Voss"),
    ("r2", "y", "ASSAULT", "", "happened", "Voss"),
    ("r3", "y", "CONSULT", "", "happened", "Voss"),
    ("r4", "n"),
    ("r5", "n"),
)


def shares(told):
    return {share.name: (share.right, share.of, share.value) for share in told}


def test_all_right():
    anna, mistakes = coder(*ALL_RIGHT)
    assert mistakes == ()
    (part,) = score(KEY, [anna], mistakes).parts
    assert shares(part.precision) == {
        "any": (3, 3, 1.0),
        "any, same label": (3, 3, 1.0),
        "CONSULT": (2, 2, 1.0),
        "ASSAULT": (1, 1, 1.0),
    }
    assert shares(part.recall)["any"] == (3, 3, 1.0)
    assert shares(part.columns)["actor"] == (3, 3, 1.0)


def test_precision_by_type_and_answers_by_column():
    rows = [*ALL_RIGHT]
    rows[0] = ("r1", "y", "SUPPORT", "", "planned", "Voss")  # found, but of another type
    rows[1] = ("r2", "n")  # nothing there
    rows[2] = ("r3", "y", "CONSULT", "", "planned", "Aro")
    (part,) = score(KEY, [coder(*rows)[0]], ()).parts
    assert shares(part.precision) == {
        "any": (2, 3, pytest.approx(2 / 3)),
        "any, same label": (1, 3, pytest.approx(1 / 3)),
        "CONSULT": (1, 2, 0.5),
        "ASSAULT": (0, 1, 0.0),
    }
    told = shares(part.columns)
    assert told["type"] == (1, 2, 0.5)
    # Answers are judged where the type is right: of r3 alone.
    assert (told["status"][:2], told["actor"][:2]) == ((0, 1), (0, 1))
    interval = next(share.interval for share in part.precision if share.name == "CONSULT")
    assert interval == wilson(1, 2)


def test_recall_counts_each_sentence_without_as_often_as_it_stands_for_others():
    rows = [*ALL_RIGHT]
    rows[3] = ("r4", "y", "PROTEST", "", "happened")
    (part,) = score(KEY, [coder(*rows)[0]], ()).parts
    assert shares(part.recall)["any"] == (3, 4, pytest.approx(3 / (3 + 10)))
    found = next(share for share in part.recall if share.name == "any")
    # Kish: 13 squared over 3 + 100.
    assert found.interval == wilson(3 / 13 * 169 / 103, 169 / 103)
    assert shares(part.recall)["PROTEST"] == (0, 1, 0.0)


def test_a_second_event_of_a_sentence_is_a_second_row():
    rows = [*ALL_RIGHT, ("R1", "y", "threaten", "", "happened", "Aro")]
    (part,) = score(KEY, [coder(*rows)[0]], ()).parts
    assert shares(part.precision)["any"] == (3, 3, 1.0)
    assert shares(part.recall)["any"] == (3, 4, 0.75)


def test_two_coders_count_in_equal_parts():
    ben = [*ALL_RIGHT]
    ben[1] = ("r2", "n")
    anna, other = coder(*ALL_RIGHT)[0], coder(*ben, name="ben")[0]
    scores = score(KEY, [anna, other], ())
    assert [part.by for part in scores.parts] == ["all coders", "anna", "ben"]
    assert shares(scores.parts[0].precision)["any"] == (2.5, 3, pytest.approx(2.5 / 3))
    found = next(share for share in scores.parts[0].precision if share.name == "any")
    # Six judgements of three tellings are three tellings.
    assert found.interval == wilson(2.5, 3)


def test_a_row_one_coder_left_out_counts_by_the_other():
    anna, ben = coder(*ALL_RIGHT[:4])[0], coder(*ALL_RIGHT[1:], name="ben")[0]
    scores = score(KEY, [anna, ben], ())
    assert scores.coders == (("anna", 4), ("ben", 4))
    assert shares(scores.parts[0].precision)["any"] == (3, 3, 1.0)
    kappa = next(one for one in scores.agreement if one.who == "anna – ben" and one.column == "is_event")
    assert kappa.agreement.units == 3


def test_agreement_of_coders_with_each_other_and_with_the_machine():
    ben = [*ALL_RIGHT]
    ben[1], ben[2] = ("r2", "n"), ("r3", "y", "AID", "", "happened", "Aro")
    scores = score(KEY, [coder(*ALL_RIGHT)[0], coder(*ben, name="ben")[0]], ())
    told = {(one.who, one.column, one.measure): one.agreement for one in scores.agreement}
    # y y y n n against y n y n n: .8 observed, .48 by chance.
    assert told["anna – ben", "is_event", "kappa"].value == pytest.approx((0.8 - 0.48) / 0.52)
    # CONSULT ASSAULT CONSULT none none against CONSULT none AID none none: .6 observed, .32 by chance.
    assert told["anna – ben", "type", "kappa"].value == pytest.approx((0.6 - 0.32) / 0.68)
    assert told["anna – machine", "type", "kappa"].value == 1.0
    assert told["anna – ben", "actor", "share"].value == 0.5
    assert ("all coders", "type", "alpha") in told


def test_three_coders_have_alpha():
    coders = [coder(*ALL_RIGHT, name=name)[0] for name in ("anna", "ben", "carla")]
    scores = score(KEY, coders, ())
    alpha = [one for one in scores.agreement if one.measure == "alpha"]
    assert [(one.who, one.column, one.agreement.value) for one in alpha] == [
        ("all coders", "is_event", 1.0),
        ("all coders", "type", 1.0),
    ]
    assert "Krippendorff's alpha between the coders was 1.00" in scores_to_text(scores)


@pytest.mark.parametrize(
    "how",
    [
        {"encoding": "utf-8"},
        {"encoding": "utf-8-sig", "delimiter": ";"},
        {"encoding": "utf-16", "delimiter": "\t"},
        {"encoding": "utf-16-le", "delimiter": ";"},
        {"encoding": "cp1252", "delimiter": ";"},
    ],
)
def test_sheets_as_spreadsheets_save_them(how):
    rows = [*ALL_RIGHT]
    rows[0] = ("r1", "Yes", " consult", "", "Happened ", "Núñez; Voss")
    anna, mistakes = coder(*rows, **how)
    assert mistakes == ()
    assert anna.rows["r1"] == (("CONSULT", "", "happened", "Núñez; Voss", "", ""),)


def test_excels_own_first_line_spaces_and_blank_lines_do_not_matter():
    sheet = written(HEAD, ALL_RIGHT, delimiter=";").decode("utf-8-sig").replace("is_event", "Is Event")
    data = f"sep=;\r\n{sheet}\r\n;;;;\r\n".encode()
    anna, mistakes = read_coder("anna", data, KEY)
    assert (len(anna.rows), mistakes) == (5, ())


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("r1", "perhaps"), "is_event is 'perhaps'; y or n"),
        (("r1", "n", "CONSULT"), "is_event is n, but there is more in the row"),
        (("r1", "y", "CONSLT", "", "happened"), "type is 'CONSLT'; did you mean CONSULT?"),
        (("r1", "y", "xyz", "", "happened"), "type is 'xyz'; not one of the codes in the legend"),
        (("r1", "y", "", "", "happened"), "there is no type"),
        (("r1", "y", "AID", "", ""), "there is no status"),
        (("r1", "y", "AID", "", "happened", "", "", "03/04/2025"), "date is '03/04/2025'; write days as 2025-12-02"),
        (("r9", "y", "AID", "", "happened"), "there is no row 'r9' in the key"),
    ],
)
def test_a_mistake_is_told_with_its_row_and_the_row_left_out(row, words):
    anna, mistakes = coder(row, *ALL_RIGHT[1:])
    assert [(mistake.sheet, mistake.line, mistake.words) for mistake in mistakes] == [("anna", 2, words)]
    assert set(anna.rows) == {"r2", "r3", "r4", "r5"}


def test_of_a_sentence_with_a_mistake_in_one_of_its_rows_nothing_counts():
    anna, mistakes = coder(*ALL_RIGHT, ("r1", "y", "nonsense", "", "happened"))
    assert len(mistakes) == 1
    assert set(anna.rows) == {"r2", "r3", "r4", "r5"}


def test_a_row_left_empty_is_left_out_and_one_without_its_yes_is_taken():
    anna, mistakes = coder(("r1", ""), ("r2", "", "ASSAULT", "", "happened"), *ALL_RIGHT[2:])
    assert mistakes == ()
    assert "r1" not in anna.rows
    assert anna.rows["r2"][0][0] == "ASSAULT"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no row of this sheet"),
        (b"\x00" * 500, "no column 'row'"),
        (b"PK\x03\x04" + b"x" * 50, "save the sheet as CSV"),
        (b"a,b\n1,2\n", "no column 'row'"),
        (b"row,is_event\nr1,y\n", "no column 'type'"),
        (written(HEAD, [("q1", "y")]), "another sample"),
        (b"\xff\xfe\x00", "not text"),
        (b'row,"' + b"x" * 200_000, "no line of a sheet"),
        (b"row" + b"," * 5000, "larger than any sheet"),
        (b"row\n" + b"x\n" * 210_000, "larger than any sheet|no column"),
    ],
)
def test_files_that_are_no_sheets(data, words):
    with pytest.raises(UsageError, match=words) as told:
        read_coder("x.csv", data, KEY)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"row\n", "a key without rows"),
        (written(KEY_HEAD, [("r1", "plans")]), "nothing that is coded"),
        (written(KEY_HEAD, [("r1", "events", "m", "with", "nan")]), "no line of a key"),
        (written(KEY_HEAD, [("r1", "events", "m", "with", "-1")]), "no line of a key"),
        (written(KEY_HEAD, [("r1", "events", "m", "with", "1e300")]), "no line of a key"),
    ],
)
def test_files_that_are_no_keys(data, words):
    with pytest.raises(UsageError, match=words):
        read_key("k.csv", data)


def test_a_row_copied_without_end_is_a_mistake_and_costs_no_time():
    _, mistakes = coder(*[("r1", "y", "CONSULT", "", "happened")] * 3000, *ALL_RIGHT)
    assert mistakes[0].words == "row 'r1' comes more than 40 times"


def test_the_text_says_what_to_put_into_a_paper_and_that_counts_are_small():
    text = scores_to_text(score(KEY, [coder(*ALL_RIGHT)[0]], ()))
    flat = " ".join(text.split())
    assert "One coder, blind to the program's output, coded 5 of 5 sentences drawn at random: 3 in which" in flat
    assert "Precision was 1.00 [.44, 1.00] for finding an event at all" in flat
    assert "* of fewer than 10: too few to say much." in text
    assert "3*" in text


def test_names_of_coders_are_escaped():
    evil = "<b>[x](http://e.example)|*"
    anna, mistakes = coder(("r1", "<script>"), *ALL_RIGHT[1:], name=evil)
    told = scores_to_markdown(score(KEY, [anna], mistakes))
    assert "<b>" not in told
    assert "<script>" not in told
    assert "[x](" not in told
    assert "\x1b" not in scores_to_text(score(KEY, [coder(*ALL_RIGHT, name="\x1b[31mred")[0]], ()))
    assert json.loads(scores_to_json(score(KEY, [anna], mistakes)))["mistakes"][0]["sheet"] == evil


def test_files_by_their_names(tmp_path):
    rows = [("r1", "events", "m", "with", "1", "a", 0, 9, "f", 0.9, "AID", "", "happened")]
    (tmp_path / "coding.key.csv").write_bytes(written(KEY_HEAD, rows))
    sheet = written(HEAD, [("r1", "y", "AID", "", "happened")])
    (tmp_path / "coding.csv").write_bytes(sheet)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "coding.csv").write_bytes(sheet)
    assert score_files([tmp_path / "coding.csv"], None).parts[0].by == "coding"
    both = score_files([tmp_path / "coding.csv", tmp_path / "other" / "coding.csv"], None)
    assert [name for name, _ in both.coders] == ["coding (1)", "coding (2)"]
    with pytest.raises(UsageError, match="name the key"):
        score_files([tmp_path / "other" / "coding.csv"], None)
    with pytest.raises(UsageError, match="no such file"):
        score_files([tmp_path / "gone.csv"], tmp_path / "coding.key.csv")
    with pytest.raises(UsageError, match="more than 12"):
        score_files([tmp_path / "coding.csv"] * 13, None)
