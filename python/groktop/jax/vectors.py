"""Parameters of JAX as one long vector, and the products of updates."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Sequence, Tuple

import jax
import jax.numpy as jnp
import numpy

#: Floats of one chunk: sums in single precision of more lose digits. The chunks' sums are added in double precision.
CHUNK = 1024


def named_leaves(params: Any) -> List[Tuple[str, Any]]:
    """Names and leaves of a tree of parameters: `layers.0.kernel`."""
    leaves, _ = jax.tree_util.tree_flatten_with_path(params)
    return [(".".join(_word(key) for key in path), leaf) for path, leaf in leaves]


def _word(key: Any) -> str:
    for attribute in ("key", "name", "idx"):
        if hasattr(key, attribute):
            return str(getattr(key, attribute))
    return str(key)


def leaves_at(places: Sequence[int]) -> Callable[[Any], List[Any]]:
    """What takes the leaves at these places out of a tree."""

    def take(params: Any) -> List[Any]:
        leaves = jax.tree_util.tree_leaves(params)
        return [leaves[place] for place in places]

    return take


@jax.jit
def flat(leaves: Sequence[Any]) -> Any:
    """Leaves one behind the other, in chunks: [C, `CHUNK`], single precision, filled up with zeros."""
    vector = jnp.concatenate([jnp.ravel(leaf).astype(jnp.float32) for leaf in leaves])
    missing = -vector.size % CHUNK
    return jnp.pad(vector, (0, missing)).reshape(-1, CHUNK)


@jax.jit
def _difference(one: Any, other: Any) -> Any:
    return one - other


@jax.jit
def _chunk_products(one: Any, other: Any) -> Any:
    return (one * other).sum(axis=-1)


def dot(one: Any, other: Any) -> float:
    """⟨a, b⟩ of two vectors in chunks."""
    return float(numpy.asarray(_chunk_products(one, other)).sum(dtype=numpy.float64))


class Rows:
    """The newest W updates, and θ where the update under way began, as arrays of JAX on their device."""

    def __init__(self, window: int, choose: Callable[[Any], List[Any]]) -> None:
        """
        :param window: W.
        :param choose: the tracked leaves of a tree of parameters.
        """
        self.window, self._choose = window, choose
        self._rows: List[Any] = []
        self._start: Any = None

    @property
    def is_begun(self) -> bool:
        """Whether an update is under way."""
        return self._start is not None

    @property
    def updates(self) -> List[Any]:
        """The newest W updates, oldest first."""
        return list(self._rows)

    def vector(self, params: Any) -> Any:
        """The tracked leaves of a tree as one vector."""
        return flat(self._choose(params))

    def begin(self, params: Any) -> None:
        """The update begins here."""
        self._start = self.vector(params)

    def clear(self) -> None:
        """Forgets all updates."""
        self._rows, self._start = [], None

    def take(self, params: Any) -> Dict[str, Any]:
        """Ends the update under way and begins the next. Returns its products, as an `update` message has them."""
        present = self.vector(params)
        update = _difference(present, self._start)
        products = [dot(row, update) for row in [*self._rows, update]]
        self._rows = [*self._rows, update][-self.window :]
        self._start = present
        return {"products": products, "theta": dot(present, update), "norm": dot(present, present)}
