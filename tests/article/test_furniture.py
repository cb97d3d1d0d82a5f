"""What pages nobody tuned on got wrong, each with an invented page of the same make."""

from communique.article import credits, language
from communique.model import BlockKind
from tests.article.pages import PARAGRAPHS, kind_of, news, of_kind, read


def test_a_dateline_of_a_station_in_no_table():
    end, marks = credits.dateline("HARBOUR CITY, N.L. (WXYZ) — The talks go on.")
    assert (end, marks) == (len("HARBOUR CITY, N.L. (WXYZ) — "), ())


def test_columns_below_the_comments_are_no_story():
    form = "<div id='respond'><h3>Leave a Reply</h3><p>Comment *</p><p>Your address will not be published.</p></div>"
    column = "<div><h3>Note</h3><p>The Daily Lamp holds freedom of speech dear, and prints every letter.</p></div>"
    article = read(news(body=PARAGRAPHS * 2, bottom=form + column))
    assert of_kind(article, BlockKind.BODY) == list(PARAGRAPHS * 2)
    assert kind_of(article, "Comment *") is BlockKind.COMMENT


def test_lines_about_the_writer_are_no_story():
    box = "Carla Ruiz joined the foreign desk of the Lamp in 2009 and has reported from Geneva since."
    article = read(news(top="<p class='byline'>By Carla Ruiz</p>", body=(*PARAGRAPHS, box)))
    assert kind_of(article, "joined the foreign desk") is BlockKind.BYLINE


def test_a_byline_with_an_address():
    line = "By Carla Ruiz | cruiz@lamp.example | The Daily Lamp, Ben Adu | badu@lamp.example | The Daily Lamp"
    assert kind_of(read(news(top=f"<p>{line}</p>")), "cruiz") is BlockKind.BYLINE


def test_a_short_line_is_in_no_rare_language():
    assert language.of_block("Daytime Harbour: Nov. 8, 2013") in {None, "en"}
