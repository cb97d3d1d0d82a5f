"""Many pages: each read on its own, whatever goes wrong with one costs that one."""

from communique.run.pages import attempt, read_pages

__all__ = ["attempt", "read_pages"]
