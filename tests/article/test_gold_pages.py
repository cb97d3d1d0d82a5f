"""Every page of the measuring set: blocks apart, in order, inside the text, offsets exact."""

import gzip
import json
import os
from pathlib import Path

import pytest

from communique.article import compose
from communique.model import Page, Rejection

SHARED = Path(os.environ.get("COMMUNIQUE_SHARED") or Path(__file__).parents[3] / "shared")
INDEX = SHARED / "gold" / "pages" / "index.jsonl"


@pytest.mark.slow
@pytest.mark.skipif(not INDEX.exists(), reason="the measuring set is not beside the repository (COMMUNIQUE_SHARED)")
def test_offsets_on_every_page():
    rows = [json.loads(line) for line in INDEX.read_text("utf-8").splitlines()]
    assert rows
    for row in rows:
        body = gzip.decompress((INDEX.parent / row["file"]).read_bytes())
        composed = compose(Page.of(body, origin=row["page"], url=row.get("url")))
        if isinstance(composed, Rejection):
            continue
        article = composed.article
        end = 0
        for block in article.blocks:
            words = block.span.of(article.text)
            assert block.span.start >= end, row["page"]
            assert words == words.strip() != "", row["page"]
            assert article.text[end : block.span.start].strip() == "", row["page"]
            end = block.span.end
        assert end == len(article.text), row["page"]
        for credit in article.credits:
            assert credit.span is None or article.block_at(credit.span.start) is not None, row["page"]
