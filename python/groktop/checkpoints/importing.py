"""Makes a run of a series of checkpoints."""

from __future__ import annotations

import os
from typing import Any, Dict, List, Optional, Sequence, Tuple, Union

from .. import __version__
from ..edge.tracker import FINE_DIVISOR, THRESHOLDS
from ..recording import Channel
from ..recording.imported import new_run
from ..watching import describe, select
from .series import Checkpoint, find, load, shapes, spacing
from .vectors import difference, dot

#: Tensors that are no parameters: states of optimizers, and groktop's own directions.
_NO_PARAMETERS = ("optimizer.", "spectral_edge.")


def import_checkpoints(
    folder: str,
    name: Optional[str] = None,
    track: Union[None, str, Sequence[str]] = None,
    window: int = 5,
    runs: Optional[str] = None,
    learning_rate: Optional[float] = None,
    weight_decay: Optional[float] = None,
) -> str:
    """Makes a run of a folder of checkpoints, and returns the run's folder.

    The step of a checkpoint is the last number in its name. Those that lie as far apart as most do give the updates of
    the spectral edge; after a gap its windows begin anew. Every fifth gives the updates of the longer interval, where
    the distance is no multiple of five or there are many. Where the series does not begin with step 0, its first
    windows lack the run's first update, by far the largest, and say so.

    :param folder: with files of safetensors, or `.pt` that are read with `weights_only=True` where PyTorch is
        installed; or with folders that hold `model.safetensors`.
    :param name: what the run is called; the folder's name otherwise.
    :param track: `attention`, `all`, or patterns of names; otherwise `attention` where there is any.
    :param window: W.
    :param runs: the runs folder; groktop's own otherwise.
    :param learning_rate: η, where it and the decay were constant: then updates are split in gradient and decay, which
        must have been decoupled.
    :param weight_decay: ω likewise.
    :raises ValueError: where there are no such checkpoints, or they do not belong together.
    :raises OSError: where they cannot be read, or no run can be made.
    """
    checkpoints = find(folder)
    distance = spacing(checkpoints)
    wanted = [each for each in checkpoints if (each.step - checkpoints[0].step) % distance == 0]
    label, names, sizes = _tracked(shapes(wanted[0].path), track)
    many = len(wanted) > FINE_DIVISOR * (window + 1)
    interval = FINE_DIVISOR * distance if distance % FINE_DIVISOR or many else distance
    product = None if learning_rate is None or weight_decay is None else learning_rate * weight_decay
    watched = _description(folder, name, names, sizes, interval, window, wanted, (learning_rate, weight_decay), label)
    group = watched["groups"][0]
    with new_run(runs, watched, __version__, group["parameters"], group["trackedParameters"]) as channel:
        lengths = sorted({distance, interval} & {interval, interval // FINE_DIVISOR})
        _send(channel, [_Updates(length, window, product) for length in lengths], wanted, names, sizes)
        channel.send({"type": "finish", "step": wanted[-1].step, "reason": "completed", "elapsed": 0.0})
    return str(channel.folder)


class _Updates:
    """The updates of one interval length."""

    def __init__(self, interval: int, window: int, product: Optional[float]) -> None:
        self.interval, self._window, self._product = interval, window, product
        self._rows: List[Any] = []
        self._start: Optional[Tuple[int, Any]] = None
        self._must_reset = False

    def take(self, step: int, theta: Any) -> Optional[Dict[str, Any]]:
        """Takes in the parameters of a step; returns the message of the update that ends there, where one does."""
        if step % self.interval:
            return None
        start, self._start = self._start, (step, theta)
        if start is None or step - start[0] != self.interval:
            self._must_reset = self._must_reset or start is not None
            self._rows = []
            return None
        update = difference(theta, start[1])
        products = [dot(row, update) for row in [*self._rows, update]]
        self._rows = [*self._rows, update][-self._window :]
        total = (self._product or 0.0) * self.interval
        # Place of a step in the interval: (s − 1)/N, whose mean is (N − 1)/2N.
        group = {
            "products": products,
            "theta": dot(theta, update),
            "norm": dot(theta, theta),
            "decay": [total, total * (self.interval - 1) / (2 * self.interval)],
        }
        message = {"type": "update", "step": step, "interval": self.interval, "groups": [group], "elapsed": 0.0}
        if self._must_reset:
            message["reset"] = True
            self._must_reset = False
        return message


def _send(
    channel: Channel,
    updates: Sequence[_Updates],
    checkpoints: Sequence[Checkpoint],
    names: Sequence[str],
    sizes: Dict[str, Tuple[int, ...]],
) -> None:
    for number, checkpoint in enumerate(checkpoints):
        found = shapes(checkpoint.path)
        if any(found.get(name) != sizes[name] for name in names):
            raise ValueError(f"{checkpoint.path} lacks a tensor of the first checkpoint, or has it in another shape")
        theta = load(checkpoint.path, names)
        for each in updates:
            message = each.take(checkpoint.step, theta)
            if message is not None:
                channel.send(message)
        if number and checkpoint.step - checkpoints[number - 1].step != updates[0].interval:
            channel.event(
                {
                    "type": "remark",
                    "step": checkpoint.step,
                    "kind": "note",
                    "message": f"there is no checkpoint between steps {checkpoints[number - 1].step} and "
                    f"{checkpoint.step}",
                },
                0.0,
            )


def _tracked(
    found: Dict[str, Tuple[int, ...]], track: Union[None, str, Sequence[str]]
) -> Tuple[str, List[str], Dict[str, Tuple[int, ...]]]:
    """What the selection is called, the names that it has, and the shapes of all parameters."""
    sizes = {name: shape for name, shape in found.items() if not name.startswith(_NO_PARAMETERS)}
    label, places = select(list(sizes.items()), len, track)
    return label, [list(sizes)[place] for place in places], sizes


def _count(shape: Sequence[int]) -> int:
    count = 1
    for length in shape:
        count *= length
    return count


def _description(
    folder: str,
    name: Optional[str],
    names: Sequence[str],
    sizes: Dict[str, Tuple[int, ...]],
    interval: int,
    window: int,
    checkpoints: Sequence[Checkpoint],
    settings: Tuple[Optional[float], Optional[float]],
    label: str,
) -> Dict[str, Any]:
    is_split = None not in settings
    return {
        "name": name or os.path.basename(os.path.abspath(folder)),
        "program": f"groktop-python {__version__}",
        "framework": "checkpoints",
        "device": "none",
        "optimizer": "unknown",
        "groups": [
            {
                "learningRate": settings[0] or 0.0,
                "weightDecay": settings[1] or 0.0,
                "tensors": len(sizes),
                "parameters": sum(map(_count, sizes.values())),
                "trackedTensors": len(names),
                "trackedParameters": sum(_count(sizes[each]) for each in names),
            }
        ],
        "tracked": describe(names, label),
        "windows": {"interval": interval, "window": window},
        "thresholds": dict(THRESHOLDS),
        "split": "nominal" if is_split else "none",
        "splitReason": f"η = {settings[0]:g} and ω = {settings[1]:g} are as given; no optimizer was asked"
        if is_split
        else "checkpoints do not say what weight decay took",
        "rows": "float32",
        "firstUpdateSeen": checkpoints[0].step == 0,
        "commands": [],
        "steps": checkpoints[-1].step,
    }
