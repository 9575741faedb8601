"""The numbers in the events of TensorBoard. Field numbers are those of its `event.proto`, `summary.proto` and
`tensor.proto`."""

from __future__ import annotations

import math
from typing import Dict, Iterator, NamedTuple, Optional, Union

from .wire import WireError, fields, grouped, messages, number, signed, varint

Value = Union[int, bytes]

_WALL_TIME, _STEP, _FILE_VERSION, _SUMMARY = 1, 2, 3, 5
_SUMMARY_VALUE = 1
_TAG, _SIMPLE_VALUE, _TENSOR, _METADATA = 1, 2, 8, 9
_TYPE, _SHAPE, _CONTENT = 1, 2, 4
#: Types of tensors: code in `struct` of their `tensor_content`, and the field that else holds the values.
_FIXED = {1: ("f", 5), 2: ("d", 6), 3: ("i", 7), 9: ("q", 10), 19: ("e", 13), 22: ("I", 16), 23: ("Q", 17)}
_LONGEST_TAG = 500


class Scalar(NamedTuple):
    """A number of an event: `time` in seconds since 1970."""

    tag: str
    step: int
    time: float
    value: float


class Events:
    """Finds the numbers in the events of one writer's folder.

    Tensors count where their tag belongs to the plug-in for scalars, which the first event of a tag says, and no other.
    """

    def __init__(self) -> None:
        self._plugins: Dict[str, str] = {}
        self.is_event_file = False

    def scalars(self, record: bytes) -> Iterator[Scalar]:
        """The numbers of one event.

        :raises WireError: where the record is no event.
        """
        event = grouped(record)
        self.is_event_file = self.is_event_file or _FILE_VERSION in event
        summary = event.get(_SUMMARY)
        if not isinstance(summary, bytes):
            return
        step, time = event.get(_STEP, 0), number("d", event.get(_WALL_TIME, b"\0" * 8))
        if not isinstance(step, int):
            raise WireError("a step is no integer")
        for content in messages(summary, _SUMMARY_VALUE):
            members = grouped(content)
            tag = members.get(_TAG, b"")
            if not isinstance(tag, bytes) or not 1 <= len(tag) <= _LONGEST_TAG:
                continue
            value = self._value(tag.decode("utf-8", "replace"), members)
            if value is not None:
                yield Scalar(tag.decode("utf-8", "replace"), signed(step), time, value)

    def _value(self, tag: str, members: Dict[int, Value]) -> Optional[float]:
        metadata = members.get(_METADATA)
        if isinstance(metadata, bytes):
            for plugin in messages(metadata, 1):
                for name in messages(plugin, 1):
                    self._plugins.setdefault(tag, name.decode("utf-8", "replace"))
        if _SIMPLE_VALUE in members:
            return number("f", members[_SIMPLE_VALUE])
        tensor = members.get(_TENSOR)
        if isinstance(tensor, bytes) and self._plugins.get(tag) == "scalars":
            return scalar_tensor(tensor)
        return None


def scalar_tensor(content: bytes) -> Optional[float]:
    """The value of a tensor that holds one number; None for any other.

    :raises WireError: where the bytes are no tensor.
    """
    members = grouped(content)
    if members.get(_TYPE) not in _FIXED or _elements(members.get(_SHAPE, b"")) != 1:
        return None
    code, place = _FIXED[members[_TYPE]]  # type: ignore[index]
    if _CONTENT in members:
        return number(code, members[_CONTENT])
    value = members.get(place)
    if value is None:
        return 0.0  # A protocol buffer leaves zeros out.
    if code in "fd":
        return number(code, value)
    # One integer is a field of its own, or a list of one, in as many bytes as it needs.
    whole = varint(value, 0)[0] if isinstance(value, bytes) else value
    if code == "e":
        return number("e", (whole & 0xFFFF).to_bytes(2, "little"))
    return float(whole if code in "IQ" else signed(whole))


def _elements(shape: Value) -> int:
    """How many numbers a tensor of that shape has."""
    if not isinstance(shape, bytes):
        raise WireError("a shape is no message")
    return math.prod(_length(dimension) for dimension in messages(shape, 2))


def _length(dimension: bytes) -> int:
    lengths = [value for found, value in fields(dimension) if found == 1 and isinstance(value, int)]
    return lengths[-1] if lengths else 0
