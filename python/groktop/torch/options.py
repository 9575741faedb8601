"""What `watch` is asked for."""

from __future__ import annotations

from typing import Any, Callable, Dict, NamedTuple, Optional, Sequence

from ..watching.arguments import check_run
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
    check_run(
        options.name, options.interval, options.window, options.start, options.steps, options.seed, options.draws
    )
    if options.split not in ("auto", "nominal", "none"):
        raise ValueError(f"split={options.split!r} is not auto, nominal or none")
    if options.rows not in ("auto", *ROW_TYPES):
        raise ValueError(f"rows={options.rows!r} is not auto, float32, bfloat16 or sketch")
    for member in ("evaluate", "save", "load"):
        if getattr(options, member) is not None and not callable(getattr(options, member)):
            raise TypeError(f"{member}={getattr(options, member)!r} is no function")
