"""The present values of some tensors as one long vector, given out in chunks."""

from __future__ import annotations

from typing import Any, List, Sequence, Tuple

import torch

#: Floats of one chunk. A single-precision product of more loses digits: 28 million at once are wrong by 3e-3, chunks of
#: this length that are summed in double precision by 3e-7.
CHUNK = 1 << 16


class Source:
    """Tensors of one device, one behind the other."""

    def __init__(self, references: Sequence[Any], chunk: int = CHUNK) -> None:
        """
        :param references: weak references to the tensors.
        :param chunk: floats of a chunk.
        """
        self._references = list(references)
        tensors = self.tensors()
        self.device = tensors[0].device
        self.length = sum(tensor.numel() for tensor in tensors)
        self._sizes = [tensor.numel() for tensor in tensors]
        self._buffer = torch.empty(min(chunk, self.length), dtype=torch.float32, device=self.device)
        self._plan = _plan(self._sizes, chunk)

    def tensors(self) -> List[Any]:
        """The tensors themselves.

        :raises RuntimeError: where one is gone.
        """
        tensors = [reference() for reference in self._references]
        if any(tensor is None for tensor in tensors):
            raise RuntimeError("a tracked tensor is gone: the model has been replaced")
        return tensors

    def chunks(self) -> Any:
        """Yields (first, end, values) for each chunk: single-precision values that hold until the next one."""
        flat = [tensor.detach().reshape(-1) for tensor in self.tensors()]
        if [tensor.numel() for tensor in flat] != self._sizes:
            raise RuntimeError("a tracked tensor has another size than before")
        for first, end, pieces in self._plan:
            if len(pieces) == 1 and flat[pieces[0][0]].dtype == torch.float32:
                index, start, stop = pieces[0]
                yield first, end, flat[index][start:stop]
                continue
            place = 0
            for index, start, stop in pieces:
                self._buffer[place : place + stop - start].copy_(flat[index][start:stop])
                place += stop - start
            yield first, end, self._buffer[:place]


class VectorSource:
    """A vector that is there already, in the same chunks."""

    def __init__(self, vector: Any) -> None:
        self.vector, self.device, self.length = vector, vector.device, vector.numel()

    def chunks(self) -> Any:
        """Yields (first, end, values) for each chunk."""
        for first in range(0, self.length, CHUNK):
            end = min(first + CHUNK, self.length)
            yield first, end, self.vector[first:end]


Pieces = List[Tuple[int, int, int]]


def _plan(sizes: Sequence[int], chunk: int) -> List[Tuple[int, int, Pieces]]:
    """Chunks as (first, end, [(tensor, first in it, end in it), …])."""
    plan: List[Tuple[int, int, Pieces]] = []
    first, length, pieces = 0, 0, []  # type: int, int, Pieces
    for index, size in enumerate(sizes):
        start = 0
        while start < size:
            taken = min(size - start, chunk - length)
            pieces.append((index, start, start + taken))
            start, length = start + taken, length + taken
            if length == chunk:
                plan.append((first, first + length, pieces))
                first, length, pieces = first + length, 0, []
    if pieces:
        plan.append((first, first + length, pieces))
    return plan
