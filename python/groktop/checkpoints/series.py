"""The checkpoints of a folder, in the order of their steps."""

from __future__ import annotations

import os
import re
from typing import Any, Dict, List, NamedTuple, Sequence, Tuple

from .safetensors import SafetensorsFile
from .vectors import joined

_STEP = re.compile(r"[0-9]{1,15}")
_ENDINGS = (".safetensors", ".pt", ".pth")


class Checkpoint(NamedTuple):
    """A file with the parameters after a step."""

    step: int
    path: str


def find(folder: str) -> List[Checkpoint]:
    """The checkpoints of a folder by step, which is the last number in a file's name, or in its folder's.

    groktop's own files of windows are left out.

    :raises ValueError: where two are of one step, or there are fewer than three.
    :raises OSError: where the folder cannot be read.
    """
    found: Dict[int, str] = {}
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        for candidate in [path] if not os.path.isdir(path) else _inside(path):
            if not candidate.endswith(_ENDINGS) or ".windows." in candidate:
                continue
            numbers = _STEP.findall(os.path.splitext(name)[0])
            if not numbers:
                continue
            step = int(numbers[-1])
            if step in found:
                raise ValueError(f"{found[step]} and {candidate} are both of step {step}")
            found[step] = candidate
    if len(found) < 3:
        raise ValueError(
            f"{folder} has {len(found)} checkpoints with a step in their names, and two updates need three"
        )
    return [Checkpoint(step, found[step]) for step in sorted(found)]


def _inside(folder: str) -> List[str]:
    """The model in a folder of its own, as transformers keeps it; not the optimizer's state beside it."""
    names = ("model.safetensors", "pytorch_model.bin", "model.pt")
    return [os.path.join(folder, name) for name in names if os.path.exists(os.path.join(folder, name))][:1]


def spacing(checkpoints: Sequence[Checkpoint]) -> int:
    """The distance in steps that most neighbours have."""
    distances = [after.step - before.step for before, after in zip(checkpoints, checkpoints[1:])]
    return max(sorted(set(distances)), key=distances.count)


def shapes(path: str) -> Dict[str, Tuple[int, ...]]:
    """The shapes of a checkpoint's floating-point tensors."""
    if path.endswith(".safetensors"):
        return SafetensorsFile(path).sizes()
    return {name: tuple(tensor.shape) for name, tensor in sorted(_torch_tensors(path).items())}


def load(path: str, names: Sequence[str]) -> List[Any]:
    """The values of some tensors of a checkpoint, each a flat sequence.

    :raises KeyError: where one is missing.
    """
    if path.endswith(".safetensors"):
        file = SafetensorsFile(path)
        return joined([file.values(name) for name in names])
    tensors = _torch_tensors(path)
    return joined([tensors[name].detach().float().reshape(-1).numpy() for name in names])


def _torch_tensors(path: str) -> Dict[str, Any]:
    """The tensors of a file that PyTorch wrote: of the dictionary itself, or of the model's within it."""
    import torch

    content = torch.load(path, map_location="cpu", weights_only=True)
    for key in ("model", "state_dict", "model_state_dict"):
        if isinstance(content, dict) and isinstance(content.get(key), dict):
            content = content[key]
    if not isinstance(content, dict):
        raise ValueError(f"{path} holds no dictionary of tensors")
    return {
        name: value for name, value in content.items() if isinstance(value, torch.Tensor) and value.is_floating_point()
    }
