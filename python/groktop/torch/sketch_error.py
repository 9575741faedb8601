"""Measures how far a sketch's largest eigenvalue is from the exact one, on some blocks that are kept whole."""

from __future__ import annotations

from typing import Any, List, Optional

import torch

from ..edge.eigen import eigensystem
from .sketch import SAMPLED_BLOCKS, Sketch

#: Blocks that are held at most while a window fills, in W + 1 vectors: 12 MiB.
_HELD_BLOCKS = 48


def sampled_blocks(window: int) -> int:
    """K: so many blocks that W + 1 vectors of them are not too much, and at least the two that an error needs."""
    return max(2, min(SAMPLED_BLOCKS, _HELD_BLOCKS // (window + 1)))


class SketchError:
    """Follows the first window of updates on a sketch's sample of blocks: exactly, and as the sketch adds them up.

    The blocks of an update are alike or not, and that decides the error: so it is measured on the updates themselves.
    Of K blocks the error is, on average, √(1 − 1/K) times that of many. Memory: K blocks for each of W + 1 vectors, in
    single precision, until the window is full.
    """

    def __init__(self, sketch: Sketch, window: int) -> None:
        """:param window: W."""
        self.blocks, self.of = len(sketch.sample), sketch.blocks
        self._sketch, self.window = sketch, window
        self._start: Any = None
        self._rows: List[Any] = []

    def begin(self) -> None:
        """An update begins at the vector that the sketch was made of last."""
        self._start = self._sketch.sample.clone()

    def take(self) -> Optional[float]:
        """An update ends there, and the next begins.

        :returns: with the last update of the window, |λ₁ of the sketch / exact λ₁ − 1|; None before, and where the
            updates are zero or not finite: the next window is measured then.
        """
        present = self._sketch.sample.clone()
        self._rows.append(present - self._start)
        self._start = present
        if len(self._rows) < self.window:
            return None
        exact, sketched = (_gram(rows) for rows in (self._rows, [self._sketch.added(row) for row in self._rows]))
        self._rows = []
        first, second = (eigensystem(matrix)[0][0] for matrix in (exact, sketched))
        error = abs(second / first - 1) if first > 0 else float("nan")
        return error if error < float("inf") else None


def _gram(rows: List[Any]) -> List[List[float]]:
    """The products of rows, each [K, L] or [L]: summed over L in single precision, over K in double."""
    return [[float((one * other).sum(dim=-1).cpu().double().sum()) for other in rows] for one in rows]
