"""Commands that come as files in the folder `commands` of a run."""

from __future__ import annotations

import json
import os
import re
import stat
import time
from typing import Any, List, Optional, Tuple

LONGEST_BYTES = 4096
"""Bytes of a command file."""
MOST_AT_ONCE = 16
"""Commands that one look takes; the others wait for the next."""
_MOST_NAMES = 4096
_SETTLED_SECONDS = 2.0
"""A folder's time counts only when it is older than this: within its grain two changes have the same."""
_LONGEST_REST_SECONDS = 5.0
"""So often the folder is read even where its time says that nothing changed."""

_NAME = re.compile(r"([0-9]{13}-[0-9a-f]{8})\.command", re.ASCII)


class CommandFolder:
    """The command files of a run. A look costs one `stat` while nothing comes.

    Nothing raises: a folder that is not there brings no commands, and what is no command is removed and complained of.
    """

    def __init__(self, path: str) -> None:
        """`path` is the folder `commands` itself, which need not be there."""
        self.path = path
        self._seen: Optional[int] = None
        self._read_at = 0.0
        self._refused: set = set()
        self._complaints: List[str] = []

    def look(self) -> List[Tuple[str, str]]:
        """The commands that have come since, in the order of their names, as pairs of request and text.

        Each file is removed before it is returned, so that no command is applied twice. The text is what the sender
        wrote; `command_words.parse` understands it.
        """
        try:
            status = os.lstat(self.path)
            if not stat.S_ISDIR(status.st_mode):
                return []
            changed = status.st_mtime_ns
            if changed == self._seen and time.monotonic() - self._read_at < _LONGEST_REST_SECONDS:
                return []
            return self._take(changed)
        except OSError:
            return []

    def stale(self) -> List[Tuple[str, str]]:
        """The commands that are there before the session begins, removed: each is to be refused."""
        found: List[Tuple[str, str]] = []
        for _ in range(_MOST_NAMES // MOST_AT_ONCE):
            self._seen = None
            taken = self.look()
            if not taken and self._seen is None:
                break
            found += taken
            if len(taken) < MOST_AT_ONCE:
                break
        return found

    def complaints(self) -> List[str]:
        """What was wrong with files that were no commands, in one line each; empty afterwards."""
        told, self._complaints = self._complaints, []
        return told

    def _take(self, changed: int) -> List[Tuple[str, str]]:
        names = self._names()
        self._read_at = time.monotonic()
        # Our own removals change the time once more; then the next look reads again, and finds nothing.
        is_settled = abs(time.time() - changed / 1e9) > _SETTLED_SECONDS
        self._seen = changed if is_settled and len(names) <= MOST_AT_ONCE else None
        commands: List[Tuple[str, str]] = []
        for name in names[:MOST_AT_ONCE]:
            text = self._command(os.path.join(self.path, name), name)
            if text is not None:
                commands.append((name[: -len(".command")], text))
        return commands

    def _names(self) -> List[str]:
        names = []
        with os.scandir(self.path) as entries:
            for count, entry in enumerate(entries):
                if count >= _MOST_NAMES:
                    break
                if _NAME.fullmatch(entry.name) and entry.name not in self._refused:
                    names.append(entry.name)
        return sorted(names)

    def _command(self, path: str, name: str) -> Optional[str]:
        """The command in a file, which is removed; None where there is none."""
        content: Any = None
        try:
            content = _content(path)
            problem = None if content is not None else "is no regular file of its own with at most 4096 bytes"
        except FileNotFoundError:
            return None
        except OSError as error:
            problem = f"cannot be read: {error.strerror}"
        try:
            os.unlink(path)
        except FileNotFoundError:
            return None  # its sender has taken it back meanwhile
        except OSError as error:
            self._refused.add(name)
            problem = f"cannot be removed: {error.strerror}"
        text = None if problem else _text(content)
        if text is None:
            self._complaints.append(f"the command file {name} {problem or 'holds no command'}")
        return text


def _content(path: str) -> Optional[bytes]:
    """What a file holds; None where it is not what a command file is. It is never waited for, and no link followed."""
    if not _is_fit(os.lstat(path)):
        return None
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not _is_fit(os.fstat(descriptor)):
            return None
        content = os.read(descriptor, LONGEST_BYTES + 1)
        return content if len(content) <= LONGEST_BYTES else None
    finally:
        os.close(descriptor)


def _is_fit(status: os.stat_result) -> bool:
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and status.st_size <= LONGEST_BYTES


def _text(content: bytes) -> Optional[str]:
    try:
        command = json.loads(content)["command"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return command if isinstance(command, str) else None
