"""The products of the updates that are kept, brought forward as the parameters move, and the trapezoid split.

An update δ_i leads from θ_i to θ_i + δ_i. Decoupled decay takes Σ_s η_s λ_s θ_s of it, with θ_s the parameters at which
step s of the interval begins. On the straight way from θ_i to θ_i + δ_i, θ_s = θ_i + x_s δ_i with x_s the place of the
step in the interval (0 for the first step, (N−1)/N for the last one), and so

    δ_i^wd ≈ −(S_i θ_i + M_i δ_i)    S_i = Σ_s η_s λ_s,  M_i = Σ_s η_s λ_s x_s

which is exact for intervals of one step. Every product that the edge needs is then a combination of ⟨δ_i, δ_j⟩ and
⟨θ_i, δ_j⟩, and θ_i is the present θ less the updates since: no further pass over the parameters.
"""

from __future__ import annotations

from typing import Any, List, Mapping

from .products import Matrix, UpdateProducts


class KeptGroup:
    """The products of one parameter group: of the last W + 1 updates at most."""

    def __init__(self) -> None:
        self.gram: Matrix = []
        #: ⟨θ, δ_j⟩ with θ as it is now.
        self.theta: List[float] = []
        #: S_i and M_i of each update.
        self.decay_sums: List[List[float]] = []

    def append(self, message: Mapping[str, Any], kept: int) -> None:
        """Takes in the products of the newest update.

        :param message: `products` with the newest updates, oldest first, and last with itself; `theta`, ⟨θ, δ⟩ with θ
            as the update left it; `decay`, S and M.
        :param kept: how many earlier updates the products are with: older ones are forgotten before.
        """
        del self.gram[: len(self.gram) - kept], self.theta[: len(self.theta) - kept]
        del self.decay_sums[: len(self.decay_sums) - kept]
        forgotten = [row[len(row) - kept :] for row in self.gram]
        new = [float(value) for value in message["products"]]
        self.gram = [row + [value] for row, value in zip(forgotten, new)] + [new]
        self.theta = [old + moved for old, moved in zip(self.theta, new)] + [float(message["theta"])]
        self.decay_sums.append([float(value) for value in message["decay"]])

    def decay_products(self) -> Matrix:
        """⟨δ_i^wd, δ_j⟩, by the trapezoid."""
        size = len(self.gram)
        # ⟨θ_i, δ_j⟩ with θ_i as update i found it: the newest first, as each is the next one less an update.
        at_start = list(self.theta)
        rows: Matrix = [[] for _ in range(size)]
        for i in range(size - 1, -1, -1):
            at_start = [value - moved for value, moved in zip(at_start, self.gram[i])]
            total, placed = self.decay_sums[i]
            rows[i] = [-(total * value + placed * moved) for value, moved in zip(at_start, self.gram[i])]
        return rows


class KeptUpdates:
    """The products of all groups together."""

    def __init__(self, window: int) -> None:
        """:param window: W, the updates that the products of a new one are with, at most."""
        self.window = window
        self.groups: List[KeptGroup] = []
        self.count = 0

    def clear(self) -> None:
        """Forgets all updates: the parameters have been set from outside."""
        self.groups, self.count = [], 0

    def append(self, groups: List[Mapping[str, Any]]) -> None:
        """Takes in the newest update, with one entry for each group.

        :raises ValueError: where the entries are not as many as before, or hold other products than of the kept
            updates.
        """
        kept = min(self.count, self.window)
        if not self.groups:
            self.groups = [KeptGroup() for _ in groups]
        if len(groups) != len(self.groups):
            raise ValueError(f"an update of {len(groups)} groups, where there were {len(self.groups)}")
        if any(len(group["products"]) != kept + 1 for group in groups):
            raise ValueError(f"not {kept + 1} products in each group of an update")
        for group, message in zip(self.groups, groups):
            group.append(message, kept)
        self.count = kept + 1

    def products(self, split: bool) -> UpdateProducts:
        """The products of all updates that are kept: those of the window, and of the one that left last.

        :param split: whether to tell weight decay from gradient.
        """
        gram = _sum([group.gram for group in self.groups])
        if not split:
            return UpdateProducts.unsplit(gram)
        decay = _sum([group.decay_products() for group in self.groups])
        gradient = [[whole - part for whole, part in zip(row, other)] for row, other in zip(gram, decay)]
        return UpdateProducts(gram, gradient, decay)


def _sum(matrices: List[Matrix]) -> Matrix:
    return [[sum(values) for values in zip(*rows)] for rows in zip(*matrices)]
