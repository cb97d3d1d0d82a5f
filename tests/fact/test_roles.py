from pathlib import Path

import pytest

from tests.fact.cast import events
from tests.markup import read

TABLE = Path(__file__).with_name("roles.txt").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: read(row.split("\t")[1]).article.text)
def test_who_did_what_to_whom(row: str):
    expected, sentence = row.split("\t")
    found = (f"{e.type.value} {e.status.value} {','.join(e.actors)}>{','.join(e.recipients)}" for e in events(sentence))
    assert "; ".join(found) == expected
