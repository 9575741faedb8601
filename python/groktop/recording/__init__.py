"""Recordings of training runs, in groktop's format 5: the helper process that writes them, and the way to it.

Nothing here needs a framework. `channel` is used by the process that trains, and `commands` too; everything else works
in the helper process (`recorder.py`), which imports nothing but the standard library and this package.
"""

from __future__ import annotations

from .channel import Channel
from .commands import CommandFolder

__all__ = ["Channel", "CommandFolder"]
