"""The runs folder, and how the folder of a new run is made in it: all or nothing."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
import time
from typing import Any, Dict, List, Mapping, NamedTuple, Tuple

from .lock import LockHeld, RunLock, is_held

UNFINISHED_PREFIX = ".groktop-new-"
"""Folders of runs that are being made are called so, and then by the run's identifier."""
REMOVED_PREFIX = ".groktop-removed-"
"""Folders of runs that are being removed are called so."""

_OWN_FILES = ("run.sqlite-wal", "run.sqlite-shm", "run.sqlite-journal", "run.sqlite", "lock")
"""A run's files. The lock goes last: without it the folder would be taken for one that is being made."""
_LONGEST_START_SECONDS = 60.0
"""A folder without a lock file may be one that is made this very moment, unless it is older than this."""
_ATTEMPTS = 20
"""How often a hidden folder is made again that others have removed."""
_NAME_DIGITS = (4, 8, 16, 32)
"""Digits of the identifier that a folder's name ends with: more only where the shorter name is taken."""


class NewRun(NamedTuple):
    """A run whose folder has been made."""

    path: str
    name: str
    identifier: str
    lock: RunLock


def default_runs_folder(environment: Mapping[str, str] = os.environ) -> str:
    """`$XDG_DATA_HOME/groktop/runs`, else `~/.local/share/groktop/runs`. A relative path counts as not set."""
    data = environment.get("XDG_DATA_HOME", "")
    if not data.startswith("/"):
        home = environment.get("HOME", "")
        data = os.path.join(home if home.startswith("/") else os.path.expanduser("~"), ".local", "share")
    return os.path.join(data, "groktop", "runs")


def create(runs: str, watched: Dict[str, Any], version: str) -> NewRun:
    """Makes the folder of a watched run, with database, lock, `checkpoints`, and `commands` where it takes some.

    - `runs`: the runs folder; it is made where it is not there.
    - `watched`: the WatchedRun of the format, checked.
    - `version`: of the writer, such as `python 0.1.0`.

    Raises `OSError` or `sqlite3.Error` where it cannot be made; nothing is left of it then.
    """
    from . import database  # only here: the training process needs no SQLite

    os.makedirs(runs, 0o755, exist_ok=True)
    sweep(runs)
    identifier, created = secrets.token_hex(16), time.time()
    stem = f"{time.strftime('%Y-%m-%d', time.gmtime(created))}-{safe_name(watched.get('name'))}"
    names = [f"{stem}-{identifier[:digits]}" for digits in _NAME_DIGITS]
    name = next((name for name in names if not os.path.lexists(os.path.join(runs, name))), names[-1])
    hidden = os.path.join(runs, UNFINISHED_PREFIX + identifier)
    path = os.path.join(runs, name)
    lock = None
    try:
        lock = _make_hidden(hidden)
        database.create(os.path.join(hidden, "run.sqlite"), watched, identifier, name, created, version)
        if watched.get("commands"):
            os.mkdir(os.path.join(hidden, "commands"), 0o700)
        os.rename(hidden, path)
    except BaseException:
        remove_own_files(hidden)
        if lock:
            lock.close()
        raise
    return NewRun(path, name, identifier, lock)


def safe_name(name: object) -> str:
    """The name of a run as its folder's name has it: small letters, digits, `.`, `_` and `-`, at most 40."""
    return re.sub(r"[^a-z0-9._-]", "-", str(name or "run").lower())[:40]


def sweep(runs: str) -> None:
    """Removes what creations and removals that were killed have left. Raises nothing: what cannot be removed stays."""
    for name in _names(runs):
        if not name.startswith((UNFINISHED_PREFIX, REMOVED_PREFIX)):
            continue
        folder = os.path.join(runs, name)
        try:
            if not os.path.lexists(os.path.join(folder, "lock")):
                if time.time() - os.lstat(folder).st_mtime > _LONGEST_START_SECONDS:
                    remove_own_files(folder)
            elif not is_held(os.path.join(folder, "lock")):
                lock = RunLock(os.path.join(folder, "lock"))
                try:
                    remove_own_files(folder)
                finally:
                    lock.close()
        except OSError:
            continue


def remove_own_files(folder: str) -> None:
    """Removes what a run has written, and the folder where nothing else is in it. Links are not followed."""
    for inner, is_own in (("checkpoints", _is_checkpoint), ("commands", _is_command_file)):
        path = os.path.join(folder, inner)
        if _is_folder(path):
            for name in _names(path):
                if is_own(name):
                    _quietly(os.unlink, os.path.join(path, name))
            _quietly(os.rmdir, path)
    for name in _OWN_FILES:
        _quietly(os.unlink, os.path.join(folder, name))
    _quietly(os.rmdir, folder)


def _make_hidden(hidden: str) -> RunLock:
    """Makes the hidden folder and takes its lock.

    Before the lock is taken, another creation may take the folder for one that a kill has left, and remove it. Then it
    is made again.
    """
    os.mkdir(hidden, 0o755)
    for _ in range(_ATTEMPTS):
        lock, is_ours = _lock_there(hidden)
        if lock is None or not is_ours:
            if lock:
                lock.close()
            if not _is_folder(hidden):
                _quietly(os.mkdir, hidden)
            continue
        try:
            lock.sign()
            os.mkdir(os.path.join(hidden, "checkpoints"), 0o755)
        except BaseException:
            lock.close()
            raise
        return lock
    raise OSError(errno.EBUSY, "was removed by another process while it was made", hidden)


def _lock_there(hidden: str) -> Tuple[Any, bool]:
    try:
        lock = RunLock(os.path.join(hidden, "lock"))
        return lock, lock.is_still_there()
    except LockHeld:
        return None, False
    except OSError:
        if _is_folder(hidden):
            raise
        return None, False


def _is_checkpoint(name: str) -> bool:
    return re.fullmatch(r"step-[0-9]{9,}(\.windows)?\.safetensors", name) is not None


def _is_command_file(name: str) -> bool:
    return name.endswith(".command") or name.startswith(".tmp-")


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False


def _names(folder: str) -> List[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _quietly(function: Any, path: str) -> None:
    try:
        function(path)
    except OSError:
        pass
