"""What happens at the steps of a run in JAX."""

from __future__ import annotations

from typing import Any, List, Optional, Sequence

from ..split import DecaySums
from ..watching import Reporter, Steering
from .settings import Settings
from .vectors import Rows, leaves_at


class Segment:
    """Tracked leaves that decay alike."""

    def __init__(self, places: Sequence[int], intervals: Sequence[int], window: int, decays: bool) -> None:
        """
        :param places: those of the leaves in the tree of parameters.
        """
        self.places, self.decays = list(places), decays
        self.rows = {interval: Rows(window, leaves_at(places)) for interval in intervals}
        self.sums = {interval: DecaySums() for interval in intervals}


class Watcher:
    """Takes in the parameters after each step."""

    def __init__(self, segments: List[Segment], reporter: Reporter, settings: Settings, start: int) -> None:
        """
        :param start: steps done before.
        """
        self.step, self.segments, self.reporter, self.settings = start, segments, reporter, settings
        self.is_over = self.has_failed = False
        self.steering: Optional[Steering] = None
        self.intervals = sorted(segments[0].rows)
        self._told_unread: Optional[str] = None
        self._needs_reset = {interval: False for interval in self.intervals}

    def begin(self, params: Any) -> None:
        """Begins those updates that begin at this step."""
        for interval in self.intervals:
            for segment in self.segments:
                if self.step % interval == 0 and not segment.rows[interval].is_begun:
                    segment.sums[interval].take()
                    segment.rows[interval].begin(params)

    def take(self, params: Any) -> None:
        """A step has been made."""
        before, self.step = self.step, self.step + 1
        product = self.settings.product(before)
        for segment in self.segments:
            for interval, sums in segment.sums.items():
                sums.add(product if segment.decays else 0.0, before % interval / interval)
        for interval in self.intervals:
            if self.step % interval == 0 and self.segments[0].rows[interval].is_begun:
                groups = [
                    {**segment.rows[interval].take(params), "decay": segment.sums[interval].take()}
                    for segment in self.segments
                ]
                self.reporter.update(
                    self.step, interval, groups, self.settings.weight_decay, reset=self._needs_reset[interval]
                )
                self._needs_reset[interval] = False
        self.begin(params)

    def tell_unread(self) -> None:
        """Says once where a step was made with a value that a command has changed, since the loop did not read it."""
        unread = self.settings.unread()
        if unread is not None and unread != self._told_unread:
            line = f"step {self.step} was made with the earlier {unread}: the loop has not read run.{unread} before it"
            self.reporter.remark(self.step, "error", line)
        self._told_unread = unread

    def moved_to(self, step: int) -> None:
        """The program has set the parameters: the windows begin anew."""
        self.step = step
        for segment in self.segments:
            for rows in segment.rows.values():
                rows.clear()
        self._needs_reset = {interval: True for interval in self.intervals}

    def end(self) -> None:
        """Nothing is taken in any more."""
        self.is_over = True
        self.segments = []
        if self.steering is not None:
            self.steering.release()
