"""What is never exceeded when something is opened: every bound of the room in one place.

What is opened comes from anywhere. Each bound is far above what honest corpora hold and far below what stops a
laptop; what is beyond one is a ``Rejection`` of one line, never a page cut short.
"""

from __future__ import annotations

MAX_BYTES = 20_000_000
"""Largest page, in bytes, before and after decompression; also the longest line, field or value that is read."""

MAX_EXPORT = 200_000_000
"""Largest export of a news database, in bytes; 500 articles as RTF with their logos may have 30 MB."""

MAX_LISTED = 2_000_000
"""How many pages of one folder are listed."""

MAX_MEMBERS = 200_000
"""How many pages of one zip or tar archive are opened; the list of a zip archive is held in memory."""

MAX_LIST = 64_000_000
"""Longest list of the files in a zip archive, in bytes: 200,000 files under names of 250 letters."""

MAX_RECORDS = 5_000_000
"""How many records, lines or rows of one file are opened. One file of Common Crawl's news holds some 20,000."""

GROUP = 32
"""How many plain page files are one unit."""

LOOKED_AT = 256_000
"""Size in bytes from which a text or HTML file of this disk is looked at when listed, because as an export of hundreds
of articles it is a unit of its own. Smaller ones hold a few, and are known as exports when they are opened."""

MAX_RATIO = 200
"""How many bytes a compressed file may give for one of its own. Pages give 4 to 10, a solid archive of pages made
by one template up to 100, a bomb a thousand and more."""

SLACK = 1_000_000_000
"""Bytes that are unpacked whatever the ratio, so that a small archive of one template is not taken for a bomb."""

MAX_GROUP = 16_000_000_000
"""Largest group of rows of a Parquet table, in bytes when unpacked; pandas puts a million rows into one."""

MAX_VALUES = 64_000_000
"""Bytes that such a group may unpack to whatever the ratio. A value is held several times, so this is no ``SLACK``."""

MAX_MEMORY = 256_000_000
"""Memory, in bytes, that unpacking xz data may take: its header asks for up to 4 GB."""

CHUNK = 65_536
"""Bytes read at a time."""
