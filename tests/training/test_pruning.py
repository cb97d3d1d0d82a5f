"""The shipped vocabulary: what English text makes keeps its pieces, in their order; the rest is unknown."""

import json
from pathlib import Path

from training.pruning import kept_pieces, write

MARKERS = ["[PAD]", *(f"[unused{n}]" for n in range(99)), "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PIECES = [*MARKERS, "[unused99]", "the", "##s", "б", "é", "東", "€", "3"]


def test_other_scripts_and_free_places_go_and_numbers_close_up(tmp_path: Path) -> None:
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    before.write_text(json.dumps({"model": {"vocab": {p: n for n, p in enumerate(PIECES)}}, "normalizer": None}))
    kept = kept_pieces(before)
    write(before, kept, after)
    vocabulary = json.loads(after.read_text())["model"]["vocab"]
    assert list(vocabulary.values()) == list(range(len(vocabulary)))
    assert {p: vocabulary[p] for p in ("[UNK]", "[CLS]", "[SEP]")} == {"[UNK]": 100, "[CLS]": 101, "[SEP]": 102}
    assert list(vocabulary)[104:] == ["the", "##s", "é", "€", "3"]
    assert [PIECES[old] for old in kept] == list(vocabulary)
