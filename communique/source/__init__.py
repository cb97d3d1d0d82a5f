"""Files, folders and archives → Pages: bytes as they came, bounded in size, nothing understood yet.

``open_pages`` opens single files, ``open_all`` also folders and archives of files. What cannot be opened is a
``Rejection`` of one line, and its neighbours are opened all the same.
"""

from communique.source.files import MAX_BYTES, open_pages
from communique.source.folders import open_all

__all__ = ["MAX_BYTES", "open_all", "open_pages"]
