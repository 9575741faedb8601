"""The spectral edge from inner products of updates: plain floats, no framework."""

from .products import UpdateProducts
from .spectrum import Edge
from .tracker import EdgeTracker, trackers

__all__ = ["Edge", "EdgeTracker", "UpdateProducts", "trackers"]
