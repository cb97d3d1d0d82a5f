"""What training reads: corpora brought to words and labels. No torch here."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.lemmas import lemma_of
from training.corpora import names, polnear, rough, treebank
from training.corpora.document import Document
from training.lemmas import script_of, scripts

TREE = """# newdoc id = one
# newpar
# sent_id = one-1
# text = They don't know.
1\tThey\tthey\tPRON\t_\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\t_\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_
4\tknow\tknow\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

# newpar
# sent_id = one-2
# text = Envoys left.
1\tEnvoys\tenvoy\tNOUN\t_\t_\t2\tnsubj:pass\t_\t_
2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""


@given(st.text(max_size=12), st.text(min_size=1, max_size=12))
def test_a_script_gives_back_its_lemma(form: str, lemma: str) -> None:
    if form.lower() == form and form:
        assert lemma_of(form, script_of(form, lemma)) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"), [("Said", "say"), ("was", "be"), ("Envoys", "envoy"), ("Kostans", "Kostan")]
)
def test_lemmas_of_written_forms(form: str, lemma: str) -> None:
    assert lemma_of(form, script_of(form, lemma)) == lemma


def test_rare_scripts_are_left_out_and_the_word_itself_never() -> None:
    assert scripts([("talks", "talk")] * 4 + [("met", "meet")], at_least=4) == ["=", "C1|"]


def test_a_treebank_becomes_running_text(tmp_path: Path) -> None:
    path = tmp_path / "bank.conllu.gz"
    path.write_bytes(gzip.compress(TREE.encode()))
    (document,) = treebank.load(path, "ours")
    text = document.text.rstrip()
    assert text == "They don't know.\nEnvoys left."
    assert [text[a:b] for a, b in document.words] == ["They", "do", "n't", "know", ".", "Envoys", "left", "."]
    assert document.starts == [0, 5]
    assert document.heads == [3, 3, 3, 3, 3, 6, 6, 6]
    assert document.relations is not None
    assert document.relations[5] == "nsubj"


def test_attributions_become_words(tmp_path: Path) -> None:
    text = "Voss said talks would resume."
    row = {"doc": "d", "text": text, "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 28]]}]}
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(row) + "\n")
    (document,) = polnear.load(path)
    assert document.attributions is not None
    (quoted,) = document.attributions
    assert (quoted.source, quoted.cue, quoted.content) == ({0}, (1, 2), {2, 3, 4})


def test_name_types_of_dwie() -> None:
    assert names.dwie_kind({"type": "location", "subtype": ["gpe0"]}) == "place"
    assert names.dwie_kind({"type": "location", "subtype": ["sport_facility"]}) == "facility"
    assert names.dwie_kind({"type": "other", "subtype": ["gpe0-x"]}) == "nationality"
    assert names.dwie_kind({"type": "time"}) is None
    assert names.dwie_kind({"type": "misc", "subtype": ["treaty"]}) == "document"


def words_and_heads(document: Document) -> list[tuple[str, str]]:
    words = [document.text[a:b] for a, b in document.words]
    return [(w, words[h]) for w, h in zip(words, document.heads or [], strict=True)]


@pytest.mark.parametrize(
    ("unmarked", "joined", "text", "starts"),
    [
        (0.0, 0.0, "They don't know.\nEnvoys left.", ["They", "Envoys"]),
        (1.0, 0.0, "They don't know\nEnvoys left", ["They", "Envoys"]),
        (1.0, 1.0, "They don't know Envoys left", ["They", "Envoys"]),
    ],
)
def test_a_roughened_treebank_keeps_its_trees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unmarked: float, joined: float, text: str, starts: list[str]
) -> None:
    monkeypatch.setattr(rough, "UNMARKED", unmarked)
    monkeypatch.setattr(rough, "JOINED", joined)
    path = tmp_path / "bank.conllu.gz"
    path.write_bytes(gzip.compress(TREE.encode()))
    (smooth,) = treebank.load(path, "ours")
    (document,) = rough.roughened([smooth])
    assert document.text.rstrip() == text
    assert [document.text[slice(*document.words[s])] for s in document.starts] == starts
    assert words_and_heads(document) == [p for p in words_and_heads(smooth) if p[0] != "." or not unmarked]
    assert (
        len(document.tags or []) == len(document.relations or []) == len(document.lemmas or []) == len(document.words)
    )
