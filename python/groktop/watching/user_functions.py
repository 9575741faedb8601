"""What a function of the user returns, and a context in which it leaves no trace."""

from __future__ import annotations

import random
import sys
from contextlib import contextmanager
from typing import Any, Dict, Iterator, Mapping


def numbers(result: Any) -> Dict[str, float]:
    """What an evaluation returned, as floats.

    :raises TypeError: where it is no dictionary of numbers.
    """
    if not isinstance(result, Mapping):
        raise TypeError(f"evaluate returned {type(result).__name__}, not a dictionary of numbers")
    return {str(name): float(value.detach() if hasattr(value, "detach") else value) for name, value in result.items()}


@contextmanager
def random_numbers_kept() -> Iterator[None]:
    """A context after which the random numbers of Python and NumPy go on as if nobody had drawn any in it."""
    own, numpy = random.getstate(), sys.modules.get("numpy")
    others = numpy.random.get_state() if numpy is not None else None
    try:
        yield
    finally:
        random.setstate(own)
        if numpy is not None:
            numpy.random.set_state(others)
