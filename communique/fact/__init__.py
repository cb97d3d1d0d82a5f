"""Reading and references to facts: who met whom, who said what, who did what to whom, and whether it happened."""

from communique.fact.find import Record, find_facts, find_record
from communique.fact.issues import Issues

__all__ = ["Issues", "Record", "find_facts", "find_record"]
