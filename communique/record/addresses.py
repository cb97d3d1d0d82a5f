"""Which page a capture is of, and when it was captured."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from communique.errors import UsageError

_TRACKING = ("utm_", "at_", "mc_", "pk_", "mtm_", "hsa_", "wt_")
_TRACKERS = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid igshid ocid cmpid cmp ncid smid smtyp xtor ftag taid sref "
    "guccounter guce_referrer guce_referrer_sig ref_src ref_url".split()
)
"""Parameters that tell a web server where its reader came from and change nothing on the page:
"kosta-herald.example/talks?utm_source=mail" is the page "kosta-herald.example/talks"."""


def address_of(url: str | None, origin: str, body: str) -> str:
    """Return what names a page through time: its URL without fragment and tracking parameters, or else its path.

    http and https are one. What came by standard input ("-") has no place it could change at; it is named by
    ``body``, the digest of its bytes.
    """
    if url:
        return _plain(url)
    return f"file {body}" if origin == "-" else f"file {origin}"


def _plain(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        asked = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return f"url {url.partition('#')[0]}"
    kept = [(k, v) for k, v in asked if k.lower() not in _TRACKERS and not k.lower().startswith(_TRACKING)]
    scheme = "https" if parts.scheme.lower() == "http" else parts.scheme.lower()
    return f"url {urlunsplit((scheme, parts.netloc.lower(), parts.path or '/', urlencode(kept), ''))}"


def utc(moment: str) -> str:
    """Return an ISO 8601 time with its zone as one in UTC, to the millisecond, so that times sort as text.

    Raises UsageError for what is no time, or one without a zone: "2025-12-06 10:00" is another moment everywhere.
    """
    try:
        read = datetime.fromisoformat(moment)
        if read.tzinfo is None:
            raise ValueError("no zone")
        return read.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
    except (ValueError, OverflowError) as fault:
        raise UsageError(f"not a time with its zone, such as 2025-12-06T10:00:00Z: {moment!r}") from fault
