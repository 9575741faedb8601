"""The fields of a protocol buffer, of one level: a caller goes on with those fields that it knows."""

from __future__ import annotations

import struct
from typing import Dict, Iterator, List, Tuple, Union

Field = Tuple[int, Union[int, bytes]]


class WireError(ValueError):
    """The bytes are no protocol buffer."""


def fields(content: bytes) -> Iterator[Field]:
    """Yields number and value of each field: an integer, or the bytes of what has a length or a fixed width.

    :raises WireError: where the bytes are no message.
    """
    place = 0
    while place < len(content):
        key, place = varint(content, place)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, place = varint(content, place)
            yield number, value
            continue
        if kind == 2:
            length, place = varint(content, place)
        elif kind in (1, 5):
            length = 8 if kind == 1 else 4
        else:
            raise WireError(f"a field has the type {kind}")
        if length > len(content) - place:
            raise WireError("a field is longer than its message")
        yield number, content[place : place + length]
        place += length


def varint(content: bytes, place: int) -> Tuple[int, int]:
    """The unsigned integer of at most 64 bits at a place, and the place behind it.

    :raises WireError: where there is none.
    """
    value = shift = 0
    while shift < 70 and place < len(content):
        byte = content[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return value & 0xFFFFFFFFFFFFFFFF, place
    raise WireError("an integer has no end")


def signed(value: int) -> int:
    """An integer of 64 bits in two's complement."""
    return value - (1 << 64) if value >> 63 else value


def messages(content: bytes, number: int) -> List[bytes]:
    """The fields of a number that have a length.

    :raises WireError: where the bytes are no message.
    """
    return [value for found, value in fields(content) if found == number and isinstance(value, bytes)]


def grouped(content: bytes) -> Dict[int, Union[int, bytes]]:
    """The last value of each number.

    :raises WireError: where the bytes are no message.
    """
    return dict(fields(content))


def number(kind: str, content: Union[int, bytes, None]) -> float:
    """A number of fixed width: `kind` is its code in `struct`.

    :raises WireError: where the bytes have another width.
    """
    if not isinstance(content, bytes) or len(content) != struct.calcsize("<" + kind):
        raise WireError("a number has another width than its type")
    return float(struct.unpack("<" + kind, content)[0])
