"""What commands do to a run in JAX."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, NamedTuple, Optional

from ..recording.command_words import Command

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

    def __init__(self, run: Any, watcher: Any, functions: Functions) -> None:
        """
        :param run: the `ParamsRun`; may be None where only `words` is wanted, as may the `Watcher`.
        """
        self._run, self._watcher, self._functions = run, watcher, functions

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
            "stop": self._stop,
        }
        return {word: handler for word, handler in all_handlers.items() if handler is not None}

    def _set_decay(self, command: Command) -> Optional[str]:
        return self._watcher.settings.set_decay(command.value)

    def _set_factor(self, command: Command) -> Optional[str]:
        return self._watcher.settings.set_factor(float(command.value))  # type: ignore[arg-type]

    def _evaluate(self, _: Command) -> Optional[str]:
        result = self._functions.evaluate(self._run.present)  # type: ignore[misc]
        if not isinstance(result, Mapping):
            return f"evaluate returned {type(result).__name__}, not a dictionary of numbers"
        for name, value in {str(name): float(value) for name, value in result.items()}.items():
            self._watcher.reporter.event("metric", self._watcher.step, name=name, value=value)
        return None

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
