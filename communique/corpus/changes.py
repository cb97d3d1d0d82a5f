"""Rows of two tables side by side: which are in one alone, which differ, and in what columns.

Done on whole columns, never row by row: a hundred thousand facts take a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from communique.corpus.folder import Folder

Mask = NDArray[np.bool_]

_BUCKET = 400_000
"""Rows of one run that are compared at a time; above, ids are taken by their first digit, sixteen goes in all."""
_HEX = pa.array(list("0123456789abcdef"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two tables by their keys: rows of the left alone, of the right alone, and those of both in one order.

    ``changed`` tells, column by column, in which rows of both the cells differ.
    """

    lost: pa.Table
    gained: pa.Table
    left: pa.Table
    right: pa.Table
    changed: tuple[tuple[str, Mask], ...]

    @property
    def differs(self) -> Mask:
        """Rows of both that differ in any column."""
        any_of = np.zeros(self.left.num_rows, dtype=bool)
        for _, mask in self.changed:
            any_of |= mask
        return any_of


def buckets(left: Folder, right: Folder, table: str) -> Sequence[pa.Array | None]:
    """Return the first digits of the ids to be compared in each go; None: all at once."""
    if max(left.rows(table), right.rows(table)) <= _BUCKET:
        return (None,)
    return [*(_HEX.slice(n, 1) for n in range(len(_HEX))), _HEX]


def rows_of(folder: Folder, table: str, columns: Sequence[str], bucket: pa.Array | None, key: str) -> pa.Table | None:
    """Return the rows whose ``key`` is in the bucket (the whole alphabet: in none); None where the run has no table."""
    found = []
    for batch in folder.batches(table, columns):
        if bucket is None:
            found.append(batch)
            continue
        inside = pc.is_in(pc.utf8_slice_codeunits(batch.column(key).cast(pa.string()), 0, 1), value_set=bucket)
        found.append(batch.filter(pc.invert(inside) if len(bucket) == len(_HEX) else inside))
    return pa.Table.from_batches(found).combine_chunks() if found else None


def compared(left: pa.Table, right: pa.Table, keys: Sequence[str]) -> Compared:
    """Compare two tables by ``keys``, in the columns both have."""
    ours, theirs = _key(left, keys), _key(right, keys)
    there = pc.index_in(ours, value_set=theirs)
    both = there.is_valid()
    aligned_left = left.filter(both).combine_chunks()
    aligned_right = right.take(there.drop_null()).combine_chunks()
    shared = [name for name in left.column_names if name in set(right.column_names) and name not in keys]
    changed = [
        (name, differing(_whole(aligned_left.column(name)), _whole(aligned_right.column(name)))) for name in shared
    ]
    return Compared(
        lost=left.filter(pc.invert(both)),
        gained=right.filter(pc.invert(pc.is_in(theirs, value_set=ours))),
        left=aligned_left,
        right=aligned_right,
        changed=tuple((name, mask) for name, mask in changed if mask.any()),
    )


def _key(table: pa.Table, keys: Sequence[str]) -> pa.Array:
    parts = [_whole(table.column(key)).cast(pa.string()) for key in keys]
    return parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, "\0", null_handling="replace")


def _whole(column: pa.ChunkedArray) -> pa.Array:
    if column.num_chunks == 1:
        return column.chunk(0)
    whole = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], type=column.type)
    return whole


def differing(left: pa.Array, right: pa.Array) -> Mask:
    """Tell row by row whether two columns of one length differ; empty equals empty, and so does NaN NaN."""
    if left.type != right.type:
        return _differing_values(left.to_pylist(), right.to_pylist())
    if pa.types.is_dictionary(left.type):
        return differing(left.dictionary_decode(), right.dictionary_decode())
    gaps: Mask = _flags(left.is_null()) != _flags(right.is_null())
    if pa.types.is_list(left.type) or pa.types.is_large_list(left.type):
        return gaps | _differing_lists(left, right)
    if pa.types.is_struct(left.type):
        for n in range(left.type.num_fields):
            gaps |= differing(pc.struct_field(left, n), pc.struct_field(right, n))
        return gaps
    if pa.types.is_nested(left.type):
        return _differing_values(left.to_pylist(), right.to_pylist())
    unequal: Mask = _flags(pc.fill_null(pc.not_equal(left, right), False))
    if pa.types.is_floating(left.type):
        unequal &= ~(_flags(pc.fill_null(pc.is_nan(left), False)) & _flags(pc.fill_null(pc.is_nan(right), False)))
    return gaps | unequal


def _differing_lists(left: pa.Array, right: pa.Array) -> Mask:
    long_left = pc.fill_null(pc.list_value_length(left), 0).to_numpy(zero_copy_only=False)
    long_right = pc.fill_null(pc.list_value_length(right), 0).to_numpy(zero_copy_only=False)
    found: Mask = long_left != long_right
    alike = np.flatnonzero(~found & (long_left > 0) & _flags(left.is_valid()) & _flags(right.is_valid()))
    ours, theirs = left.take(pa.array(alike)), right.take(pa.array(alike))
    parents = pc.list_parent_indices(ours).to_numpy(zero_copy_only=False)
    found[alike[parents[differing(ours.flatten(), theirs.flatten())]]] = True
    return found


def _differing_values(left: list[object], right: list[object]) -> Mask:
    return np.array([a != b for a, b in zip(left, right, strict=True)], dtype=bool)


def _flags(column: pa.Array) -> Mask:
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=bool)


def numbered(table: pa.Table, column: str) -> pa.Table:
    """Add ``nth``: the how-manieth row of its article each is, for tables whose rows have no name of their own."""
    owner = _whole(table.column(column)).dictionary_encode().indices
    values = pc.fill_null(owner, -1).to_numpy(zero_copy_only=False)
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    first = np.r_[True, ordered[1:] != ordered[:-1]] if len(ordered) else np.zeros(0, dtype=bool)
    starts = np.maximum.accumulate(np.where(first, np.arange(len(ordered)), 0))
    nth = np.empty(len(ordered), dtype=np.int64)
    nth[order] = np.arange(len(ordered)) - starts
    return table.append_column("nth", pa.array(nth))


def picked(mask: Mask, table: pa.Table, most: int) -> Iterator[int]:
    """Yield the numbers of the first rows under a mask, at most ``most``."""
    yield from map(int, np.flatnonzero(mask)[:most])
