"""Steps per second of a training process, from the steps that its messages name."""

from __future__ import annotations

from collections import deque
from typing import Deque, Optional, Tuple

_SECONDS = 3.0
"""What the rate is taken over, where messages come often."""
_SHORTEST_SECONDS = 0.2
_MOST_POINTS = 256


class Pace:
    """The rate over the last seconds."""

    def __init__(self) -> None:
        self._points: Deque[Tuple[float, int]] = deque(maxlen=_MOST_POINTS)

    def note(self, step: int, elapsed: float) -> Optional[float]:
        """Takes in a step and the seconds at which it was reached.

        Returns steps per second; None while there is too little to tell.
        """
        points = self._points
        if points and step < points[-1][1]:
            points.clear()  # the loop went back
        if not points or elapsed > points[-1][0] + _SECONDS / _MOST_POINTS:
            points.append((elapsed, step))
        while len(points) > 2 and elapsed - points[1][0] >= _SECONDS:
            points.popleft()
        since, first = points[0]
        return (step - first) / (elapsed - since) if elapsed - since >= _SHORTEST_SECONDS else None
