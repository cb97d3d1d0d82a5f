"""What a record says in the formats of other tools: one format, one function, one file.

Each takes accounts in the order of publication and a function that is told of everything the format has no place for,
and yields pieces of text: no more than one account is in memory. The same accounts are the same bytes. What is shared
is the cited sentences and the address of the page, never its whole text.
"""

from communique.export.formats.csv import to_csv
from communique.export.formats.ftm import to_ftm
from communique.export.formats.gdelt import to_gdelt
from communique.export.formats.geojson import to_geojson
from communique.export.formats.ics import to_ics
from communique.export.formats.jsonld import to_jsonld
from communique.export.formats.plover import to_plover
from communique.export.formats.polecat import to_polecat
from communique.export.formats.told import Left

__all__ = ["Left", "to_csv", "to_ftm", "to_gdelt", "to_geojson", "to_ics", "to_jsonld", "to_plover", "to_polecat"]
