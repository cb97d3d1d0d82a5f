"""Many accounts to one story: whose hand a page is from, what is told twice, how accounts differ, how things stand.

``signature`` and ``kin`` tell how two texts are related, ``origins`` whose hands pages are from; ``candidates`` and
``compare`` give verdicts on events of two pages, ``group`` and ``stories`` put together what is one; ``gather`` puts
actors together as parties; ``tell_dossier`` makes a ``Dossier`` of all of it, ``since`` tells what is new in one.
"""

from communique.story.origin.origins import Origins, origins
from communique.story.origin.overlap import candidates as copy_candidates
from communique.story.origin.overlap import kin, signature
from communique.story.parties import Parties, gather
from communique.story.telling.news import News, since
from communique.story.telling.tell import tell as tell_dossier
from communique.story.verdicts.candidates import candidates
from communique.story.verdicts.compare import compare
from communique.story.verdicts.groups import copies_in, group, printed, stories
from communique.story.verdicts.told import tellings

__all__ = [
    "News",
    "Origins",
    "Parties",
    "candidates",
    "compare",
    "copies_in",
    "copy_candidates",
    "gather",
    "group",
    "kin",
    "origins",
    "printed",
    "signature",
    "since",
    "stories",
    "tell_dossier",
    "tellings",
]
