"""What a program says of its run before it begins, checked: a reader refuses a recording that holds anything else."""

from __future__ import annotations

import math
from typing import Any, Dict, List, Mapping, Optional, Tuple

from .marks import MARKS
from .rows import Unrecordable, real, text, whole
from .tables import LARGEST_COUNT, LAST_STEP

MOST_NAMES = 64
"""Names of tracked tensors that are recorded, and commands that a run can take."""
_FINE_DIVISOR = 5
"""The fine window has a fifth of the interval."""
LARGEST_WINDOW = 64
LARGEST_INTERVAL = 1 << 31
_MOST_GROUPS = 10_000

_GROUP = (("learningRate", "number", True), ("weightDecay", "number", True), ("tensors", "count", True),
          ("parameters", "count", True), ("trackedTensors", "count", True), ("trackedParameters", "count", True))
_RUN = (
    ("name", "text", True), ("program", "text", True), ("framework", "text", False), ("device", "text", False),
    ("optimizer", "text", False), ("split", ("exact", "trapezoid", "nominal", "none"), True),
    ("splitResidual", "number", False), ("splitReason", "text", False),
    ("rows", ("float32", "bfloat16", "sketch"), True), ("sketchLength", "count", False),
    ("sketchError", "number", False), ("firstUpdateSeen", "flag", True), ("steps", "count", False))


def checked(watched: Any) -> Dict[str, Any]:
    """The WatchedRun of the format, with nothing else in it.

    Texts are cut to what can be recorded, and lists of names to their first. Raises `Unrecordable` where something is
    missing, or is not what it can be.
    """
    run = _members(watched, _RUN, "the run")
    run["name"] = run["name"] or "run"
    run["groups"] = [_members(group, _GROUP, "a group") for group in _list(watched, "groups")[:_MOST_GROUPS]]
    tracked = _object(watched, "tracked")
    run["tracked"] = {
        **_members(tracked, (("selection", "text", True), ("tensors", "count", True)), "tracked"),
        "names": _texts(tracked, "names")}
    run["windows"] = _windows(_object(watched, "windows"))
    thresholds = (("functional", "number", True), ("compression", "number", True))
    run["thresholds"] = _members(_object(watched, "thresholds"), thresholds, "thresholds")
    marks = (("memorized", "number", True), ("grokked", "number", True), ("slingshotDrop", "number", True))
    run["marks"] = _members({**MARKS, **(watched.get("marks") or {})}, marks, "marks")
    run["commands"] = _texts(watched, "commands")
    if run.get("steps", 0) > LAST_STEP:
        raise Unrecordable(f"steps of the run is {run['steps']}, above {LAST_STEP}")
    seed = whole(watched.get("seed"))
    if seed is not None and 0 <= seed < 1 << 64:
        run["seed"] = seed
    return run


def _windows(windows: Mapping[str, Any]) -> Dict[str, Any]:
    interval, window = whole(windows.get("interval")), whole(windows.get("window"))
    if interval is None or not 1 <= interval <= LARGEST_INTERVAL or interval % _FINE_DIVISOR:
        raise Unrecordable(f"the interval is {interval}, and not a multiple of {_FINE_DIVISOR}")
    if window is None or not 2 <= window <= LARGEST_WINDOW:
        raise Unrecordable(f"the window is {window}, and not in 2...{LARGEST_WINDOW}")
    return {"interval": interval, "window": window}


def _members(source: Any, fields: Tuple[Tuple[str, Any, bool], ...], owner: str) -> Dict[str, Any]:
    if not isinstance(source, Mapping):
        raise Unrecordable(f"{owner} is not described")
    found = {}
    for name, kind, is_needed in fields:
        value = source.get(name)
        if value is not None:
            found[name] = _member(value, kind, f"{name} of {owner}")
        elif is_needed:
            raise Unrecordable(f"{name} of {owner} is missing")
    return found


def _member(value: Any, kind: Any, name: str) -> Any:
    if kind == "count":
        number = whole(value)
        if number is None or not 0 <= number <= LARGEST_COUNT:
            raise Unrecordable(f"{name} is no count")
        return number
    if kind == "number":
        number = real(value, name)
        if not (math.isfinite(number) and number >= 0):
            raise Unrecordable(f"{name} is {number}")
        return number
    if kind == "flag":
        return bool(value)
    if not isinstance(value, str) or (kind != "text" and value not in kind):
        raise Unrecordable(f"{name} is {value!r}")
    return text(value)


def _object(source: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value: Optional[Any] = source.get(name)
    if not isinstance(value, Mapping):
        raise Unrecordable(f"{name} of the run is missing")
    return value


def _list(source: Mapping[str, Any], name: str) -> List[Any]:
    value = source.get(name)
    if not isinstance(value, (list, tuple)):
        raise Unrecordable(f"{name} is no list")
    return list(value)


def _texts(source: Mapping[str, Any], name: str) -> List[str]:
    return [text(str(item)) for item in _list(source, name)[:MOST_NAMES]]
