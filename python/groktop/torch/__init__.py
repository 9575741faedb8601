"""Watching PyTorch training loops."""

from ..watching import Run
from .watch import watch

__all__ = ["Run", "watch"]
