"""The records of an event file: each has its length, and checksums of length and content."""

from __future__ import annotations

import os
import struct
from typing import BinaryIO, Iterator, List

#: Bytes of the longest record that is read. Numbers take less than a hundred; longer ones are images and the like.
LONGEST_RECORD = 1 << 20


def _table() -> List[int]:
    """The remainders of all bytes, by the polynomial of Castagnoli with its bits reversed."""
    table = []
    for byte in range(256):
        remainder = byte
        for _ in range(8):
            remainder = remainder >> 1 ^ (0x82F63B78 if remainder & 1 else 0)
        table.append(remainder)
    return table


_REMAINDERS = _table()


def masked_crc32c(content: bytes) -> int:
    """CRC32C (RFC 3720, appendix B.4), rotated and shifted as these files have it."""
    remainder, table = 0xFFFFFFFF, _REMAINDERS
    for byte in content:
        remainder = table[(remainder ^ byte) & 0xFF] ^ remainder >> 8
    remainder ^= 0xFFFFFFFF
    return ((remainder >> 15 | remainder << 17) + 0xA282EAD8) & 0xFFFFFFFF


class Records:
    """Reads the records of one file in their order.

    Attributes:
        problem: what ended the reading before the end of the file, or a record that was passed over; None where nothing
            was wrong.
        count: records that were whole.
    """

    def __init__(self, path: str) -> None:
        self.path, self.count = path, 0
        self.problem = ""

    def __iter__(self) -> Iterator[bytes]:
        """Yields the content of each record that is whole and no longer than `LONGEST_RECORD`.

        :raises OSError: where the file cannot be read.
        """
        with open(self.path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            while True:
                head = file.read(12)
                if len(head) < 12:
                    if head:
                        self.problem = "its last record is cut off"
                    return
                length, checksum = struct.unpack("<QI", head)
                if masked_crc32c(head[:8]) != checksum:
                    self.problem = f"it is damaged at byte {file.tell() - 12}, and not read further"
                    return
                if length + 4 > size - file.tell():
                    self.problem = "its last record is cut off"
                    return
                if length > LONGEST_RECORD:
                    self.count += 1
                    file.seek(length + 4, os.SEEK_CUR)
                    continue
                yield from self._content(file, length)

    def _content(self, file: BinaryIO, length: int) -> Iterator[bytes]:
        first = file.tell() - 12
        content, tail = file.read(length), file.read(4)
        if len(tail) == 4 and masked_crc32c(content) == struct.unpack("<I", tail)[0]:
            self.count += 1
            yield content
        else:
            self.problem = self.problem or f"its record at byte {first} is damaged, and left out"
