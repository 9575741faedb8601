"""Products of updates in, rows of the spectral edge out: a tracker for each interval."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Tuple


class EdgeFeed:
    """The trackers of a run. An error in one ends the edge at that interval, and nothing else."""

    def __init__(self, watched: Mapping[str, Any]) -> None:
        """`watched` is the WatchedRun of the format."""
        self._watched = watched
        self._trackers: Dict[int, Optional[Any]] = {}

    def take(self, message: Mapping[str, Any]) -> Tuple[List[Dict[str, Any]], Optional[str]]:
        """Takes in a message `update`.

        Returns ndjson events, and what went wrong where something did; then the interval gives no more.
        """
        interval = message.get("interval")
        if isinstance(interval, bool) or not isinstance(interval, int) or interval < 1:
            return [], "an update has no interval"
        try:
            if interval not in self._trackers:
                self._trackers[interval] = None
                self._trackers[interval] = self._tracker(interval)
            tracker = self._trackers[interval]
            return (list(tracker.take(message)), None) if tracker else ([], None)
        except Exception as error:  # whatever the products are, the rest is recorded
            self._trackers[interval] = None
            return [], f"the edge at interval {interval} ended: {type(error).__name__}: {error}"

    def _tracker(self, interval: int) -> Any:
        from groktop.edge import EdgeTracker  # only here: a run without products does not need it

        watched = self._watched
        window = watched["spectrum"]["window"]
        return EdgeTracker(
            interval, window, watched.get("groups") or [], watched.get("split", "none"), watched.get("thresholds") or {})
