"""What every framework checks of the arguments with which a program asks to be watched."""

from __future__ import annotations

from typing import Any

from ..edge.tracker import FINE_DIVISOR

#: The least and the most updates in a window.
WINDOWS = (2, 32)


def check_integer(name: str, value: Any, least: int) -> None:
    """:raises ValueError: where the value is no integer from `least` on."""
    if not isinstance(value, int) or value < least:
        raise ValueError(f"{name}={value!r} is no integer from {least} on")


def check_run(name: Any, interval: Any, window: Any, start: Any, steps: Any, seed: Any) -> None:
    """Looks for what is wrong.

    :param steps: may be None, as may `seed`.
    :raises ValueError, TypeError: for the first thing that is.
    """
    if not isinstance(interval, int) or interval < FINE_DIVISOR or interval % FINE_DIVISOR:
        raise ValueError(f"interval={interval!r} is not a multiple of {FINE_DIVISOR}")
    if not isinstance(window, int) or not WINDOWS[0] <= window <= WINDOWS[1]:
        raise ValueError(f"window={window!r} is not from {WINDOWS[0]} to {WINDOWS[1]}")
    if not isinstance(name, str):
        raise TypeError(f"name={name!r} is no text")
    check_integer("start", start, 0)
    for member, value in (("steps", steps), ("seed", seed)):
        if value is not None:
            check_integer(member, value, 0)
