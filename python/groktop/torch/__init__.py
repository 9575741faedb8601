"""Watching PyTorch training loops."""

from .run import Run
from .watch import watch

__all__ = ["Run", "watch"]
