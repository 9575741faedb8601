"""What every framework checks of the arguments with which a program asks to be watched."""

from __future__ import annotations

import operator
from typing import Any, Tuple

from ..edge.tracker import FINE_DIVISOR
from ..recording.description import LARGEST_INTERVAL
from ..recording.tables import LAST_STEP

#: The least and the most updates in a window.
WINDOWS = (2, 32)
#: The recording has 64 bits for it.
LARGEST_SEED = (1 << 64) - 1
#: The least and the most random draws of a control.
DRAWS = (2, 10_000)


def plain_integers(*values: Any) -> Tuple[Any, ...]:
    """NumPy's integers and their like as Python's, and everything else as it is."""
    return tuple(operator.index(value) if hasattr(value, "__index__") else value for value in values)


def check_integer(name: str, value: Any, least: int, most: int) -> None:
    """:raises ValueError: where the value is no integer from `least` to `most`."""
    if not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"{name}={value!r} is no integer from {least} to {most}")


def check_run(name: Any, interval: Any, window: Any, start: Any, steps: Any, seed: Any, draws: Any) -> None:
    """Looks for what is wrong.

    :param steps: may be None, as may `seed`.
    :raises ValueError, TypeError: for the first thing that is.
    """
    check_integer("interval", interval, FINE_DIVISOR, LARGEST_INTERVAL)
    if interval % FINE_DIVISOR:
        raise ValueError(f"interval={interval!r} is not a multiple of {FINE_DIVISOR}")
    check_integer("window", window, *WINDOWS)
    if not isinstance(name, str):
        raise TypeError(f"name={name!r} is no text")
    check_integer("start", start, 0, LAST_STEP)
    if steps is not None:
        check_integer("steps", steps, 0, LAST_STEP)
    if seed is not None:
        check_integer("seed", seed, 0, LARGEST_SEED)
    check_integer("draws", draws, *DRAWS)
