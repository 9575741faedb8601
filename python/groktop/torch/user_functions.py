"""Calls functions of the user between steps without a trace in the training."""

from __future__ import annotations

import weakref
from contextlib import contextmanager
from typing import Any, Callable, Iterator, List, Mapping, Optional

import torch

from ..watching.user_functions import random_numbers_kept

Evaluate = Callable[[], Mapping[str, Any]]


class Undisturbed:
    """A context in which nothing of the training is lost: random numbers of PyTorch, numpy and Python, and the modules'
    training modes."""

    def __init__(self, model: Any) -> None:
        """:param model: not kept alive; where it is no module, no modes are kept."""
        self._model: Optional[Any] = weakref.ref(model) if isinstance(model, torch.nn.Module) else None

    @contextmanager
    def __call__(self) -> Iterator[None]:
        model = self._model() if self._model else None
        modes = [(module, module.training) for module in model.modules()] if model is not None else []
        devices: List[int] = list(range(torch.cuda.device_count())) if torch.cuda.is_initialized() else []
        with random_numbers_kept(), torch.random.fork_rng(devices=devices), torch.no_grad():
            try:
                yield
            finally:
                for module, mode in modes:
                    module.training = mode
