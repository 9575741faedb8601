"""The description of a run that its recording begins with."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence

import torch

from ..edge.tracker import THRESHOLDS
from ..split import Verdict, ask, worst
from ..watching import describe
from .options import Options
from .sketch import EXPECTED_ERROR, SKETCH_LENGTH
from .tracked import Tracked

#: Types in which a small decay can round to nothing.
_COARSE_TYPES = (torch.bfloat16, torch.float16)


def version() -> str:
    """The version of this package."""
    from .. import __version__

    return __version__


def describe_groups(optimizers: Sequence[Any], tracked: Sequence[Tracked]) -> List[Dict[str, Any]]:
    """The parameter groups of all optimizers, in their order."""
    groups = []
    for number, optimizer in enumerate(optimizers):
        for index, group in enumerate(optimizer.param_groups):
            own = [item.tensor() for item in tracked if (item.optimizer, item.group) == (number, index)]
            groups.append(
                {
                    "learningRate": float(group.get("lr") or 0.0),
                    "weightDecay": float(group.get("weight_decay") or 0.0),
                    "tensors": len(group["params"]),
                    "parameters": sum(tensor.numel() for tensor in group["params"]),
                    "trackedTensors": len(own),
                    "trackedParameters": sum(tensor.numel() for tensor in own),
                }
            )
    return groups


def judge(optimizers: Sequence[Any], tracked: Sequence[Tracked], split: str) -> Dict[Any, Verdict]:
    """What is known of the decay of each group with tracked tensors, by optimizer and group.

    :param split: `auto`, to ask the optimizers; `nominal`, where the user vouches that decay is −Σηλθ; `none`.
    """
    verdicts: Dict[Any, Verdict] = {}
    for item in tracked:
        place = (item.optimizer, item.group)
        if place in verdicts:
            continue
        optimizer = optimizers[item.optimizer]
        if split == "nominal":
            verdicts[place] = Verdict("nominal", None, "the program says that decay is −Σηλθ; it was not asked")
        elif split == "none":
            verdicts[place] = Verdict("none", None, "the program does not want updates to be split")
        else:
            verdicts[place] = ask(optimizer, optimizer.param_groups[item.group])
    for item in tracked:
        if item.tensor().dtype in _COARSE_TYPES:
            place = (item.optimizer, item.group)
            verdicts[place] = verdicts[place].at_best(
                "nominal", f"{item.tensor().dtype} without master weights: decay can round to nothing"
            )
    return verdicts


def overall(optimizers: Sequence[Any], verdicts: Mapping[Any, Verdict]) -> Verdict:
    """The verdict on the run: the worst of its groups that have decay.

    Where no group has any, all of every update is the gradient's, whatever the optimizer would do with decay.
    """
    decaying = [
        verdict
        for (number, index), verdict in verdicts.items()
        if float(optimizers[number].param_groups[index].get("weight_decay") or 0.0) > 0
    ]
    if decaying:
        return worst(decaying)
    verdict = worst(verdicts.values())
    asked_not_to = verdict.kind == "none" and verdict.residual is None
    return verdict if verdict.kind != "none" or asked_not_to else Verdict("exact", 0.0, None)


def engine(named: Sequence[Any], tracked: Sequence[Tracked]) -> Dict[str, Any]:
    """Who trains, and how much."""
    return {
        "version": f"python {version()}",
        "blasCore": "",
        "threads": torch.get_num_threads(),
        "parameterCount": sum(tensor.numel() for _, tensor in named),
        "trackedParameterCount": sum(item.tensor().numel() for item in tracked),
    }


def without_none(members: Dict[str, Optional[Any]]) -> Dict[str, Any]:
    """The members that have a value."""
    return {key: value for key, value in members.items() if value is not None}


def describe_run(
    optimizers: Sequence[Any],
    tracked: Sequence[Tracked],
    options: Options,
    verdicts: Mapping[Any, Any],
    rows: str,
    first_seen: bool,
) -> Dict[str, Any]:
    """The description of a run (`WatchedRun` of the format), without the commands that it takes.

    :param verdicts: what `judge` gave.
    :param rows: how rows are kept.
    """
    verdict = overall(optimizers, verdicts)
    is_sketch = rows == "sketch"
    device = tracked[0].tensor().device
    return without_none(
        {
            "name": options.name,
            "program": f"groktop-python {version()}",
            "framework": f"torch {torch.__version__}",
            "device": str(device),
            "optimizer": ", ".join(type(optimizer).__name__ for optimizer in optimizers),
            "groups": describe_groups(optimizers, tracked),
            "tracked": describe([item.name for item in tracked], options.selection),
            "windows": {"interval": options.interval, "window": options.window},
            "thresholds": dict(THRESHOLDS),
            "marks": options.marks,
            "split": verdict.kind,
            "splitResidual": verdict.residual,
            "splitReason": verdict.reason,
            "rows": rows,
            "sketchLength": SKETCH_LENGTH if is_sketch else None,
            "sketchError": EXPECTED_ERROR if is_sketch else None,
            "firstUpdateSeen": first_seen,
            "commands": [],
            "steps": options.steps,
            "seed": options.seed,
        }
    )
