"""Room for words."""

from communique.web.drawings.text import Box, Labels, fitted, width_of


def test_words_are_cut_to_their_room():
    assert fitted("Norvia", 13, 200) == "Norvia"
    cut = fitted("Norvia and Estmark " * 50, 13, 120)
    assert cut.endswith("…")
    assert width_of(cut, 13) <= 120
    assert fitted("x" * 1_000_000, 13, 100).endswith("…")
    assert fitted("a\n b", 13, 100) == "a b"


def test_wide_letters_take_more_room():
    assert width_of("WWW", 10) > width_of("iii", 10)
    assert width_of("会谈", 10) > width_of("ab", 10)


def test_a_label_that_finds_no_room_is_left_out():
    labels = Labels(frame=Box(0, 0, 100, 20))
    first = labels.beside((10, 10), 5, "Norvia", 12)
    assert first is not None
    assert first.anchor == "start"
    assert labels.beside((12, 10), 5, "Estmark", 12) is None
