"""The updates that are kept, and the products of a new one with them."""

from __future__ import annotations

from typing import Any, Dict, List

import torch

from .source import CHUNK


class Rows:
    """The newest W updates of some tensors, each a row, and θ where the update that is under way began.

    Memory: W rows in `dtype` and one in single precision. A new update costs one pass: W + 2 products in chunks.
    """

    def __init__(self, length: int, window: int, dtype: Any, device: Any) -> None:
        """
        :param length: P, floats of an update.
        :param window: W, updates to keep.
        :param dtype: `torch.float32` or `torch.bfloat16`: of the rows, and so of every product.
        """
        self.window = window
        self._rows = torch.zeros(window, length, dtype=dtype, device=device)
        self._start = torch.zeros(length, dtype=torch.float32, device=device)
        size = min(length, CHUNK)
        self._update = torch.empty(size, dtype=torch.float32, device=device)
        self._wide = None if dtype == torch.float32 else torch.empty(window, size, dtype=torch.float32, device=device)
        #: Places of the rows in `_rows`, oldest first.
        self.slots: List[int] = []
        self.is_begun = False

    def begin(self, source: Any) -> None:
        """Takes the present values as the start of the update to come."""
        for first, end, values in source.chunks():
            self._start[first:end].copy_(values)
        self.is_begun = True

    def clear(self) -> None:
        """Forgets all updates, and the one under way."""
        self.slots, self.is_begun = [], False

    def take(self, source: Any) -> Dict[str, Any]:
        """Ends the update that is under way and begins the next.

        :returns: `products` of the new update with the kept ones, oldest first, and last with itself; `theta`, its
            product with the present values; `norm`, the square of the present values' norm.
        """
        kept = len(self.slots)
        slot = self.slots[0] if kept == self.window else kept
        sums = []
        for first, end, values in source.chunks():
            update = torch.sub(values, self._start[first:end], out=self._update[: end - first])
            if self._wide is not None:
                update.copy_(update.to(self._rows.dtype))
            sums.append(torch.stack([torch.dot(update, update), torch.dot(values, update), torch.dot(values, values)]))
            if kept:
                sums[-1] = torch.cat([self._products(kept, first, end, update), sums[-1]])
            self._rows[slot, first:end] = update
            self._start[first:end].copy_(values)
        # Not every device has numbers in double precision; what is summed here is a few numbers a chunk.
        numbers = torch.stack(sums).cpu().double().sum(dim=0).tolist()
        products = [numbers[place] for place in self.slots] + [numbers[kept]]
        self.slots = self.slots[kept == self.window :] + [slot]
        return {"products": products, "theta": numbers[kept + 1], "norm": numbers[kept + 2]}

    def _products(self, kept: int, first: int, end: int, update: Any) -> Any:
        """The products of a chunk with that of every row, in the order of the places."""
        rows = self._rows[:kept, first:end]
        if self._wide is not None:
            wide = self._wide[:kept, : end - first]
            rows = wide.copy_(rows)
        if rows.device.type == "cpu":
            return torch.mv(rows, update)
        # Libraries of other devices may round a matrix product to fewer digits.
        return (rows * update).sum(dim=1)

    def update(self, index: int) -> Any:
        """Update `index` of those that are kept, oldest first: [P], single precision."""
        return self._rows[self.slots[index]].float()
