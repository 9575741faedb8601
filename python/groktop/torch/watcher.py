"""What happens at the steps of a run that is watched."""

from __future__ import annotations

import warnings
from typing import Any, Callable, Dict, List, Optional, Sequence

import torch

from ..watching import Reporter, Steering
from .segment import Segment
from .settings import Settings


class Watcher:
    """Counts steps, takes in updates, and lets commands act. Its hooks never raise an `Exception`.

    The first error is told once; then the spectral edge is recorded no more, and training goes on.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        settings: Settings,
        reporter: Reporter,
        start: int,
        first_seen: bool,
        unsplit: Callable[[Segment], bool],
    ) -> None:
        """
        :param segments: the tracked tensors; none in a process that only obeys commands.
        :param start: steps done before.
        :param first_seen: whether the run's description says that its first update is seen.
        :param unsplit: whether decay of a segment cannot be told from the gradient, should it have any.
        """
        self.step = start
        self.segments, self.settings, self.reporter = list(segments), settings, reporter
        self.intervals = sorted(self.segments[0].rows) if self.segments else []
        self.steering: Optional[Steering] = None
        self.is_over = self.has_failed = False
        self._needs_reset = {interval: False for interval in self.intervals}
        self._must_see_first = first_seen
        self._unsplit, self._is_unsplit = unsplit, False
        self._skipped: Any = 0
        self._told_skipped = 0
        self._has_told_sketch = False

    # Hooks

    def before_step(self, number: int, optimizer: Any) -> None:
        """Called before each step of each optimizer. `number` is the optimizer's place in the list."""
        if self.is_over:
            return
        try:
            self.settings.before_step(number)
            if number == 0 and not self.has_failed:
                _refuse_capture()
                self._begin_where_due(optimizer)
        except Exception as error:
            self.fail(error)

    def after_step(self, number: int, optimizer: Any) -> None:
        """Called after each step of each optimizer; the first one's steps count."""
        if self.is_over:
            self.settings.after_step(number)
            return
        try:
            try:
                if not self.has_failed:
                    _refuse_capture()
                    self._note_decay(number, optimizer, self.step)
                    if not self._is_unsplit and self.intervals and self.step % self.intervals[0] == 0:
                        self._look_for_gradients(number)
            finally:
                self.settings.after_step(number)
                self.step += number == 0
            if number:
                return
            if not self.has_failed:
                self._end_intervals()
            self.reporter.progress(self.step, self.settings.weight_decay)
            if self.steering is not None:
                self.steering.after_step()
        except Exception as error:
            self.fail(error)

    def fail(self, error: BaseException) -> None:
        """Ends the recording of the edge, and says so once."""
        if self.has_failed:
            return
        self.has_failed = True
        line = f"recording of the spectral edge ended: {type(error).__name__}: {error}"
        for segment in self.segments:
            segment.release()
        for tell in (
            lambda: self.reporter.remark(self.step, "error", line),
            lambda: warnings.warn(f"groktop: {line}", RuntimeWarning, stacklevel=3),
        ):
            try:
                tell()
            except Exception:
                pass  # Where warnings are errors, training goes on all the same.

    def moved_to(self, step: int) -> None:
        """The program has set the parameters, to those of a step: the windows begin anew."""
        self.step = step
        for segment in self.segments:
            segment.clear()
        self._needs_reset = {interval: True for interval in self.intervals}
        self._must_see_first = False

    def end(self) -> None:
        """Ends everything: hooks do nothing from now on, but for giving back what they had set."""
        self.is_over = True
        for segment in self.segments:
            segment.release()
        if self.steering is not None:
            self.steering.release()

    # Updates

    def _begin_where_due(self, optimizer: Any) -> None:
        for interval in self.intervals:
            if self.step % interval or self.segments[0].rows[interval].is_begun:
                continue
            if self._must_see_first and optimizer.state:
                # A state was restored after `watch`: this is not the run's first update.
                self._must_see_first = False
                self._needs_reset = {each: True for each in self.intervals}
            with torch.no_grad():
                for segment in self.segments:
                    segment.begin(interval)
        self._must_see_first = False

    def _look_for_gradients(self, number: int) -> None:
        """Once in the shortest interval: more often it would cost what all else does. And after the step: some
        loops compute gradients in the step's closure."""
        for segment in self.segments:
            if segment.optimizer == number and segment.settings.get("weight_decay") and segment.lacks_gradient():
                self._is_unsplit = True
                line = "a tracked tensor has no gradient and so no decay: updates are not split from here on"
                self.reporter.remark(self.step, "note", line)
                return

    def _note_decay(self, number: int, optimizer: Any, step: int) -> None:
        found = getattr(optimizer, "found_inf", None)
        applied: Any = 1.0
        if found is not None:
            found = found.item() if found.device.type == "cpu" else found
            applied = 1.0 - found
            if number == 0:
                self._skipped = self._skipped + found
        for segment in self.segments:
            if segment.optimizer == number:
                segment.add_step(step, applied)

    def _end_intervals(self) -> None:
        for interval in self.intervals:
            if self.step % interval or not self.segments[0].rows[interval].is_begun:
                continue
            groups: List[Dict[str, Any]] = []
            for segment in self.segments:
                # A loop that runs in mixed precision throughout must not round the products.
                with torch.no_grad(), torch.autocast(segment.device_type, enabled=False):
                    groups.append(segment.take(interval))
            self._is_unsplit = self._is_unsplit or any(
                group["decay"][0] != 0 and self._unsplit(segment) for group, segment in zip(groups, self.segments)
            )
            self.reporter.update(
                self.step,
                interval,
                groups,
                self.settings.weight_decay,
                reset=self._needs_reset[interval],
                unsplit=self._is_unsplit,
            )
            self._needs_reset[interval] = False
            if interval == self.intervals[0]:
                self._tell_sketch_error()
            if interval == self.intervals[-1]:
                self._tell_skipped()

    def _tell_sketch_error(self) -> None:
        """Says once how good the sketches are: the worst of the groups."""
        found = [segment.sketch_error for segment in self.segments if segment.sketch_error is not None]
        if found and not self._has_told_sketch:
            self._has_told_sketch = True
            error, blocks, of = max(found)
            where = f"measured on {blocks} of {of} blocks"
            line = f"sketch: λ₁ of the first window is off by {error:.2g} of itself, {where}"
            self.reporter.remark(self.step, "note", line)

    def _tell_skipped(self) -> None:
        skipped = int(self._skipped)
        if skipped >= max(1, 2 * self._told_skipped):
            self._told_skipped = skipped
            steps = "1 step" if skipped == 1 else f"{skipped} steps"
            self.reporter.remark(self.step, "note", f"the gradient scaler has skipped {steps} so far")


def _refuse_capture() -> None:
    """Looks whether the step is being captured.

    :raises RuntimeError: where it is. The hooks would wait for the device, which breaks a capture; and the replays of a
        captured step call no hook, and keep the weight decay that they were captured with.
    """
    if torch.cuda.is_initialized() and torch.cuda.is_current_stream_capturing():
        raise RuntimeError("the step is captured in a CUDA graph, whose replays call no hooks")
