"""The lock of a run: held by the process that records it, and released by the system however that process ends."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from typing import Tuple

from .host import holder_line

_ATTEMPTS = 20
_PAUSE_SECONDS = 0.005
"""Looking whether a lock is held takes it for some microseconds; who wants it waits that out."""


class LockHeld(OSError):
    """Another process records the run."""


class RunLock:
    """An exclusive `flock` on the file `lock` of a run's folder, until `close` or the end of this process."""

    def __init__(self, path: str) -> None:
        """Takes the lock, and makes its file where there is none.

        Raises `LockHeld` where another holds it, and `OSError` where the file is a link, no regular file or has a
        second name, or where the file system has no locks.
        """
        self.path = path
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        self._descriptor = os.open(path, flags, 0o644)
        try:
            status = os.fstat(self._descriptor)
            if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
                raise OSError(errno.EINVAL, "is no regular file of its own", path)
            self._take()
        except BaseException:
            os.close(self._descriptor)
            raise

    def _take(self) -> None:
        for attempt in range(_ATTEMPTS):
            try:
                return fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in (errno.EWOULDBLOCK, errno.EAGAIN):
                    raise
            time.sleep(_PAUSE_SECONDS)
        raise LockHeld(errno.EAGAIN, "the run is being recorded by another process", os.path.dirname(self.path))

    def sign(self) -> None:
        """Says in the file who holds it, for readers on other machines.

        The line is written over the last one in one piece, and only then what is left of that is cut off: whoever
        reads meanwhile finds one or the other.
        """
        line = holder_line(os.getpid())
        if os.pwrite(self._descriptor, line, 0) != len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), self.path)
        os.ftruncate(self._descriptor, len(line))

    def is_still_there(self) -> bool:
        """Whether the file at the path is the one that is locked; another may have removed it in between."""
        return identity(self.path) == _identity_of(os.fstat(self._descriptor))

    def close(self) -> None:
        """Releases the lock."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def is_held(path: str) -> bool:
    """Whether some recorder holds the lock, of this process or another."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return False
    except OSError as error:
        return error.errno in (errno.EWOULDBLOCK, errno.EAGAIN)
    finally:
        os.close(descriptor)


def identity(path: str) -> Tuple[int, int]:
    """Which file it is, whatever it is called; (0, 0) where there is none."""
    try:
        return _identity_of(os.stat(path))
    except OSError:
        return (0, 0)


def _identity_of(status: os.stat_result) -> Tuple[int, int]:
    return (status.st_dev, status.st_ino)
