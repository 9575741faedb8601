"""Commands to a run that is watched: where they come from, when they are looked for, and what they do."""

from __future__ import annotations

import os
import time
import weakref
from typing import Any, Callable, Dict, List, Optional, Tuple

from ..recording import CommandFolder
from ..recording.command_words import Command, NotACommand, parse

#: Steps between two looks, where steps are quick.
LOOK_STEPS = 8
#: Seconds after which a look is due, however few steps have been made.
LOOK_SECONDS = 0.25
#: Seconds between two looks of a run that is paused.
PAUSE_SECONDS = 0.05
#: Why a command is refused that was there before the session began.
TOO_EARLY = "came before this session began"

#: Commands as they come: pairs of request and text.
Requests = List[Tuple[str, str]]


class Steering:
    """Looks for commands after a step, and applies them.

    Handlers return None, or in words why they refuse. An exception of theirs is a refusal, too.
    """

    def __init__(self, watcher: Any, commands: Any, handlers: Dict[str, Callable[[Command], Optional[str]]]) -> None:
        """
        :param watcher: the `Watcher`; it is not kept alive.
        :param commands: has `take(step, waits)`, which returns the requests that are to be applied after this step, and
            `complaints()`.
        :param handlers: what the words of commands do that this run takes, besides `pause`, `resume` and `step`.
        """
        self._watcher = weakref.ref(watcher)
        self._commands = commands
        self._handlers = handlers
        self.is_paused = False
        self._steps_left = 0

    def after_step(self) -> None:
        """Applies the commands that are due. In a pause, it returns only when another step is to be made."""
        watcher = self._watcher()
        if watcher is None:
            return
        self._look(watcher, False)
        if not self.is_paused:
            return
        if self._steps_left > 0:
            self._steps_left -= 1
        while self.is_paused and self._steps_left == 0 and not watcher.is_over:
            watcher.reporter.progress(watcher.step, watcher.settings.weight_decay, "paused")
            time.sleep(PAUSE_SECONDS)
            self._look(watcher, True)
        watcher.reporter.progress(watcher.step, watcher.settings.weight_decay, is_due=True)

    def release(self) -> None:
        """Ends a pause: the run is to end."""
        self.is_paused = False

    def _look(self, watcher: Any, waits: bool) -> None:
        for request, text in self._commands.take(watcher.step, waits):
            self.apply(watcher, request, text)
        for complaint in self._commands.complaints():
            watcher.reporter.remark(watcher.step, "error", complaint)

    def apply(self, watcher: Any, request: str, text: str) -> None:
        """Applies one command, and answers by an event."""
        step = watcher.step
        try:
            command = parse(text)
        except NotACommand as problem:
            watcher.reporter.remark(step, "error", str(problem))
            return
        refusal = self._result(watcher, command)
        if refusal is None:
            watcher.reporter.event(
                "command", watcher.step, command=text, request=request, weightDecay=watcher.settings.weight_decay
            )
        else:
            watcher.reporter.event("refused", step, command=text, request=request, reason=refusal)

    def _result(self, watcher: Any, command: Command) -> Optional[str]:
        if command.word in ("pause", "resume", "step"):
            self.is_paused = command.word != "resume"
            self._steps_left = 1 if command.word == "step" else 0
            return None
        handler = self._handlers.get(command.word)
        if handler is None:
            return f"this run does not take {command.word}"
        try:
            return handler(command)
        except Exception as error:
            return f"{type(error).__name__}: {error}"[:300]


class FolderCommands:
    """Commands from the run's folder."""

    def __init__(self, folder: CommandFolder) -> None:
        """:param folder: where they come."""
        self._folder = folder
        self._last_look = time.monotonic()

    @classmethod
    def of_run(cls, folder: Any, watcher: Any) -> FolderCommands:
        """Those in a run's folder. What is there already was left for an earlier session, and is refused."""
        commands = CommandFolder(os.path.join(str(folder), "commands"))
        for request, text in commands.stale():
            watcher.reporter.event("refused", watcher.step, command=text, request=request, reason=TOO_EARLY)
        return cls(commands)

    def take(self, step: int, waits: bool) -> Requests:
        """What has come; nothing between two looks, unless somebody waits."""
        now = time.monotonic()
        if not waits and step % LOOK_STEPS and now - self._last_look < LOOK_SECONDS:
            return []
        self._last_look = now
        return self._folder.look()

    def complaints(self) -> List[str]:
        """What was wrong with files that were no commands."""
        return self._folder.complaints()
