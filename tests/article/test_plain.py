"""Plain text with the page's furniture around it."""

from pathlib import Path

import pytest

from communique.article import extract, labels
from communique.article.sentences import ends
from communique.model import Article, BlockKind, Page
from communique.source import open_pages
from tests.article.pages import PARAGRAPHS, kind_of, of_kind, read

SEED = Path(__file__).parents[2] / "examples" / "page.txt"


def test_seed():
    (page,) = open_pages([SEED])
    assert isinstance(page, Page)
    article = extract(page)
    assert isinstance(article, Article)
    assert article.headline == "Peace on the horizon? US and Ukraine demand important steps from Russia"
    assert of_kind(article, BlockKind.BODY)[0].startswith("U.S. and Ukrainian officials")
    assert of_kind(article, BlockKind.BODY)[-1].endswith("provinces.")
    (caption,) = of_kind(article, BlockKind.CAPTION)
    assert caption.startswith("Russian President Vladimir Putin (right)")
    assert caption.endswith("December 2.")
    assert kind_of(article, "Ukraine and its allies in Europe have questioned") is BlockKind.BODY
    assert [(c.name, c.span and c.span.of(article.text)) for c in article.credits] == [("RFE/RL", "REL")]
    assert (article.language, article.published) == ("en", None)
    albanian = next(b for b in article.blocks if "Karmën" in b.span.of(article.text))
    assert (albanian.language, albanian.kind) == ("sq", BlockKind.LIVE)


def test_a_page_as_copied():
    text = "\n".join(
        [
            "Home > World",
            "Norland and Sudland talk for a second day",
            "Diplomats speak of a draft of nine pages",
            "By Carla Ruiz",
            "24 November 2013",
            *PARAGRAPHS[:2],
            "A door left open",
            *PARAGRAPHS[2:],
            "(Reuters)",
            "Lexo edhe",
            "Sudland opens a second site to inspectors",
            "Most read",
            "The port that never closes",
            "Useful numbers",
            "Police 192",
            "Pharmacy: 04 222 3333",
            "© 2013 The Daily Lamp",
        ]
    )
    article = read(text)
    assert article.headline == "Norland and Sudland talk for a second day"
    assert of_kind(article, BlockKind.BODY) == list(PARAGRAPHS)
    assert kind_of(article, "A door left open") is BlockKind.SUBHEAD
    assert kind_of(article, "By Carla Ruiz") is BlockKind.BYLINE
    assert kind_of(article, "(Reuters)") is BlockKind.CREDIT
    assert kind_of(article, "Sudland opens") is BlockKind.RELATED
    assert kind_of(article, "The port that never closes") is BlockKind.TRENDING
    assert kind_of(article, "Police 192") is BlockKind.SERVICE
    assert kind_of(article, "Pharmacy") is BlockKind.SERVICE
    assert article.authors == ("Carla Ruiz",)
    assert article.published is not None
    assert article.published.edtf == "2013-11-24"


def test_lines_broken_at_a_fixed_width():
    import textwrap  # noqa: PLC0415

    text = "Norland and Sudland talk on\n\n" + "\n\n".join(textwrap.fill(p, 60) for p in PARAGRAPHS * 2)
    assert of_kind(read(text), BlockKind.BODY) == list(PARAGRAPHS * 2)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Happening now...", BlockKind.LIVE),
        ("ideas", BlockKind.OPINION),
        ("TRENDING ", BlockKind.TRENDING),
        ("Te puede interesar:", BlockKind.RELATED),
        ("Më të lexuarat", BlockKind.TRENDING),
        ("Lamp recipes", BlockKind.LIFESTYLE),
        ("Читайте также", BlockKind.RELATED),
        ("The talks", None),
        ("The health of the talks is poor.", None),
        ("", None),
    ],
)
def test_labels(line, kind):
    assert labels.announces(line) is kind


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("- AMBULANCE112", True),
        ("Fire brigade: 128", True),
        ("In 2013", False),
        ("Chapter 12", False),
        ("They met 12 times.", False),
    ],
)
def test_directory(line, found):
    assert labels.is_directory(line) is found


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The U.S. envoy met Gen. Ali Haddad on Dec. 2. Talks go on.", 2),
        ("He said no. “We will not,” she said. It was J. R. Adu's idea.", 3),
        ("No stop", 1),
    ],
)
def test_sentences(text, sentences):
    assert len(ends(text)) == sentences
