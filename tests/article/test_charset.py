import pytest

from communique.article import charset

TEXT = "<p>The café in Żagań reopened; “talks” go on.</p>"


@pytest.mark.parametrize(
    ("body", "codec"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        ('<meta charset="iso-8859-2"><p>Żagań, Łódź, Gdańsk</p>'.encode("iso-8859-2"), "iso-8859-2"),
        ('<meta charset="iso-8859-1"><p>“café”</p>'.encode("cp1252"), "cp1252"),
        (b'<meta charset="utf-16"><p>plain</p>', "utf-8"),
        (b'<meta charset="windows-1251">' + TEXT.encode(), "utf-8"),
    ],
)
def test_decode(body, codec):
    decoded = charset.decode(body)
    assert decoded is not None
    assert decoded.charset == codec
    assert "\ufffd" not in decoded.text


def test_the_header_counts_first():
    decoded = charset.decode("Переговоры продолжаются".encode("koi8-r"), "text/html; charset=koi8-r")
    assert decoded.text == "Переговоры продолжаются"


def test_nothing_declared_is_detected():
    text = "Переговоры между делегациями продолжаются в Женеве второй день подряд. " * 5
    assert charset.decode(text.encode("windows-1251")).text == text


def test_a_stray_byte_does_not_turn_the_page():
    body = "“Talks” go on in Bogotá, São Paulo, Zürich, Kraków, Malmö and Łódź — ".encode() * 3 + b"\x93."
    assert "Zürich" in charset.decode(body).text


@pytest.mark.parametrize(
    "body", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", b"PK\x03\x04\x14\x00\x08\x00\x08\x00\x01\x02"]
)
def test_no_text(body):
    assert charset.decode(body * 10) is None


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("The minister didnâ€™t say.", "The minister didn’t say."),
        ("FrÃ©dÃ©ric spoke.", "Frédéric spoke."),
        ("São Paulo, Ãngela", "São Paulo, Ãngela"),
        ("plain", "plain"),
        ("the café’s owner", "the café’s owner"),
    ],
)
def test_mend(text, mended):
    assert charset.mend(text) == mended
