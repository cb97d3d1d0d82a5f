"""How a page of this folder that the program writes is written, or compared."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def write_or_check(page: Path, text: str) -> int:
    """Write ``text`` to ``page``, or with ``--check`` only compare; return the exit code: 1 where they differ."""
    if "--check" in sys.argv[1:]:
        return 0 if page.read_text(encoding="utf-8") == text else 1
    page.write_text(text, encoding="utf-8")
    return 0
