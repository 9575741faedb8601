"""How the rows of the windows are kept: as they are, rounded, or as a sketch."""

from __future__ import annotations

import os
from typing import Any, Dict, Sequence

import torch

from .segment import ROW_TYPES

#: Rows may take this share of what is free on a device.
SHARE = 0.25


def choose_rows(wanted: str, tensors: Sequence[Any], window: int) -> str:
    """How to keep the rows.

    :param wanted: `auto`, or a key of `ROW_TYPES`.
    :param tensors: the tracked tensors.
    :param window: W.
    """
    if wanted in ROW_TYPES:
        return wanted
    floats: Dict[Any, int] = {}
    for tensor in tensors:
        floats[tensor.device] = floats.get(tensor.device, 0) + tensor.numel()
    if all(_bytes(count, window, 4) <= SHARE * _free(device) for device, count in floats.items()):
        return "float32"
    if all(_bytes(count, window, 2) <= SHARE * _free(device) for device, count in floats.items()):
        return "bfloat16"
    return "sketch"


def _bytes(count: int, window: int, width: int) -> int:
    """Bytes of two windows: W rows each, and the start of the update under way in single precision."""
    return 2 * count * (window * width + 4)


def _free(device: Any) -> float:
    """Bytes that are free on a device; infinite where it does not say."""
    try:
        if device.type == "cuda":
            return float(torch.cuda.mem_get_info(device)[0])
        if device.type == "cpu":
            with open("/proc/meminfo", encoding="ascii") as lines:
                return next(float(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable"))
    except (OSError, StopIteration, RuntimeError):
        pass
    try:
        return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")) / 2
    except (OSError, ValueError):
        return float("inf")
