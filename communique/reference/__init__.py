"""Reading → References: names, pronouns, titles and dates become actors, places and times."""

from communique.reference.atlas import Atlas
from communique.reference.dating import dated
from communique.reference.refer import refer

__all__ = ["Atlas", "dated", "refer"]
