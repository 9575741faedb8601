"""What commands do to a run in JAX."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, NamedTuple, Optional

from ..recording.command_words import Command
from ..watching.probes import ablation, perturbation, recorded
from ..watching.user_functions import numbers, random_numbers_kept
from .params_place import ParamsPlace

Handler = Callable[[Command], Optional[str]]


class Functions(NamedTuple):
    """Functions of the program that commands call between two steps; None where it has none.

    Attributes:
        evaluate: takes parameters, and returns a dictionary of numbers.
        save: keeps a checkpoint of the present step.
        load: goes back to the checkpoint of a step, and returns its parameters; None where there is none.
    """

    evaluate: Optional[Callable[[Any], Mapping[str, Any]]] = None
    save: Optional[Callable[[], Any]] = None
    load: Optional[Callable[[int], Any]] = None


class Actions:
    """The commands that a run takes besides `pause`, `resume` and `step`, and what they do."""

    def __init__(self, run: Any, watcher: Any, functions: Functions, draws: int, seed: Optional[int]) -> None:
        """
        :param run: the `ParamsRun`; may be None where only `words` is wanted, as may the `Watcher`.
        :param draws: random draws of each control of `ablate`.
        :param seed: of these draws, with the step.
        """
        self._run, self._watcher, self._functions = run, watcher, functions
        self._draws, self._seed = draws, seed or 0

    def words(self, takes: Any) -> List[str]:
        """The names of all commands that the run takes.

        :param takes: those of `settings.SETTERS` among them.
        """
        handlers = self.handlers(takes)
        return [*takes, "pause", "resume", "step", *(word for word in handlers if word not in takes)]

    def handlers(self, takes: Any) -> Dict[str, Handler]:
        """What each command does."""
        all_handlers: Dict[str, Any] = {
            "weight-decay": self._set_decay if "weight-decay" in takes else None,
            "learning-rate": self._set_factor if "learning-rate" in takes else None,
            "evaluate": self._evaluate if self._functions.evaluate else None,
            "checkpoint": self._save if self._functions.save else None,
            "back": self._load if self._functions.load else None,
            "ablate": self._ablate if self._functions.evaluate else None,
            "perturb": self._perturb if self._functions.evaluate else None,
            "stop": self._stop,
        }
        return {word: handler for word, handler in all_handlers.items() if handler is not None}

    def _set_decay(self, command: Command) -> Optional[str]:
        return self._watcher.settings.set_decay(command.value)

    def _set_factor(self, command: Command) -> Optional[str]:
        return self._watcher.settings.set_factor(float(command.value))  # type: ignore[arg-type]

    def _evaluate(self, _: Command) -> Optional[str]:
        for name, value in self._values(self._run.present).items():
            self._watcher.reporter.event("metric", self._watcher.step, name=name, value=value)
        return None

    def _values(self, params: Any) -> Dict[str, float]:
        with random_numbers_kept():
            return numbers(self._functions.evaluate(params))  # type: ignore[misc]

    def _ablate(self, _: Command) -> Optional[str]:
        def make() -> Dict[str, Any]:
            place = self._place()
            return ablation(place, lambda: self._values(place.params), self._draws)

        return recorded(self._watcher, "ablation", make)

    def _perturb(self, _: Command) -> Optional[str]:
        def make() -> Dict[str, Any]:
            place = self._place()
            return perturbation(place, lambda: self._values(place.params))

        return recorded(self._watcher, "perturbation", make)

    def _place(self) -> ParamsPlace:
        watcher = self._watcher
        return ParamsPlace(self._run.present, watcher.segments, watcher.intervals[-1], self._seed + watcher.step)

    def _save(self, _: Command) -> Optional[str]:
        self._functions.save()  # type: ignore[misc]
        return None

    def _load(self, command: Command) -> Optional[str]:
        watcher, step = self._watcher, int(command.value)  # type: ignore[arg-type]
        before, params = watcher.step, self._functions.load(step)  # type: ignore[misc]
        if params is None:
            return f"there is no checkpoint of step {step}"
        watcher.moved_to(step)
        watcher.begin(params)
        watcher.reporter.remark(step, "note", f"the program went from step {before} back to step {step}")
        return None

    def _stop(self, _: Command) -> Optional[str]:
        self._run.should_stop = True
        return None
