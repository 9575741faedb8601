"""Where a probe finds the tracked parameters, and the algebra of vectors over all of them."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import Any, List, Sequence

from ..edge import Edge, UpdateProducts

#: A long vector over all tracked parameters: an array of the framework's for each segment.
Vector = List[Any]


class Place(ABC):
    """The tracked parameters where they are, and moved away from there for a while. Each framework has its own."""

    #: θ_S.
    theta: Vector
    #: v_1, v_2, … of the window.
    directions: "Directions"

    @abstractmethod
    def dot(self, one: Vector, other: Vector) -> float:
        """⟨a, b⟩, in chunks that are summed in double precision."""

    @abstractmethod
    def combined(self, vectors: Sequence[Vector], factors: Sequence[float]) -> Vector:
        """Σ_i factors[i] vectors[i]."""

    @abstractmethod
    def drawn(self) -> Vector:
        """Independent standard normals, others at each call: the direction is uniform on the sphere."""

    @abstractmethod
    def move(self, direction: Vector, scale: float) -> None:
        """Sets the parameters to θ_S + scale · direction, rounded once from double precision where that is there."""

    @abstractmethod
    def restore(self) -> None:
        """Puts the very bits back that were found."""

    def norm(self, vector: Vector) -> float:
        """The Euclidean norm."""
        return math.sqrt(self.dot(vector, vector))

    def unit(self, vector: Vector) -> Vector:
        """The vector at length 1."""
        return self.combined([vector], [1 / self.norm(vector)])


class Directions:
    """v_1, v_2, … of a window as combinations of the updates that are kept."""

    def __init__(self, place: Place, updates: Sequence[Vector]) -> None:
        """
        :param place: has the algebra.
        :param updates: those that the window holds.
        :raises RuntimeError: where they are fewer than two.
        """
        count = len(updates)
        if count < 2:
            raise RuntimeError("the window holds fewer than two updates")
        self._place, self._updates = place, updates
        gram = [[0.0] * count for _ in range(count)]
        for i in range(count):
            for j in range(i + 1):
                gram[i][j] = gram[j][i] = place.dot(updates[i], updates[j])
        edge = Edge(UpdateProducts.unsplit(gram), count)
        self._coefficients = [row for row, sigma in zip(edge.coefficients, edge.sigma) if sigma > 0]

    @property
    def count(self) -> int:
        """How many directions there are."""
        return len(self._coefficients)

    def direction(self, k: int) -> Vector:
        """v_k, of length 1; k counts from 1."""
        return self._place.combined(self._updates, self._coefficients[k - 1])

    def part(self, theta: Vector, directions: Sequence[int]) -> Vector:
        """The part of a vector in the span of some v_k, which are orthonormal."""
        along = [self._place.dot(theta, update) for update in self._updates]
        factors = [0.0] * len(along)
        for k in directions:
            coefficient = self._coefficients[k - 1]
            product = sum(c * a for c, a in zip(coefficient, along))
            factors = [factor + product * c for factor, c in zip(factors, coefficient)]
        return self._place.combined(self._updates, factors)
