"""Several processes that train one model: the first one records, and all obey at the same step."""

from __future__ import annotations

import itertools
import json
import os
from typing import Any, Iterable, List, NamedTuple, Optional, Tuple

import torch

from ..watching import Requests

#: Steps between two looks of all processes: a look asks the store, which takes milliseconds.
LOOK_STEPS = 10
#: Steps after such a look at which commands are applied. No process can be further than a step ahead of another, as
#: every step waits for the gradients of all.
MARGIN = 2
#: Counts the runs of this process, which is the same in all.
_runs = itertools.count()


class Ranks(NamedTuple):
    """The place of this process among those that train together.

    Attributes:
        rank: this one's.
        size: of all processes together.
        store: the key-value store that they share; None where there is but one.
    """

    rank: int
    size: int
    store: Any

    @property
    def is_first(self) -> bool:
        """Whether this process records."""
        return self.rank == 0

    @property
    def can_steer(self) -> bool:
        """Whether a command can reach all processes at once."""
        return self.size == 1 or self.store is not None

    @classmethod
    def of_process_group(cls) -> "Ranks":
        """Those of the default process group.

        Before there is a group, those that a launcher has written into the environment: only the first process records
        then, and nothing can be steered. One alone where there are none either.
        """
        distributed = torch.distributed
        if not (distributed.is_available() and distributed.is_initialized()):
            rank, size = os.environ.get("RANK", "0"), os.environ.get("WORLD_SIZE", "1")
            return cls(int(rank), int(size), None) if rank.isdigit() and size.isdigit() else cls(0, 1, None)
        if distributed.get_world_size() == 1:
            return cls(0, 1, None)
        from torch.distributed import distributed_c10d

        return cls(distributed.get_rank(), distributed.get_world_size(), distributed_c10d._get_default_store())


def refusal(tensors: Iterable[Any]) -> Optional[str]:
    """What cannot be watched, and why; None where all can."""
    for tensor in tensors:
        name = type(tensor).__name__
        if name in ("DTensor", "FlatParameter") or hasattr(tensor, "device_mesh") or hasattr(tensor, "_is_flat_param"):
            return f"parameters of FSDP or another sharded model ({name}): each process holds a part of a tensor only"
        for kind in ("meta", "sparse", "complex"):
            if tensor.is_complex() if kind == "complex" else getattr(tensor, f"is_{kind}"):
                return f"{kind} tensors"
    return None


class RankCommands:
    """Commands that all processes take after the same step, through the store of the process group.

    The first process puts what has come under the next number, with the step after which it is to be applied. The
    others look for that number. No collective operation is added.
    """

    def __init__(self, ranks: Ranks, own: Any) -> None:
        """:param own: in the first process, where commands come from; None in the others."""
        self._ranks, self._own = ranks, own
        self._key = f"groktop/commands/{next(_runs)}"
        self._next = 0
        self._waiting: List[Tuple[int, Requests]] = []

    def take(self, step: int, waits: bool) -> Requests:
        """The requests to apply after this step.

        :param waits: whether this process is paused: then all are, after the same step, and nobody has to be waited
            for.
        """
        if waits or step % LOOK_STEPS == 0:
            self._look(step if waits else step + LOOK_STEPS + MARGIN, waits)
        due = [request for at, requests in self._waiting if at <= step for request in requests]
        self._waiting = [(at, requests) for at, requests in self._waiting if at > step]
        return due

    def complaints(self) -> List[str]:
        """What was wrong with files that were no commands."""
        return self._own.complaints() if self._own is not None else []

    def _look(self, at: int, waits: bool) -> None:
        store = self._ranks.store
        if self._own is not None:
            found = self._own.take(0, waits)
            if found:
                store.set(f"{self._key}/{self._next}", json.dumps([at, found]))
                self._next += 1
                self._waiting.append((at, found))
            return
        while store.check([f"{self._key}/{self._next}"]):
            at, found = json.loads(store.get(f"{self._key}/{self._next}"))
            self._next += 1
            self._waiting.append((at, [(request, text) for request, text in found]))
