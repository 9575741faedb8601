"""Calls functions of the user between steps without a trace in the training."""

from __future__ import annotations

import random
import sys
import weakref
from contextlib import contextmanager
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional

import torch

Evaluate = Callable[[], Mapping[str, Any]]


def numbers(result: Any) -> Dict[str, float]:
    """What an evaluation returned, as floats.

    :raises TypeError: where it is no dictionary of numbers.
    """
    if not isinstance(result, Mapping):
        raise TypeError(f"evaluate returned {type(result).__name__}, not a dictionary of numbers")
    return {str(name): float(value.detach() if hasattr(value, "detach") else value) for name, value in result.items()}


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
        own, numpy = random.getstate(), sys.modules.get("numpy")
        others = numpy.random.get_state() if numpy is not None else None
        with torch.random.fork_rng(devices=devices), torch.no_grad():
            try:
                yield
            finally:
                random.setstate(own)
                if numpy is not None:
                    numpy.random.set_state(others)
                for module, mode in modes:
                    module.training = mode
