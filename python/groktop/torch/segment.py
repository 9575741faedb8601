"""The tracked tensors of one parameter group on one device."""

from __future__ import annotations

import weakref
from typing import Any, Dict, List, Optional, Sequence, Tuple

import torch

from ..split import DecaySums
from .rows import Rows
from .sketch import SKETCH_LENGTH, Sketch
from .sketch_error import SketchError, sampled_blocks
from .source import Source, VectorSource
from .tracked import Tracked

#: Row kinds and the type that a row is kept in; a sketch's rows are short, and need not be rounded.
ROW_TYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "sketch": torch.float32}


class Segment:
    """Follows the updates of some tensors that share learning rate, weight decay and device, at each interval."""

    def __init__(
        self, tracked: Sequence[Tracked], optimizer: Any, intervals: Sequence[int], window: int, rows: str, seed: int
    ) -> None:
        """
        :param tracked: tensors of one group, on one device.
        :param optimizer: their optimizer; it is not kept alive.
        :param intervals: the lengths of intervals.
        :param window: W.
        :param rows: a key of `ROW_TYPES`.
        :param seed: decides the signs of a sketch.
        """
        self.optimizer, self.group = tracked[0].optimizer, tracked[0].group
        self._optimizer = weakref.ref(optimizer)
        self.references = [item.tensor for item in tracked]
        self.device_type = str(tracked[0].tensor().device.type)
        # A vector no longer than a sketch is not sketched.
        self._source: Any = Source(self.references)
        self._sketch: Optional[Sketch] = None
        self._measuring: Optional[SketchError] = None
        #: Of a sketch, the error of λ₁ in the first full window of the shortest interval, relative to it, with how many
        #: blocks it was measured on, and how many there are; None before.
        self.sketch_error: Optional[Tuple[float, int, int]] = None
        self._shortest = min(intervals)
        if rows == "sketch" and self._source.length > SKETCH_LENGTH:
            self._sketch = Sketch(Source(self.references, SKETCH_LENGTH), seed, sampled_blocks(window))
            self._source = VectorSource(self._sketch.vector)
            self._measuring = SketchError(self._sketch, window)
        self.rows: Dict[int, Rows] = {
            interval: Rows(self._source.length, window, ROW_TYPES[rows], self._source.device) for interval in intervals
        }
        self._sums = {interval: DecaySums() for interval in intervals}

    @property
    def settings(self) -> Dict[str, Any]:
        """The group's dictionary as it is now: `load_state_dict` replaces it."""
        optimizer = self._optimizer()
        if optimizer is None:
            raise RuntimeError("the optimizer is gone")
        return optimizer.param_groups[self.group]

    def add_step(self, step: int, applied: Any) -> None:
        """Takes note of what decay takes in a step.

        :param step: steps done before this one.
        :param applied: 1, or 0 where the optimizer skipped the step; may be a tensor.
        """
        settings = self.settings
        decay = settings.get("weight_decay")
        product = 0.0 if decay is None else settings.get("lr", 0.0) * decay * applied
        for interval, sums in self._sums.items():
            sums.add(product, step % interval / interval)

    def lacks_gradient(self) -> bool:
        """Whether a tensor had none in a step: then the optimizer has left it alone, and not decayed it."""
        tensors = [reference() for reference in self.references]
        return any(tensor is not None and tensor.grad is None for tensor in tensors)

    def begin(self, interval: int) -> None:
        """The update of an interval begins here."""
        self._sums[interval].take()
        self.rows[interval].begin(self._refreshed())
        if self._measuring is not None and interval == self._shortest:
            self._measuring.begin()

    def take(self, interval: int) -> Dict[str, Any]:
        """Ends the update of an interval and begins the next. Returns the update's products, and `decay`: S and M."""
        products = self.rows[interval].take(self._refreshed())
        if self._measuring is not None and self._sketch is not None and interval == self._shortest:
            error = self._measuring.take()
            if error is not None:
                self.sketch_error = error, self._measuring.blocks, self._measuring.of
                self._measuring = None
                self._sketch.forget_sample()
        return {**products, "decay": self._sums[interval].take()}

    def clear(self) -> None:
        """Forgets all updates."""
        for rows in self.rows.values():
            rows.clear()
        if self._measuring is not None and self._sketch is not None:
            self._measuring = SketchError(self._sketch, self._measuring.window)

    def release(self) -> None:
        """Gives the memory of the rows back; nothing can be taken afterwards."""
        self.rows, self._sketch, self._source, self._measuring = {}, None, None, None

    def _refreshed(self) -> Any:
        if self._sketch is not None:
            self._sketch.refresh()
        return self._source


def make_segments(
    tracked: Sequence[Tracked], optimizers: Sequence[Any], intervals: Sequence[int], window: int, rows: str, seed: int
) -> List[Segment]:
    """A segment for each group and device, in the order of the groups."""
    places: Dict[Tuple[int, int, str], List[Tracked]] = {}
    for item in tracked:
        places.setdefault((item.optimizer, item.group, str(item.tensor().device)), []).append(item)
    return [
        Segment(items, optimizers[place[0]], intervals, window, rows, seed + number)
        for number, (place, items) in enumerate(sorted(places.items()))
    ]
