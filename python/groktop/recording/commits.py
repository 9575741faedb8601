"""Rows that wait for the next commit, and what becomes of them where they cannot be written."""

from __future__ import annotations

import sqlite3
import time
from typing import Any, Dict, List, Mapping, Optional, Tuple

from . import schema
from .database import Row, RunDatabase
from .rows import values, whole
from .tables import Table

COMMIT_SECONDS = 0.2
"""Between two commits: a killed recorder loses what came after the last."""
RETRY_SECONDS = 1.0
"""Between two tries to write what could not be written."""
LAST_TRIES_SECONDS = 3.0
"""For so long the end of a recording waits for room on the disk."""
MOST_WAITING = 200_000
"""Events that wait in memory while they cannot be written; what comes then is counted and lost."""


class Commits:
    """Gives events their place in the run's order, and writes them, all that wait in one transaction.

    What cannot be written (a full disk) waits, in order, and is tried again. Where the folder is gone it is over.
    """

    def __init__(self, database: RunDatabase, window: int, progress: Dict[str, Any]) -> None:
        """`window` is W of the run, `progress` what its row in `progress` holds; both are those of the caller."""
        self.progress = progress
        self.elapsed = 0.0
        """Seconds of training so far."""
        self.reached = 0
        """The newest step that is known."""
        self.is_dirty = False
        """Whether `progress` is to be written though no event waits."""
        self.is_over = False
        """Whether nothing is written any more."""
        self._database, self._window = database, window
        self._pending: List[Row] = []
        self._sequence = self._missing = self._untold = 0
        self._committed = time.monotonic()
        self._rests_until = 0.0
        self._reason: Optional[str] = None

    def append(self, table: Table, event: Mapping[str, Any]) -> None:
        """Takes an event in. Raises `Unrecordable`, and then nothing has changed."""
        reached = max(self.reached, whole(event.get("step")) or 0)
        row = values(table, {**event, "reachedStep": reached, "elapsedSeconds": self.elapsed}, self._window)
        self.reached = reached
        if self.is_over or (len(self._pending) >= MOST_WAITING and table is not schema.FINISH):
            self._missing += 1
            self._untold += 1
            return
        self._sequence += 1
        self._pending.append((table, (self._sequence,) + row))

    @property
    def due(self) -> Optional[float]:
        """When the next commit is to be made, as `time.monotonic` counts; None while there is nothing to write."""
        if self.is_over or not (self._pending or self.is_dirty):
            return None
        return max(self._committed + COMMIT_SECONDS, self._rests_until)

    def commit(self) -> bool:
        """Writes what waits. Returns whether nothing waits any more."""
        if self.is_over:
            return True
        self._committed = time.monotonic()
        try:
            if self._database.is_gone:
                raise sqlite3.OperationalError("the folder has been moved or removed")
            self.progress["elapsedSeconds"] = self.elapsed
            self._database.write(self._pending, self.progress)
        except Exception as error:  # sqlite3.Error, and what a removed folder can bring besides
            self._reason = str(error)
            self._rests_until = self._committed + RETRY_SECONDS
            if self._database.is_gone:
                self._give_up()
            return self.is_over
        self._pending, self.is_dirty = [], False
        self._tell_missing()
        return not self._pending

    def close(self) -> Tuple[int, Optional[str]]:
        """Writes what is left, trying for some seconds, and closes the database.

        Returns how many events are missing, and why.
        """
        last = time.monotonic() + LAST_TRIES_SECONDS
        while not self.commit():
            now = time.monotonic()
            if now >= last:
                self._give_up()
            else:
                time.sleep(max(0.0, min(self._rests_until, last) - now))
        self._database.close()
        return self._missing, self._reason if self._missing else None

    def _tell_missing(self) -> None:
        if self._untold:
            count, self._untold = self._untold, 0
            message = f"could not be written, and too much was waiting: {self._reason}"
            self.append(schema.REMARK, {
                "step": self.progress["step"], "kind": "dropped", "count": count, "message": message})

    def _give_up(self) -> None:
        self.is_over = True
        self._missing += len(self._pending)
        self._pending = []
