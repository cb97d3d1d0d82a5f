"""What the second stage reads: times, event words, certainty, chains. No torch here."""

import gzip
import json
from pathlib import Path
from typing import Any

from training.corpora import chains, names, timeml, treebank
from training.corpora.document import Document

TREE = """# newdoc id = one
# newpar
# text = The envoy of Norvia spoke.
1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\t_
2\tenvoy\tenvoy\tNOUN\t_\t_\t5\tnsubj\t_\t_
3\tof\tof\tADP\t_\t_\t4\tcase\t_\t_
4\tNorvia\tNorvia\tPROPN\t_\t_\t2\tnmod\t_\t_
5\tspoke\tspeak\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_

"""


def lines(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def kept_name(measured: bool) -> str:
    return next(f"doc{n}" for n in range(50) if names.held_out(f"doc{n}") == measured)


def word(document: Document, at: int) -> str:
    a, b = document.words[at]
    return document.text[a:b]


def test_times_and_events_become_words_and_measured_sentences_teach_no_events(tmp_path: Path) -> None:
    text = "Envoys met on March 3.\nThey will not meet again."
    name = kept_name(measured=False)
    timed = lines(tmp_path / "t.jsonl", {
        "doc": name, "text": text, "timex": [{"start": 14, "end": 21, "type": "DATE", "value": "2021-03-03"}],
    })  # fmt: skip
    marked = lines(tmp_path / "s.jsonl", {
        "doc": name, "text": text,
        "events": [
            {"start": 7, "end": 10, "class": "OCCURRENCE", "status": "asserted"},
            {"start": 37, "end": 41, "class": "OCCURRENCE", "status": "negated"},
        ],
    })  # fmt: skip
    hidden = {timeml.fingerprint("They will not meet again .")}
    (document,) = timeml.tbaq(timed, marked, measured=False, hidden=hidden)
    assert document.times is not None
    assert document.events is not None
    assert [word(document, w) for w in range(*document.times["DATE"][0])] == ["March", "3"]
    assert {word(document, w): v for w, v in document.events.items()} == {
        "met": ("OCCURRENCE", "asserted"),
        "meet": ("OCCURRENCE", "negated"),
    }
    assert {word(document, w) for w in document.unsure_events} >= {"They", "not", "meet"}
    assert "met" not in {word(document, w) for w in document.unsure_events}
    assert list(timeml.tbaq(timed, marked, measured=True, hidden=hidden)) == []


def test_tokens_are_printed_as_in_a_newspaper_and_keep_their_values() -> None:
    rows = [
        {"tokens": ["``", "Norvia", "'s", "envoy", "wo", "n't", "come", ",", "''", "Voss", "said", "."],
         "events": [{"token": 6, "value": -3.0}, {"token": 10, "value": 3.0}]},
        {"tokens": ["Talks", "-LRB-", "of", "a", "kind", "-RRB-", "failed"], "events": [{"token": 6, "value": 3.0}]},
    ]  # fmt: skip
    document = timeml.joined("one", rows)
    assert document.text == "\"Norvia's envoy won't come,\" Voss said.\nTalks (of a kind) failed"
    assert document.starts == [0, 12]
    assert document.factual is not None
    assert {word(document, w): v for w, v in document.factual.items()} == {"come": -3.0, "said": 3.0, "failed": 3.0}


def test_chains_are_laid_over_syntax_by_the_characters(tmp_path: Path) -> None:
    bank = tmp_path / "bank.conllu.gz"
    bank.write_bytes(gzip.compress(TREE.encode()))
    documents = list(treebank.load(bank, "ours"))
    path = lines(tmp_path / "c.jsonl", {
        "doc": "one", "text": "The envoy  of Norvia\nspoke.",
        "mentions": [{"start": 0, "end": 20, "cluster": "1"}, {"start": 14, "end": 20, "cluster": "2"}],
    })  # fmt: skip
    chains.add(documents, path)
    members = documents[0].chains
    assert members is not None
    assert [(word(documents[0], m.head), m.first, m.last, m.chain) for m in members] == [
        ("envoy", 0, 4, "1"),
        ("Norvia", 3, 4, "2"),
    ]


def test_news_tells_some_chains_and_keeps_a_fifth_apart(tmp_path: Path) -> None:
    topics = [next(str(n) for n in range(99) if names.held_out(f"ecb{n}") == kept) for kept in (True, False)]
    mentions = [
        {"start": 0, "end": 4, "type": "HUMAN_PART_PER", "chain": "h1"},
        {"start": 9, "end": 15, "type": "TIME_DATE", "chain": "t1"},
    ]
    stories = [{"doc": t, "topic": t, "text": "Voss came Sunday.", "entity_mentions": mentions} for t in topics]
    ((row, marked),) = chains.told_in_stories(lines(tmp_path / "s.jsonl", *stories))
    assert (row["topic"], marked) == (topics[1], [(0, 4, "h1")])
    entities = [
        {"start": 0, "end": 4, "type": "person", "cluster": 3},
        {"start": 9, "end": 15, "type": "time", "cluster": 4},
    ]
    articles = [{"doc": kept_name(m), "text": "Voss came Sunday.", "entities": entities} for m in (True, False)]
    ((row, marked),) = chains.told_names(lines(tmp_path / "n.jsonl", *articles))
    assert (row["doc"], marked) == (kept_name(measured=False), [(0, 4, "3")])


def test_whole_mentions_of_one_kind_do_not_nest(tmp_path: Path) -> None:
    text = "He joined the Kosta Council, a body of Norvia."
    entities = [
        {"start": 0, "end": 2, "type": "Person", "confidence": 1},
        {"start": 10, "end": 27, "type": "Organisation", "confidence": 1},
        {"start": 14, "end": 27, "type": "Organisation", "confidence": 0.9},
        {"start": 39, "end": 45, "type": "Location", "confidence": 0.2},
    ]
    name = kept_name(measured=False)
    (document,) = names.re3d(
        lines(tmp_path / "r.jsonl", {"doc": name, "text": text, "entities": entities}), measured=False
    )
    assert document.phrases is not None
    found = {k: [" ".join(word(document, w) for w in range(*s)) for s in v] for k, v in document.phrases.items() if v}
    assert found == {"person": ["He"], "organisation": ["the Kosta Council"]}
