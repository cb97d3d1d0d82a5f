"""Page → Article or Rejection: one text and its blocks, each with its kind.

``extract`` makes one text of a page: the headline, the story's paragraphs, captions and credits, and all the page's
furniture, every block in document order and known by its kind. Everything later points into that text.
"""

from communique.article.extract import Composed, compose, extract

__all__ = ["Composed", "compose", "extract"]
