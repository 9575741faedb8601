"""What commands do to a run that is watched."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional

from ..recording.command_words import Command
from ..watching.probes import ablation, perturbation, recorded
from ..watching.user_functions import numbers
from .tensors_place import TensorsPlace
from .user_functions import Undisturbed

Handler = Callable[[Command], Optional[str]]


class Actions:
    """The commands that a run takes besides `pause`, `resume` and `step`, and what they do."""

    def __init__(self, run: Any, watcher: Any, model: Any, options: Any, ranks: Any) -> None:
        """
        :param run: the `Run`; may be given later, to `bind`.
        :param watcher: its `Watcher`, likewise.
        :param options: the `Options` of `watch`.
        :param ranks: the `Ranks`: probes are for a process that trains alone.
        """
        self._run, self._watcher = run, watcher
        self._options, self._ranks = options, ranks
        self._undisturbed = Undisturbed(model)

    def bind(self, run: Any, watcher: Any) -> None:
        """Names the run that the commands act on."""
        self._run, self._watcher = run, watcher

    def words(self, settings: Any) -> List[str]:
        """The names of all commands that the run takes."""
        without = [] if settings.has_decay else ["weight-decay"]
        words = ["weight-decay", "learning-rate", "pause", "resume", "step"]
        words += [word for word in self.handlers() if word not in words]
        return [word for word in words if word not in without]

    def handlers(self) -> Dict[str, Handler]:
        """What each command does."""
        options = self._options
        handlers: Dict[str, Handler] = {"weight-decay": self._set_decay, "learning-rate": self._set_rate}
        if options.evaluate is not None:
            handlers["evaluate"] = self._evaluate
        if options.save is not None:
            handlers["checkpoint"] = self._save
        if options.load is not None:
            handlers["back"] = self._load
        if options.evaluate is not None and self._ranks.size == 1 and options.rows != "sketch":
            handlers["ablate"] = self._ablate
            handlers["perturb"] = self._perturb
        handlers["stop"] = self._stop
        return handlers

    def _set_decay(self, command: Command) -> Optional[str]:
        settings = self._watcher.settings
        if not settings.has_decay:
            return "no parameter group had weight decay at the start"
        settings.set_decay(command.value)
        return None

    def _set_rate(self, command: Command) -> Optional[str]:
        self._watcher.settings.factor = float(command.value)  # type: ignore[arg-type]
        return None

    def _evaluate(self, _: Command) -> Optional[str]:
        for name, value in self._values().items():
            self._watcher.reporter.event("metric", self._watcher.step, name=name, value=value)
        return None

    def _values(self) -> Dict[str, float]:
        with self._undisturbed():
            return numbers(self._options.evaluate())

    def _save(self, _: Command) -> Optional[str]:
        with self._undisturbed():
            self._options.save()
        return None

    def _load(self, command: Command) -> Optional[str]:
        watcher, step = self._watcher, int(command.value)  # type: ignore[arg-type]
        before = watcher.step
        if self._options.load(step) is False:
            return f"there is no checkpoint of step {step}"
        watcher.moved_to(step)
        watcher.reporter.remark(step, "note", f"the program went from step {before} back to step {step}")
        return None

    def _ablate(self, _: Command) -> Optional[str]:
        draws = self._options.draws
        return recorded(self._watcher, "ablation", lambda: ablation(self._place(), self._values, draws))

    def _perturb(self, _: Command) -> Optional[str]:
        return recorded(self._watcher, "perturbation", lambda: perturbation(self._place(), self._values))

    def _place(self) -> TensorsPlace:
        watcher = self._watcher
        return TensorsPlace(watcher.segments, watcher.intervals[-1], (self._options.seed or 0) + watcher.step)

    def _stop(self, _: Command) -> Optional[str]:
        self._run.should_stop = True
        return None
