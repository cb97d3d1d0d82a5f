"""LexisNexis of old, in the forms its files have had."""

from __future__ import annotations

import textwrap

from tests.source.exports import GRAIN, lexis_text
from tests.source.test_databases_exports import one, pages, told

LATER = f"""
                               1 of 2 DOCUMENTS


     Copyright 2025 Halm Interactive Company, LLC d/b/a
                            Halm Digital
                              All Rights Reserved

                              The Halm Post

                             July 1, 2025 Tuesday
                                 Met 2 Edition

SECTION: A-SECTION; Pg. A01

LENGTH: 3362 words

HEADLINE: Talks fail

BYLINE: Ada Voss;Ben Osei;Carla Ruiz

BODY:

{textwrap.fill(GRAIN.text[0], 78)}

Talks go on.

LOAD-DATE: July 1, 2025

                               2 of 2 DOCUMENTS

                          Copyright 2002 De Lamp

                                  De Lamp

                               24. September 2002

                               September 24, 2002

LENGTE: 158 words

KOP: Ministers leave Tamsin

AUTEUR: VOSS, ADA

TEKST:

{textwrap.fill(GRAIN.text[3], 78)}

PUB-TYPE: Paper

TAAL: Dutch / Nederlands

LOAD-DATE: September 26, 2002
"""


def test_lexisnexis_with_its_headline_in_a_field_and_rights_above_the_paper() -> None:
    first, second = pages(LATER)
    assert first.given is not None
    assert (first.given.headline, first.given.publisher, first.published) == (
        "Talks fail",
        "The Halm Post",
        "2025-07-01",
    )
    assert first.given.authors == ("Ada Voss", "Ben Osei", "Carla Ruiz")
    assert told(first) == (GRAIN.text[0], "Talks go on.")
    assert second.given is not None
    assert (second.given.headline, second.given.publisher) == ("Ministers leave Tamsin", "De Lamp")
    assert (second.given.authors, second.given.language, second.published) == (("ADA VOSS",), "nl", "2002-09-24")
    assert told(second) == (GRAIN.text[3],)


def test_a_paragraph_that_begins_like_a_field_is_text() -> None:
    text = lexis_text([GRAIN]).replace("Talks go on.", "KOSTA: Talks go on.\n\nSECTION heads met: nobody spoke.")
    assert told(one(text))[2:4] == ("KOSTA: Talks go on.", "SECTION heads met: nobody spoke.")


def test_lexisnexis_rtf_whose_heads_touch_and_whose_text_follows_its_field() -> None:
    body = r"""{\rtf1\ansi\deff0{\fonttbl{\f0\fmodern Courier;}}{\*\LXNComment 1826:5}\pard Terms: (grain)
\par \sect {\header \pard Page \chpgn \par Talks fail The Halm Post\par }\pard \qc 1 of 1 DOCUMENTS
\par \pard
\par \pard \qc Copyright 2025 Halm Interactive
\par \pard \qc All Rights Reserved
\par \pard \qc {\*\shppict{\pict\pngblip 89504e47}}
\par \pard \qc The Halm Post
\par \pard
\par \cf17 \b \pard \qc July\cf \b0  1, 2025 Tuesday
\par \pard \qc Met 2 Edition
\par \pard
\par \b \pard HEADLINE: \b0 Talks fail
\par \pard
\par \b \pard  BODY:
\par \b0 \pard \sb120 Ministers left \cf17 \b Tamsin\cf \b0  on Friday.
\par \pard \sb120 Talks go on.
\par \pard
\par \b \pard LOAD-DATE: \b0 July 1, 2025
\par }"""
    page = one(body)
    assert page.given is not None
    assert (page.given.headline, page.given.publisher, page.published) == ("Talks fail", "The Halm Post", "2025-07-01")
    assert told(page) == ("Ministers left Tamsin on Friday.", "Talks go on.")


def test_lexisnexis_html_with_page_breaks_that_never_end() -> None:
    said = "".join(
        f'<DIV CLASS="c9"/><DIV><P>{n} of 300 DOCUMENTS</P></DIV><P>Kosta Herald</P><P>May 2, 2025</P>'
        f"<P>Talks {n} fail</P><P>LENGTH: 9 words</P><DIV><P>Ministers left Tamsin.</P></DIV>"
        for n in range(1, 301)
    )
    found = pages(f"<HTML><BODY>{said}</BODY></HTML>")
    assert [page.given.headline for page in found if page.given] == [f"Talks {n} fail" for n in range(1, 301)]


def test_heads_and_fields_of_lexisnexis_that_touch() -> None:
    """No logo between rights and paper, an edition in a block of its own, an index right below the text."""
    text = (
        "1 of 1 DOCUMENTS\n\nCopyright 2025 Halm Media\nAll Rights Reserved\nThe Halm Post\n\nJuly 1, 2025 Tuesday\n\n"
        "Late Edition - Final\n\nTalks fail\n\nLENGTH: 9 words\n\nMinisters left Tamsin.\nLOAD-DATE: July 1, 2025\n"
    )
    page = one(text)
    assert page.given is not None
    assert (page.given.headline, page.given.publisher) == ("Talks fail", "The Halm Post")
    assert told(page) == ("Ministers left Tamsin.",)
    bare = text.replace("LOAD-DATE: July 1, 2025", "\nCopyright 2025 Halm Media\nAll Rights Reserved")
    assert told(one(bare)) == ("Ministers left Tamsin.",)
