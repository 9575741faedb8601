"""Σηλ and Σηλ·place of one parameter group over an interval."""

from __future__ import annotations

from typing import Any, List


class DecaySums:
    """The sums that the trapezoid split needs of the steps of an interval.

    Decoupled decay acts before the step's own movement, on the parameters as the step found them. So the place of the
    first step of an interval is 0, and that of the last (N−1)/N: no step decays the interval's end.

    The numbers may be tensors on a device: they are then summed there, and only `take` waits for them.
    """

    def __init__(self) -> None:
        self.total: Any = 0.0
        self.placed: Any = 0.0

    def add(self, rate_times_decay: Any, place: float) -> None:
        """Takes note of a step.

        :param rate_times_decay: ηλ of the step; 0 where it was skipped.
        :param place: the share of the interval's steps that are done before it, from 0 to below 1.
        """
        self.total = self.total + rate_times_decay
        self.placed = self.placed + rate_times_decay * place

    def take(self) -> List[float]:
        """Returns [Σηλ, Σηλ·place] and begins anew."""
        sums = [float(self.total), float(self.placed)]
        self.total, self.placed = 0.0, 0.0
        return sums
