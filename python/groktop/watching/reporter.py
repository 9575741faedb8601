"""What a training process tells its recorder."""

from __future__ import annotations

import time
from typing import Any, Dict, List, Optional

from ..recording import Channel

#: Seconds between two messages of progress.
PROGRESS_SECONDS = 0.5


class Reporter:
    """Sends messages through a channel, with the seconds since the start. Nothing here raises."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self._started = time.monotonic()
        self._told = float("-inf")
        self._finished = False

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    def event(self, kind: str, step: int, /, **members: Any) -> None:
        """Sends an event of ndjson; members that are None are left out."""
        event = {"type": kind, "step": step}
        event.update((key, value) for key, value in members.items() if value is not None)
        self.channel.event(event, self.elapsed)

    def remark(self, step: int, kind: str, message: str) -> None:
        """Sends a remark of kind `error` or `note`."""
        self.event("remark", step, kind=kind, message=" ".join(message.split())[:300])

    def update(
        self, step: int, interval: int, groups: List[Dict[str, Any]], weight_decay: float, **marks: bool
    ) -> None:
        """Sends the products of an update; marks that are true go with it."""
        message = {
            "type": "update",
            "step": step,
            "interval": interval,
            "groups": groups,
            "elapsed": self.elapsed,
            "weightDecay": weight_decay,
        }
        message.update((mark, True) for mark, is_set in marks.items() if is_set)
        self.channel.send(message)

    def progress(self, step: int, weight_decay: float, state: str = "running", is_due: bool = False) -> None:
        """Sends the run's progress where the last is old enough, or it is due in any case."""
        elapsed = self.elapsed
        if is_due or elapsed - self._told >= PROGRESS_SECONDS:
            self._told = elapsed
            self.channel.send(
                {"type": "progress", "step": step, "state": state, "weightDecay": weight_decay, "elapsed": elapsed}
            )

    def finish(self, step: int, reason: str, detail: Optional[str] = None) -> None:
        """Ends the recording; later calls do nothing."""
        if self._finished:
            return
        self._finished = True
        message = {"type": "finish", "step": step, "reason": reason, "elapsed": self.elapsed}
        if detail:
            message["detail"] = detail
        self.channel.send(message)
        self.channel.close()
