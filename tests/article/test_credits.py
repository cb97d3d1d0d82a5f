import pytest

from communique.article import credits
from communique.article.metadata import Metadata, Node


@pytest.mark.parametrize(
    ("text", "sentence", "names"),
    [
        ("The region has two provinces./ REL", "The region has two provinces.", ["RFE/RL"]),
        ("Talks resume on Monday. (Reuters)", "Talks resume on Monday.", ["Reuters"]),
        ("Talks resume on Monday. — AP", "Talks resume on Monday.", ["AP"]),
        ("Talks resume on Monday.© AFP", "Talks resume on Monday.", ["AFP"]),
        ("Talks resume on Monday. (AFP/Reuters)", "Talks resume on Monday.", ["AFP", "Reuters"]),
        ("“We will not yield,” he said. [dpa]", "“We will not yield,” he said.", ["dpa"]),
        ("Bisedimet vazhdojnë të hënën./ Radio Evropa e Lirë", "Bisedimet vazhdojnë të hënën.", ["RFE/RL"]),
        ("Talks resume on Monday. Xinhua", "Talks resume on Monday.", ["Xinhua"]),
        ("Talks resume on Monday. /Ukrinform/", "Talks resume on Monday.", ["Ukrinform"]),
        ("Talks resume on Monday. (Source: TASS)", "Talks resume on Monday.", ["TASS"]),
    ],
)
def test_glued(text, sentence, names):
    end, marks = credits.glued(text)
    assert text[:end].rstrip() == sentence
    assert [m.name for m in marks] == names
    assert all(text[m.start : m.end] for m in marks)


@pytest.mark.parametrize(
    "text",
    [
        "“We will not yield,” he told Reuters",
        "“We will not yield,” he told Reuters.",
        "The talks were reported by AFP and AP.",
        "She works for the BBC",
        "He asked why the AP had been barred.",
        "It was a trend",
    ],
)
def test_no_credit_in_a_sentence(text):
    assert credits.glued(text) is None
    assert credits.alone(text) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("© AFP", ["AFP"]),
        ("Source: Xinhua", ["Xinhua"]),
        ("— Reuters", ["Reuters"]),
        ("Anadolu Agency", ["Anadolu"]),
        ("Радио Свобода", ["RFE/RL"]),
        ("AFP, Reuters and AP", ["AFP", "Reuters", "AP"]),
        ("Reuters reported it first", []),
    ],
)
def test_alone(text, names):
    assert [m.name for m in credits.alone(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("With reporting by AFP and RFE/RL's Radio Farda.", ["AFP", "RFE/RL", "RFE/RL"]),
        ("(With inputs from PTI)", ["PTI"]),
        ("This article was first published by The Harbour Review.", ["The Harbour Review"]),
        ("This story was originally published in German.", []),
        ("Additional reporting by Petra Novak", []),
        ("The Associated Press contributed to this report.", ["AP"]),
    ],
)
def test_phrase(text, names):
    assert [m.name for m in credits.phrase(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ana Kolar, Associated Press", ["AP"]),
        ("By Petra Novak", []),
        ("Reuters staff", ["Reuters"]),
        ("By Ana Kolar and AFP", ["AFP"]),
        ("BY ANA KOLAR", []),
        ("By Beta Lindqvist", []),
    ],
)
def test_byline(text, names):
    assert [m.name for m in credits.byline(text)] == names


@pytest.mark.parametrize(
    ("text", "line", "names"),
    [
        ("GENEVA (Reuters) - The talks go on.", "GENEVA (Reuters) -", ["Reuters"]),
        ("KYIV, March 3 (AP) — The talks go on.", "KYIV, March 3 (AP) —", ["AP"]),
        ("VIENNA — The talks go on.", "VIENNA —", []),
        ("Muscat, 9 November – The talks go on.", "Muscat, 9 November –", []),
    ],
)
def test_dateline(text, line, names):
    end, marks = credits.dateline(text)
    assert text[:end].strip() == line
    assert [m.name for m in marks] == names


@pytest.mark.parametrize("text", ["Ana Kolar — who left in May — said no.", "The talks - the third - go on.", "No."])
def test_no_dateline(text):
    assert credits.dateline(text) is None


def test_rights():
    marks = credits.rights("Copyright 2013 The Associated Press. All rights reserved.")
    assert [m.name for m in marks] == ["AP"]
    assert credits.rights("© 2013 The Daily Lamp") == ()


def test_metadata():
    node = Node({"@type": "NewsArticle", "author": {"@type": "Person", "name": "Petra Novak"}, "isBasedOn": "AFP"})
    marks = credits.of_metadata(Metadata(title=None, pairs=(), canonical=None, language=None, nodes=(node,)))
    assert [(m.name, m.how) for m in marks] == [("AFP", "article.credits.of_metadata")]


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ({"isBasedOn": "https://www.northernwire.example/talks-fail"}, ["northernwire.example"]),
        ({"isBasedOnUrl": "http://northernwire.example/a"}, ["northernwire.example"]),
        (
            {"isBasedOn": {"@type": "NewsArticle", "name": "Talks fail", "publisher": {"name": "Northern Wire"}}},
            ["Northern Wire"],
        ),
        ({"isBasedOn": {"@type": "NewsArticle", "publisher": {"name": "The Associated Press"}}}, ["AP"]),
        ({"isBasedOn": {"@type": "Article", "url": "https://northernwire.example/a"}}, ["northernwire.example"]),
        ({"isBasedOn": [{"@type": "Article", "name": "Talks fail"}, "Talks fail"]}, []),
        ({"isBasedOn": {"@type": "Dataset", "publisher": {"name": "Grain Council"}}}, []),
        ({"isBasedOn": ["http://[", "ftp://a.example/b", 7, None, {"@type": "Article", "url": "x"}]}, []),
        ({"isBasedOn": [f"https://s{n}.example/" for n in range(50)]}, [f"s{n}.example" for n in range(5)]),
    ],
)
def test_what_a_page_says_it_is_based_on(stated, names):
    node = Node({"@type": "NewsArticle", **stated})
    marks = credits.based_on(Metadata(title=None, pairs=(), canonical=None, language=None, nodes=(node,)))
    assert [m.name for m in marks] == names
    assert {m.how for m in marks} <= {"article.credits.based_on"}
