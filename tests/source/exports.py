"""Exports written for these tests as the databases write them: invented papers, invented stories."""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A story as it is put into an export, and as it has to come out of it."""

    headline: str
    authors: tuple[str, ...]
    paper: str
    day: str
    text: tuple[str, ...]

    @property
    def us_day(self) -> str:
        day = date.fromisoformat(self.day)
        return f"{day:%B} {day.day}, {day.year}"

    @property
    def uk_day(self) -> str:
        day = date.fromisoformat(self.day)
        return f"{day.day} {day:%B} {day.year}"

    @property
    def byline(self) -> str:
        return "By " + " and ".join(self.authors)


GRAIN = Piece(
    headline="Norvia and Estmark agree to reopen the grain corridor through the Strait of Halm",
    authors=("Ada Voss", "Ben Osei"),
    paper="Kosta Herald",
    day="2025-12-06",
    text=(
        "KOSTA, Dec. 5 — Foreign Minister Lena Marwick of Norvia met her Estmark counterpart, Joren Falk, in Kosta on "
        "Friday and agreed to reopen the grain corridor through the Strait of Halm on January 10.",
        "“We have a date, and we have inspectors,” Ms. Marwick told reporters after the talks.",
        "Talks go on.",
        "Estmark's defence ministry said its ships would leave the northern lane by December 20, provided that Norvia "
        "ends its inspections in the port of Tamsin.",
        "Correction: December 8, 2025\nAn earlier version of this article gave the wrong name of the strait.".replace(
            "\n", ". "
        ),
    ),
)
PRISONERS = Piece(
    headline="Estmark hands over 40 prisoners in a first exchange since March",
    authors=("Carla Ruiz",),
    paper="The Daily Lamp (London)",
    day="2025-12-07",
    text=(
        "Estmark handed over 40 prisoners of war to Norvia at the Brann crossing on Saturday, the first exchange since "
        "fighting began again in March.",
        "The Red Cross confirmed the number. Norvia released 38 soldiers in return, its interior ministry said.",
    ),
)
WARNING = Piece(
    headline="Norvia's president warns of “grave consequences”",
    authors=(),
    paper="Northern Wire",
    day="2025-11-30",
    text=(
        "President Ida Storm of Norvia warned on Sunday that a new blockade of the Strait of Halm would have grave "
        "consequences for every ship of Estmark.",
        "Ms. Storm did not say what Norvia would do. Her spokesman, Tor Lindqvist, called the warning “the last one”.",
        "— Kostas Ærø contributed reporting from Zürich and Łódź.",
    ),
)
PIECES = (GRAIN, PRISONERS, WARNING)


def lexis_text(pieces: Sequence[Piece] = PIECES, *, width: int = 78) -> str:
    """LexisNexis of old: a cover page, centred heads, the text broken at a width, rights at the end."""
    out = [
        "\n\n\nDownload Request: Selected Items: 1-3",
        "Time Of Request: Monday, December 15, 2025  16:51:31\n\nSend To:\nUNIVERSITY LIBRARY\n",
        "Terms: (DATE(>=2025-12-01) and (grain or corridor) and not\n(TYPE(web)))\n\nSource: Kosta Herald",
        "Project ID: None\n\n\n",
    ]
    for number, piece in enumerate(pieces, start=1):
        day = date.fromisoformat(piece.day)
        out += [
            f"{number} of {len(pieces)} DOCUMENTS".center(width) + "\n\n",
            piece.paper.center(width) + "\n",
            f"{piece.us_day} {day:%A}".center(width) + "\n" + "Late Edition - Final".center(width) + "\n",
            textwrap.fill(piece.headline, width) + "\n",
            *([f"BYLINE: {' and '.join(piece.authors)}\n"] if piece.authors else []),
            "SECTION: NEWS; Pg. 3\n",
            "LENGTH: 355 words\n\n",
            "\n\n".join(textwrap.fill(p, width) for p in piece.text) + "\n",
            "GRAPHIC: PHOTO: Ships at anchor off Tamsin.\n",
            f"LOAD-DATE: {piece.us_day}\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\nJOURNAL-CODE: KOH\n\n",
            "Copyright 2025 Halm Media Ltd.".center(width) + "\n" + "All Rights Reserved".center(width) + "\n",
        ]
    return "\n".join(out)


def lexis_html(pieces: Sequence[Piece] = PIECES) -> str:
    """The same as HTML: every line a paragraph of its own in a centred or a left block."""

    def block(text: str, kind: str = "c5") -> str:
        name, _, value = text.partition(": ")
        said = f'<SPAN CLASS="c8">{escape(name)}: </SPAN>' if name.isupper() and value else ""
        rest = value if said else text
        shown = escape(rest, quote=True)
        return f'<BR><DIV CLASS="{kind}"><P CLASS="c6">{said}<SPAN CLASS="c2">{shown}</SPAN></P>\n</DIV>'

    out = [
        "<HTML><HEAD><STYLE TYPE='text/css'><!--\n.c0 { text-align: center; }\n--></STYLE>",
        "<TITLE>&nbsp;</TITLE></HEAD><BODY>",
        '<DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c12">Download Request: Selected Items: 1-3<BR>Time Of Request: '
        "Monday<BR><BR>Terms: (grain)<BR></SPAN></P></DIV>",
    ]
    for number, piece in enumerate(pieces, start=1):
        out += [
            f'<A NAME="DOC_ID_{number}_0"></A><!-- Hide XML section from browser\n<DOC NUMBER={number}>\n<DOCFULL> -->',
            block(f"{number} of {len(pieces)} DOCUMENTS", "c0"),
            block(piece.paper, "c0"),
            block(f"{piece.us_day} 9:50 PM GMT", "c3"),
            block(piece.headline),
            *([block(f"BYLINE: {', '.join(piece.authors)}")] if piece.authors else []),
            block("LENGTH: 355 words"),
            '<BR><DIV CLASS="c5">'
            + "".join(f'<P CLASS="c9"><SPAN>{escape(p)}</SPAN></P>\n' for p in piece.text)
            + "</DIV>",
            block(f"UPDATE: {piece.us_day}"),
            block("LANGUAGE: ENGLISH"),
            '<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN>Copyright 2025 Halm Media<BR>All Rights Reserved</SPAN></P></DIV>',
        ]
    return "\n".join([*out, "</BODY></HTML>"])


def nexis_lines(pieces: Sequence[Piece] = PIECES, *, cover: bool = True) -> list[str]:
    """Nexis Uni: a cover page with the list of results, then each article; a row of a table has tabs."""
    out: list[str] = []
    if cover:
        out += [
            "User Name: ADA READER",
            "Date and Time: Monday, December 15, 2025 7:08:00 PM CET",
            "Job Number: 79564983",
        ]
        out += [f"Documents ({len(pieces)})"]
        for number, piece in enumerate(pieces, start=1):
            out += [f"{number}. {piece.headline}", "Client/Matter: -None-", "Search Terms: grain corridor"]
            out += [
                "Search Type: Terms and Connectors",
                "Narrowed by:",
                "Content Type\tNarrowed by",
                "News\tSources: All",
            ]
    for piece in pieces:
        day = date.fromisoformat(piece.day)
        out += [piece.headline, piece.paper, f"{piece.us_day} {day:%A}, Late Edition - Final"]
        out += [
            "Copyright 2025 Halm Media All Rights Reserved",
            "Section:\u00a0Section A; Column 0; Foreign Desk; Pg. 6",
        ]
        out += ["Length:\u00a0612 words"]
        out += [f"Byline:\u00a0{piece.byline}"] if piece.authors else []
        out += ["Body", *piece.text, "Graphic", " ", "PHOTO: Ships at anchor off Tamsin. (A6)", "Classification"]
        out += ["Language: ENGLISH", "Publication-Type: Newspaper", "Subject: GRAIN (90%); TALKS & MEETINGS (78%)"]
        out += ["Industry: SHIPPING (70%)", f"Load-Date:\u00a0{piece.us_day}", "End of Document"]
    return out


def factiva_fields(pieces: Sequence[Piece] = PIECES) -> list[list[tuple[str, tuple[str, ...]]]]:
    """Factiva with its fields: (name, paragraphs) of each article."""
    found = []
    for number, piece in enumerate(pieces, start=1):
        rows = [("SE", ("World",)), ("HD", (piece.headline,))]
        rows += [("BY", (piece.byline,))] if piece.authors else []
        rows += [("WC", ("612 words",)), ("PD", (piece.uk_day,)), ("ET", ("03:46",)), ("SN", (piece.paper,))]
        rows += [("SC", ("KOHE",)), ("ED", ("Late Edition - Final",)), ("PG", ("6",)), ("LA", ("English",))]
        rows += [
            ("CY", ("Copyright 2025 Halm Media. All Rights Reserved.",)),
            ("LP", piece.text[:1]),
            ("TD", piece.text[1:]),
        ]
        rows += [("NS", ("gdip : International Relations | gcat : Political/General News",))]
        rows += [
            ("RE", ("eurz : Europe",)),
            ("AN", (f"Document KOHE0000{piece.day.replace('-', '')}elc6{number:05d}",)),
        ]
        found.append(rows)
    return found


def factiva_bare(piece: Piece, number: int = 1) -> list[str]:
    """Factiva without the names of its fields."""
    out = ["World", piece.headline, *([piece.byline] if piece.authors else []), "612 words", piece.uk_day, "09:46 GMT"]
    out += [
        piece.paper,
        "KOHE",
        "Late Edition - Final",
        "6",
        "English",
        "Copyright 2025 Halm Media. All Rights Reserved.",
    ]
    return [*out, *piece.text, f"Document KOHE0000{piece.day.replace('-', '')}elc6{number:05d}"]


def factiva_html(pieces: Sequence[Piece] = PIECES, *, named: bool = True) -> str:
    out = [
        '<html><head><title>Factiva</title><style type="text/css">body{margin:0}</style></head><body>',
        '<table><tr><td class="factivalogo"><h1>Factiva</h1></td><td><span>Dow Jones</span></td></tr></table>',
    ]
    for number, (piece, rows) in enumerate(zip(pieces, factiva_fields(pieces), strict=True), start=1):
        out.append(f'<div id="article-KOHE{number}" class="article"><div class="article enArticle">')
        if named:
            out.append("<table>")
            for name, texts in rows:
                told = "".join(f'<p class="articleParagraph enarticleParagraph">{escape(t)} </p>' for t in texts)
                told = f'<span class="enHeadline">{escape(texts[0])}</span>' if name == "HD" else told
                out.append(f'<tr><td class="index"><b>{name}</b>&nbsp;</td><td>{told}</td></tr>')
            out.append("</table>")
        else:
            _, headline, *rest = factiva_bare(piece, number)
            out.append(
                f'<p>\n</p><div>World</div><div id="hd"><span class="enHeadline">{escape(headline)}  </span></div>'
            )
            if piece.authors:
                out.append(f'<div class="author">{escape(rest.pop(0))}  </div>')
            out += [f"<div>{escape(line)}</div>" for line in rest[: -len(piece.text) - 1]]
            out += [f'<p class="articleParagraph enarticleParagraph">{escape(t)} </p>' for t in piece.text]
            out.append(f"<p>{rest[-1]}</p>")
        out.append("</div></div><br>")
    out.append(
        '<div id="footer"><h2>Search Summary</h2><table><tr><td>Text</td><td>grain corridor</td></tr></table></div>'
    )
    return "\n".join([*out, "<p>© 2025 Factiva, Inc. All rights reserved.</p></body></html>"])


def proquest_lines(pieces: Sequence[Piece] = PIECES) -> list[str]:
    out: list[str] = []
    for number, piece in enumerate(pieces, start=1):
        day = date.fromisoformat(piece.day)
        names = "; ".join(", ".join(reversed(name.split(maxsplit=1))) for name in piece.authors)
        short = f"{day:%b} {day.day}, {day.year}"
        city = piece.paper.split()[0]
        out += ["_" * 60, "", f"Document {number} of {len(pieces)}", "", piece.headline, ""]
        link = f"https://www.proquest.com/newspapers/docview/31073966{number}/se-2?accountid=15090"
        out += [f"https://libproxy.example.edu/login?url={link}", ""]
        out += [f"Author: {names}", ""] if names else []
        out += [f"Publication info: {piece.paper} ; {city}  [{city}]{day.day:02d} {day:%b} {day.year}: A.6.", ""]
        out += [
            "Abstract: The two ministers met, this abstract says.",
            "",
            "Links: https://resolver.example.edu/?x=1",
            "",
        ]
        out += [f"Full text: {piece.text[0]}", *piece.text[1:], ""]
        out += ["Subject: Grain; Treaties", "", "Location: Norvia", "", f"Title: {piece.headline}", ""]
        out += [f"Publication title: {piece.paper}; {city}", "", f"Publication year: {day.year}", ""]
        out += [f"Publication date: {short}", "", "Publisher: Halm Media", "", "Language of publication: English", ""]
        out += ["Document type: News", "", f"ProQuest document ID: 31073966{number}", ""]
        out += [f"Document URL: https://libproxy.example.edu/login?url={link}", ""]
        out += ["Copyright: Copyright 2025 Halm Media", "", "Last updated: 2025-12-22", "", "Database: Newsstream", ""]
    out += ["_" * 60, "", "Contact us at: http://about.proquest.com/go/pqissupportcontact", ""]
    return [*out, "Database copyright © 2025 ProQuest LLC. All rights reserved."]


def proquest_html(pieces: Sequence[Piece] = PIECES) -> str:
    out = ["<html><head><meta charset='utf-8'><title>Results</title></head><body><ol><li><a href='#a'>1</a></li></ol>"]
    for number, piece in enumerate(pieces, start=1):
        day = date.fromisoformat(piece.day)
        names = "; ".join(", ".join(reversed(name.split(maxsplit=1))) for name in piece.authors)
        out.append(f'<div style="margin-bottom:20px;border-bottom:2px solid #ccc"><a name="Doc{number}"></a><p></p>')
        out.append(f'<p style="font-weight:bold;">{escape(piece.headline)}</p>')
        out += [f"<p><strong>Author:  </strong>{escape(names)}</p>"] if names else []
        out.append('<p><a href="https://search.proquest.com/docview/1">ProQuest document link</a></p>')
        out.append("<p><strong>Abstract:  </strong></p><p>The two ministers met, this abstract says.</p>")
        out.append('<div><strong>Links: </strong><a href="https://resolver.example.edu">Find it</a></div>')
        told = "              ".join(f"<p>{escape(p)}</p>" for p in piece.text)
        out.append(f'<p><strong>Full text: </strong><text wordcount="239">\n<title></title>\n{told}</text></p>')
        for name, value in (
            ("Subject", "Grain"),
            ("Title", piece.headline),
            ("Publication title", f"{piece.paper}; Kosta"),
            ("Publication date", f"{day:%b} {day.day}, {day.year}"),
            ("Language of publication", "English"),
            ("ProQuest document ID", str(number)),
            ("Database", "Newsstream"),
        ):
            out.append(f"<p><strong>{name}: </strong>{escape(value)}</p>")
        out.append("</div>")
    return "\n".join([*out, "</body></html>"])


def rtf(lines: Iterable[str]) -> bytes:
    """Put lines into an RTF file as Word does; "a<tab>b" becomes a row of a table."""
    head = (
        r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}"
        r"{\colortbl;\red0\green119\blue204;}{\stylesheet{\s0 Normal;}}{\info{\title An export}{\author Nobody}}"
        r"{\header\pard Page {\field{\*\fldinst PAGE}{\fldrslt 1}} of 3\par}{\footer\pard About LexisNexis\par}"
        "{\\*\\shppict{\\pict\\pngblip 89504e470d0a1a0a\n0000000d}}"
    )
    out = [head]
    for line in lines:
        if "\t" in line:
            cells = "".join(rf"\pard\intbl {_rtf(cell)}\cell " for cell in line.split("\t"))
            out.append(rf"\trowd\trgaph70\cellx900\cellx9000 {cells}\row")
        else:
            out.append(rf"\pard\f0\fs20 {{\b {_rtf(line[:5])}}}{_rtf(line[5:])}\par")
    return ("\n".join(out) + "}").encode("ascii")


def _rtf(text: str) -> str:
    made = []
    for c in text:
        if c in "\\{}":
            made.append("\\" + c)
        elif c == "\n":
            made.append(r"\par ")
        elif ord(c) < 128:
            made.append(c)
        elif ord(c) < 256:
            made.append(f"\\'{ord(c):02x}")
        else:
            made.append(f"\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?")
    return "".join(made)


def docx(lines: Iterable[str], *, extra: str = "", part: str = "word/document.xml") -> bytes:
    """Put lines into a DOCX as Word does; "a<tab>b" becomes a row of a table. ``extra`` stands before the root."""
    out = []
    for line in lines:
        if "\t" in line:
            cells = "".join(
                f"<w:tc>{''.join(map(_paragraph, cell.split(chr(10))))}</w:tc>" for cell in line.split("\t")
            )
            out.append(f"<w:tbl><w:tblPr/><w:tr>{cells}</w:tr></w:tbl>")
        else:
            out.append(_paragraph(line))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{extra}<w:document xmlns:w="{space}"><w:body>'
        f"{''.join(out)}<w:sectPr/></w:body></w:document>"
    )
    return zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>", part: text})


def _paragraph(text: str) -> str:
    runs = [
        f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for part in (text[:7], text[7:])
    ]
    return f'<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:hyperlink>{runs[0]}</w:hyperlink>{runs[1]}</w:p>'


def zipped(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def field_rows(pieces: Sequence[Piece] = PIECES) -> list[str]:
    """Factiva's fields as rows of a table, paragraphs of one cell parted by line breaks."""
    return [f"{name}\t" + "\n".join(texts) for rows in factiva_fields(pieces) for name, texts in rows]


