"""Reading and references to facts: who met whom, who said what, who did what to whom, and whether it happened."""

from communique.fact.find import find_facts

__all__ = ["find_facts"]
