"""A random sketch of a long vector: much shorter, with nearly the same inner products."""

from __future__ import annotations

from typing import Any

import torch

#: Floats of a sketch, a prime: blocks of this length never line up with the rows of the tensors, whose sizes mostly
#: are even.
SKETCH_LENGTH = 65_521


class Sketch:
    """Adds the blocks of a vector up, each with a random sign.

    ⟨sketch a, sketch b⟩ is ⟨a, b⟩ on average over the signs; its error is about ‖a‖‖b‖/√length where the blocks of one
    are not alike the blocks of the other.
    """

    def __init__(self, source: Any, seed: int) -> None:
        """
        :param source: what is sketched: its chunks are the blocks, of `SKETCH_LENGTH` but for the last.
        :param seed: decides the signs.
        """
        self._source = source
        generator = torch.Generator(device="cpu").manual_seed(seed)
        blocks = -(-source.length // SKETCH_LENGTH)
        signs = torch.randint(0, 2, (blocks,), generator=generator, device="cpu")
        self._signs = [2 * sign - 1 for sign in signs.tolist()]
        self.vector = torch.zeros(SKETCH_LENGTH, dtype=torch.float32, device=source.device)

    def refresh(self) -> Any:
        """The sketch of the present values: [`SKETCH_LENGTH`]; it holds until the next call."""
        self.vector.zero_()
        for sign, (first, end, values) in zip(self._signs, self._source.chunks()):
            self.vector[: end - first].add_(values, alpha=sign)
        return self.vector
