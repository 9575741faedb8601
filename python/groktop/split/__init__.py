"""Which part of an update is weight decay: found out by asking the optimizer, not by its name."""

from .ask import ask
from .sums import DecaySums
from .verdict import Verdict, worst

__all__ = ["DecaySums", "Verdict", "ask", "worst"]
