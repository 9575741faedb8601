"""Marks of a run: when it has memorized its train set, when it has grokked, and where it slings back."""

from __future__ import annotations

import math
from typing import Any, Dict, List, Mapping, Optional

from .metric_names import definition

MARKS = {"memorized": 0.98, "grokked": 0.95, "slingshotDrop": 0.02}
"""The accuracies that set the marks, and the fall of the test accuracy that is a slingshot."""


def thresholds(memorized: Any, grokked: Any) -> Dict[str, float]:
    """The member `marks` of a run's description, from the accuracies that a program names.

    Raises `ValueError` where one is no number above 0 and up to 1.
    """
    for name, value in (("memorized", memorized), ("grokked", grokked)):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 1:
            raise ValueError(f"{name}={value!r} is no accuracy above 0 and up to 1")
    return {**MARKS, "memorized": float(memorized), "grokked": float(grokked)}


class Marks:
    """Finds the marks in the accuracies that a program logs, as groktop finds those of its own runs.

    The first logged accuracy of each set decides. Before the train set is memorized no fall is a slingshot: accuracies
    rise and fall then although nothing has been learned. A fall over several values is one slingshot.
    """

    def __init__(self, limits: Optional[Mapping[str, Any]] = None) -> None:
        """:param limits: numbers by the keys of `MARKS`; those that are missing are as there."""
        self._limits = {**MARKS, **{key: value for key, value in (limits or {}).items() if key in MARKS}}
        self._names: Dict[str, str] = {}
        self._memorized_at: Optional[int] = None
        self._grokked_at: Optional[int] = None
        self._is_falling = False
        self._previous: Optional[float] = None

    def take(self, name: str, value: float, step: int) -> List[Dict[str, Any]]:
        """The events `marker` that a logged number sets."""
        dataset = definition(name).get("dataset")
        if not name.endswith("accuracy") or dataset is None or not math.isfinite(value):
            return []
        if self._names.setdefault(dataset, name) != name:
            return []
        return self._train(value, step) if dataset == "train" else self._test(value, step)

    def go_back(self, step: int) -> None:
        """The run goes on from an earlier step: marks that were set after it can be set again."""
        if self._memorized_at is not None and self._memorized_at > step:
            self._memorized_at = None
        if self._grokked_at is not None and self._grokked_at > step:
            self._grokked_at = None
        self._is_falling, self._previous = False, None

    def _train(self, value: float, step: int) -> List[Dict[str, Any]]:
        if self._memorized_at is not None or value < self._limits["memorized"]:
            return []
        self._memorized_at = step
        return [_marker("memorized", value, step)]

    def _test(self, value: float, step: int) -> List[Dict[str, Any]]:
        markers, previous = [], self._previous
        if self._grokked_at is None and value >= self._limits["grokked"]:
            self._grokked_at = step
            markers.append(_marker("grokked", value, step))
        if previous is not None:
            has_fallen = value <= previous - self._limits["slingshotDrop"]
            if self._memorized_at is not None and not self._is_falling and has_fallen:
                self._is_falling = True
                markers.append({**_marker("slingshot", value, step), "previousAccuracy": previous})
            elif value > previous:
                self._is_falling = False
        self._previous = value
        return markers


def _marker(kind: str, accuracy: float, step: int) -> Dict[str, Any]:
    """A program does not say on how many sequences its accuracy stands: 0."""
    return {"step": step, "kind": kind, "accuracy": accuracy, "sequences": 0}
