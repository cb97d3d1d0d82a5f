"""The tables of a batch as one value of bytes, and back: a zip archive with one Arrow file for each table."""

from __future__ import annotations

import io
import zipfile

import pyarrow as pa

from communique.errors import CommuniqueError


class PackingError(CommuniqueError):
    """Bytes that are no tables of ours, or are damaged."""


def packed(tables: dict[str, pa.Table]) -> bytes:
    """Return the tables as bytes: the same for the same tables. A sum over each tells damage."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, table in tables.items():
            sink = pa.BufferOutputStream()
            with pa.ipc.new_file(sink, table.schema) as writer:
                writer.write_table(table)
            archive.writestr(zipfile.ZipInfo(name), sink.getvalue().to_pybytes())
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, pa.Table]:
    """Return the tables; raises PackingError where the bytes are damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: pa.ipc.open_file(archive.read(name)).read_all() for name in archive.namelist()}
    except (zipfile.BadZipFile, pa.ArrowException, OSError, ValueError) as fault:
        raise PackingError(f"damaged tables: {fault}") from fault
