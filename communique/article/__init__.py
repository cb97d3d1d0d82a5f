"""Page → Article or Rejection: one text and its blocks, each with its kind.

``open_pages`` opens files, ``extract`` makes one text of a page: the headline, the story's
paragraphs, captions and credits, and all the page's furniture, every block in document order and
known by its kind. Everything later points into that text.
"""

from communique.article.extract import Composed, compose, extract
from communique.article.folders import open_all
from communique.article.source import MAX_BYTES, open_pages

__all__ = ["MAX_BYTES", "Composed", "compose", "extract", "open_all", "open_pages"]
