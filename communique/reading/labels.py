"""The label inventories of the reader's heads: what each output column means, in order.

Syntax labels are Universal Dependencies 2 (relations without subtypes); attribution roles are PolNeAR's; name
types are the project's own union of CoNLL-2003, DWIE and re3d. Kinds of event word and types of time
expression are TimeML's; certainty is FactBank's scale from -3 (certainly not) to 3 (certainly).
"""

from __future__ import annotations

ROLES = ("source", "cue", "content")
BIO = ("O", "B", "I")
NAMES = ("person", "organisation", "place", "nationality", "role", "document", "facility", "event", "other")
TAGS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
RELATIONS = (
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound", "conj", "cop", "csubj",
    "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod",
    "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip
CASES = ("lower", "title", "upper", "mixed", "digit", "mark")
GAPS = ("glued", "space", "line")
PHRASES = ("person", "organisation", "place", "nationality", "document")
"""Kinds of whole mention (noun phrases and pronouns, as re3d marks them), beside the names inside them."""
TIMES = ("DATE", "TIME", "DURATION", "SET")
EVENTS = ("none", "OCCURRENCE", "REPORTING", "I_ACTION", "STATE", "I_STATE", "ASPECTUAL", "PERCEPTION")
STATUSES = ("asserted", "negated", "possible", "future")
CERTAINTY = (-3, -2, -1, 0, 1, 2, 3)
