"""Weight decay and learning rate as commands have set them."""

from __future__ import annotations

import weakref
from typing import Any, Dict, List, Optional, Sequence, Tuple

Place = Tuple[int, int]


class Settings:
    """Keeps what commands have set in force, whatever schedules and restored states do to the groups in between.

    ω goes to those groups only whose decay was not 0 at the start, and keeps the ratio of theirs. The learning rate is
    the program's own times a factor, which is there during a step only: some schedules compute the next rate from the
    one that they find, others do not, and neither must see it.
    """

    def __init__(self, optimizers: Sequence[Any]) -> None:
        """:param optimizers: none is kept alive."""
        self._optimizers = [weakref.ref(optimizer) for optimizer in optimizers]
        starts = {
            (number, index): float(group.get("weight_decay") or 0.0)
            for number, optimizer in enumerate(optimizers)
            for index, group in enumerate(optimizer.param_groups)
        }
        largest = max(starts.values(), default=0.0)
        self._shares: Dict[Place, float] = {place: decay / largest for place, decay in starts.items() if decay > 0}
        self._last_nonzero = largest
        self._decay: Optional[float] = None
        self.factor = 1.0
        self._own_rates: Dict[Place, Any] = {}

    @property
    def has_decay(self) -> bool:
        """Whether any group has weight decay that a command can change."""
        return bool(self._shares)

    @property
    def weight_decay(self) -> float:
        """ω now: the largest of the groups with decay; 0 where there is none."""
        if self._decay is not None:
            return self._decay
        decays = [float(self._group(place).get("weight_decay") or 0.0) for place in self._shares]
        return max(decays, default=0.0)

    def set_decay(self, value: Any) -> None:
        """Sets ω to a number, `off`, or `on`: the last that was not 0."""
        present = self.weight_decay
        if present > 0:
            self._last_nonzero = present
        self._decay = {"on": self._last_nonzero, "off": 0.0}[value] if isinstance(value, str) else float(value)
        for number in range(len(self._optimizers)):
            self._put_decay(number)

    def before_step(self, number: int) -> None:
        """Puts ω and the factor in force. `number` is the optimizer's place in the list."""
        if self._own_rates:
            self.after_step(number)  # The step before was left by an exception.
        if self._decay is not None:
            self._put_decay(number)
        if self.factor == 1.0:
            return
        for index, group in enumerate(self._groups(number)):
            if "lr" in group:
                self._own_rates[number, index] = group["lr"]
                group["lr"] = group["lr"] * self.factor

    def after_step(self, number: int) -> None:
        """Gives the program its own learning rates back."""
        groups = self._groups(number)
        for place in [place for place in self._own_rates if place[0] == number]:
            groups[place[1]]["lr"] = self._own_rates.pop(place)

    def _put_decay(self, number: int) -> None:
        groups = self._groups(number)
        for (owner, index), share in self._shares.items():
            if owner == number and self._decay is not None:
                groups[index]["weight_decay"] = self._decay * share

    def _groups(self, number: int) -> List[Dict[str, Any]]:
        optimizer = self._optimizers[number]()
        return optimizer.param_groups if optimizer is not None else []

    def _group(self, place: Place) -> Dict[str, Any]:
        groups = self._groups(place[0])
        return groups[place[1]] if place[1] < len(groups) else {}
