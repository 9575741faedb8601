"""The tracked leaves of a tree of parameters, as probes move them."""

from __future__ import annotations

from typing import Any, List, Sequence

import jax
import jax.numpy as jnp
import numpy

from ..watching.place import Directions, Place, Vector
from .vectors import dot


class ParamsPlace(Place):
    """The parameters of a step, and copies of them that are moved: the program's own arrays are never touched.

    A vector is a list of arrays in chunks, as `vectors.flat` makes them, one for each segment.
    """

    #: All parameters, with the tracked ones where they have been moved.
    params: Any

    def __init__(self, params: Any, segments: Sequence[Any], interval: int, seed: int) -> None:
        """
        :param params: the parameters of the step.
        :param segments: the `Segment`s of a watcher.
        :param interval: N of the window whose directions are meant.
        :param seed: of what is drawn.
        :raises RuntimeError: before the window holds two updates.
        """
        rows = [segment.rows[interval].updates for segment in segments]
        self.directions = Directions(self, list(zip(*rows)))
        self._generator = numpy.random.default_rng(seed % (1 << 64))
        self._leaves, self._structure = jax.tree_util.tree_flatten(params)
        self._places = [segment.places for segment in segments]
        self._found = self.params = params
        self.theta = [segment.rows[interval].vector(params) for segment in segments]

    def dot(self, one: Vector, other: Vector) -> float:
        return sum(dot(a, b) for a, b in zip(one, other))

    def combined(self, vectors: Sequence[Vector], factors: Sequence[float]) -> Vector:
        return [_combined(parts, jnp.asarray(factors, dtype=jnp.float32)) for parts in zip(*vectors)]

    def drawn(self) -> Vector:
        vector = []
        for places, part in zip(self._places, self.theta):
            values = numpy.zeros(part.size, dtype=numpy.float32)
            # What fills the last chunk up is no parameter.
            length = sum(self._leaves[place].size for place in places)
            values[:length] = self._generator.standard_normal(length, dtype=numpy.float32)
            vector.append(jax.device_put(values.reshape(part.shape), part.sharding))
        return vector

    def move(self, direction: Vector, scale: float) -> None:
        leaves = list(self._leaves)
        for places, part in zip(self._places, direction):
            along = numpy.asarray(part).reshape(-1)
            first = 0
            for place in places:
                leaf = self._leaves[place]
                piece = along[first : first + leaf.size].reshape(leaf.shape)
                # JAX itself has no double precision unless it is asked for.
                moved = numpy.asarray(leaf).astype(numpy.float64) + scale * piece.astype(numpy.float64)
                leaves[place] = jax.device_put(moved.astype(leaf.dtype), getattr(leaf, "sharding", None))
                first += leaf.size
        self.params = jax.tree_util.tree_unflatten(self._structure, leaves)

    def restore(self) -> None:
        self.params = self._found


@jax.jit
def _combined(parts: List[Any], factors: Any) -> Any:
    total = parts[0] * factors[0]
    for index in range(1, len(parts)):
        total = total + parts[index] * factors[index]
    return total
