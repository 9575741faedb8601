"""A random sketch of a long vector: much shorter, with nearly the same inner products."""

from __future__ import annotations

from typing import Any

import torch

#: Floats of a sketch, a prime: blocks of this length never line up with the rows of the tensors, whose sizes mostly
#: are even.
SKETCH_LENGTH = 65_521
#: The standard deviation of an eigenvalue over the signs, relative to it, where the blocks of an update are many and as
#: unlike each other as random ones: ‖a‖² is then off by 2 Σ ± ⟨a_b, a_c⟩ over pairs of blocks, and each product has
#: the mean square ‖a_b‖²‖a_c‖²/length. An estimate, and no bound: blocks that are alike are worse.
EXPECTED_ERROR = (2 / SKETCH_LENGTH) ** 0.5
#: The most blocks that are kept whole while the error is measured.
SAMPLED_BLOCKS = 8


class Sketch:
    """Adds the blocks of a vector up, each with a random sign.

    ⟨sketch a, sketch b⟩ is ⟨a, b⟩ on average over the signs. How far it is off, `SketchError` measures on a sample of
    the blocks: `sample`, [K, `SKETCH_LENGTH`], with zeros after the end of the last block.
    """

    def __init__(self, source: Any, seed: int, sampled: int = SAMPLED_BLOCKS) -> None:
        """
        :param source: what is sketched: its chunks are the blocks, of `SKETCH_LENGTH` but for the last.
        :param seed: decides the signs.
        :param sampled: K, blocks of the sample where there are so many.
        """
        self._source = source
        generator = torch.Generator(device="cpu").manual_seed(seed)
        self.blocks = -(-source.length // SKETCH_LENGTH)
        signs = torch.randint(0, 2, (self.blocks,), generator=generator, device="cpu")
        self._signs = [2 * sign - 1 for sign in signs.tolist()]
        self.vector = torch.zeros(SKETCH_LENGTH, dtype=torch.float32, device=source.device)
        kept = min(self.blocks, sampled)
        self._sampled = {self.blocks * place // kept: place for place in range(kept)}
        self.sample: Any = torch.zeros(kept, SKETCH_LENGTH, dtype=torch.float32, device=source.device)

    def refresh(self) -> Any:
        """The sketch of the present values: [`SKETCH_LENGTH`]; it holds until the next call."""
        self.vector.zero_()
        for block, (sign, (first, end, values)) in enumerate(zip(self._signs, self._source.chunks())):
            self.vector[: end - first].add_(values, alpha=sign)
            if self.sample is not None and block in self._sampled:
                self.sample[self._sampled[block], : end - first] = values
        return self.vector

    def added(self, sample: Any) -> Any:
        """The sum of a sample's blocks with their signs: [`SKETCH_LENGTH`]."""
        signs = [self._signs[block] for block in self._sampled]
        return sum(sign * values for sign, values in zip(signs, sample))

    def forget_sample(self) -> None:
        """Gives the sample's memory back."""
        self.sample = None
