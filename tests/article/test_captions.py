import pytest

from communique.article import captions

CAPTION = "Foreign Minister Ana Kolar (left) greets her guest at the palace in Ljubljana, May 4."


@pytest.mark.parametrize(
    ("block", "parts"),
    [
        (
            f"{CAPTION} The two sides have not met since, and no date is set.",
            [(CAPTION, True), ("The two sides have not met since, and no date is set.", False)],
        ),
        (CAPTION, [(CAPTION, True)]),
        (
            "The two sides have not met since. They may never meet.",
            [("The two sides have not met since. They may never meet.", False)],
        ),
        (
            "Ben Osei, right, speaks with aides in Accra, Ghana, on Jan. 3, 2014. He said the plan was dead.",
            [
                ("Ben Osei, right, speaks with aides in Accra, Ghana, on Jan. 3, 2014.", True),
                ("He said the plan was dead.", False),
            ],
        ),
        (
            "The delegation returned home. FILE PHOTO: Ana Kolar and Ben Osei, from left, pose in Bern, June 2.",
            [
                ("The delegation returned home.", False),
                ("FILE PHOTO: Ana Kolar and Ben Osei, from left, pose in Bern, June 2.", True),
            ],
        ),
    ],
)
def test_split(block, parts):
    assert list(captions.split(block)) == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "She said the right to enrich was on the table, and that the left had opposed it.",
        "He speaks Farsi and holds two passports.",
        "The right (in the French sense) won the vote on December 2.",
        "He is seen as a moderate in Tehran.",
        "A photo by a passer-by showed the convoy, and the ministry confirmed it.",
        "The far left, which left the coalition in May, said it would vote against the deal.",
    ],
)
def test_body_is_no_caption(sentence):
    assert captions.split(f"{sentence} Talks go on.") == ((f"{sentence} Talks go on.", False),)


@pytest.mark.parametrize(
    "line",
    [
        "File photo: the hall where the accord was signed",
        "Ana Kolar at the summit in Bern, June 2. (AP Photo/Jane Roe)",
        "In this image made from video, rescuers clear rubble in the port.",
        "Clockwise from top left: Kolar, Osei, Ruiz and Haddad.",
    ],
)
def test_whole_captions(line):
    assert captions.is_caption(line)
