"""Article → Reading: one encoder pass, several heads."""

from communique.reading.reader import Reader

__all__ = ["Reader"]
