"""Metrics of a run: each is defined once, before its first number."""

from __future__ import annotations

import re
from typing import Any, Dict, Mapping, Optional

from .rows import Unrecordable

MOST_METRICS = 64
"""Metrics that a run can have."""
LONGEST_NAME = 80
"""Characters of a metric's name."""

_HIGHER = re.compile(r"(^|[^a-z])(acc|accuracy|auc|bleu|f1|map|precision|r2|recall|reward|score)([^a-z]|$)")
_LOWER = re.compile(r"(^|[^a-z])(bpb|bpc|error|err|loss|mae|mse|nll|perplexity|ppl|rmse|wer)([^a-z]|$)")
_TRAIN = re.compile(r"(^|[^a-z])(train|training)([^a-z]|$)")
_TEST = re.compile(r"(^|[^a-z])(test|val|valid|validation|eval|dev|heldout)([^a-z]|$)")


def definition(name: str) -> Dict[str, Any]:
    """What a metric's name says of it, as an event `metricDefinition` has it: set, and whether higher is better."""
    small = name.lower()
    event: Dict[str, Any] = {"type": "metricDefinition", "name": name}
    if bool(_TEST.search(small)) != bool(_TRAIN.search(small)):
        event["dataset"] = "test" if _TEST.search(small) else "train"
    if bool(_HIGHER.search(small)) != bool(_LOWER.search(small)):
        event["better"] = "higher" if _HIGHER.search(small) else "lower"
    return event


class MetricNames:
    """The metrics that a run has so far."""

    def __init__(self) -> None:
        self._names: set = set()

    def is_defined(self, name: object) -> bool:
        """Whether the metric's definition has been recorded."""
        return isinstance(name, str) and name in self._names

    def missing_definition(self, event: Mapping[str, Any]) -> Optional[Dict[str, Any]]:
        """Looks at an event `metric` or `metricDefinition` before it is recorded.

        Returns the definition that has to be recorded before it; None where none has to. Raises `Unrecordable` for a
        name that no metric can have, and for one metric too many.
        """
        name = event.get("name")
        if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
            raise Unrecordable(f"a metric's name has 1 to {LONGEST_NAME} printable characters")
        if name in self._names:
            return None
        if len(self._names) >= MOST_METRICS:
            raise Unrecordable(f"a run has at most {MOST_METRICS} metrics, and the rest is not recorded")
        return definition(name) if event.get("type") == "metric" else None

    def add(self, name: str) -> None:
        """The metric's definition has been recorded."""
        self._names.add(name)
