"""Word's files and pages of HTML as lines: what the eye sees of them, a paragraph or a row to a line."""

from __future__ import annotations

import io
import zipfile

import pytest

from communique.source.databases import docx, markup
from tests.source.writers import zipped

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MORE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def document(inside: str, space: str = WORD) -> str:
    return f'<w:document xmlns:w="{space}" xmlns:mc="{MORE}"><w:body>{inside}</w:body></w:document>'


def word(inside: str, *, space: str = WORD, part: str = "word/document.xml") -> list[str]:
    return [line for line in docx.lines(zipped({"word/styles.xml": "<s/>", part: document(inside, space)})) if line]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>A box</w:t></mc:Choice>"
    "<mc:Fallback><w:t>A box</w:t><w:br/><w:tab/></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        (f"<w:p>{run('One')}</w:p><w:p>{run('Two')}</w:p>", ["One", "Two"]),
        ("<w:p><w:r><w:t>One</w:t><w:br/><w:t>Two</w:t></w:r></w:p>", ["One", "Two"]),
        ("<w:p><w:r><w:t>One</w:t><w:cr/><w:t>Two</w:t></w:r></w:p>", ["One", "Two"]),
        ("<w:p><w:r><w:t>One</w:t><w:tab/><w:t>Two</w:t><w:ptab/><w:t>Three</w:t></w:r></w:p>", ["One Two Three"]),
        ("<w:p><w:r><w:t>vice</w:t><w:noBreakHyphen/><w:t>chair</w:t></w:r></w:p>", ["vice-chair"]),
        ("<w:p><w:r><w:t>Ta</w:t><!-- no word --><w:t>lks</w:t></w:r></w:p>", ["Talks"]),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:delText>No</w:delText><w:t>Talks</w:t></w:r></w:p>", ["Talks"]),
        (BOX, ["A box"]),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{run('HD')}</w:p></w:tc><w:tc><w:p>{run('Talks')}</w:p></w:tc></w:tr>"
            f"<w:tr><w:tc><w:p>{run('BY')}</w:p></w:tc><w:tc><w:p>{run('Voss')}</w:p></w:tc></w:tr></w:tbl>"
            f"<w:p>{run('One')}</w:p><w:p>{run('Two')}</w:p>",
            ["HD\tTalks", "BY\tVoss", "One", "Two"],
        ),
    ],
)  # fmt: skip
def test_a_document_of_word(inside: str, lines: list[str]) -> None:
    assert word(inside) == lines
    assert word(inside, space=STRICT) == lines
    assert word(inside, part="word/document2.xml") == lines  # as Outlook and some web sites name it


def test_the_first_bytes_of_a_document() -> None:
    text = document("".join(f"<w:p>{run(f'Line {n} of many')}</w:p>" for n in range(200)))
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", method) as archive:
            archive.writestr("word/styles.xml", "<s/>")
            archive.writestr("word/document.xml", text)
        found = docx.first_lines(stream.getvalue()[:1_400]) or []
        lines = [line for line in found if line]
        assert lines[:2] == ["Line 0 of many", "Line 1 of many"], method
        assert method == zipfile.ZIP_DEFLATED or len(lines) < 200  # what is packed is shorter than the head


def test_the_first_bytes_of_a_document_whose_sizes_stand_behind_the_data() -> None:
    class OneWay(io.RawIOBase):
        """A stream that cannot go back, as a web server writes to."""

        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            assert isinstance(data, bytes | bytearray | memoryview)
            self.data += data
            return len(data)

    stream = OneWay()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/styles.xml", "<s/>")
        archive.writestr("word/document.xml", document(f"<w:p>{run('One')}</w:p>"))
    assert docx.first_lines(bytes(stream.data)) is None
    assert [line for line in docx.lines(bytes(stream.data)) if line] == ["One"]


def seen(inside: str | bytes, head: str = "") -> list[str]:
    body = inside if isinstance(inside, bytes) else f"<html><head>{head}</head><body>{inside}</body></html>".encode()
    return [line for line in markup.lines(body) if line]


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<p>One<br>Two</p>", ["One", "Two"]),
        ("<div>One<p>Two</p>Three</div>", ["One", "Two", "Three"]),
        ("<p>Talks <b>fail</b> again</p>", ["Talks fail again"]),
        ("<p>Talks\n   fail</p>", ["Talks fail"]),
        ("<p>Talks</p><script>var one = 1;</script><style>p{}</style><p>fail</p>", ["Talks", "fail"]),
        ("<p>Talks</p><noscript>Turn it on</noscript><select><option>A</option></select> fail", ["Talks", "fail"]),
        ("<p>Talks<!-- no word --> fail</p>", ["Talks fail"]),
        ("<p>Ta\x00lks</p>", ["Talks"]),
        (
            "<table><tr><th>HD</th><td>Talks</td></tr><tr><td>BY</td><td>Voss</td></tr></table>One",
            ["HD\tTalks", "BY\tVoss", "One"],
        ),
        ('<table><tr><td>HD</td><td><p>Talks</p><p>fail</p></td></tr></table>', ["HD\tTalks", "fail"]),
        ('<div>One<DIV CLASS="c9"/>Two</div>', ["One", "Two"]),
        (
            '<span class="enHeadline">Talks fail</span><div class="author">By Ada Voss</div>',
            ["HD\tTalks fail", "BY\tBy Ada Voss"],
        ),
        ('<span class="author">Ada Voss</span>', ["Ada Voss"]),
    ],
)  # fmt: skip
def test_a_page_of_html(inside: str, lines: list[str]) -> None:
    assert seen(inside) == lines


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("<html><body><p>Zürich</p></body></html>".encode(), "Zürich"),
        ("<html><body><p>Zürich</p></body></html>".encode("cp1252"), "Zürich"),
        ("<html><body><p>“Łódź”</p></body></html>".encode("utf-16"), "“Łódź”"),
        ('<html><head><meta charset="iso-8859-2"></head><body><p>Łódź</p></body></html>'.encode("iso-8859-2"), "Łódź"),
        ("<html><body><p>Zürich</p><p>ü".encode()[:-1], "Zürich"),  # a head that is cut in the midst of a letter
    ],
)
def test_a_page_in_its_encoding(body: bytes, line: str) -> None:
    assert seen(body)[0] == line


def test_one_div_that_is_closed_at_once_holds_nothing() -> None:
    """As HTML has it, a block of LexisNexis that never ends would nest 500 articles in one another."""
    assert seen("<p>One</p>" + '<DIV CLASS="c9"/>' * 600 + "<p>Two</p>") == ["One", "Two"]
