"""Runs from series of checkpoints."""

from .importing import import_checkpoints

__all__ = ["import_checkpoints"]
