"""Hyperparameters in the state of an optimizer that `optax.inject_hyperparams` has made.

optax itself is not needed: such a state has `hyperparams`, a dictionary of arrays, and `hyperparams_states` with the
names of those that a schedule of its own sets anew in every step.
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping

import jax
import jax.numpy as jnp
import numpy


def _is_injected(state: Any) -> bool:
    return isinstance(getattr(state, "hyperparams", None), Mapping)


def _injected(state: Any) -> List[Any]:
    """The states with hyperparameters within a state, such as that of a chain."""
    return [each for each in jax.tree_util.tree_leaves(state, is_leaf=_is_injected) if _is_injected(each)]


def settable(state: Any) -> Dict[str, float]:
    """`learning_rate` and `weight_decay` where they can be set, with their present values.

    :raises ValueError: where there is neither, or a name twice.
    """
    found: Dict[str, float] = {}
    for each in _injected(state):
        scheduled = getattr(each, "hyperparams_states", None) or {}
        for name in ("learning_rate", "weight_decay"):
            if name not in each.hyperparams or name in scheduled:
                continue
            if name in found:
                raise ValueError(f"opt_state has more than one {name}: pass run.{name} to each yourself")
            # The shortest number that single precision holds as this: 0.001, and not 0.0010000000474974513.
            found[name] = float(str(numpy.asarray(each.hyperparams[name])))
    if not found:
        raise ValueError("opt_state has no learning_rate and no weight_decay: optax.inject_hyperparams puts them there")
    return found


def placed(state: Any, values: Mapping[str, float]) -> Any:
    """The state with other hyperparameters. They keep their types: a step that is compiled is not compiled anew."""

    def put(each: Any) -> Any:
        if not _is_injected(each):
            return each
        own = {
            name: jnp.full_like(each.hyperparams[name], value)
            for name, value in values.items()
            if name in each.hyperparams
        }
        return each._replace(hyperparams={**each.hyperparams, **own})

    return jax.tree_util.tree_map(put, state, is_leaf=_is_injected)
