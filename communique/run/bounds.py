"""What a process may have of the machine's memory."""

from __future__ import annotations

import re
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource


def bound_memory(more: int) -> None:
    """Let this process have no more memory than it has now and ``more`` bytes (Linux: its writable data).

    Where the platform cannot bound it, nothing is done: there a page that takes all memory ends the process.
    """
    if sys.platform != "linux":
        return
    held = re.search(r"^VmData:\s+(\d+) kB$", Path("/proc/self/status").read_text(encoding="ascii"), re.MULTILINE)
    if held:
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = int(held[1]) * 1024 + more
        bound = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
