"""Which parameters are tracked, by their names."""

from __future__ import annotations

import fnmatch
import re
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple, Union

#: `attention`, `all`, a pattern of names, several, or a function of name and tensor.
Track = Union[str, Sequence[str], Callable[[str, Any], bool]]
#: Names of tracked tensors that a run's description holds at most.
MOST_NAMES = 64

#: Words of a name that say that a tensor belongs to an attention layer.
_ATTENTION = re.compile(
    r"attn|attention|(^|[._])(qkv|[qkvo]_proj|(query|key|value)(_proj)?|w[qkvo]|in_proj|c_attn)([._]|$)", re.IGNORECASE
)


def select(
    named: Sequence[Tuple[str, Any]], dimensions: Callable[[Any], int], track: Optional[Track]
) -> Tuple[str, List[int]]:
    """What a selection is called, and the places of the tensors that it names.

    :param named: names and tensors that could be tracked.
    :param dimensions: how many dimensions a tensor has: attention is followed in its matrices.
    :param track: the selection; without it `attention` where there is any, else `all`.
    :raises ValueError, TypeError: where it names nothing, or is no selection.
    """
    places = range(len(named))
    if track is None or track == "attention":
        chosen = [place for place in places if dimensions(named[place][1]) >= 2 and _ATTENTION.search(named[place][0])]
        label = "attention" if chosen or track else "all"
        chosen = chosen if label == "attention" else list(places)
    elif track == "all":
        label, chosen = "all", list(places)
    elif callable(track):
        label, chosen = "function", [place for place in places if track(*named[place])]
    else:
        try:
            patterns = [track] if isinstance(track, str) else list(track)
        except TypeError:
            patterns = [track]
        if not all(isinstance(each, str) for each in patterns):
            raise TypeError(f"track={track!r} must be 'attention', 'all', patterns of names, or a function")
        label = " ".join(patterns)
        chosen = [place for place in places if any(fnmatch.fnmatchcase(named[place][0], each) for each in patterns)]
    if not chosen:
        if not named:
            raise ValueError("no tensor of the model is trained")
        examples = ", ".join(name for name, _ in named[:6])
        raise ValueError(f"track={track!r} names no tensor that is trained; there are {examples}, …")
    return label[:80], chosen


def describe(names: Sequence[str], label: str) -> Dict[str, Any]:
    """The member `tracked` of a run's description."""
    return {"selection": label, "names": list(names[:MOST_NAMES]), "tensors": len(names)}
