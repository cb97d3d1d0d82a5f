"""What is never exceeded when something is opened: every bound of the room in one place.

What is opened comes from anywhere. Each bound is far above what honest corpora hold and far below what stops a
laptop; what is beyond one is a ``Rejection`` of one line, never a page cut short.
"""

from __future__ import annotations

MAX_BYTES = 20_000_000
"""Largest page, in bytes, before and after decompression; also the longest line, field or value that is read."""

MAX_LISTED = 2_000_000
"""How many pages of one folder are listed."""

MAX_MEMBERS = 200_000
"""How many pages of one zip or tar archive are opened; the list of a zip archive is held in memory."""

MAX_RECORDS = 5_000_000
"""How many records, lines or rows of one file are opened. One file of Common Crawl's news holds some 20,000."""

GROUP = 32
"""How many plain page files are one unit."""

MAX_RATIO = 200
"""How many bytes a compressed file may give for one of its own. Pages give 4 to 10, a solid archive of pages made
by one template up to 100, a bomb a thousand and more."""

SLACK = 1_000_000_000
"""Bytes that are unpacked whatever the ratio, so that a small archive of one template is not taken for a bomb."""

MAX_MEMORY = 256_000_000
"""Memory, in bytes, that unpacking xz data may take: its header asks for up to 4 GB."""

CHUNK = 65_536
"""Bytes read at a time."""
