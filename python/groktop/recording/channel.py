"""The training process's way to its recorder: messages go out, and nothing that happens to them touches training."""

from __future__ import annotations

import atexit
import json
import os
import select
import socket
import subprocess
import sys
import time
import weakref
from typing import Any, Dict, List, Optional

from .outbox import Outbox, ReaderGone

_BUFFER_BYTES = 1 << 20
"""Asked of the system for the socket; it may give less."""
_READ_BYTES = 1 << 16
_SO_NOSIGPIPE = 0x1022
"""macOS has no flag for one `send`, but an option of the socket, which Python does not name."""
_RECORDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "recorder.py")

_channels: "weakref.WeakSet[Channel]" = weakref.WeakSet()
_helpers: List[subprocess.Popen] = []
"""Recorders that had not ended when their channels were closed."""


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
        self._socket: Optional[socket.socket] = None
        self._outbox: Optional[Outbox] = None
        self._helper: Optional[subprocess.Popen] = None
        self._process = os.getpid()
        self._received = b""

    @classmethod
    def open(cls, begin: Dict[str, Any], seconds: float = 10.0, python: Optional[str] = None) -> "Channel":
        """Starts a recorder, and waits for that long until it has made the run's folder.

        `begin` is the first message: `runs`, `run`, `engine`. `python` is the interpreter, where not this one. Nothing
        is raised: where it does not work, `error` says why, it is told on standard error, and the channel leads nowhere.
        """
        channel = cls()
        try:
            channel._start(python or sys.executable)
            deadline = time.monotonic() + seconds
            channel._outbox.add({**begin, "type": "begin", "pid": os.getpid()})
            channel._outbox.flush(deadline)
            answer = channel._answer(deadline)
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
        return self._socket is not None and self._process == os.getpid()

    @property
    def dropped(self) -> int:
        """Events that were dropped so far."""
        return self._outbox.dropped if self._outbox else 0

    @property
    def helper_process(self) -> Optional[int]:
        """The process identifier of the recorder; None where there is none."""
        return self._helper.pid if self._helper else None

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

    def close(self, seconds: float = 5.0) -> None:
        """Sends what waits, and waits for that long until the recorder has written everything. Then it is over."""
        if not self.is_open:
            return
        deadline = time.monotonic() + seconds
        answer = None
        try:
            self._outbox.tell_dropped()
            self._outbox.flush(deadline)
            self._socket.shutdown(socket.SHUT_WR)
            answer = self._answer(deadline)
        except Exception:
            pass  # the recorder is gone: there is no answer
        finally:
            self._release()
        if answer is None:
            self._note("the recorder has not said that it has written everything")
        elif answer.get("missing"):
            self._note(f"{answer['missing']} events are missing from {self.folder}: {answer.get('reason')}")

    def _start(self, python: str) -> None:
        if not python:
            raise OSError("this Python does not know its own executable")
        _helpers[:] = [helper for helper in _helpers if helper.poll() is None]
        mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            mine.setblocking(False)
            mine.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER_BYTES)
            if sys.platform == "darwin":
                mine.setsockopt(socket.SOL_SOCKET, _SO_NOSIGPIPE, 1)
            # A session of its own: Ctrl-C and the terminal's end are not for it.
            self._helper = subprocess.Popen(
                [python, "-I", "-S", _RECORDER], stdin=its, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                cwd="/", start_new_session=True)
        except BaseException:
            mine.close()
            raise
        finally:
            its.close()
        self._socket, self._outbox = mine, Outbox(mine)
        _channels.add(self)

    def _answer(self, deadline: float) -> Optional[Dict[str, Any]]:
        """The next line that the recorder says; None where it says none before the deadline.

        Raises `OSError` where the recorder has ended.
        """
        poll = select.poll()
        poll.register(self._socket, select.POLLIN)
        while b"\n" not in self._received:
            if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
                return None
            chunk = self._socket.recv(_READ_BYTES)
            if not chunk:
                raise OSError("it has ended")
            self._received += chunk
        line, _, self._received = self._received.partition(b"\n")
        return json.loads(line)

    def _note(self, problem: str) -> None:
        """Tells the first thing that went wrong."""
        if self.error is None:
            self.error = problem
            tell(problem)

    def _fail(self, problem: str) -> None:
        self._release(seconds=0)
        self._note(problem)

    def _release(self, seconds: float = 0.2) -> None:
        """Closes this end. The recorder notices, closes the database in order and ends."""
        self._close_socket()
        helper = self._helper
        try:
            if helper is not None and helper.returncode is None:
                helper.wait(seconds)
        except Exception:
            _helpers.append(helper)  # it ends by itself, and is asked for when the next begins

    def _close_socket(self) -> None:
        mine, self._socket = self._socket, None
        if mine is not None:
            mine.close()

    def _forget(self) -> None:
        """In a forked child: the parent's recording is none of its business."""
        self._close_socket()
        self._outbox = None
        if self._helper is not None:
            self._helper.returncode = 0

    def __reduce__(self) -> Any:
        return (Channel, ())


def tell(problem: str) -> None:
    """Says something on standard error, where there is one."""
    try:
        print(f"groktop: {problem}", file=sys.stderr, flush=True)
    except Exception:
        pass


def _forget_all() -> None:
    for channel in list(_channels):
        channel._forget()
    _channels.clear()
    _helpers.clear()


def _close_all() -> None:
    for channel in list(_channels):
        channel.close()
    for helper in _helpers:
        helper.poll()
        helper.returncode = 0  # else the module complains that nobody waited for it


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
atexit.register(_close_all)
