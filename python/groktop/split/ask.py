"""Asks a PyTorch optimizer what its weight decay does.

A fresh optimizer of the same class and options moves a small parameter with fixed gradients, once with weight decay and
once without. The difference of the two ends is what decay did, and is compared with −Σηλθ along the first way. Nothing
of the user's optimizer, parameters or random numbers is touched.
"""

from __future__ import annotations

import importlib
import inspect
import math
from contextlib import contextmanager
from typing import Any, Dict, Iterator, Mapping

from .verdict import Verdict, of_residual

#: Steps of the trial: RAdam behaves like gradient descent in its first five.
STEPS = 8
#: The rates that stand for a rate of 0, such as a warm-up begins with.
DEFAULT_RATE, DEFAULT_DECAY = 1e-3, 0.1
#: ηλ in single precision, where a smaller one would drown in rounding.
SINGLE_PRECISION_PRODUCT = 0.05
#: Options of a group that say nothing of how it steps.
_NO_OPTIONS = {"params", "param_names", "initial_lr", "lr", "weight_decay"}


def ask(optimizer: Any, group: Mapping[str, Any]) -> Verdict:
    """Finds out what weight decay does in one parameter group.

    :param optimizer: a `torch.optim.Optimizer`.
    :param group: one of its `param_groups`; its learning rate and decay may be 0 at present.
    """
    import torch

    name = type(optimizer).__name__
    if "weight_decay" not in group or "lr" not in group:
        return Verdict("none", None, f"{name}: a group has no setting named weight_decay, or none named lr")
    rate = _positive(group["lr"], DEFAULT_RATE)
    decay = _positive(group["weight_decay"], DEFAULT_DECAY)
    device = group["params"][0].device
    problem = ""
    trials = ((torch.float64, decay), (torch.float32, SINGLE_PRECISION_PRODUCT / rate))
    with _undisturbed(torch):
        for dtype, trial_decay in trials:
            try:
                residual = _residual(torch, optimizer, group, rate, trial_decay, dtype, device)
            except Exception as error:  # Whatever the optimizer raises, it cannot be asked in this way.
                problem = problem or f"{type(error).__name__}: {error}".splitlines()[0][:200]
                continue
            if not math.isfinite(residual):
                problem = problem or f"the trial gave {residual}"
                continue
            return of_residual(residual, name)
    return Verdict("none", None, f"{name} could not be asked ({problem})")


def _positive(value: Any, default: float) -> float:
    number = float(value)
    return number if number > 0 else default


def _residual(
    torch: Any, optimizer: Any, group: Mapping[str, Any], rate: float, decay: float, dtype: Any, device: Any
) -> float:
    """‖(θ with decay − θ without) + Σηλθ‖ / ‖Σηλθ‖ after the trial's steps."""
    start = torch.tensor([[((37 * i + 11 * j) % 23 - 11) / 7.3 for j in range(8)] for i in range(6)], dtype=dtype)
    gradients = [
        torch.tensor(
            [[((29 * i + 17 * j + 7 * step) % 19 - 9) / 50.7 for j in range(8)] for i in range(6)], dtype=dtype
        ).to(device)
        for step in range(STEPS)
    ]
    ends = []
    nominal = torch.zeros_like(start, device=device)
    for trial_decay in (decay, 0.0):
        parameter = torch.nn.Parameter(start.to(device, copy=True))
        fresh = _fresh(optimizer, group, parameter, rate, trial_decay)
        for gradient in gradients:
            if trial_decay:
                nominal += rate * decay * parameter.detach()
            parameter.grad = gradient.clone()
            fresh.step()
        ends.append(parameter.detach())
    difference = ends[0] - ends[1] + nominal
    return float(difference.norm() / nominal.norm())


def _fresh(optimizer: Any, group: Mapping[str, Any], parameter: Any, rate: float, decay: float) -> Any:
    """An optimizer of the same class whose one group has the options of `group`."""
    options: Dict[str, Any] = {key: value for key, value in group.items() if key not in _NO_OPTIONS}
    own = {"params": [parameter], "lr": rate, "weight_decay": decay, **options}
    kind = type(optimizer)
    accepted = inspect.signature(kind.__init__).parameters
    takes_all = any(item.kind is inspect.Parameter.VAR_KEYWORD for item in accepted.values())
    settings = {**optimizer.defaults, **options, "lr": rate, "weight_decay": decay}
    arguments = {key: value for key, value in settings.items() if key in accepted and key != "params" or takes_all}
    try:
        return kind([own], **arguments)
    except TypeError:
        return kind([own])


@contextmanager
def _undisturbed(torch: Any) -> Iterator[None]:
    """Keeps the trial from the random numbers of the training, from its hooks, and from its gradient mode."""
    module = importlib.import_module("torch.optim.optimizer")
    names = [name for name in ("_global_optimizer_pre_hooks", "_global_optimizer_post_hooks") if hasattr(module, name)]
    hooks = {name: getattr(module, name) for name in names}
    devices = list(range(torch.cuda.device_count())) if torch.cuda.is_initialized() else []
    with torch.random.fork_rng(devices=devices), torch.no_grad():
        try:
            for name in names:
                setattr(module, name, type(hooks[name])())
            yield
        finally:
            for name in names:
                setattr(module, name, hooks[name])
