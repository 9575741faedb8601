"""The helper process that records a run: `python -I -S recorder.py`, with a socket to the training process as stdin.

It alone holds database, lock and disk. It reads messages, one line of JSON each, until the training process closes its
end or dies, however it dies. See `docs/RECORDING.md` for what it writes.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
import types
from typing import Any, List, Tuple

_MESSAGES = 0
"""The descriptor that messages come from, and that the two answers go to."""
_CHUNK_BYTES = 1 << 18
_LONGEST_LINE = 16 << 20
_REST_SECONDS = 0.02
"""After a few messages it lets others gather: each time it wakes it may take a processor from the training process."""
_FEW = 100
_IDLE_SECONDS = 0.5
"""So often it looks whether the training process is still there, where nothing comes."""


def _prepare_import() -> None:
    """Makes `groktop` importable without site-packages, and without what the package itself imports for its users."""
    if "groktop" not in sys.modules:
        package = types.ModuleType("groktop")
        package.__path__ = [os.path.dirname(os.path.dirname(os.path.abspath(__file__)))]
        sys.modules["groktop"] = package
        recording = types.ModuleType("groktop.recording")
        recording.__path__ = [os.path.dirname(os.path.abspath(__file__))]
        sys.modules["groktop.recording"] = recording


class Lines:
    """Messages as they come, cut into lines."""

    def __init__(self) -> None:
        self._rest = b""
        self._parent = os.getppid()
        self.is_at_end = False

    def receive(self, seconds: float) -> List[bytes]:
        """Waits for that long, until there is something to read.

        Returns the lines that are whole by then. One that has no end when the other side dies is left out. Where the
        training process has died and nothing is left to read, `is_at_end` is set, though a child of it may still hold
        its end of the socket.
        """
        is_orphaned = os.getppid() != self._parent  # before the look: what it sent last is still there
        try:
            if not select.select([_MESSAGES], [], [], 0.0 if is_orphaned else max(0.0, seconds))[0]:
                self.is_at_end = is_orphaned
                return []
            chunk = os.read(_MESSAGES, _CHUNK_BYTES)
        except (BlockingIOError, InterruptedError):
            return []
        except OSError:
            chunk = b""
        if not chunk:
            self.is_at_end = True
            return []
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        if len(self._rest) > _LONGEST_LINE:
            self._rest = b"too long"  # no JSON: it becomes a remark when its end comes
        return lines


def _answer(**content: Any) -> None:
    try:
        os.write(_MESSAGES, (json.dumps(content) + "\n").encode())
    except OSError:
        pass  # nobody is there to read it


def _decoded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return "no JSON"


def _begin(lines: Lines) -> Tuple[Any, List[bytes]]:
    """The first message, and the lines that came with it; None where none comes."""
    while not lines.is_at_end:
        received = lines.receive(_IDLE_SECONDS)
        if received:
            return _decoded(received[0]), received[1:]
    return None, []


def _record(lines: Lines, received: List[bytes], recording: Any) -> None:
    """Until the end of messages, which begin with those that were received already."""
    while True:
        for line in received:
            recording.take(_decoded(line))
        due = recording.commits.due
        if due is not None and time.monotonic() >= due:
            recording.commits.commit()
            due = recording.commits.due
        if lines.is_at_end:
            return
        if received and len(received) < _FEW:
            time.sleep(_REST_SECONDS)
        received = lines.receive(_IDLE_SECONDS if due is None else min(_IDLE_SECONDS, due - time.monotonic()))


def main() -> int:
    """Records one run. Returns the exit code: 0 where all of it was recorded."""
    # Ctrl-C, the terminal's end and a scheduler's notice are for the training process, which may go on for a while.
    for ignored in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT):
        signal.signal(ignored, signal.SIG_IGN)
    lines = Lines()
    begin, received = _begin(lines)
    if begin is None:
        return 1
    run = None
    try:
        _prepare_import()
        from groktop.recording import description, folder  # here, so that a Python without SQLite is told of
        from groktop.recording.recording import Recording

        engine, watched = begin.get("engine") or {}, description.checked(begin["run"])
        run = folder.create(begin["runs"], watched, str(engine.get("version") or "python"))
        recording = Recording(os.path.join(run.path, "run.sqlite"), watched, engine)
    except Exception as error:
        if run:
            folder.remove_own_files(run.path)
        _answer(error=_described(error))
        return 1
    _answer(folder=run.path)
    try:
        _record(lines, received, recording)
    except Exception as error:
        recording.complain(f"the recorder ended: {type(error).__name__}: {error}")
    missing, reason = recording.close()
    run.lock.close()
    _answer(closed=True, missing=missing, reason=reason)
    return 74 if missing else 0


def _described(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    sys.exit(main())
