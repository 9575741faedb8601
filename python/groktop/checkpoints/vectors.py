"""Long vectors of plain numbers, with numpy where it is installed."""

from __future__ import annotations

from typing import Any, Iterable, List, Sequence

try:
    import numpy
except ImportError:
    numpy = None  # type: ignore[assignment]

#: Numbers of one chunk: no copy in double precision is longer.
CHUNK = 1 << 16


def joined(parts: Iterable[Sequence[float]]) -> List[Any]:
    """Sequences of numbers as they are, or as arrays of numpy."""
    if numpy is None:
        return list(parts)
    return [numpy.asarray(part) for part in parts]


def difference(one: List[Any], other: List[Any]) -> List[Any]:
    """a − b, in double precision."""
    if numpy is None:
        return [[x - y for x, y in zip(a, b)] for a, b in zip(one, other)]
    return [numpy.subtract(a, b, dtype=numpy.float64) for a, b in zip(one, other)]


def dot(one: List[Any], other: List[Any]) -> float:
    """⟨a, b⟩, in double precision."""
    total = 0.0
    for a, b in zip(one, other):
        if numpy is None:
            total += sum(map(float.__mul__, map(float, a), map(float, b)))
            continue
        for first in range(0, len(a), CHUNK):
            total += float(
                numpy.dot(
                    a[first : first + CHUNK].astype(numpy.float64), b[first : first + CHUNK].astype(numpy.float64)
                )
            )
    return total
