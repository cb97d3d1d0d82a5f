"""People the page only quotes: who signs letters and posts, who asks in a transcript."""

# ruff: noqa: E501 (a tree is one line)

from __future__ import annotations

import pytest

from tests.reference.looking import coded, meant

SAID = "She/PRON/nsubj/2 agreed=agree/VERB/root/0 ./PUNCT/punct/2 ~”/PUNCT/punct/2"
NAME = "{person Ada/PROPN/root/0 Voss/PROPN/flat/1}"
WORK = "== body\n" + "He/PRON/nsubj/2 waited=wait/VERB/root/0 ./PUNCT/punct/2\n" * 9


@pytest.mark.parametrize(
    ("page", "sector"),
    [
        (f"{SAID} ―/PUNCT/punct/2\n{NAME}", "CVL"),
        (f"{SAID} -/PUNCT/punct/2\n{NAME} ~,/PUNCT/punct/4 Bergen/PROPN/appos/1", "CVL"),
        (f"{SAID} —/PUNCT/punct/2\n{NAME} (/PUNCT/punct/4 ~@adavoss/PROPN/appos/1 )/PUNCT/punct/4", "CVL"),
        (f"{WORK}== body\n{NAME}\n== body\n{{place Bergen/PROPN/root/0}}", "CVL"),
        (f"{WORK}== body\n{NAME}\n== body\nShe/PRON/nsubj/2 agreed=agree/VERB/root/0 to/ADP/case/4 talks/NOUN/obl/2 ./PUNCT/punct/2", None),
        (f"{SAID}\n{NAME} agreed=agree/VERB/acl/1 ./PUNCT/punct/1", None),
        (f"{SAID} ―/PUNCT/punct/2\n{NAME}\n== body\n{{person Ada/PROPN/nsubj/3 Voss/PROPN/flat/1}} left=leave/VERB/root/0 ./PUNCT/punct/3", None),
    ],
)  # fmt: skip
def test_whoever_only_signs_is_anybody(page: str, sector: str | None) -> None:
    assert coded(meant(page)["Ada Voss"])[2] == sector


ASKS = "{person HOLM/PROPN/root/0} :/PUNCT/punct/4 Why/ADV/advmod/4 leave=leave/VERB/parataxis/1 ?/PUNCT/punct/4\n"
TELLS = "{person VOSS/PROPN/root/0} :/PUNCT/punct/4 We/PRON/nsubj/4 agreed=agree/VERB/parataxis/1 ./PUNCT/punct/4\n"
OUTLET = "{organisation CNN/PROPN/nsubj/2} reported=report/VERB/root/0 it/PRON/obj/2 ./PUNCT/punct/2\n"


def test_who_asks_in_a_transcript_is_of_the_broadcaster() -> None:
    found = meant(OUTLET + (ASKS + TELLS) * 2)
    assert coded(found["HOLM"]) == ("HOLM", "USA", "JRN")
    assert coded(found["VOSS"])[2] is None


@pytest.mark.parametrize("page", [ASKS + TELLS, TELLS * 2 + ASKS, ASKS * 2, (ASKS + TELLS.replace("./P", "?/P")) * 2])
def test_one_question_or_one_speaker_makes_no_host(page: str) -> None:
    assert coded(meant(OUTLET + page)["HOLM"])[2] is None
