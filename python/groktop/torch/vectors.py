"""Long vectors over all tracked tensors, for probes: a list of flat single-precision tensors, one for each segment."""

from __future__ import annotations

import math
from typing import Any, List, Sequence

import torch

from ..edge import Edge, UpdateProducts
from .source import CHUNK

Vector = List[Any]


def dot(one: Vector, other: Vector) -> float:
    """⟨a, b⟩, in chunks that are summed in double precision."""
    total = 0.0
    for a, b in zip(one, other):
        sums = [torch.dot(a[first : first + CHUNK], b[first : first + CHUNK]) for first in range(0, a.numel(), CHUNK)]
        total += float(torch.stack(sums).cpu().double().sum())
    return total


def norm(vector: Vector) -> float:
    """The Euclidean norm."""
    return math.sqrt(dot(vector, vector))


def combined(vectors: Sequence[Vector], factors: Sequence[float]) -> Vector:
    """Σ_i factors[i] vectors[i]."""
    total = [part * factors[0] for part in vectors[0]]
    for vector, factor in zip(vectors[1:], factors[1:]):
        for sums, part in zip(total, vector):
            sums.add_(part, alpha=factor)
    return total


def random_vector(like: Vector, generator: torch.Generator) -> Vector:
    """Independent standard normals: the direction is uniform on the sphere."""
    return [
        torch.randn(part.numel(), generator=generator, dtype=torch.float32, device="cpu").to(part.device)
        for part in like
    ]


class Place:
    """The tracked tensors where they are, and moved away from there for a while.

    `restore` puts back the very bits that were found, in whatever type.
    """

    def __init__(self, segments: Sequence[Any]) -> None:
        """:param segments: the `Segment`s."""
        self._tensors = [[reference() for reference in segment.references] for segment in segments]
        self._originals = [[tensor.detach().clone() for tensor in tensors] for tensors in self._tensors]
        #: θ_S.
        self.theta: Vector = [
            torch.cat([tensor.reshape(-1).float() for tensor in tensors]) for tensors in self._originals
        ]

    def move(self, direction: Vector, scale: float) -> None:
        """Sets the tensors to θ_S + scale · direction, rounded once from double precision where a device has it."""
        with torch.no_grad():
            for tensors, originals, part in zip(self._tensors, self._originals, direction):
                first = 0
                for tensor, original in zip(tensors, originals):
                    piece = part[first : first + tensor.numel()].view(original.shape)
                    wide = torch.float32 if tensor.device.type == "mps" else torch.float64
                    tensor.copy_(torch.add(original.to(wide), piece.to(wide), alpha=scale))
                    first += tensor.numel()

    def restore(self) -> None:
        """Puts the tensors back."""
        with torch.no_grad():
            for tensors, originals in zip(self._tensors, self._originals):
                for tensor, original in zip(tensors, originals):
                    tensor.copy_(original)


class Directions:
    """v_1, v_2, … of a window as combinations of the updates that are kept."""

    def __init__(self, segments: Sequence[Any], interval: int) -> None:
        """
        :param segments: the `Segment`s; none keeps a sketch.
        :param interval: N of the window.
        :raises RuntimeError: before the window holds two updates.
        """
        rows = [segment.rows[interval] for segment in segments]
        updates = len(rows[0].slots)
        if updates < 2:
            raise RuntimeError("the window holds fewer than two updates")
        self._updates: List[Vector] = [[each.update(index) for each in rows] for index in range(updates)]
        gram = [[0.0] * updates for _ in range(updates)]
        for i in range(updates):
            for j in range(i + 1):
                gram[i][j] = gram[j][i] = dot(self._updates[i], self._updates[j])
        edge = Edge(UpdateProducts.unsplit(gram), updates)
        self._coefficients = [row for row, sigma in zip(edge.coefficients, edge.sigma) if sigma > 0]

    @property
    def count(self) -> int:
        """How many directions there are."""
        return len(self._coefficients)

    def direction(self, k: int) -> Vector:
        """v_k, of length 1; k counts from 1."""
        return combined(self._updates, self._coefficients[k - 1])

    def part(self, theta: Vector, directions: Sequence[int]) -> Vector:
        """The part of a vector in the span of some v_k, which are orthonormal."""
        along = [dot(theta, update) for update in self._updates]
        factors = [0.0] * len(along)
        for k in directions:
            coefficient = self._coefficients[k - 1]
            product = sum(c * a for c, a in zip(coefficient, along))
            factors = [factor + product * c for factor, c in zip(factors, coefficient)]
        return combined(self._updates, factors)
