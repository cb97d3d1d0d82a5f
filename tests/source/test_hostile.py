"""Damage of every sort to every kind of file: a few lines, never an exception, never a wait."""

from __future__ import annotations

import os
import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.model import Page, Rejection
from communique.source import open_unit, units
from tests.source.made import KINDS, put

FLIPS = 24
"""Variants of each kind with bytes changed by chance, from a fixed seed: 13 kinds, 312 variants."""


def flipped(whole: bytes, seed: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    for _ in range(FLIPS):
        broken = bytearray(whole)
        for _ in range(chance.choice((1, 2, 8, 40))):
            at = chance.randrange(len(broken))
            broken[at] ^= 1 << chance.randrange(8)
        yield bytes(broken)


def outcome(path: Path) -> list[Page | Rejection]:
    found = [one for unit in units([path]) for one in open_unit(unit)]
    assert found, "something is always said"
    for one in found:
        assert one.origin.startswith(str(path))
        if isinstance(one, Rejection):
            assert one.detail
            assert not [c for c in one.detail if unicodedata.category(c) in {"Cc", "Cs"}], one.detail
            assert len(one.detail) < 300
    return found


@pytest.mark.parametrize("name", KINDS)
def test_cut_off_anywhere(tmp_path: Path, name: str) -> None:
    whole = KINDS[name]()
    full = {page.sha256 for page in outcome(put(tmp_path, name, whole)) if isinstance(page, Page)}
    for at in range(0, len(whole), max(1, min(100, len(whole) // 20))):
        found = outcome(put(tmp_path, name, whole[:at]))
        whole_pages = {one.sha256 for one in found if isinstance(one, Page)}
        # A text line or a row of CSV cut in its middle may still be one; in all others a page is whole or refused.
        if name not in {"a.csv", "a.tsv", "a.json"}:
            assert whole_pages <= full, at


@pytest.mark.parametrize("name", KINDS)
def test_bits_turned_over(tmp_path: Path, name: str) -> None:
    for broken in flipped(KINDS[name](), len(name)):
        outcome(put(tmp_path, name, broken))


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    "body",
    [b"", b"\0" * 3000, b"[" * 300_000, b'{"text":' * 50_000, random.Random(7).randbytes(5000), b"PAR1PAR1"],
    ids=range(6),
)
def test_something_else_under_the_name(tmp_path: Path, name: str, body: bytes) -> None:
    outcome(put(tmp_path, name, body))


@pytest.mark.parametrize("name", [*KINDS, "a.docx", "a.rtf", "a.html"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    (complaint,) = outcome(tmp_path / name)
    assert "not a regular file" in str(complaint)
    (complaint,) = outcome(tmp_path)
    assert isinstance(complaint, Rejection)
