"""A run that is watched, as its program sees it."""

from __future__ import annotations

import warnings
from typing import Any, List, Mapping, Optional, TypeVar

from .reporter import Reporter

Self = TypeVar("Self", bound="BaseRun")


class BaseRun:
    """A run that groktop records while it trains, as its program sees it.

    Its methods never raise: the first error is told as a warning, and training goes on. As a context manager it ends
    the recording at the end of its block, as `failed` where the block raises.

    Attributes:
        should_stop: whether a command has asked the loop to end. Nothing else makes it end.
        folder: the run's folder; None where nothing is recorded.
    """

    def __init__(
        self, watcher: Any, reporter: Reporter, steps: Optional[int] = None, keep_alive: Optional[List[Any]] = None
    ) -> None:
        """
        :param watcher: has `step`, `moved_to(step)` and `end()`.
        :param keep_alive: what must live as long as the run.
        """
        self._watcher, self._reporter, self._steps = watcher, reporter, steps
        self._kept = keep_alive or []
        self._has_told = False
        self.should_stop = False

    @property
    def steps_done(self) -> int:
        """Optimizer steps done."""
        return int(self._watcher.step)

    @property
    def folder(self) -> Optional[str]:
        """The run's folder; None where nothing is recorded."""
        return self._reporter.channel.folder

    def log(self, values: Optional[Mapping[str, Any]] = None, *, at_step: Optional[int] = None, **more: Any) -> None:
        """Records numbers, each a curve of its own.

        `train_accuracy`, `test_accuracy`, `train_loss` and `test_loss` are drawn as groktop draws its own; of any other
        name the prefix (`train_`, `val_`, …) says the set, and the word (`loss`, `accuracy`, …) whether higher is
        better.

        :param values: numbers by name, for names that are no keywords.
        :param at_step: the step that they belong to, where not the present one.
        """
        step = self.steps_done if at_step is None else at_step
        for name, value in {**(values or {}), **more}.items():
            try:
                self._reporter.event("metric", int(step), name=str(name), value=_number(value))
            except Exception as error:
                self._tell(f"{name} was not recorded: {type(error).__name__}: {error}")

    def note(self, text: str) -> None:
        """Records a remark of the program."""
        try:
            self._reporter.remark(self.steps_done, "note", str(text))
        except Exception as error:
            self._tell(f"a note was not recorded: {error}")

    def moved_to(self, step: int) -> None:
        """Tells that the program itself has set model and optimizer to their state of a step. The windows begin anew.

        Without this the jump would count as an update. To an earlier step it is recorded like the command `back`: what
        follows is a fork.
        """
        try:
            before = self.steps_done
            self._watcher.moved_to(int(step))
            self._reporter.remark(self.steps_done, "note", f"the program went from step {before} to step {step}")
            if self.steps_done < before:
                decay = self._watcher.settings.weight_decay
                self._reporter.event("command", self.steps_done, command=f"back={step}", weightDecay=decay)
        except Exception as error:
            self._tell(f"moved_to failed: {type(error).__name__}: {error}")

    def finish(self, reason: Optional[str] = None, detail: Optional[str] = None) -> None:
        """Ends the recording. Later calls do nothing.

        :param reason: `completed`, `stopped`, `failed` or `notFinite`; otherwise `stopped` where a command asked for
            it, and else `completed`.
        :param detail: one line.
        """
        try:
            self._watcher.end()
            self._reporter.finish(self.steps_done, reason or ("stopped" if self.should_stop else "completed"), detail)
        except Exception as error:
            self._tell(f"the recording did not end in order: {type(error).__name__}: {error}")

    def __repr__(self) -> str:
        return f"<groktop run after {self.steps_done} steps: {self.folder or 'nothing is recorded'}>"

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if error is None or (isinstance(error, SystemExit) and not error.code):
            self.finish()
        elif isinstance(error, (KeyboardInterrupt, GeneratorExit)):
            self.finish("stopped", type(error).__name__)
        else:
            self.finish("failed", f"{type(error).__name__}: {error}"[:300])

    def _tell(self, problem: str) -> None:
        if not self._has_told:
            self._has_told = True
            try:
                warnings.warn(f"groktop: {problem}", RuntimeWarning, stacklevel=3)
            except Exception:
                pass  # Where warnings are errors, training goes on all the same.


class Run(BaseRun):
    """A run whose steps are counted by hooks of its optimizer. `groktop.watch` makes it."""

    @property
    def step(self) -> int:
        """Optimizer steps done."""
        return self.steps_done


def _number(value: Any) -> float:
    """A number as a float. A tensor is waited for, and its gradient is none of our business."""
    return float(value.detach() if hasattr(value, "detach") else value)
