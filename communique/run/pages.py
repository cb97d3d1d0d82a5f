"""Many pages, one after another; whatever goes wrong with one costs that one."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator

from communique.errors import CommuniqueError
from communique.model import Account, Page, Reason, Rejection
from communique.pipeline import Tools, read_page
from communique.source import open_all


def read_pages(
    sources: Iterable[str], *, published: str | None = None, tools: Tools | None = None, keep_reading: bool = False
) -> Iterator[Account | Rejection]:
    """Open ``sources`` (as ``open_all`` does) and read each page, in order.

    ``published`` is a calendar day the caller vouches for. Tools are loaded at the first page that
    could be opened, unless given. ``keep_reading``: as in ``read_page``. Raises InstallationError when they cannot be.
    """
    for page in open_all(sources, published=published):
        if isinstance(page, Rejection):
            yield page
            continue
        if tools is None:
            tools = Tools.load()
        yield attempt(page, tools, keep_reading=keep_reading)


def attempt(page: Page, tools: Tools, *, keep_reading: bool = False) -> Account | Rejection:
    """Read one page; a fault of ours becomes a Rejection that says where, so that the others are still read.

    The one broad ``except`` of the package: among ten thousand captured pages one will meet a case
    nobody thought of, and the other 9,999 must not be lost with it.
    """
    try:
        return read_page(page, tools, keep_reading=keep_reading)
    except CommuniqueError:
        raise
    except MemoryError:
        detail = "needs more memory than there is"
        return Rejection(origin=page.origin, url=page.url, reason=Reason.MEMORY_LIMIT, detail=detail)
    except Exception as error:
        return Rejection(
            origin=page.origin,
            url=page.url,
            reason=Reason.FAULT,
            detail=f"a fault in communique, please report it: {type(error).__name__}: {error} ({_place(error)})",
        )


def _place(error: Exception) -> str:
    """Return file and line of the last of our own frames; the vocabulary, which only complains, does not count."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "communique/" in f.filename and "communique/model/" not in f.filename] or frames
    return f"{ours[-1].filename.rpartition('communique/')[2]}:{ours[-1].lineno}"
