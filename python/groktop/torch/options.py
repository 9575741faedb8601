"""What `watch` is asked for."""

from __future__ import annotations

from typing import Any, Callable, Dict, NamedTuple, Optional, Sequence

from ..edge.tracker import FINE_DIVISOR
from .segment import ROW_TYPES
from .user_functions import Evaluate


class Options(NamedTuple):
    """What `watch` was asked for, checked."""

    name: str
    selection: str
    interval: int
    window: int
    steps: Optional[int]
    seed: Optional[int]
    runs: str
    split: str
    rows: str
    start: int
    commands: bool
    evaluate: Optional[Evaluate]
    save: Optional[Callable[[], Any]]
    load: Optional[Callable[[int], Any]]
    draws: int
    marks: Dict[str, float]


def check(options: Options, optimizers: Sequence[Any]) -> None:
    """Looks for what is wrong.

    :raises ValueError, TypeError: for the first thing that is.
    """
    for each in optimizers:
        if not hasattr(each, "register_step_post_hook"):
            raise TypeError(f"{type(each).__name__} is no optimizer of PyTorch: it has no step hooks")
    if not optimizers:
        raise TypeError("there is no optimizer")
    if not isinstance(options.interval, int) or options.interval < FINE_DIVISOR or options.interval % FINE_DIVISOR:
        raise ValueError(f"interval={options.interval!r} is not a multiple of {FINE_DIVISOR}")
    if not isinstance(options.window, int) or not 2 <= options.window <= 32:
        raise ValueError(f"window={options.window!r} is not from 2 to 32")
    if options.split not in ("auto", "nominal", "none"):
        raise ValueError(f"split={options.split!r} is not auto, nominal or none")
    if options.rows not in ("auto", *ROW_TYPES):
        raise ValueError(f"rows={options.rows!r} is not auto, float32, bfloat16 or sketch")
    if not isinstance(options.name, str):
        raise TypeError(f"name={options.name!r} is no text")
    for member, least in (("start", 0), ("draws", 2), ("steps", 0), ("seed", 0)):
        value = getattr(options, member)
        if value is None and member in ("steps", "seed"):
            continue
        if not isinstance(value, int) or value < least:
            raise ValueError(f"{member}={value!r} is no integer from {least} on")
    for member in ("evaluate", "save", "load"):
        if getattr(options, member) is not None and not callable(getattr(options, member)):
            raise TypeError(f"{member}={getattr(options, member)!r} is no function")
