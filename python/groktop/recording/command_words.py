"""The commands that a watched run can take, as they are spelled in command files and in recordings."""

from __future__ import annotations

import re
from typing import NamedTuple, Optional, Tuple, Union

WEIGHT_DECAYS = (0.0, 1000.0)
"""ω in a command: the least and the highest that groktop takes."""
FACTORS = (1e-6, 1000.0)
"""The factor of `learning-rate`."""

PLAIN_WORDS = (
    "pause", "resume", "step", "evaluate", "checkpoint", "ablate", "perturb", "stop", "fresh-optimizer", "intervene",
    "cancel-probes")
"""Commands without a value. The last three are for runs that groktop trains: a watched run refuses them by name."""
WORDS = ("weight-decay", "learning-rate", "back") + PLAIN_WORDS
"""The names of all commands, without their values."""

_DECIMAL = re.compile(r"[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
_COUNT = re.compile(r"[0-9]{1,15}", re.ASCII)


class Command(NamedTuple):
    """A command that was understood."""

    word: str
    """Its name, one of `WORDS`."""
    value: Union[None, str, float, int] = None
    """Of `weight-decay` the new ω, or `on` or `off`; of `learning-rate` the factor; of `back` the step."""


class NotACommand(ValueError):
    """The text is no command. The message says why, in one line."""


def parse(text: str) -> Command:
    """The command with the given spelling.

    Raises `NotACommand` for any other text, and for values that no run can take.
    """
    word, equals, value = text.partition("=")
    if word not in WORDS:
        raise NotACommand(f"{_shown(text)} is no command")
    if word in PLAIN_WORDS:
        if equals:
            raise NotACommand(f"{word} takes no value")
        return Command(word)
    if word == "weight-decay" and value in ("on", "off"):
        return Command(word, value)
    if word == "back":
        if not _COUNT.fullmatch(value):
            raise NotACommand(f"{_shown(text)} is not back=N with a step N")
        return Command(word, int(value))
    number = float(value) if _DECIMAL.fullmatch(value) else None
    if word == "weight-decay":
        return Command(word, _within(text, number, WEIGHT_DECAYS))
    return Command(word, _within(text, number, FACTORS))


def is_command(text: str) -> bool:
    """Whether the text is the spelling of a command."""
    try:
        parse(text)
    except NotACommand:
        return False
    return True


def _within(text: str, number: Optional[float], limits: Tuple[float, float]) -> float:
    if number is None or not limits[0] <= number <= limits[1]:
        raise NotACommand(f"{_shown(text)} is not a number from {limits[0]:g} to {limits[1]:g}")
    return number


def _shown(text: str) -> str:
    """The text, short and printable, for a message."""
    short = text if len(text) <= 60 else text[:60] + "…"
    return "'" + "".join(c if c.isprintable() else "�" for c in short) + "'"
