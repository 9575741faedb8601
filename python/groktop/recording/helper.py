"""The helper process of a recording, as the training process holds it: its start, its answers and its end."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import time
from typing import Any, Dict, List, Optional

_BUFFER_BYTES = 1 << 20
"""Asked of the system for the socket; it may give less."""
_READ_BYTES = 1 << 16
_SO_NOSIGPIPE = 0x1022
"""macOS has no flag for one `send`, but an option of the socket, which Python does not name."""
_RECORDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "recorder.py")

_left: List[subprocess.Popen] = []
"""Helpers that had not ended when they were released."""


class Helper:
    """A recorder that runs, and the socket to it."""

    def __init__(self, python: str) -> None:
        """Starts it with this interpreter. Raises `OSError` where that fails."""
        if not python:
            raise OSError("this Python does not know its own executable")
        _left[:] = [process for process in _left if process.poll() is None]
        mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            mine.setblocking(False)
            mine.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER_BYTES)
            if sys.platform == "darwin":
                mine.setsockopt(socket.SOL_SOCKET, _SO_NOSIGPIPE, 1)
            # A session of its own: Ctrl-C and the terminal's end are not for it. Nothing of what the training process
            # has open stays open in it.
            self.process = subprocess.Popen(
                [python, "-I", "-S", _RECORDER], stdin=its, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                cwd="/", start_new_session=True)
        except BaseException:
            mine.close()
            raise
        finally:
            its.close()
        self.connection = mine
        """Never blocks, and no other program that is started gets it."""
        self._received = b""

    def answer(self, deadline: float) -> Optional[Dict[str, Any]]:
        """The next line that it says; None where it says none before the deadline (of `time.monotonic`).

        Raises `OSError` where it has ended, `ValueError` where it says no JSON.
        """
        poll = select.poll()
        poll.register(self.connection, select.POLLIN)
        while b"\n" not in self._received:
            if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
                return None
            chunk = self.connection.recv(_READ_BYTES)
            if not chunk:
                raise OSError("it has ended")
            self._received += chunk
        line, _, self._received = self._received.partition(b"\n")
        return json.loads(line)

    def release(self, seconds: float) -> None:
        """Closes the socket, on which the helper closes the database and ends, and waits that long for its end."""
        self.connection.close()
        try:
            self.process.wait(seconds)
        except Exception:
            _left.append(self.process)  # it ends by itself, and is asked for when the next begins

    def forget(self) -> None:
        """In a forked child: closes what the child has of the socket. The helper is none of its business."""
        self.connection.close()
        self.process.returncode = 0


def forget_left() -> None:
    """In a forked child: the parent's helpers are none of its business."""
    _left.clear()


def end_left() -> None:
    """At the end of the program: nobody waits any more for helpers that have not ended."""
    for process in _left:
        process.poll()
        process.returncode = 0  # else the module complains that nobody waited for it
