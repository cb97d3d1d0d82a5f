"""Control words of RTF (Microsoft's specification 1.9.1) that matter where only the text is wanted."""

from __future__ import annotations

UNSEEN = frozenset(
    "fonttbl colortbl stylesheet info header headerl headerr headerf footer footerl footerr footerf pict object "
    "objdata fldinst footnote annotation comment atnid atnauthor atntime atnicn atnref atndate atrfstart atrfend "
    "bkmkstart bkmkend themedata colorschememapping latentstyles datastore xmlnstbl listtable listoverridetable "
    "listtext pntext pntxta pntxtb rsidtbl generator filetbl revtbl ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn "
    "shpinst nonshppict sp xe tc txe rxe datafield formfield mmathPr wgrffmtfilter passwordhash operator "
    "author title subject company keywords doccomm creatim revtim printim buptim".split()
)
"""Groups whose text is no part of the page: tables, pictures, running heads, instructions of fields."""

BREAKS = frozenset({"par", "sect", "page", "column"})
SIGNS = {
    "tab": " ",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
SYMBOLS = {"~": " ", "_": "-", "-": "", "{": "{", "}": "}", "\\": "\\"}
"""Control symbols that stand for a character."""

CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""``\\fcharsetN`` of a font → the code page of its ``\\'hh``; 0 and 1 are the document's own."""

PAGES = {
    437: "cp437",
    850: "cp850",
    852: "cp852",
    866: "cp866",
    874: "cp874",
    932: "cp932",
    936: "gbk",
    949: "cp949",
    950: "cp950",
    1250: "cp1250",
    1251: "cp1251",
    1252: "cp1252",
    1253: "cp1253",
    1254: "cp1254",
    1255: "cp1255",
    1256: "cp1256",
    1257: "cp1257",
    1258: "cp1258",
    10000: "mac_roman",
    65001: "utf-8",
}
"""``\\ansicpgN`` → codec."""
