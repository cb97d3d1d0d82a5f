"""Deeds: weights that do not fit are refused; a word's type, mode, status and parties are what the matrices say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.tasks.texts import article_of
from communique.errors import InstallationError
from communique.model import Deed, Word
from communique.reading.deeds import NEAREST, SLOTS, STATUSES, TYPES, Deeds, nearest
from communique.reading.reader import DEFAULT, Reader

TELLS, ACTS, SUFFERS, CANCELLED = 0, 1, 2, 3
"""Columns of a state that the matrices below look at."""
MODES = ("AID:food", "ASSAULT:", "ASSAULT:shell")


def arrays(**other: np.ndarray) -> dict[str, np.ndarray]:
    """Matrices under which a word tells an ASSAULT, acts, suffers or is cancelled by one column of its state each."""
    found = {
        "hidden": np.zeros((768, 2)), "bias": np.zeros(2),
        "types": np.zeros((2, len(TYPES) + 1)), "types_bias": np.zeros(len(TYPES) + 1),
        "modes": np.zeros((2, len(MODES))), "modes_bias": np.array([9.0, 1.0, 2.0]),
        "status": np.zeros((2, len(STATUSES))), "status_bias": np.zeros(len(STATUSES)),
        "event": np.zeros((768, 2)), "other": np.zeros((768, 2)),
        "role": np.array([[0.0, 8.0, 0.0], [0.0, 0.0, 8.0]]), "role_bias": np.array([4.0, 0.0, 0.0]),
        "mode_names": np.array(MODES),
    }  # fmt: skip
    found |= {f"slot{i}": np.zeros((n, 2)) for i, n in enumerate(SLOTS)}
    found["hidden"][TELLS, 0] = found["hidden"][CANCELLED, 1] = 1
    found["types"][0, 1 + TYPES.index("ASSAULT")] = 8
    found["types_bias"][0] = 4
    found["status"][1, STATUSES.index("cancelled")] = 9
    found["status_bias"][STATUSES.index("happened")] = 6
    found["other"][ACTS, 0] = found["other"][SUFFERS, 1] = 1
    return found | other


def opened(folder: Path, **other: np.ndarray) -> Deeds:
    np.savez(folder / "deeds.npz", **arrays(**other))
    return Deeds(folder / "deeds.npz")


def window(*rows: tuple[str, str, int, str], base: int) -> tuple[str, list[Word]]:
    """Make words of (form, tag, head in the window, relation), the first of them ``base`` of an article."""
    text, words = "", []
    for form, tag, head, relation in rows:
        words.append(Word(len(text), len(text) + len(form), tag, base + head, relation, form.lower()))
        text += form + " "
    return text, words


BASE = 100
TEXT, WORDS = window(
    ("Voss", "PROPN", 1, "nsubj"), ("struck", "VERB", 1, "root"), ("Aro", "PROPN", 1, "obj"),
    (".", "PUNCT", 1, "punct"),
    ("Kerr", "PROPN", 5, "nsubj"), ("watched", "VERB", 5, "root"), base=BASE,
)  # fmt: skip


def read(deeds: Deeds, told: dict[int, tuple[int, ...]], limit: float = 0.5) -> list[Deed]:
    """Read the two sentences above; ``told`` gives the columns of each word's state that are one."""
    states = np.zeros((len(WORDS), 768), np.float32)
    for word, columns in told.items():
        states[word, list(columns)] = 1
    return deeds.read(TEXT, WORDS, states, np.zeros(len(WORDS), np.float32), [0, 4], BASE, limit)


def test_a_deed_has_the_type_mode_status_and_parties_the_matrices_say(tmp_path: Path) -> None:
    (deed,) = read(opened(tmp_path), {0: (ACTS,), 1: (TELLS,), 2: (SUFFERS,)})
    assert (deed.word, deed.type, deed.mode) == (BASE + 1, "ASSAULT", "shell")
    assert deed.score > 0.9
    assert [name for name, _ in deed.statuses] == ["happened"]
    assert [word for word, _ in deed.actors] == [BASE]
    assert [word for word, _ in deed.recipients] == [BASE + 2]


def test_statuses_are_the_likeliest_first(tmp_path: Path) -> None:
    (deed,) = read(opened(tmp_path), {1: (TELLS, CANCELLED)})
    assert deed.statuses[0][0] == "cancelled"
    assert deed.statuses[0][1] > 0.9


