"""What all frameworks share: the run as its program sees it, commands to it, and what it tells its recorder."""

from .reporter import Reporter
from .run import BaseRun, Run
from .selection import Track, describe, select
from .steering import FolderCommands, Requests, Steering

__all__ = [
    "BaseRun",
    "FolderCommands",
    "Reporter",
    "Requests",
    "Run",
    "Steering",
    "Track",
    "describe",
    "select",
]
