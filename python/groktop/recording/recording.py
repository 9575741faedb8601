"""What a recorder does with the messages of a training process: events get their place, and wait for the next commit."""

from __future__ import annotations

import sqlite3
import time
from typing import Any, Dict, List, Mapping, Optional, Tuple

from . import schema
from .database import Row, RunDatabase, first_progress, window_of
from .edge_feed import EdgeFeed
from .metric_names import MetricNames
from .pace import Pace
from .rows import Unrecordable, document, real, text, values, whole

COMMIT_SECONDS = 0.2
"""Between two commits: a killed recorder loses what came after the last."""
RETRY_SECONDS = 1.0
"""Between two tries to write what could not be written."""
LAST_TRIES_SECONDS = 5.0
"""For so long the end of a recording waits for room on the disk."""
MOST_WAITING = 200_000
"""Events that wait in memory while they cannot be written; what comes then is counted and lost."""
_MOST_COMPLAINTS = 20
"""Remarks about messages that could not be recorded; a broken program would fill the disk with them."""


class Recording:
    """A run that is being recorded. Nothing raises but the constructor: whatever goes wrong is a remark, or is counted.

    Times are those of `time.monotonic`.
    """

    def __init__(self, database: str, watched: Mapping[str, Any], engine: Mapping[str, Any]) -> None:
        """Opens the database of a run that has just been made. Raises `sqlite3.Error` and `Unrecordable`."""
        self._window = window_of(watched)
        self._database = RunDatabase(database, self._window)
        self._started = self._committed = time.monotonic()
        self._rests_until = self._elapsed = 0.0
        self._sequence = self._reached = 0
        self._pending: List[Row] = []
        self._progress = first_progress(watched)
        self._is_dirty = self.is_finished = self.is_over = False
        self._missing = self._missed = 0
        self._reason: Optional[str] = None
        self._complaints: set = set()
        self._metrics, self._pace, self._edge = MetricNames(), Pace(), EdgeFeed(watched)
        self._append(schema.SESSION, {
            "step": 0, "kind": "started", "engineVersion": str(engine.get("version") or ""),
            "blasCore": str(engine.get("blasCore") or ""), "threads": engine.get("threads") or 1,
            "parameterCount": engine.get("parameterCount") or 0,
            "trackedParameterCount": engine.get("trackedParameterCount") or 0})
        self.commit()

    # Messages

    def take(self, message: Any) -> None:
        """Takes a message of the training process in, to be written with the next commit."""
        if self.is_finished:
            return
        try:
            if not isinstance(message, dict):
                raise Unrecordable("a message is no object")
            kind = message.get("type")
            if kind == "event":
                self._take_event(message.get("event"), message.get("elapsed"))
            elif kind == "update":
                self._take_update(message)
            elif kind == "progress":
                self._take_progress(message)
            elif kind == "finish":
                self._take_finish(message)
            else:
                raise Unrecordable(f"{str(kind)[:40]!r} is no type of message")
        except Unrecordable as problem:
            self.complain(str(problem))
        except Exception as error:  # a message of whatever shape must not end the recording
            self.complain(f"{type(error).__name__}: {error}")

    def complain(self, problem: str) -> None:
        """Says in a remark what could not be recorded; once, and only of the first of many kinds."""
        line = " ".join(problem.split())[:300]
        if line not in self._complaints and len(self._complaints) < _MOST_COMPLAINTS:
            self._complaints.add(line)
            self._append(schema.REMARK, {"step": self._progress["step"], "kind": "error", "message": line})

    def _take_event(self, event: Any, elapsed: Any = None) -> None:
        if not isinstance(event, dict):
            raise Unrecordable("an event is no object")
        kind = event.get("type")
        table = schema.table_of(kind)
        if table is None or kind in ("started", "finished"):
            raise Unrecordable(f"{str(kind)[:40]!r} is no type of event that a watched run has")
        self._note_time(elapsed)
        if event.get("step") is None:
            event = {**event, "step": self._progress["step"]}
        if kind in ("metric", "metricDefinition"):
            return self._take_metric(table, event)
        if kind == "probe":
            record = {key: value for key, value in event.items() if key != "type"}
            event = {"step": event["step"], "kind": event.get("kind"), "record": document(event.get("record", record))}
        self._append(table, event)
        if kind != "probe":
            self._note_step(event["step"])
        if kind == "command":
            self._note_command(event)

    def _take_metric(self, table: schema.Table, event: Dict[str, Any]) -> None:
        step = whole(event["step"])
        if event["type"] == "metric":
            real(event.get("value"))  # before a definition is recorded for it
        elif self._metrics.is_defined(event.get("name")):
            return
        if step is None or not 0 <= step <= schema.LARGEST_COUNT:
            raise Unrecordable("a metric's step is no count")
        first = self._metrics.missing_definition(event)
        if first is not None:
            self._append(schema.METRIC_DEFINITION, {**first, "step": step})
        self._append(table, event)
        self._metrics.add(event["name"])
        self._note_step(step)
        if event["type"] == "metric" and event["name"] == "test_accuracy":
            value, best = real(event["value"]), self._progress.get("bestTestAccuracy")
            if value == value:
                self._progress["bestTestAccuracy"] = value if best is None else max(best, value)

    def _take_update(self, message: Dict[str, Any]) -> None:
        self._note_time(message.get("elapsed"))
        self._note_step(message.get("step"))
        events, problem = self._edge.take(message)
        for event in events:
            try:
                self._take_event(event, message.get("elapsed"))
            except Unrecordable as error:
                self.complain(f"{event.get('type')}: {error}")
        if problem:
            self.complain(problem)

    def _take_progress(self, message: Dict[str, Any]) -> None:
        self._note_time(message.get("elapsed"))
        known = {column.key for column in schema.PROGRESS.columns} - {"elapsedSeconds", "bestTestAccuracy"}
        changed = {**self._progress, **{key: value for key, value in message.items() if key in known}}
        values(schema.PROGRESS, changed, self._window)
        self._progress = changed
        self._note_step(message.get("step"), "stepsPerSecond" not in message)

    def _take_finish(self, message: Dict[str, Any]) -> None:
        self._note_time(message.get("elapsed"))
        detail = message.get("detail")
        step = message.get("step")
        self._append(schema.FINISH, {
            "step": self._progress["step"] if step is None else step, "reason": message.get("reason", "completed"),
            "detail": None if detail is None else " ".join(str(detail).split())[:500], "parameterDigest": ""})
        self._progress["state"] = "finished"
        self.is_finished = True

    # Where the run is

    def _note_time(self, elapsed: Any) -> None:
        own = time.monotonic() - self._started
        given = float(elapsed) if isinstance(elapsed, (int, float)) and 0 <= elapsed < 1e12 else own
        self._elapsed = max(self._elapsed, given)

    def _note_step(self, step: Any, is_paced: bool = True) -> None:
        number = whole(step)
        if number is None or not 0 <= number <= schema.LARGEST_COUNT:
            return
        self._progress["step"] = number
        self._reached = max(self._reached, number)
        self._is_dirty = True
        rate = self._pace.note(number, self._elapsed) if is_paced else None
        if rate is not None:
            self._progress["stepsPerSecond"] = self._progress["possibleStepsPerSecond"] = rate

    def _note_command(self, event: Mapping[str, Any]) -> None:
        self._progress["weightDecay"] = real(event["weightDecay"])
        state = {"pause": "paused", "resume": "running"}.get(event["command"])
        if state:
            self._progress["state"] = state

    def _append(self, table: schema.Table, event: Mapping[str, Any]) -> None:
        """Gives an event its place. Raises `Unrecordable`, and then nothing has changed."""
        step = whole(event.get("step"))
        reached = max(self._reached, step or 0)
        row = values(table, {**event, "reachedStep": reached, "elapsedSeconds": self._elapsed}, self._window)
        if len(self._pending) >= MOST_WAITING:
            self._missing += 1
            self._missed += 1
            return
        self._reached = reached
        self._sequence += 1
        self._pending.append((table, (self._sequence,) + row))

    # Commits

    @property
    def due(self) -> Optional[float]:
        """When the next commit is to be made; None while there is nothing to write."""
        if self.is_over or not (self._pending or self._is_dirty):
            return None
        return max(self._committed + COMMIT_SECONDS, self._rests_until)

    def commit(self) -> bool:
        """Writes what waits, in one transaction. Returns whether nothing waits any more."""
        if self.is_over:
            return True
        self._committed = time.monotonic()
        try:
            if self._database.is_gone:
                raise sqlite3.OperationalError("the folder has been moved or removed")
            self._progress["elapsedSeconds"] = self._elapsed
            self._database.write(self._pending, self._progress)
        except Exception as error:  # sqlite3.Error, and what a removed folder can bring besides
            self._reason = str(error)
            self._rests_until = self._committed + RETRY_SECONDS
            if self._database.is_gone:
                self._give_up()
            return self.is_over
        self._pending, self._is_dirty = [], False
        if self._missed:
            count, self._missed = self._missed, 0
            message = f"could not be written, and too much was waiting: {self._reason}"
            self._append(schema.REMARK, {
                "step": self._progress["step"], "kind": "dropped", "count": count, "message": message})
        return not self._pending

    def _give_up(self) -> None:
        self.is_over = True
        self._missing += len(self._pending)
        self._pending = []

    def close(self) -> Tuple[int, Optional[str]]:
        """Writes what is left, and brings the log into the database.

        Returns how many events are missing, and why.
        """
        last = time.monotonic() + LAST_TRIES_SECONDS
        while not self.commit():
            rest = min(self._rests_until, last) - time.monotonic()
            if time.monotonic() >= last:
                self._give_up()
                break
            time.sleep(max(0.0, rest))
        self._database.close()
        return self._missing, text(self._reason) if self._missing and self._reason else None
