"""Begins to watch a training loop in JAX."""

from __future__ import annotations

import os
import warnings
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

import jax

from .. import __version__
from ..edge.tracker import FINE_DIVISOR, THRESHOLDS
from ..recording import Channel
from ..recording.folder import default_runs_folder
from ..recording.marks import MARKS, thresholds
from ..watching import BaseRun, FolderCommands, Reporter, Steering, Track, describe, select
from ..watching.arguments import check_run
from .vectors import leaves_at, named_leaves
from .watcher import Segment, Watcher

_COMMANDS = ["pause", "resume", "step", "stop"]


class ParamsRun(BaseRun):
    """A run in JAX, whose steps the program tells. `groktop.watch_params` makes it."""

    def step(self, params: Any) -> None:
        """Tells that an optimizer step has been made, with the parameters as it left them. Never raises."""
        watcher = self._watcher
        if watcher.is_over:
            return
        before = watcher.step
        try:
            if not watcher.has_failed:
                watcher.take(params)
            else:
                watcher.step = before + 1
        except Exception as error:
            watcher.has_failed, watcher.step = True, before + 1
            line = f"recording of the spectral edge ended: {type(error).__name__}: {error}"
            self._reporter.remark(watcher.step, "error", line)
            self._tell(line)
        try:
            self._reporter.progress(watcher.step, watcher.settings.weight_decay)
            if watcher.steering is not None:
                watcher.steering.after_step()
        except Exception as error:
            self._tell(f"{type(error).__name__}: {error}")


def watch_params(
    params: Any,
    decay_rate: Optional[Callable[[int], float]] = None,
    name: str = "run",
    track: Optional[Track] = None,
    interval: int = 100,
    window: int = 5,
    steps: Optional[int] = None,
    seed: Optional[int] = None,
    runs: Optional[str] = None,
    start: int = 0,
    decayed: Optional[Callable[[str, Any], bool]] = None,
    commands: bool = True,
    optimizer: str = "optax",
    learning_rate: Optional[float] = None,
    weight_decay: Optional[float] = None,
    memorized: float = MARKS["memorized"],
    grokked: float = MARKS["grokked"],
) -> ParamsRun:
    """Watches a training loop in JAX: `run.step(params)` after each step is all that it needs.

    :param params: any tree of arrays, as they are before the first step.
    :param decay_rate: ηλ of a step, counted from 0, such as `lambda t: lr(t) * wd`. Decay must be decoupled, as in
        `optax.adamw`; without it updates are not split.
    :param decayed: says of name and leaf whether it decays, as a mask of optax does; all do otherwise.
    :param track: `attention`, `all`, a pattern of names or several, or a function of name and leaf; otherwise
        `attention` where there is any, else `all`.
    :param optimizer: what the optimizer is called, for the record.
    :param learning_rate: η at the start, for the record; and of every step, where there is no `decay_rate`.
    :param weight_decay: ω likewise.
    :param memorized: the logged train accuracy that sets the mark of this name.
    :param grokked: the logged test accuracy that sets the mark of this name.
    :raises ValueError, TypeError: where an argument is wrong. The other parameters are those of `groktop.watch`.
    """
    check_run(name, interval, window, start, steps, seed)
    marks = thresholds(memorized, grokked)
    if decay_rate is None and learning_rate is not None and weight_decay is not None:
        product = learning_rate * weight_decay
        decay_rate = lambda _: product  # noqa: E731
    named = named_leaves(params)
    floating = [
        place
        for place, (_, leaf) in enumerate(named)
        if jax.numpy.issubdtype(leaf.dtype, jax.numpy.floating) and leaf.size
    ]
    selection, chosen = select([named[place] for place in floating], lambda leaf: int(leaf.ndim), track)
    places = [floating[place] for place in chosen]
    watched = _description(
        named,
        places,
        selection,
        name,
        interval,
        window,
        steps,
        seed,
        start,
        decay_rate,
        optimizer,
        (learning_rate, weight_decay),
    )
    watched["marks"] = marks
    watched["commands"] = _COMMANDS if commands else []
    segments = [
        Segment(leaves_at(own), (interval // FINE_DIVISOR, interval), window, decays)
        for decays in (True, False)
        for own in [[place for place in places if (decayed is None or bool(decayed(*named[place]))) == decays]]
        if own
    ]
    channel = _open(watched, named, runs)
    watcher = Watcher(segments, Reporter(channel), decay_rate, start, weight_decay or 0.0)
    run = ParamsRun(watcher, watcher.reporter, steps)
    if commands and channel.folder is not None:
        _steer(run, watcher)
    watcher.begin(params)
    return run


def _open(watched: Dict[str, Any], named: Sequence[Tuple[str, Any]], runs: Optional[str]) -> Channel:
    engine = {
        "version": f"python {__version__}",
        "blasCore": "",
        "threads": os.cpu_count() or 1,
        "parameterCount": sum(int(leaf.size) for _, leaf in named),
        "trackedParameterCount": watched["groups"][0]["trackedParameters"],
    }
    try:
        return Channel.open({"runs": os.fspath(runs or default_runs_folder()), "run": watched, "engine": engine})
    except Exception as error:
        warnings.warn(f"groktop: nothing is recorded: {type(error).__name__}: {error}", RuntimeWarning, stacklevel=3)
        return Channel()


def _steer(run: ParamsRun, watcher: Watcher) -> None:
    def stop(_: Any) -> None:
        run.should_stop = True

    commands = FolderCommands.of_run(run.folder, watcher)
    watcher.steering = Steering(watcher, commands, {"stop": stop})


def _description(
    named: Sequence[Tuple[str, Any]],
    places: List[int],
    selection: str,
    name: str,
    interval: int,
    window: int,
    steps: Optional[int],
    seed: Optional[int],
    start: int,
    decay_rate: Optional[Callable[[int], float]],
    optimizer: str,
    settings: Tuple[Optional[float], Optional[float]],
) -> Dict[str, Any]:
    tracked = [named[place] for place in places]
    group = {
        "learningRate": settings[0] or 0.0,
        "weightDecay": settings[1] or 0.0,
        "tensors": len(named),
        "parameters": sum(int(leaf.size) for _, leaf in named),
        "trackedTensors": len(tracked),
        "trackedParameters": sum(int(leaf.size) for _, leaf in tracked),
    }
    is_split = decay_rate is not None
    watched = {
        "name": name,
        "program": f"groktop-python {__version__}",
        "framework": f"jax {jax.__version__}",
        "device": jax.default_backend(),
        "optimizer": optimizer,
        "groups": [group],
        "tracked": describe([each for each, _ in tracked], selection),
        "windows": {"interval": interval, "window": window},
        "thresholds": dict(THRESHOLDS),
        "split": "nominal" if is_split else "none",
        "splitReason": "the program says that decay is −Σηλθ; it was not asked"
        if is_split
        else "the program has not said what decay takes (decay_rate)",
        "rows": "float32",
        "firstUpdateSeen": start == 0,
    }
    watched.update({key: value for key, value in (("steps", steps), ("seed", seed)) if value is not None})
    return watched
