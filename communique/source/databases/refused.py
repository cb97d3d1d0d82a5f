"""Input that is refused, with the reason and the one line the caller is given."""

from __future__ import annotations

from communique.model import Reason


class Refused(Exception):
    """A file that cannot be taken apart; becomes a ``Rejection``."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
