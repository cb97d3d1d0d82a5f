import pytest

from communique.fact.quotes import form_of, quoted
from communique.model import Form, Span
from tests.markup import read


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We will talk,” he said. “Soon.”", ["We will talk,", "Soon."]),
        ('"We will talk," he said.', ["We will talk,"]),
        ("“We won’t go,” she said; the ministers’ hopes fell.", ["We won’t go,"]),
        ("‘We don’t know,’ she said.", ["We don’t know,"]),
        ("«Nous verrons», he said.", ["Nous verrons"]),
        ("“One paragraph that goes on", ["One paragraph that goes on"]),
        ("It's the ministers' day.", []),
    ],
)
def test_quotation_marks(text, inside):
    article = read(text).article
    assert [span.of(article.text) for span in quoted(article)] == inside


def test_a_paragraph_ends_an_open_quotation():
    article = read("== body\n“We go on\n== body\n“and on,” he said").article
    assert [span.of(article.text) for span in quoted(article)] == ["We go on", "and on,"]


@pytest.mark.parametrize(
    ("content", "form"),
    [("“We will talk,”", Form.DIRECT), ("that “talks” matter", Form.MIXED), ("he said, and", Form.INDIRECT)],
)
def test_form(content, form):
    text = "“We will talk,” he said, and that “talks” matter."
    start = text.index(content)
    quotes = quoted(read(text).article)
    found, spans = form_of(text, (Span(start, start + len(content)),), quotes)
    assert found is form
    if form is Form.DIRECT:
        assert [s.of(text) for s in spans] == ["We will talk,"]
