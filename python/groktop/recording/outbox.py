"""Messages that wait for their reader: a bounded queue before a socket that is never waited for."""

from __future__ import annotations

import json
import select
import socket
import threading
import time
from collections import deque
from typing import Any, Deque, Dict, Optional

MOST_MESSAGES = 10_000
MOST_BYTES = 4 << 20
"""What may wait for a recorder that does not read. Beyond it numbers are dropped, and counted. Twice as much may wait
of what cannot be replaced: products, commands, the end."""
_WRITE_BYTES = 1 << 16
_NO_SIGNAL = getattr(socket, "MSG_NOSIGNAL", 0)
"""A program may have set SIGPIPE to what it is by default: then writing to a recorder that has died would end it."""


class ReaderGone(Exception):
    """Nobody reads any more."""


class Outbox:
    """The queue of one socket. Several threads can add to it.

    What does not fit is dropped, the newest first, so that the order stays. A remark that says how many goes into the
    queue as soon as there is room.
    """

    def __init__(self, connection: socket.socket) -> None:
        """The socket does not block, and is closed by the caller."""
        self.dropped = 0
        """Events that were dropped so far."""
        self._socket = connection
        self._queue: Deque[bytes] = deque()
        self._begun = memoryview(b"")
        self._bytes = self._untold = self._step = 0
        self._gaps: set = set()
        self._flushing = threading.Lock()

    def add(self, message: Dict[str, Any]) -> None:
        """Puts a message into the queue, or drops it.

        Raises `TypeError`, `ValueError` or `RecursionError` where it is no JSON.
        """
        kind = message.get("type")
        body = message.get("event") if kind == "event" else message
        body = body if isinstance(body, dict) else {}
        step = body.get("step")
        self._step = step if isinstance(step, int) else self._step
        is_number = kind == "progress" or body.get("type") == "metric"
        if not self._has_room(1 if is_number else 2):
            return self._drop(message)
        if self._untold and self._has_room(1):
            self.tell_dropped()
        if kind == "update" and message.get("interval") in self._gaps:
            self._put({**message, "gap": True})
            self._gaps.discard(message.get("interval"))
        else:
            self._put(message)

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._queue and not self._begun

    def tell_dropped(self) -> None:
        """Puts a remark into the queue where events have been dropped since the last."""
        if self._untold:
            count, self._untold = self._untold, 0
            message = "the recorder did not read in time, and what came was dropped"
            self._put({"type": "event", "event": {
                "type": "remark", "step": self._step, "kind": "dropped", "count": count, "message": message}})

    def flush(self, deadline: Optional[float] = None) -> None:
        """Writes what the system takes now; with a deadline, until everything is written or that time has come.

        Raises `ReaderGone`.
        """
        if not self._flushing.acquire(blocking=deadline is not None, timeout=-1 if deadline is None else 1.0):
            return  # another thread is writing, and takes along what was added
        try:
            while self._queue or self._begun:
                if self._write_some():
                    continue
                if deadline is None or time.monotonic() >= deadline:
                    return
                poll = select.poll()
                poll.register(self._socket, select.POLLOUT)
                poll.poll(max(0.0, deadline - time.monotonic()) * 1000)
        finally:
            self._flushing.release()

    def _has_room(self, share: int) -> bool:
        return len(self._queue) < share * MOST_MESSAGES and self._bytes < share * MOST_BYTES

    def _drop(self, message: Dict[str, Any]) -> None:
        if message.get("type") == "progress":
            return  # the next says it anew
        self.dropped += 1
        self._untold += 1
        if message.get("type") == "update":
            self._gaps.add(message.get("interval"))

    def _put(self, message: Dict[str, Any]) -> None:
        line = (_encode(message) + "\n").encode("ascii")
        self._queue.append(line)
        self._bytes += len(line)

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
        except OSError as error:
            raise ReaderGone(str(error)) from None
        self._begun = self._begun[count:]
        # Threads that add at the same time may lose a length: an empty queue sets it right.
        self._bytes = max(0, self._bytes - count) if self._queue or self._begun else 0
        return True


def _plain(value: Any) -> Any:
    """Numbers of frameworks, which JSON does not know, as Python's."""
    try:
        return value.item()
    except Exception:
        return str(value)


_encode = json.JSONEncoder(separators=(",", ":"), default=_plain).encode
