"""Reads files of the safetensors format: a length, a header in JSON, and the tensors' bytes."""

from __future__ import annotations

import array
import json
import os
import struct
import sys
from typing import Any, BinaryIO, Dict, List, Tuple

#: The longest header that the format allows.
LONGEST_HEADER = 100_000_000
_CODES = {"F64": "d", "F32": "f"}
_WIDTHS = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2}


class SafetensorsError(ValueError):
    """A file is not what the format says; the message names what is wrong."""


class SafetensorsFile:
    """The floating-point tensors of a file. Values are read when they are asked for."""

    def __init__(self, path: str) -> None:
        """Reads the header.

        :raises SafetensorsError: where it is not valid.
        :raises OSError: where the file cannot be read.
        """
        self.path = path
        with open(path, "rb") as file:
            self._places = _header(file, os.fstat(file.fileno()).st_size)

    def sizes(self) -> Dict[str, Tuple[int, ...]]:
        """The shapes of all floating-point tensors, in the order of their names."""
        return {name: shape for name, (_, shape, _, _) in sorted(self._places.items())}

    def values(self, name: str) -> "array.array[float]":
        """All values of a tensor, in double or single precision."""
        kind, _, first, length = self._places[name]
        with open(self.path, "rb") as file:
            file.seek(first)
            content = file.read(length)
        if len(content) != length:
            raise SafetensorsError(f"{self.path}: {name} is cut off")
        if kind == "F16":
            return array.array("f", (value for (value,) in struct.iter_unpack("<e", content)))
        if kind == "BF16":
            wide = bytearray(2 * length)
            wide[2::4], wide[3::4] = content[0::2], content[1::2]
            content = bytes(wide)
        numbers: "array.array[float]" = array.array(_CODES.get(kind, "f"), content)
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers


def _header(file: BinaryIO, size: int) -> Dict[str, Tuple[str, Tuple[int, ...], int, int]]:
    """Type, shape, first byte and bytes of each floating-point tensor."""
    start = file.read(8)
    length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
    if not 2 <= length <= min(LONGEST_HEADER, size - 8):
        raise SafetensorsError(f"{file.name}: no safetensors file")
    try:
        header = json.loads(file.read(length))
    except (ValueError, RecursionError):
        raise SafetensorsError(f"{file.name}: the header is no JSON") from None
    if not isinstance(header, dict):
        raise SafetensorsError(f"{file.name}: the header is no object")
    places = {}
    for name, entry in header.items():
        if name != "__metadata__":
            place = _place(file.name, name, entry, 8 + length, size)
            if place[0] in _WIDTHS:
                places[name] = place
    return places


def _place(path: str, name: str, entry: Any, base: int, size: int) -> Tuple[str, Tuple[int, ...], int, int]:
    try:
        kind, shape, (first, end) = str(entry["dtype"]), _counts(entry["shape"]), _counts(entry["data_offsets"])
    except (KeyError, TypeError, ValueError):
        raise SafetensorsError(f"{path}: the entry of {name} is not valid") from None
    count = 1
    for length in shape:
        count *= length
    if not first <= end <= size - base or (kind in _WIDTHS and end - first != count * _WIDTHS[kind]):
        raise SafetensorsError(f"{path}: {name} has another size than its shape, or lies outside the file")
    return kind, tuple(shape), base + first, end - first


def _counts(values: Any) -> List[int]:
    counts = list(values)
    if not all(isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 62 for value in counts):
        raise ValueError("no list of counts")
    return counts
