"""From an event, as ndjson spells it, to a row of its table."""

from __future__ import annotations

import json
import math
from typing import Any, List, Mapping, Optional, Tuple

from .command_words import is_command
from .tables import LARGEST_COUNT, Column, Table

LONGEST_TEXT = 1000
"""Bytes that a text may have in UTF-8; what is JSON may have more."""
_LONGEST_DOCUMENT = 32 << 20

_SPECIAL = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


class Unrecordable(ValueError):
    """No recording can hold the event. The message says why, in one line."""


def values(table: Table, event: Mapping[str, Any], window: int) -> Tuple[Any, ...]:
    """What the columns of the table hold, all but the key, as sqlite3 takes it.

    A key that is missing, or null, is NULL. Keys that are no columns are passed over.

    `window` is W of the run: so many columns σ has. Raises `Unrecordable` for what a reader would take for damage.
    """
    row: List[Any] = []
    for column in table.columns:
        value = event.get(column.key)
        if column.kind == "reals":
            row += _reals(column, value, column.length(window))
        else:
            row.append(_value(column, value, event, window))
    return tuple(row)


def real(value: Any, name: str = "value") -> float:
    """A number of an event as a double: JSON has the texts `nan`, `inf` and `-inf` for those that it lacks."""
    if isinstance(value, str) and value in _SPECIAL:
        return _SPECIAL[value]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Unrecordable(f"{name} is no number")
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def text(value: str) -> str:
    """The text without what UTF-8 cannot hold, cut to `LONGEST_TEXT` bytes."""
    encoded = value[:LONGEST_TEXT].encode("utf-8", "replace")
    return encoded[:LONGEST_TEXT].decode("utf-8", "ignore")


def document(value: Any) -> str:
    """JSON in one line, with the texts `nan`, `inf` and `-inf` for numbers that JSON does not have.

    Raises `Unrecordable` where it is longer than anything that is recorded.
    """
    line = json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    encoded = line.encode("utf-8", "replace")
    if len(encoded) > _LONGEST_DOCUMENT:
        raise Unrecordable(f"a record of {len(encoded)} bytes is too long")
    return encoded.decode("utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if value != value else "inf" if value > 0 else "-inf"
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _stored(value: float) -> Any:
    """sqlite3 would make NULL of a NaN."""
    return "nan" if value != value else value


def _reals(column: Column, value: Any, count: int) -> List[Any]:
    items = list(value) if isinstance(value, (list, tuple)) else []
    if value is not None and not isinstance(value, (list, tuple)):
        raise Unrecordable(f"{column.key} is no list")
    while items and items[-1] is None:
        items.pop()
    if len(items) > count:
        raise Unrecordable(f"{column.key} has {len(items)} values, more than {count}")
    return [_stored(real(item, column.key)) for item in items] + [None] * (count - len(items))


def _value(column: Column, value: Any, event: Mapping[str, Any], window: int) -> Any:
    if column.kind == "real" and isinstance(value, (list, tuple)) and len(value) <= 1:
        value = value[0] if value else None  # the share of `window` is a list of one
    if value is None:
        if not column.optional:
            raise Unrecordable(f"{column.key} is missing")
        return None
    if column.kind == "real":
        return _stored(real(value, column.key))
    if column.kind in ("integer", "flag"):
        return _integer(column, value, event, window)
    if not isinstance(value, str):
        raise Unrecordable(f"{column.key} is no text")
    if column.words and value not in column.words or column.kind == "command" and not is_command(value):
        raise Unrecordable(f"{column.key} is {text(value[:60])!r}, which is no word of it")
    return value if column.kind == "document" else text(value)


def _integer(column: Column, value: Any, event: Mapping[str, Any], window: int) -> int:
    if column.kind == "flag":
        if not isinstance(value, (bool, int)) or value not in (0, 1):
            raise Unrecordable(f"{column.key} is neither true nor false")
        return int(value)
    number = whole(value)
    if number is None:
        raise Unrecordable(f"{column.key} is no integer")
    high = {"W": window, "window": whole(event.get("window")) or 1}.get(column.high, column.high)
    if not column.low <= number <= high:
        raise Unrecordable(f"{column.key} is {number}, not in {column.low}...{high}")
    return number


def whole(value: Any) -> Optional[int]:
    """An integer, also where it is spelled with a point; None for all else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) <= LARGEST_COUNT else None
    return value