def exports() -> dict[str, tuple[str, bytes]]:
    """Every format: what it is called here → (name of the file, its bytes)."""
    spaced = "\n\n".join
    starred = "\n\n".join(
        "\n".join(f"*{name}* " + "\n\n".join(texts) if name != "AN" else texts[0] for name, texts in rows)
        for rows in factiva_fields()
    )
    alone = "\n\n".join("\n".join(f"{name}\n" + "\n".join(texts) for name, texts in rows) for rows in factiva_fields())
    bare = [line for number, piece in enumerate(PIECES, start=1) for line in factiva_bare(piece, number)]
    return {
        "lexis txt": ("grain.TXT", lexis_text().encode()),
        "lexis html": ("grain.html", lexis_html().encode()),
        "lexis rtf": ("grain.rtf", rtf(line.strip() for line in lexis_text(width=2000).split("\n"))),
        "nexis docx": ("grain.DOCX", docx(nexis_lines())),
        "nexis rtf": ("grain.rtf", rtf(nexis_lines())),
        "nexis txt": ("grain.txt", spaced(nexis_lines()).replace("\t", "     ").encode()),
        "nexis one docx": ("grain.docx", docx(nexis_lines(cover=False))),
        "factiva rtf": ("Factiva-20251215.rtf", rtf(field_rows())),
        "factiva docx": ("Factiva.docx", docx(field_rows())),
        "factiva html": ("Factiva.htm", factiva_html().encode()),
        "factiva starred txt": ("Factiva.txt", (starred + "\n\nSearch Summary\n\nText grain").encode()),
        "factiva alone txt": ("Factiva.txt", alone.encode()),
        "factiva bare html": ("Factiva.html", factiva_html(named=False).encode()),
        "factiva bare rtf": ("Factiva.rtf", rtf(bare)),
        "factiva bare txt": ("Factiva.txt", spaced(bare).encode()),
        "proquest txt": ("ProQuestDocuments.txt", "\n".join(proquest_lines()).encode()),
        "proquest html": ("ProQuestDocuments.html", proquest_html().encode()),
        "proquest rtf": ("ProQuestDocuments.rtf", rtf(proquest_lines())),
        "proquest docx": ("ProQuestDocuments.docx", docx(line for line in proquest_lines() if line)),
    }
