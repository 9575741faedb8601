"""Products of updates in, rows of the spectral edge out: a tracker for each interval."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Tuple


class EdgeFeed:
    """The trackers of a run. An error in one ends the edge at that interval, and nothing else."""

    def __init__(self, watched: Mapping[str, Any]) -> None:
        """`watched` is the WatchedRun of the format, checked."""
        self._watched = watched
        self._trackers: Optional[Dict[int, Any]] = None
        self._since_gap: Dict[int, int] = {}

    def take(self, message: Mapping[str, Any]) -> Tuple[List[Dict[str, Any]], Optional[str]]:
        """Takes in a message `update`.

        Returns ndjson events, and what went wrong where something did; then the interval gives no more.
        """
        interval = message.get("interval")
        if isinstance(interval, bool) or not isinstance(interval, int):
            return [], "an update has no interval"
        try:
            if self._trackers is None:
                from groktop.edge import trackers  # only here: a run without products does not need it

                self._trackers = {}
                self._trackers = dict(trackers(self._watched))
            if interval not in self._trackers:
                return [], f"the run has no window at interval {interval}"
            tracker = self._trackers[interval]
            return (list(tracker.take(self._after_gap(interval, message))), None) if tracker else ([], None)
        except Exception as error:  # whatever the products are, the rest is recorded
            if self._trackers is not None:
                self._trackers[interval] = None
            return [], f"the edge at interval {interval} ended: {type(error).__name__}: {error}"

    def _after_gap(self, interval: int, message: Mapping[str, Any]) -> Mapping[str, Any]:
        """The message as the tracker takes it.

        Where messages before it were dropped (`gap`), the products with the updates in them mean nothing to the
        tracker: it begins anew, and gets the products with updates since alone.
        """
        if message.get("gap"):
            self._since_gap[interval] = 0
            message = {**message, "reset": True}
        known = self._since_gap.get(interval)
        if known is None:
            return message
        self._since_gap[interval] = known + 1
        groups = [{**group, "products": group["products"][-(known + 1):]} for group in message["groups"]]
        return {**message, "groups": groups}
