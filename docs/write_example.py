"""Put what the program prints of the example page into README.md; ``--check`` only tells whether it is current.

The people and the page's own sentences are left out there: they are most of the report's length.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pages import write_or_check

ROOT = Path(__file__).resolve().parents[1]
START, END = "<!-- what follows is written by `make docs` -->\n", "<!-- end -->"
LEFT_OUT = ("PEOPLE AND PARTIES", "THE PAGE'S OWN SENTENCES")


def example() -> str:
    """Return the report of the example page, indented as code."""
    command = [
        sys.executable,
        "-m",
        "communique",
        "read",
        str(ROOT / "examples" / "page.txt"),
        "--published",
        "2025-12-06",
    ]
    printed = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout
    parts = [part for part in printed.strip().split("\n\n") if not part.startswith(LEFT_OUT)]
    return "\n" + "".join(f"    {line}\n" if line else "\n" for line in "\n\n".join(parts).splitlines()) + "\n"


def main() -> int:
    """Write the example, or with ``--check`` compare; return the exit code."""
    target = ROOT / "README.md"
    text = target.read_text(encoding="utf-8")
    head, _, rest = text.partition(START)
    written = head + START + example() + END + rest.partition(END)[2]
    return write_or_check(target, written)


if __name__ == "__main__":
    sys.exit(main())
