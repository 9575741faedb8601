"""Watching training loops in JAX."""

from .watch_params import ParamsRun, watch_params

__all__ = ["ParamsRun", "watch_params"]
