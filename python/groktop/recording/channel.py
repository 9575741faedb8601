"""The training process's way to its recorder: messages go out, and nothing that happens to them touches training."""

from __future__ import annotations

import atexit
import json
import os
import select
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections import deque
from typing import Any, Deque, Dict, List, Optional

MOST_MESSAGES = 10_000
MOST_BYTES = 4 << 20
"""What may wait for a recorder that does not read. Numbers are dropped then, and counted; twice as much may wait of what
cannot be replaced: products, commands, the end."""
_BUFFER_BYTES = 1 << 20
"""Asked of the system for the socket; it may give less."""
_WRITE_BYTES = 1 << 16
_NO_SIGNAL = getattr(socket, "MSG_NOSIGNAL", 0)
_SO_NOSIGPIPE = 0x1022  # macOS
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
        self.dropped = 0
        """Events that were dropped so far."""
        self._socket: Optional[socket.socket] = None
        self._helper: Optional[subprocess.Popen] = None
        self._process = os.getpid()
        self._queue: Deque[bytes] = deque()
        self._begun = memoryview(b"")
        self._bytes = self._untold = self._step = 0
        self._flushing = threading.Lock()
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
            channel._enqueue({**begin, "type": "begin", "pid": os.getpid()})
            deadline = time.monotonic() + seconds
            channel._flush(deadline)
            answer = channel._answer(deadline)
        except Exception as error:
            channel._fail(f"the recorder cannot be started: {error}")
            return channel
        if answer is None and channel._socket is not None:
            tell("the recorder has not said in time where it records; training goes on")
        elif answer is not None and "folder" in answer:
            channel.folder = answer["folder"]
        else:
            channel._fail(f"nothing is recorded: {(answer or {}).get('error', 'the recorder has ended')}")
        return channel

    @property
    def is_open(self) -> bool:
        """Whether messages still go anywhere."""
        return self._socket is not None and self._process == os.getpid()

    @property
    def helper_process(self) -> Optional[int]:
        """The process identifier of the recorder; None where there is none."""
        return self._helper.pid if self._helper else None

    def send(self, message: Dict[str, Any]) -> None:
        """Sends a message, or keeps it until there is room, or drops it."""
        try:
            if self.is_open:
                self._enqueue(message)
                self._flush()
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
            self._tell_dropped()
            self._flush(deadline)
            if self._socket is not None:
                self._socket.shutdown(socket.SHUT_WR)
                answer = self._answer(deadline)
        except Exception:
            pass  # the recorder is gone: `answer` is not there
        finally:
            self._release()
        if answer is None:
            self._note("the recorder has not said that it has written everything")
        elif answer.get("missing"):
            self._note(f"{answer['missing']} events are missing from {self.folder}: {answer.get('reason')}")

    # The helper

    def _start(self, python: str) -> None:
        if not python:
            raise OSError("this Python does not know its own executable")
        _helpers[:] = [helper for helper in _helpers if helper.poll() is None]
        mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            mine.setblocking(False)
            for option in (socket.SO_SNDBUF, socket.SO_RCVBUF):
                mine.setsockopt(socket.SOL_SOCKET, option, _BUFFER_BYTES)
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
        self._socket = mine
        _channels.add(self)

    def _answer(self, deadline: float) -> Optional[Dict[str, Any]]:
        """The next line that the recorder says; None where it says none before the deadline, or has ended."""
        poll = select.poll()
        poll.register(self._socket, select.POLLIN)
        while b"\n" not in self._received:
            if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
                return None
            chunk = self._socket.recv(_WRITE_BYTES)
            if not chunk:
                self._fail("the recorder has ended")
                return None
            self._received += chunk
        line, _, self._received = self._received.partition(b"\n")
        return json.loads(line)

    # The queue

    def _enqueue(self, message: Dict[str, Any]) -> None:
        kind = message.get("type")
        body = message.get("event") if kind == "event" else message
        step = body.get("step") if isinstance(body, dict) else None
        self._step = step if isinstance(step, int) else self._step
        is_number = kind == "progress" or (kind == "event" and isinstance(body, dict) and body.get("type") == "metric")
        share = 1 if is_number else 2
        if len(self._queue) >= share * MOST_MESSAGES or self._bytes >= share * MOST_BYTES:
            if kind != "progress":
                self.dropped += 1
                self._untold += 1
            return
        if self._untold and len(self._queue) < MOST_MESSAGES and self._bytes < MOST_BYTES:
            self._tell_dropped()
        self._put(message)

    def _put(self, message: Dict[str, Any]) -> None:
        line = (_encode(message) + "\n").encode("ascii")
        self._queue.append(line)
        self._bytes += len(line)

    def _tell_dropped(self) -> None:
        if self._untold:
            count, self._untold = self._untold, 0
            message = "the recorder did not read in time, and what came was dropped"
            self._put({"type": "event", "event": {
                "type": "remark", "step": self._step, "kind": "dropped", "count": count, "message": message}})

    def _flush(self, deadline: Optional[float] = None) -> None:
        """Writes what the system takes now; with a deadline, until everything is written or the time has come."""
        if not self._flushing.acquire(blocking=deadline is not None, timeout=-1 if deadline is None else 1.0):
            return  # another thread is writing, and takes this message along
        try:
            while (self._queue or self._begun) and self._socket is not None:
                if self._write_some():
                    continue
                if deadline is None or time.monotonic() >= deadline:
                    return
                poll = select.poll()
                poll.register(self._socket, select.POLLOUT)
                poll.poll(max(0.0, deadline - time.monotonic()) * 1000)
        finally:
            self._flushing.release()

    def _write_some(self) -> bool:
        """Writes the head of the queue. Returns False where the system takes nothing now."""
        if not self._begun:
            head = self._queue.popleft()
            if self._queue:
                gathered = bytearray(head)
                while self._queue and len(gathered) < _WRITE_BYTES:
                    gathered += self._queue.popleft()
                head = bytes(gathered)
            self._begun = memoryview(head)
        try:
            count = self._socket.send(self._begun, _NO_SIGNAL)
        except (BlockingIOError, InterruptedError):
            return False
        except OSError:
            self._fail("the recorder has ended; training goes on without it")
            return False
        self._begun = self._begun[count:]
        # Threads that add at the same time may lose a length: an empty queue sets it right.
        self._bytes = max(0, self._bytes - count) if self._queue or self._begun else 0
        return True

    # The end

    def _note(self, problem: str) -> None:
        """Tells the first thing that went wrong."""
        if self.error is None:
            self.error = problem
            tell(problem)

    def _fail(self, problem: str) -> None:
        self._release()
        self._note(problem)

    def _release(self) -> None:
        """Closes this end. The recorder notices, closes the database in order and ends."""
        mine, self._socket = self._socket, None
        if mine is not None:
            mine.close()
        self._queue.clear()
        self._begun = memoryview(b"")
        try:
            if self._helper is not None:
                self._helper.wait(0.2 if self.error is None else 0)
        except Exception:
            _helpers.append(self._helper)  # it ends by itself, and is asked for when the next begins

    def _forget(self) -> None:
        """In a forked child: the parent's recording is none of its business."""
        mine, self._socket = self._socket, None
        if mine is not None:
            mine.close()
        if self._helper is not None:
            self._helper.returncode = 0
        self._queue = deque()
        self._begun = memoryview(b"")
        self._flushing = threading.Lock()

    def __reduce__(self) -> Any:
        return (Channel, ())


def tell(problem: str) -> None:
    """Says something on standard error, where there is one."""
    try:
        print(f"groktop: {problem}", file=sys.stderr, flush=True)
    except Exception:
        pass


def _plain(value: Any) -> Any:
    """Numbers of frameworks, which JSON does not know, as Python's."""
    try:
        return value.item()
    except Exception:
        return str(value)


_encode = json.JSONEncoder(separators=(",", ":"), default=_plain).encode


def _forget_all() -> None:
    for channel in list(_channels):
        channel._forget()
    _channels.clear()


def _close_all() -> None:
    for channel in list(_channels):
        channel.close()
    for helper in _helpers:
        helper.poll()
        helper.returncode = 0  # else the module complains that nobody waited for it


os.register_at_fork(after_in_child=_forget_all)
atexit.register(_close_all)
