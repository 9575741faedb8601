"""Which tensors are tracked, and to which parameter group they belong."""

from __future__ import annotations

import weakref
from typing import Any, Callable, Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ..watching import Track, select

#: Wrappers that put a word of their own before every name.
_WRAPPERS = ("module.", "_orig_mod.", "_fsdp_wrapped_module.")


class Tracked(NamedTuple):
    """A tensor whose updates are followed.

    Attributes:
        name: its name in the model, without the words of wrappers.
        tensor: a weak reference to it, which gives the tensor when it is called.
        optimizer: place of its optimizer in the list of those that are watched.
        group: place of its group in the optimizer's `param_groups`.
    """

    name: str
    tensor: Callable[[], Any]
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


def choose(named: Sequence[Tuple[str, Any]], track: Optional[Track]) -> Tuple[str, List[Tuple[str, Any]]]:
    """What the selection is called, and the tensors to track: of those that are trained.

    :raises ValueError: where there is none.
    """
    trained = [(name, tensor) for name, tensor in named if tensor.requires_grad and tensor.numel() > 0]
    label, places = select(trained, lambda tensor: tensor.dim(), track)
    return label, [trained[place] for place in places]


def assign(chosen: Sequence[Tuple[str, Any]], optimizers: Sequence[Any]) -> List[Tracked]:
    """Those of the tensors that an optimizer steps, with their groups.

    :raises ValueError: where no optimizer has any of them.
    """
    places: Dict[int, Tuple[int, int]] = {}
    for number, optimizer in enumerate(optimizers):
        for index, group in enumerate(optimizer.param_groups):
            for tensor in group["params"]:
                places.setdefault(id(tensor), (number, index))
    tracked = [
        Tracked(name, weakref.ref(tensor), *places[id(tensor)]) for name, tensor in chosen if id(tensor) in places
    ]
    if not tracked:
        raise ValueError("none of the tracked tensors belongs to the optimizer")
    return tracked