def test_a_type_without_modes_has_none_and_the_plain_mode_is_none(tmp_path: Path) -> None:
    (deed,) = read(opened(tmp_path, modes_bias=np.array([9.0, 3.0, 2.0])), {1: (TELLS,)})
    assert deed.mode is None
    only = np.array(["AID:food"])
    shapes = {"mode_names": only, "modes": np.zeros((2, 1)), "modes_bias": np.zeros(1)}
    (deed,) = read(opened(tmp_path, **shapes), {1: (TELLS,)})
    assert deed.mode is None


def test_parties_stand_in_the_sentence_of_the_deed(tmp_path: Path) -> None:
    everybody = {0: (ACTS,), 2: (ACTS,), 4: (ACTS,)}
    (first,) = read(opened(tmp_path), everybody | {1: (TELLS,)})
    assert [word for word, _ in first.actors] == [BASE, BASE + 2]
    (second,) = read(opened(tmp_path), everybody | {5: (TELLS,)})
    assert [word for word, _ in second.actors] == [BASE + 4]


def test_what_tells_nothing_is_left_out_and_the_limit_counts(tmp_path: Path) -> None:
    deeds = opened(tmp_path)
    assert read(deeds, {0: (ACTS,)}) == []
    assert [d.word for d in read(deeds, {3: (TELLS,), 1: (TELLS,)})] == [BASE + 1], "a mark tells no deed"
    assert [d.word - BASE for d in read(deeds, {}, limit=0.001)] == [0, 1, 2, 4, 5], "by a low limit all but the mark"


def test_the_same_window_gives_the_same_deeds(tmp_path: Path) -> None:
    told = {0: (ACTS,), 1: (TELLS,), 2: (SUFFERS,), 5: (TELLS,)}
    assert read(opened(tmp_path), told) == read(opened(tmp_path), told)


def test_threads_change_no_deed() -> None:
    text = "\n".join(
        f"The navy of Norvia seized boat {n} off Kosta, and Estmark condemned the seizure." for n in range(60)
    )
    one, two = (Reader(DEFAULT, threads=n).read(article_of("d", text)).deeds for n in (1, 2))
    assert one
    assert one == two


def test_an_event_word_is_paired_with_the_nearest_alone(tmp_path: Path) -> None:
    n = 5 * NEAREST
    rows = [("Aro", "PROPN", n // 2, "dep")] * n
    rows[n // 2] = ("struck", "VERB", n // 2, "root")
    text, words = window(*rows, base=0)
    states = np.zeros((n, 768), np.float32)
    states[:, ACTS] = 1
    states[n // 2, TELLS] = 1
    (deed,) = opened(tmp_path).read(text, words, states, np.zeros(n, np.float32), [0], 0, 0.5)
    assert len(deed.actors) == NEAREST
    assert max(abs(word - n // 2) for word, _ in deed.actors) == NEAREST // 2


@pytest.mark.parametrize(
    ("event", "others", "found"),
    [
        (5, [1, 5, 9], [1, 9]),
        (0, [], []),
        (0, list(range(200)), list(range(1, NEAREST + 1))),
        (199, list(range(200)), list(range(199 - NEAREST, 199))),
    ],
)
def test_nearest(event: int, others: list[int], found: list[int]) -> None:
    assert nearest(event, others) == found


@pytest.mark.parametrize(
    "other",
    [
        {"types": np.zeros((2, len(TYPES)))},
        {"status": np.zeros((2, len(STATUSES) + 1))},
        {"slot0": np.zeros((SLOTS[0] - 1, 2))},
        {"slot3": np.zeros((SLOTS[3], 3))},
        {"hidden": np.zeros((384, 2))},
        {"modes": np.zeros((2, len(MODES) + 1))},
        {"role": np.zeros((2, 2))},
        {"role": np.array(1.0)},
        {"bias": np.zeros((2, 2))},
    ],
)
def test_other_shapes_are_refused(tmp_path: Path, other: dict[str, np.ndarray]) -> None:
    with pytest.raises(InstallationError, match=r"deeds\.npz does not fit"):
        opened(tmp_path, **other)


def test_missing_weights_say_so(tmp_path: Path) -> None:
    path = tmp_path / "deeds.npz"
    with pytest.raises(InstallationError, match=r"cannot read the weights deeds\.npz"):
        Deeds(path)


def test_a_matrix_that_lacks_says_so(tmp_path: Path) -> None:
    np.savez(tmp_path / "deeds.npz", **{name: a for name, a in arrays().items() if name != "role"})
    with pytest.raises(InstallationError, match=r"deeds\.npz does not fit"):
        Deeds(tmp_path / "deeds.npz")
