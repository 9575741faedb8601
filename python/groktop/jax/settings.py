"""Learning rate and weight decay of a loop in JAX, as commands have set them."""

from __future__ import annotations

from typing import Callable, Dict, Optional, Sequence, Union

#: η as a program names it: a number, or a function of the step, counted from 0.
Rate = Union[float, Callable[[int], float], None]

#: The commands that set something which the loop has to read.
SETTERS = ("weight-decay", "learning-rate")


class Settings:
    """η and ω that the loop passes into its step.

    An optimizer in JAX is a pure function, so a command cannot reach it: the loop reads the values before each step. A
    value counts as in force from the step on before which the loop has read it, and the split goes by that.
    """

    def __init__(
        self,
        takes: Sequence[str],
        learning_rate: Rate,
        weight_decay: Optional[float],
        decay_rate: Optional[Callable[[int], float]],
    ) -> None:
        """
        :param takes: those of `SETTERS` that the run takes.
        :param learning_rate: the program's own η; None where it is not known.
        :param weight_decay: ω at the start; None where it is not known.
        :param decay_rate: the program's own ηλ of a step, with ω of the start.
        :raises ValueError: where a command is to set what has no value at the start.
        """
        self.takes = tuple(takes)
        self._rate, self._start, self._decay_rate = learning_rate, weight_decay, decay_rate
        for word, value in (("weight-decay", weight_decay), ("learning-rate", learning_rate)):
            if word in self.takes and value is None:
                name = word.replace("-", "_")
                raise ValueError(f"takes={word!r} needs {name}, its value at the start")
        if decay_rate is not None and "weight-decay" in self.takes and not weight_decay:
            raise ValueError("takes='weight-decay' with a decay_rate needs the weight_decay that it is computed with")
        #: What commands have set: the factor of η, and ω.
        self.factor, self.weight_decay = 1.0, weight_decay or 0.0
        self._last_nonzero = self.weight_decay
        self._given_factor, self._given_decay = self.factor, self.weight_decay
        self._has_changed_rate = self._has_changed_decay = False
        self._has_read = {word: False for word in SETTERS}

    def to_place(self, step: int) -> Dict[str, float]:
        """What the optimizer's state does not hold already: what a command has changed, and a rate that changes by
        itself. By the names of optax's arguments."""
        values = {}
        if "learning-rate" in self.takes and (self._has_changed_rate or callable(self._rate)):
            values["learning_rate"] = self._own_rate(step) * self.factor
        if "weight-decay" in self.takes and self._has_changed_decay:
            values["weight_decay"] = self.weight_decay
        return values

    def note_placed(self) -> None:
        """The loop has got a state with all values that it takes."""
        if "learning-rate" in self.takes:
            self._note_rate()
        if "weight-decay" in self.takes:
            self._note_decay()

    def at_start(self, step: int) -> Dict[str, float]:
        """η and ω for the run's description; 0 where they are not known."""
        rate = 0.0 if self._rate is None else self._own_rate(step)
        return {"learningRate": rate, "weightDecay": self._start or 0.0}

    @property
    def is_split(self) -> bool:
        """Whether it is known what decay takes in a step."""
        return self._decay_rate is not None or (self._rate is not None and self._start is not None)

    def rate(self, step: int) -> float:
        """η of the step after so many; the loop reads it here.

        :raises RuntimeError: where the program has not named it.
        """
        if self._rate is None:
            raise RuntimeError("watch_params was not given a learning_rate")
        self._note_rate()
        return self._own_rate(step) * self.factor

    def decay(self) -> float:
        """ω of the next step; the loop reads it here.

        :raises RuntimeError: where the program has not named it.
        """
        if self._start is None:
            raise RuntimeError("watch_params was not given a weight_decay")
        self._note_decay()
        return self.weight_decay

    def product(self, step: int) -> float:
        """ηλ of a step that has been made, with the values that the loop had read before it; 0 without a split."""
        if not self.is_split:
            return 0.0
        if self._decay_rate is None:
            return self._own_rate(step) * self._given_factor * self._given_decay
        share = self._given_decay / self._start if self._start else 1.0
        return float(self._decay_rate(step)) * self._given_factor * share

    def set_decay(self, value: Union[str, float, int, None]) -> Optional[str]:
        """Sets ω to a number, `off`, or `on`: the last that was not 0. Returns why not, in words, where it does not."""
        if not self._has_read["weight-decay"]:
            return "the loop has not read run.weight_decay"
        if value == "on" and not self._last_nonzero:
            return "there was no weight decay before"
        if self.weight_decay > 0:
            self._last_nonzero = self.weight_decay
        named = {"on": self._last_nonzero, "off": 0.0}
        self.weight_decay = named[value] if isinstance(value, str) else float(value or 0)
        self._has_changed_decay = True
        return None

    def set_factor(self, value: float) -> Optional[str]:
        """Sets the factor of η. Returns why not, in words, where it does not."""
        if not self._has_read["learning-rate"]:
            return "the loop has not read run.learning_rate"
        self.factor, self._has_changed_rate = value, True
        return None

    def unread(self) -> Optional[str]:
        """What a command has set and the loop has not read since; None where it has read all."""
        if self.weight_decay != self._given_decay:
            return "weight_decay"
        return "learning_rate" if self.factor != self._given_factor else None

    def _note_rate(self) -> None:
        self._has_read["learning-rate"], self._given_factor = True, self.factor

    def _note_decay(self) -> None:
        self._has_read["weight-decay"], self._given_decay = True, self.weight_decay

    def _own_rate(self, step: int) -> float:
        return float(self._rate(step) if callable(self._rate) else self._rate)  # type: ignore[arg-type]
