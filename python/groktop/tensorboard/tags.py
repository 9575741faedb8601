"""From the tags of TensorBoard to the names of groktop's metrics."""

from __future__ import annotations

import re
from typing import Dict, Iterable, Optional

from ..recording.metric_names import LONGEST_NAME

_SETS = {"train": "train", "training": "train"}
_SETS.update((word, "test") for word in ("test", "val", "valid", "validation", "eval", "evaluation", "dev"))
_NUMBERS = {"loss": "loss", "accuracy": "accuracy", "acc": "accuracy"}
#: Words of a tag that say nothing of what it is.
_FILLERS = ("epoch", "")


def drawn_name(tag: str) -> Optional[str]:
    """The name by which groktop draws the number as its own, such as `test_loss` for `Loss/val`; None where it is
    none of the four."""
    words = [word for word in re.split(r"[^a-z]+", tag.lower()) if word not in _FILLERS]
    numbers, sets = [_NUMBERS.get(word) for word in words], [_SETS.get(word) for word in words]
    if len(words) == 1 and numbers[0]:
        return f"train_{numbers[0]}"
    if len(words) != 2 or not any(numbers) or not any(sets):
        return None
    return f"{next(filter(None, sets))}_{next(filter(None, numbers))}"


def names(tags: Iterable[str]) -> Dict[str, str]:
    """A name for each tag, and no name twice. Of tags that would be drawn alike, the first by the alphabet is."""
    found: Dict[str, str] = {}
    for tag in sorted(tags):
        drawn, own = drawn_name(tag), _printable(tag)
        name = drawn if drawn and drawn not in found.values() else own
        number = 2
        while name in found.values():
            name, number = f"{own[: LONGEST_NAME - 12]} {number}", number + 1
        found[tag] = name
    return found


def _printable(tag: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in tag)[:LONGEST_NAME]
