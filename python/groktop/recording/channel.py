"""The training process's way to its recorder: messages go out, and nothing that happens to them touches training."""

from __future__ import annotations

import atexit
import os
import socket
import sys
import time
import weakref
from typing import Any, Dict, Optional

from .folder import default_runs_folder
from .helper import Helper, end_left, forget_left
from .outbox import Outbox, ReaderGone

_channels: "weakref.WeakSet[Channel]" = weakref.WeakSet()


class Channel:
    """Messages to the helper process that records a run.

    `send` never waits, never raises and sends no signal. Messages that the helper does not read in time wait in a
    bounded queue. Beyond that they are dropped and counted, and a remark in the recording says so as soon as there is
    room. Where the helper has died, everything does nothing. In a forked child, and as a copy or unpickled, it does
    nothing either. It can be used from several threads.
    """

    def __init__(self) -> None:
        """Makes a channel that leads nowhere; `open` makes one that leads to a recorder."""
        self.folder: Optional[str] = None
        """The run's folder; None where none was made, or the recorder has not said in time."""
        self.error: Optional[str] = None
        """Why nothing is recorded, or not everything was; None while all is well."""
        self.helper_process: Optional[int] = None
        """The process identifier of the recorder; None where none was started."""
        self._helper: Optional[Helper] = None
        self._outbox: Optional[Outbox] = None
        self._process = os.getpid()
        self._tells = True

    @classmethod
    def open(
        cls, begin: Dict[str, Any], seconds: float = 10.0, python: Optional[str] = None, tells: bool = True
    ) -> "Channel":
        """Starts a recorder, and waits for that long until it has made the run's folder.

        `begin` is the first message: `run`, the WatchedRun; `engine`; and `runs`, the runs folder, where it is not the
        usual one. `python` is the interpreter, where not this one. Nothing is raised: where it does not work,
        `error` says why, standard error too where it `tells`, and the channel leads nowhere.
        """
        channel = cls()
        channel._tells = tells
        try:
            channel._helper = Helper(python or sys.executable)
            channel.helper_process = channel._helper.process.pid
            channel._outbox = Outbox(channel._helper.connection)
            _channels.add(channel)
            deadline = time.monotonic() + seconds
            # The recorder has another working folder.
            runs = os.path.abspath(os.path.expanduser(begin.get("runs") or default_runs_folder()))
            channel._outbox.add({**begin, "type": "begin", "pid": os.getpid(), "runs": runs})
            channel._outbox.flush(deadline)
            answer = channel._helper.answer(deadline)
        except Exception as error:
            channel._fail(f"the recorder cannot be started: {error}")
            return channel
        if answer is None:
            tell("the recorder has not said in time where it records; training goes on")
        elif "folder" in answer:
            channel.folder = answer["folder"]
        else:
            channel._fail(f"nothing is recorded: {answer.get('error')}")
        return channel

    @property
    def is_open(self) -> bool:
        """Whether messages still go anywhere."""
        return self._helper is not None and self._process == os.getpid()

    @property
    def dropped(self) -> int:
        """Events that were dropped so far."""
        return self._outbox.dropped if self._outbox else 0

    def send(self, message: Dict[str, Any]) -> None:
        """Sends a message, or keeps it until there is room, or drops it."""
        try:
            if self.is_open:
                self._outbox.add(message)
                self._outbox.flush()
        except ReaderGone:
            self._fail("the recorder has ended; training goes on without it")
        except (TypeError, ValueError, RecursionError) as error:
            self._note(f"a message is no JSON, and is not recorded: {error}")
        except Exception as error:
            self._fail(f"a message could not be sent, and recording ends: {type(error).__name__}: {error}")

    def event(self, event: Dict[str, Any], elapsed: float) -> None:
        """Sends an event of ndjson that came so many seconds after the start."""
        self.send({"type": "event", "elapsed": elapsed, "event": event})

    def drain(self, seconds: float) -> bool:
        """Waits for that long until everything is sent, for programs that train nothing and may wait.

        Returns whether it is.
        """
        try:
            if self.is_open:
                self._outbox.flush(time.monotonic() + seconds)
        except ReaderGone:
            self._fail("the recorder has ended")
        return self.is_open and self._outbox.is_empty

    def close(self, seconds: float = 5.0) -> None:
        """Sends what waits, and waits for that long until the recorder has written everything. Then it is over."""
        if not self.is_open:
            return
        deadline = time.monotonic() + seconds
        answer = None
        try:
            self._outbox.tell_dropped()
            self._outbox.flush(deadline)
            self._helper.connection.shutdown(socket.SHUT_WR)
            answer = self._helper.answer(deadline)
        except Exception:
            pass  # the recorder is gone: there is no answer
        finally:
            self._release(seconds=0.2)
        if answer is None:
            self._note("the recorder has not said that it has written everything")
        elif answer.get("missing"):
            self._note(f"{answer['missing']} events are missing from {self.folder}: {answer.get('reason')}")

    def _note(self, problem: str) -> None:
        """Tells the first thing that went wrong."""
        if self.error is None:
            self.error = problem
            if self._tells:
                tell(problem)

    def _fail(self, problem: str) -> None:
        self._release(seconds=0)
        self._note(problem)

    def _release(self, seconds: float) -> None:
        helper, self._helper = self._helper, None
        if helper is not None:
            helper.release(seconds)

    def _forget(self) -> None:
        """In a forked child: the parent's recording is none of its business."""
        helper, self._helper, self._outbox = self._helper, None, None
        if helper is not None:
            helper.forget()

    def __reduce__(self) -> Any:
        return (Channel, ())


def tell(problem: str) -> None:
    """Says something on standard error, where there is one."""
    try:
        if sys.stderr is not None:
            print(f"groktop: {problem}", file=sys.stderr, flush=True)
    except Exception:
        pass


def _forget_all() -> None:
    for channel in list(_channels):
        channel._forget()
    _channels.clear()
    forget_left()


def _close_all() -> None:
    for channel in list(_channels):
        channel.close()
    end_left()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
atexit.register(_close_all)
