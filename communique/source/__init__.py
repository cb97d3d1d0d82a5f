"""Files, folders, archives, tables and exports → Pages: bytes as they came, bounded, nothing understood yet.

``units`` lists what was asked for in pieces that can be opened on their own, ``open_unit`` opens one of them;
``open_all`` opens all, one after the other, and ``open_pages`` single files. What cannot be opened is a ``Rejection``
of one line, and its neighbours are opened all the same.
"""

from communique.source.files import open_pages
from communique.source.kinds import UnitKind
from communique.source.limits import MAX_BYTES
from communique.source.opening import open_all, open_unit
from communique.source.units import Unit, all_there, units

__all__ = ["MAX_BYTES", "Unit", "UnitKind", "all_there", "open_all", "open_pages", "open_unit", "units"]
