"""Bytes → text: which encoding a page is really in, and mojibake mended where it is certain."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read these labels as the Windows superset (WHATWG Encoding Standard), and so do the pages' authors.
_SUPERSETS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "utf8": "utf-8",
    "iso-8859-8-i": "iso-8859-8",
}
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,30})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,30})""", re.IGNORECASE)
_TYPE = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_:.\-]{2,30})""", re.IGNORECASE)
# The web's encodings (WHATWG Encoding Standard, its legacy encodings): no page is in a DOS, Mac or EBCDIC code page,
# and detection that may say so turns "Zoë Müller" into "ZoŰ MŘller".
_WEB = [
    "big5", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866", "cp932",
    "cp949", "euc_jp", "euc_kr", "gb18030", "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_15", "koi8_r", "shift_jis",
    "tis_620", "utf_8",
]  # fmt: skip
_HEAD_BYTES = 16_384
_SAMPLE_BYTES = 200_000
# UTF-8 read as Windows-1252: "â€™" for ’, "Ã©" for é, "Â " for a no-break space, "Ð¢" for Т.
_MOJIBAKE = re.compile("[ÂÃÅÐÑâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, the codec it was read with, and how that was decided."""

    text: str
    charset: str
    how: str


def decode(body: bytes, media_type: str | None = None) -> Decoded | None:
    """Turn ``body`` into text, or return None where it is no text at all (an image, an archive).

    A byte order mark decides; then bytes that are valid UTF-8 and hold more than ASCII are UTF-8,
    whatever the page declares (a wrong declaration is common, valid UTF-8 by chance is not); then
    the declared charset, when the bytes can be read with it; then detection; then Windows-1252.
    """
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return Decoded(body.decode(codec, "replace").lstrip("\ufeff"), codec, "byte order mark")
    if (wide := _wide(body)) is not None:
        return wide
    if _binary(body):
        return None
    if b"\x1b" not in body[:_SAMPLE_BYTES] and (utf8 := _utf8(body)) is not None:
        return utf8
    for label in declared(body, media_type):
        if (text := _strictly(body, label)) is not None:
            return Decoded(text, label, "declared")
    return _detected(body)


def declared(body: bytes, media_type: str | None) -> tuple[str, ...]:
    """Return the codecs the page declares that Python knows: HTTP first, then ``meta``, then XML."""
    head = body[:_HEAD_BYTES]
    labels = [m.group(1) for m in (_TYPE.search(media_type or ""),) if m]
    labels += [m.group(1).decode("ascii") for m in (_META.search(head), _XML.search(head)) if m]
    found = []
    for label in labels:
        codec = _SUPERSETS.get(label.lower(), label.lower())
        try:
            codecs.lookup(codec)
            "".encode(codec)  # refuses what is no text encoding, such as "hex"
        except (LookupError, UnicodeError, TypeError, ValueError):
            continue
        found.append(codec)
    return tuple(found)


def mend(text: str) -> str:
    """Undo UTF-8 once read as Windows-1252, only where putting the error back gives the very same text.

    Made necessary by pages that print "The minister didnâ€™t say": certain, because the sequence
    is exactly what the right apostrophe becomes. "Ã" in a Portuguese heading is left alone.
    """
    if text.isascii() or not _MOJIBAKE.search(text):
        return text
    import ftfy  # noqa: PLC0415  (heavy, and few texts need it)

    mended: str = ftfy.fix_encoding(text)
    if mended == text or "\ufffd" in mended:
        return text
    for codec in ("cp1252", "latin-1", "sloppy-windows-1252"):
        try:
            if mended.encode("utf-8").decode(codec) == text:
                return mended
        except (UnicodeError, LookupError):
            continue
    return _mend_runs(text)


def _mend_runs(text: str) -> str:
    """Mend run by run where a text holds both mojibake and honest characters outside ASCII."""

    def run(match: re.Match[str]) -> str:
        try:
            return match.group().encode("sloppy-windows-1252").decode("utf-8")
        except UnicodeError:
            return match.group()

    return re.sub("[ÂÃÅÐÑâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}", run, text)


def _wide(body: bytes) -> Decoded | None:
    """Recognise UTF-16 without a mark by its NUL in every other byte."""
    head = body[:2000]
    if len(head) >= 8 and head.count(0) > len(head) * 0.3:
        for codec, nul in (("utf-16-le", 1), ("utf-16-be", 0)):
            if head[nul::2].count(0) > len(head) * 0.4:
                return Decoded(body.decode(codec, "replace"), codec, "NUL pattern")
    return None


def _binary(body: bytes) -> bool:
    """Tell whether the bytes are no text: control characters that no encoding of text holds."""
    head = body[:8192]
    odd = sum(head.count(c) for c in (*range(9), *range(14, 27), 28, 29, 30, 31))
    return odd > max(2, len(head) * 0.005)


def _utf8(body: bytes) -> Decoded | None:
    try:
        return Decoded(body.decode("utf-8"), "utf-8", "valid UTF-8")
    except UnicodeDecodeError:
        pass
    # A stray byte in a long UTF-8 page (an ad, a cut-off end) must not turn the whole page into Windows-1252.
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text[:_SAMPLE_BYTES] if c > "\x7f" and c != "\ufffd")
    if bad <= 2 + good // 20 and good > 5 * bad:
        return Decoded(text, "utf-8", "UTF-8 with stray bytes")
    return None


def _strictly(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except (UnicodeError, LookupError):
        return None


def _detected(body: bytes) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (heavy, and few pages need it)

    best = from_bytes(body[:_SAMPLE_BYTES], cp_isolation=_WEB).best()
    if best is not None:
        codec = _SUPERSETS.get(best.encoding.replace("_", "-"), best.encoding)
        return Decoded(body.decode(codec, "replace"), codec, "detected")
    return Decoded(body.decode("cp1252", "replace"), "cp1252", "last resort")
