"""Runs from event files of TensorBoard."""

from .importing import import_tensorboard

__all__ = ["import_tensorboard"]
