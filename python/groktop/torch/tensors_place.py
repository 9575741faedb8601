"""The tracked tensors, as probes move them."""

from __future__ import annotations

from typing import Any, Sequence

import torch

from ..watching.place import Directions, Place, Vector
from .source import CHUNK


class TensorsPlace(Place):
    """The tracked tensors where they are, and moved away from there for a while, in whatever type they have.

    A vector is a list of flat single-precision tensors, one for each segment.
    """

    def __init__(self, segments: Sequence[Any], interval: int, seed: int) -> None:
        """
        :param segments: the `Segment`s; none keeps a sketch.
        :param interval: N of the window whose directions are meant.
        :param seed: of what is drawn.
        :raises RuntimeError: before the window holds two updates.
        """
        rows = [segment.rows[interval] for segment in segments]
        count = len(rows[0].slots)
        self.directions = Directions(self, [[each.update(index) for each in rows] for index in range(count)])
        self._generator = torch.Generator(device="cpu").manual_seed(seed)
        self._tensors = [[reference() for reference in segment.references] for segment in segments]
        self._originals = [[tensor.detach().clone() for tensor in tensors] for tensors in self._tensors]
        self.theta = [torch.cat([tensor.reshape(-1).float() for tensor in tensors]) for tensors in self._originals]

    def dot(self, one: Vector, other: Vector) -> float:
        total = 0.0
        for a, b in zip(one, other):
            pieces = (slice(first, first + CHUNK) for first in range(0, a.numel(), CHUNK))
            total += float(torch.stack([torch.dot(a[piece], b[piece]) for piece in pieces]).cpu().double().sum())
        return total

    def combined(self, vectors: Sequence[Vector], factors: Sequence[float]) -> Vector:
        total = [part * factors[0] for part in vectors[0]]
        for vector, factor in zip(vectors[1:], factors[1:]):
            for sums, part in zip(total, vector):
                sums.add_(part, alpha=factor)
        return total

    def drawn(self) -> Vector:
        return [
            torch.randn(part.numel(), generator=self._generator, dtype=torch.float32, device="cpu").to(part.device)
            for part in self.theta
        ]

    def move(self, direction: Vector, scale: float) -> None:
        with torch.no_grad():
            for tensors, originals, part in zip(self._tensors, self._originals, direction):
                first = 0
                for tensor, original in zip(tensors, originals):
                    piece = part[first : first + tensor.numel()].view(original.shape)
                    wide = torch.float32 if tensor.device.type == "mps" else torch.float64
                    tensor.copy_(torch.add(original.to(wide), piece.to(wide), alpha=scale))
                    first += tensor.numel()

    def restore(self) -> None:
        with torch.no_grad():
            for tensors, originals in zip(self._tensors, self._originals):
                for tensor, original in zip(tensors, originals):
                    tensor.copy_(original)
