"""Ties a watcher to optimizers."""

from __future__ import annotations

from typing import Any, List, Sequence

import torch

from .watcher import Watcher


def attach(watcher: Watcher, optimizers: Sequence[Any]) -> List[Any]:
    """Registers the hooks of a watcher. Returns their handles.

    Where a step is compiled, the hooks stay outside of it: the compiler would make a version for each count of theirs.
    The optimizers keep the watcher alive, and the watcher does not keep them. The handles must not be removed during a
    step: PyTorch goes through its hooks then.
    """
    handles = []
    for number, optimizer in enumerate(optimizers):

        @torch.compiler.disable
        def before(stepped: Any, *_: Any, number: int = number) -> None:
            watcher.before_step(number, stepped)

        @torch.compiler.disable
        def after(stepped: Any, *_: Any, number: int = number) -> None:
            watcher.after_step(number, stepped)

        handles.append(optimizer.register_step_pre_hook(before))
        handles.append(optimizer.register_step_post_hook(after))
    return handles


def unwrapped(optimizer: Any) -> Any:
    """The optimizer itself, where a library has wrapped it: the wrapper's hooks are not the ones that are called."""
    seen = set()
    while id(optimizer) not in seen:
        seen.add(id(optimizer))
        inner = getattr(optimizer, "optimizer", None)
        if not isinstance(inner, torch.optim.Optimizer):
            break
        optimizer = inner
    return optimizer
