"""Lines put into files as word processors write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from html import escape


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
