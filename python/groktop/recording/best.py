"""The best accuracy of a run, on the way that it has taken."""

from __future__ import annotations

import math
from typing import List, Optional, Tuple


class BestAccuracy:
    """The highest of a run's test accuracies. What lies on a way that the run has left does not count."""

    def __init__(self) -> None:
        #: Steps at which there was a higher one than ever before, with it.
        self._rises: List[Tuple[int, float]] = []

    @property
    def value(self) -> Optional[float]:
        """The highest; None before the first."""
        return self._rises[-1][1] if self._rises else None

    def take(self, value: float, step: int) -> None:
        """An accuracy has been logged."""
        if math.isfinite(value) and (not self._rises or value > self._rises[-1][1]):
            self._rises.append((step, value))

    def go_back(self, step: int) -> None:
        """The run goes on from an earlier step."""
        while self._rises and self._rises[-1][0] > step:
            self._rises.pop()
