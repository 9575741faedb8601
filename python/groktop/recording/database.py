"""The database of a run: how it is made, opened, written to and closed."""

from __future__ import annotations

import os
import sqlite3
import time
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

from . import schema
from .filesystem import is_shared
from .lock import identity
from .rows import document, values
from .tables import Table

Row = Tuple[Table, Tuple[Any, ...]]
"""A row with its table: the key (a `sequence`, or 1) and then all columns."""

_BUSY_SECONDS = 5.0
"""Nobody but another process that closes the database can be in the way."""
_LOG_BYTES = 4 << 20
"""The log's file is cut to this after it had to grow, because somebody was reading for long."""


def create(path: str, watched: Mapping[str, Any], identifier: str, name: str, created: float, version: str) -> None:
    """Makes the database of a watched run with all tables, and its rows in `run` and `progress`. Leaves it closed.

    `watched` has been checked, `created` is in seconds since 1970, `version` the writer's. Raises `sqlite3.Error`.
    """
    window = watched["windows"]["window"]
    connection = connect(path)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for table in schema.TABLES:
            connection.execute(table.creation(window))
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        run = run_row(watched, identifier, name, created, version)
        connection.execute(schema.RUN.insertion(window), run)
        progress = (1,) + values(schema.PROGRESS, first_progress(watched), window)
        connection.execute(schema.PROGRESS.insertion(window), progress)
        connection.execute("COMMIT")
    finally:
        connection.close()


def run_row(watched: Mapping[str, Any], identifier: str, name: str, created: float, version: str) -> Tuple[Any, ...]:
    """The row of `run`."""
    milliseconds = int(created * 1000)
    date = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(milliseconds // 1000)) + f".{milliseconds % 1000:03}Z"
    return (1,) + values(schema.RUN, {
        "identifier": identifier, "name": name, "createdAt": date, "groktopVersion": version, "task": "watched",
        "seed": str(watched["seed"]) if "seed" in watched else None, "steps": watched.get("steps"),
        "weightDecay": first_weight_decay(watched), "config": document({"watched": watched}), "schedule": "[]"}, 1)


def first_weight_decay(watched: Mapping[str, Any]) -> Optional[float]:
    """ω at the start: the largest of the groups; None where there are none."""
    return max((group["weightDecay"] for group in watched["groups"]), default=None)


def first_progress(watched: Mapping[str, Any]) -> Dict[str, Any]:
    """What `progress` holds of a run that has not begun."""
    return {
        "step": 0, "state": "running", "stepsPerSecond": 0.0, "possibleStepsPerSecond": 0.0, "probesUnderWay": 0,
        "weightDecay": first_weight_decay(watched) or 0.0, "elapsedSeconds": 0.0}


def connect(path: str) -> sqlite3.Connection:
    """Opens a database for writing, in write-ahead mode.

    `synchronous = NORMAL`: a commit is in the system's hands when it returns, and so survives the end of the process,
    however it ends. A power failure can undo the last commits, in order.

    Where other machines have the file system too, or it has no memory to share, the log's index is in this process's
    memory: no file is mapped, and readers take copies of database and log.
    """
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        if is_shared(os.path.dirname(path)) or not _has_log(connection):
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            if not _has_log(connection):
                raise sqlite3.OperationalError("the file system cannot hold SQLite's log")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA journal_size_limit = {_LOG_BYTES}")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _has_log(connection: sqlite3.Connection) -> bool:
    try:
        return connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal"
    except sqlite3.OperationalError:
        return False


class RunDatabase:
    """The open database of a run that is recorded."""

    def __init__(self, path: str, window: int) -> None:
        """Opens it. `window` is W of the run. Raises `sqlite3.Error`."""
        self._path = path
        self._window = window
        self._connection = connect(path)
        self._identity = identity(path)

    @property
    def is_gone(self) -> bool:
        """Whether the folder has been moved or removed: SQLite would go on writing into files without a name."""
        return self._identity == (0, 0) or identity(self._path) != self._identity

    def write(self, rows: Sequence[Row], progress: Mapping[str, Any]) -> None:
        """Writes rows of events and the row of `progress` in one transaction: all of them or none.

        Raises `sqlite3.Error`.
        """
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            for table, group in _runs(rows):
                connection.executemany(table.insertion(self._window), group)
            row = (1,) + values(schema.PROGRESS, progress, self._window)
            connection.execute(schema.PROGRESS.insertion(self._window, "REPLACE"), row)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Brings the log into the database file, as far as readers let it. Raises nothing: what is committed stays."""
        for end in (lambda: self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall(),
                    self._connection.close):
            try:
                end()
            except sqlite3.Error:
                pass


def _runs(rows: Sequence[Row]) -> Iterable[Tuple[Table, List[Tuple[Any, ...]]]]:
    """The rows by table; the order within each stays."""
    groups: Dict[str, Tuple[Table, List[Tuple[Any, ...]]]] = {}
    for table, row in rows:
        groups.setdefault(table.name, (table, []))[1].append(row)
    return groups.values()
