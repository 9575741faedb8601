"""Inner products among the updates of one window, with the share of weight decay in them."""

from __future__ import annotations

import math
from typing import Iterable, List, Optional, Sequence

Matrix = List[List[float]]


class UpdateProducts:
    """Inner products among updates δ_0 … δ_{n−1}, oldest first.

    The spectral edge needs only combinations of these numbers: no direction v_k of P floats is ever formed.

    Attributes:
        gram: G_ij = ⟨δ_i, δ_j⟩, n×n.
        gradient: ⟨δ_i^grad, δ_j⟩, n×n: the part of update i that the gradient made, with the whole update j.
        decay: ⟨δ_i^wd, δ_j⟩, n×n: likewise for weight decay.
    """

    def __init__(self, gram: Matrix, gradient: Matrix, decay: Matrix) -> None:
        self.gram, self.gradient, self.decay = gram, gradient, decay

    @classmethod
    def of_parts(
        cls, gradient: Sequence[Sequence[float]], mixed: Sequence[Sequence[float]], decay: Sequence[Sequence[float]]
    ) -> "UpdateProducts":
        """The products of updates whose two parts are known, as groktop's window files hold them.

        :param gradient: ⟨δ_i^grad, δ_j^grad⟩, n×n.
        :param mixed: ⟨δ_i^grad, δ_j^wd⟩, n×n.
        :param decay: ⟨δ_i^wd, δ_j^wd⟩, n×n.
        """
        rows = range(len(gradient))
        with_gradient = [[gradient[i][j] + mixed[i][j] for j in rows] for i in rows]
        with_decay = [[mixed[j][i] + decay[i][j] for j in rows] for i in rows]
        gram = [[with_gradient[i][j] + with_decay[i][j] for j in rows] for i in rows]
        return cls(gram, with_gradient, with_decay)

    @classmethod
    def unsplit(cls, gram: Matrix) -> "UpdateProducts":
        """The products of updates of which nobody knows what weight decay has made: all of it counts as gradient."""
        return cls(gram, gram, [[0.0] * len(gram) for _ in gram])

    def __len__(self) -> int:
        return len(self.gram)

    def part(self, first: int, end: Optional[int] = None) -> "UpdateProducts":
        """The products among the updates first ≤ i < end; to the newest without `end`."""
        return self._of(range(first, len(self) if end is None else end))

    def repeating_newest(self) -> "UpdateProducts":
        """The products that there would be if the newest update came once more."""
        last = len(self) - 1
        return self._of([*range(last + 1), last])

    @property
    def is_finite(self) -> bool:
        """Whether no product is infinite or NaN."""
        return all(math.isfinite(value) for matrix in (self.gram, self.decay) for row in matrix for value in row)

    def _of(self, places: Iterable[int]) -> "UpdateProducts":
        chosen = list(places)

        def cut(matrix: Matrix) -> Matrix:
            return [[matrix[i][j] for j in chosen] for i in chosen]

        return UpdateProducts(cut(self.gram), cut(self.gradient), cut(self.decay))
