"""Static files, read once and kept: no folder is ever listed, no path is ever joined."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file as it is sent. ``version``: a digest of it."""

    name: str
    media_type: str
    content: bytes
    version: str


@cache
def assets() -> dict[str, Asset]:
    """Return the static files by name; only style sheets, scripts and drawings are sent."""
    found = {}
    for file in sorted((files("communique.web") / "static").iterdir(), key=lambda each: each.name):
        media_type = _TYPES.get(file.name.rpartition(".")[2])
        if media_type is not None:
            content = file.read_bytes()
            version = hashlib.sha256(content).hexdigest()[:12]
            found[file.name] = Asset(name=file.name, media_type=media_type, content=content, version=version)
    return found


@cache
def versions() -> dict[str, str]:
    """Return the version of each static file by name."""
    return {asset.name: asset.version for asset in assets().values()}
