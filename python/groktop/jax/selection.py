"""Which leaves of a tree of parameters are tracked."""

from __future__ import annotations

import fnmatch
import re
from typing import Any, Callable, List, Optional, Sequence, Tuple, Union

import jax

from .watcher import Chooser

Track = Union[str, Sequence[str], Callable[[str, Any], bool]]

_ATTENTION = re.compile(r"attn|attention|(^|[._])(query|key|value|qkv|[qkvo]_proj)([._]|$)", re.IGNORECASE)


def chooser(places: List[int]) -> Chooser:
    """Takes the leaves at these places out of a tree."""
    def choose(params: Any) -> List[Any]:
        leaves = jax.tree_util.tree_leaves(params)
        return [leaves[place] for place in places]

    return choose


def choose_leaves(named: Sequence[Tuple[str, Any]], track: Optional[Track]) -> Tuple[str, List[int]]:
    """What the selection is called, and the places of the tracked leaves.

    :raises ValueError: where there are none.
    """
    floating = [place for place, (_, leaf) in enumerate(named)
                if jax.numpy.issubdtype(leaf.dtype, jax.numpy.floating) and leaf.size]
    if track is None or track == "attention":
        places = [place for place in floating if named[place][1].ndim >= 2 and _ATTENTION.search(named[place][0])]
        if places or track == "attention":
            return "attention", _some(places, track, named)
        track = "all"
    if track == "all":
        return "all", _some(floating, track, named)
    if callable(track):
        return "function", _some([place for place in floating if track(*named[place])], track, named)
    patterns = [track] if isinstance(track, str) else list(track)
    places = [place for place in floating if any(fnmatch.fnmatchcase(named[place][0], pattern) for pattern in patterns)]
    return " ".join(patterns)[:80], _some(places, track, named)


def _some(places: List[int], track: Any, named: Sequence[Tuple[str, Any]]) -> List[int]:
    if not places:
        examples = ", ".join(name for name, _ in named[:6])
        raise ValueError(f"track={track!r} names no parameter; there are {examples}, …")
    return places
