"""Which tensors are tracked, and to which parameter group they belong."""

from __future__ import annotations

import fnmatch
import re
import weakref
from typing import Any, Callable, Dict, Iterable, List, Mapping, NamedTuple, Sequence, Tuple, Union

Track = Union[str, Sequence[str], Callable[[str, Any], bool]]

#: Words of a name that say that a tensor belongs to an attention layer.
_ATTENTION = re.compile(r"attn|attention|(^|[._])(qkv|[qkvo]_proj|(query|key|value)(_proj)?|w[qkvo]|in_proj|c_attn)([._]|$)",
                        re.IGNORECASE)
#: Wrappers that put a word of their own before every name.
_WRAPPERS = ("module.", "_orig_mod.", "_fsdp_wrapped_module.")


class Tracked(NamedTuple):
    """A tensor whose updates are followed.

    Attributes:
        name: its name in the model, without the words of wrappers.
        tensor: a weak reference to it.
        optimizer: place of its optimizer in the list of those that are watched.
        group: place of its group in the optimizer's `param_groups`.
    """

    name: str
    tensor: "weakref.ReferenceType[Any]"
    optimizer: int
    group: int


def named_parameters(model: Any) -> List[Tuple[str, Any]]:
    """Names and tensors of a model: a module, a dictionary, or pairs. A tensor with two names comes once."""
    if hasattr(model, "named_parameters"):
        pairs: Iterable[Tuple[str, Any]] = model.named_parameters()
    elif isinstance(model, Mapping):
        pairs = model.items()
    else:
        pairs = model
    found: Dict[int, Tuple[str, Any]] = {}
    for name, tensor in pairs:
        found.setdefault(id(tensor), (_unwrapped(str(name)), tensor))
    return list(found.values())


def _unwrapped(name: str) -> str:
    changed = True
    while changed:
        changed = False
        for word in _WRAPPERS:
            if word in name:
                name, changed = name.replace(word, ""), True
    return name


def choose(named: Sequence[Tuple[str, Any]], track: Track) -> List[Tuple[str, Any]]:
    """The tensors to track.

    :param track: `attention`: the matrices of attention layers; `all`; a pattern of names such as `blocks.*.weight`, or
        several; or a function of name and tensor.
    :raises ValueError: where there is none.
    """
    if track == "all":
        chosen = list(named)
    elif track == "attention":
        chosen = [(name, tensor) for name, tensor in named if tensor.dim() >= 2 and _ATTENTION.search(name)]
    elif callable(track):
        chosen = [(name, tensor) for name, tensor in named if track(name, tensor)]
    else:
        patterns = [track] if isinstance(track, str) else list(track)
        chosen = [(name, tensor) for name, tensor in named
                  if any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)]
    chosen = [(name, tensor) for name, tensor in chosen if tensor.requires_grad and tensor.numel() > 0]
    if not chosen:
        examples = ", ".join(name for name, _ in named[:6])
        raise ValueError(f"track={track!r} names no tensor that is trained; the model has {examples}, …")
    return chosen


def assign(chosen: Sequence[Tuple[str, Any]], optimizers: Sequence[Any]) -> List[Tracked]:
    """Those of the tensors that an optimizer steps, with their groups.

    :raises ValueError: where no optimizer has any of them.
    """
    places: Dict[int, Tuple[int, int]] = {}
    for number, optimizer in enumerate(optimizers):
        for index, group in enumerate(optimizer.param_groups):
            for tensor in group["params"]:
                places.setdefault(id(tensor), (number, index))
    tracked = [Tracked(name, weakref.ref(tensor), *places[id(tensor)]) for name, tensor in chosen
               if id(tensor) in places]
    if not tracked:
        raise ValueError("none of the tracked tensors belongs to the optimizer")
    return tracked
