"""What a recorder does with the messages of a training process: events get their place, and are committed."""

from __future__ import annotations

import time
from typing import Any, Dict, Mapping, Optional, Tuple

from . import schema
from .best import BestAccuracy
from .commits import Commits
from .database import RunDatabase, first_progress
from .edge_feed import EdgeFeed
from .marks import Marks
from .metric_names import MetricNames
from .pace import Pace
from .rows import Unrecordable, document, real, values, whole
from .tables import LAST_STEP, Table

_MOST_COMPLAINTS = 20
"""Remarks about messages that could not be recorded; a broken program would fill the disk with them."""


class Recording:
    """A run that is being recorded. Nothing raises but the constructor: whatever goes wrong is a remark, or is counted.

    Times are those of `time.monotonic`.
    """

    def __init__(self, database: str, watched: Mapping[str, Any], engine: Mapping[str, Any]) -> None:
        """Opens the database of a run that has just been made, with a description that has been checked.

        Raises `sqlite3.Error` and `Unrecordable`.
        """
        window = watched["windows"]["window"]
        self._progress = first_progress(watched)
        self.commits = Commits(RunDatabase(database, window), window, self._progress)
        self.is_finished = False
        self._started = time.monotonic()
        self._window, self._complaints = window, set()
        self._metrics, self._pace, self._edge = MetricNames(), Pace(), EdgeFeed(watched)
        self._marks = Marks(watched.get("marks"))
        self._best = BestAccuracy()
        self.commits.append(schema.SESSION, {
            "step": 0, "kind": "started", "engineVersion": str(engine.get("version") or ""),
            "blasCore": str(engine.get("blasCore") or ""), "threads": engine.get("threads") or 1,
            "parameterCount": engine.get("parameterCount") or 0,
            "trackedParameterCount": engine.get("trackedParameterCount") or 0})
        self.commits.commit()

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
            self.commits.append(schema.REMARK, {"step": self._progress["step"], "kind": "error", "message": line})

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
        if kind == "metricProbe":
            record = {key: value for key, value in event.items() if key != "type"}
            event = {"step": event["step"], "kind": event.get("kind"), "record": document(record)}
        self.commits.append(table, event)
        self._note_step(event["step"])
        if kind == "command":
            self._note_command(event)

    def _take_metric(self, table: Table, event: Dict[str, Any]) -> None:
        step = whole(event["step"])
        if event["type"] == "metric":
            real(event.get("value"))  # before a definition is recorded for it
        elif self._metrics.is_defined(event.get("name")):
            return
        if step is None or not 0 <= step <= LAST_STEP:
            raise Unrecordable("a metric's step is no count")
        first = self._metrics.missing_definition(event)
        if first is not None:
            self.commits.append(schema.METRIC_DEFINITION, {**first, "step": step})
        self.commits.append(table, event)
        self._metrics.add(event["name"])
        self._note_step(step)
        if event["type"] == "metric":
            for marker in self._marks.take(event["name"], real(event["value"]), step):
                self.commits.append(schema.MARKER, marker)
        if event["type"] == "metric" and event["name"] == "test_accuracy":
            self._best.take(real(event["value"]), step)
            self._progress["bestTestAccuracy"] = self._best.value

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
        self._progress.update(changed)
        self._note_step(message.get("step"), "stepsPerSecond" not in message)

    def _take_finish(self, message: Dict[str, Any]) -> None:
        self._note_time(message.get("elapsed"))
        detail = message.get("detail")
        step = message.get("step")
        self._note_step(step, is_paced=False)
        self.commits.append(schema.FINISH, {
            "step": self._progress["step"] if step is None else step, "reason": message.get("reason", "completed"),
            "detail": None if detail is None else " ".join(str(detail).split())[:500], "parameterDigest": ""})
        self._progress["state"] = "finished"
        self.is_finished = True

    def _note_time(self, elapsed: Any) -> None:
        own = time.monotonic() - self._started
        given = float(elapsed) if isinstance(elapsed, (int, float)) and 0 <= elapsed < 1e12 else own
        self.commits.elapsed = max(self.commits.elapsed, given)

    def _note_step(self, step: Any, is_paced: bool = True) -> None:
        number = whole(step)
        if number is None or not 0 <= number <= LAST_STEP:
            return
        self._progress["step"] = number
        self.commits.reached = max(self.commits.reached, number)
        self.commits.is_dirty = True
        rate = self._pace.note(number, self.commits.elapsed) if is_paced else None
        if rate is not None:
            self._progress["stepsPerSecond"] = self._progress["possibleStepsPerSecond"] = rate

    def _note_command(self, event: Mapping[str, Any]) -> None:
        self._progress["weightDecay"] = real(event["weightDecay"])
        state = {"pause": "paused", "resume": "running"}.get(event["command"])
        if state:
            self._progress["state"] = state
        word, _, step = str(event["command"]).partition("=")
        if word == "back":
            self._marks.go_back(int(step))
            self._best.go_back(int(step))
            self._progress["bestTestAccuracy"] = self._best.value

    def close(self) -> Tuple[int, Optional[str]]:
        """Writes what is left. Returns how many events are missing, and why."""
        return self.commits.close()
