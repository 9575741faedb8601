"""The description of a run in JAX that its recording begins with."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence, Tuple

import jax

from .. import __version__
from ..edge.tracker import THRESHOLDS
from .settings import Settings


def describe_run(
    named: Sequence[Tuple[str, Any]], places: Sequence[int], settings: Settings, start: int, **members: Any
) -> Dict[str, Any]:
    """The `WatchedRun` of the format.

    :param named: names and leaves of the parameters.
    :param places: those that are tracked.
    :param start: steps done before.
    :param members: what is known besides; those that are None are left out.
    """
    tracked = [named[place][1] for place in places]
    group = {
        **settings.at_start(start),
        "tensors": len(named),
        "parameters": _size([leaf for _, leaf in named]),
        "trackedTensors": len(tracked),
        "trackedParameters": _size(tracked),
    }
    reason = "the program says that decay is −Σηλθ; it was not asked"
    if not settings.is_split:
        reason = "the program has not said what decay takes (decay_rate, or learning_rate and weight_decay)"
    watched = {
        "program": f"groktop-python {__version__}",
        "framework": f"jax {jax.__version__}",
        "device": jax.default_backend(),
        "groups": [group],
        "thresholds": dict(THRESHOLDS),
        "split": "nominal" if settings.is_split else "none",
        "splitReason": reason,
        "rows": "float32",
        "firstUpdateSeen": start == 0,
    }
    watched.update((key, value) for key, value in members.items() if value is not None)
    return watched


def _size(leaves: List[Any]) -> int:
    return sum(int(leaf.size) for leaf in leaves)
