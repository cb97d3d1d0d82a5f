"""Where sentences end inside one block: enough to take a caption or a credit off its neighbour."""

from __future__ import annotations

import re

_STOP = re.compile(r"""[.!?…]["”’»)\]]*(?=\s+["“‘«(\[]?[A-ZÀ-ÞА-ЯΑ-Ω0-9])""")
_SHORT = re.compile(
    r"(?:^|[\s(\"“‘])(?:[A-Z]|[A-Z](?:\.[A-Z])+|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Cmdr|Adm|Sgt|Rev|Hon|Gov|Sen|Rep|"
    r"Pres|Amb|St|Mt|Ft|No|Nos|Jr|Sr|vs|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|"
    r"approx|est|Ave|Blvd|Rd|ca|cf|e\.g|i\.e|a\.m|p\.m|Brig|Ph\.D)\.$"
)


def ends(text: str) -> list[int]:
    """Return the offsets at which a sentence of ``text`` ends and another begins, then its length.

    "The U.S. envoy met Gen. Ali Haddad on Dec. 2. Talks go on." ends after "Dec. 2." and at its end.
    """
    found = []
    for match in _STOP.finditer(text):
        if match.group()[0] == "." and _SHORT.search(text[max(0, match.start() - 12) : match.start() + 1]):
            continue
        found.append(match.end())
    return [*found, len(text)]
