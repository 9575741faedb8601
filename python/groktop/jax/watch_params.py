"""Begins to watch a training loop in JAX."""

from __future__ import annotations

import os
import warnings
import weakref
from typing import Any, Callable, Dict, Mapping, Optional, Sequence, Tuple

import jax

from .. import __version__
from ..edge.tracker import FINE_DIVISOR
from ..recording import Channel
from ..recording.folder import default_runs_folder
from ..recording.marks import MARKS, thresholds
from ..watching import BaseRun, FolderCommands, Reporter, Steering, Track, describe, select
from ..watching.arguments import check_run, plain_integers
from .actions import Actions, Functions
from .describe import describe_run
from .injected import placed, settable
from .settings import SETTERS, Rate, Settings
from .vectors import named_leaves
from .watcher import Segment, Watcher


class ParamsRun(BaseRun):
    """A run in JAX, whose steps the program tells. `groktop.watch_params` makes it."""

    #: The parameters of the step that is being told; None between two steps: the next step may have donated them.
    present: Any = None

    @property
    def learning_rate(self) -> float:
        """η of the next step, to be passed into it: the program's own times what a command has set.

        :raises RuntimeError: where `watch_params` was not given one.
        """
        return self._watcher.settings.rate(self._watcher.step)

    @property
    def weight_decay(self) -> float:
        """ω of the next step, to be passed into it.

        :raises RuntimeError: where `watch_params` was not given one.
        """
        return self._watcher.settings.decay()

    def steered(self, opt_state: Any) -> Any:
        """The optimizer's state for the next step, with the learning rate and weight decay that commands have set.

        The state is of `optax.inject_hyperparams`, or a chain with one. What no command has changed stays as it is.
        Never raises: where the values cannot be put in, the state is returned as it is.
        """
        settings = self._watcher.settings
        try:
            values = settings.to_place(self._watcher.step)
            state = placed(opt_state, values) if values else opt_state
        except Exception as error:
            self._tell(f"the optimizer's state is left as it is: {type(error).__name__}: {error}")
            return opt_state
        settings.note_placed()
        return state

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
            watcher.tell_unread()
            self._reporter.progress(watcher.step, watcher.settings.weight_decay)
            if watcher.steering is not None:
                self.present = params
                watcher.steering.after_step()
        except Exception as error:
            self._tell(f"{type(error).__name__}: {error}")
        finally:
            self.present = None


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
    learning_rate: Rate = None,
    weight_decay: Optional[float] = None,
    memorized: float = MARKS["memorized"],
    grokked: float = MARKS["grokked"],
    takes: Sequence[str] = (),
    opt_state: Any = None,
    evaluate: Optional[Callable[[Any], Mapping[str, Any]]] = None,
    save: Optional[Callable[[], Any]] = None,
    load: Optional[Callable[[int], Any]] = None,
    draws: int = 5,
) -> ParamsRun:
    """Watches a training loop in JAX: `run.step(params)` after each step is all that it needs.

    To be steered, the loop reads what commands set: `run.learning_rate` and `run.weight_decay` before each step, as
    `takes` declares; or `run.steered(opt_state)`, whose start `opt_state` is.

    :param params: any tree of arrays, as they are before the first step.
    :param decay_rate: ηλ of a step, counted from 0, such as `lambda t: lr(t) * wd`, where it is not the product of
        `learning_rate` and `weight_decay`. Decay must be decoupled, as in `optax.adamw`; without a rate updates are not
        split.
    :param decayed: says of name and leaf whether it decays, as a mask of optax does; all do otherwise.
    :param track: `attention`, `all`, a pattern of names or several, or a function of name and leaf; otherwise
        `attention` where there is any, else `all`.
    :param optimizer: what the optimizer is called, for the record.
    :param learning_rate: η: a number, or a function of the step, such as a schedule of optax.
    :param weight_decay: ω at the start.
    :param memorized: the logged train accuracy that sets the mark of this name.
    :param grokked: the logged test accuracy that sets the mark of this name.
    :param takes: `weight-decay`, `learning-rate` or both, where the loop reads them from the run before each step.
    :param opt_state: the state of an optimizer of `optax.inject_hyperparams`, as it is before the first step. The
        commands that it allows are taken, and η and ω of the start come from it.
    :param evaluate: takes parameters and returns a dictionary of numbers; for the commands `evaluate`, `ablate` and
        `perturb`.
    :param save: keeps a checkpoint of the present step; for the command `checkpoint`.
    :param load: goes back to the checkpoint of a step, and returns its parameters, or None where there is none; for the
        command `back`.
    :param draws: random draws of each control of `ablate`.
    :raises ValueError, TypeError: where an argument is wrong. The other parameters are those of `groktop.watch`.
    """
    interval, window, steps, seed, start, draws = plain_integers(interval, window, steps, seed, start, draws)
    check_run(name, interval, window, start, steps, seed, draws)
    marks = thresholds(memorized, grokked)
    takes = _taken(takes)
    if opt_state is not None:
        found = settable(opt_state)
        takes += tuple(word for word in SETTERS if word.replace("-", "_") in found and word not in takes)
        learning_rate = found.get("learning_rate") if learning_rate is None else learning_rate
        weight_decay = found.get("weight_decay") if weight_decay is None else weight_decay
    settings = Settings(takes, learning_rate, weight_decay, decay_rate)
    functions = Functions(evaluate, save, load)
    named = named_leaves(params)
    floating = [
        place
        for place, (_, leaf) in enumerate(named)
        if jax.numpy.issubdtype(leaf.dtype, jax.numpy.floating) and leaf.size
    ]
    selection, chosen = select([named[place] for place in floating], lambda leaf: int(leaf.ndim), track)
    places = [floating[place] for place in chosen]
    watched = describe_run(
        named, places, settings, start,
        name=name, tracked=describe([named[place][0] for place in places], selection),
        windows={"interval": interval, "window": window}, optimizer=optimizer, marks=marks, steps=steps, seed=seed,
        commands=Actions(None, None, functions, draws, seed).words(takes) if commands else [],
    )
    segments = [
        Segment(own, (interval // FINE_DIVISOR, interval), window, decays)
        for decays in (True, False)
        for own in [[place for place in places if (decayed is None or bool(decayed(*named[place]))) == decays]]
        if own
    ]
    channel = _open(watched, named, runs)
    watcher = Watcher(segments, Reporter(channel), settings, start)
    run = ParamsRun(watcher, watcher.reporter, steps)
    if commands and channel.folder is not None:
        watcher.steering = Steering(
            watcher,
            FolderCommands.of_run(run.folder, watcher),
            Actions(weakref.proxy(run), watcher, functions, draws, seed).handlers(takes),
        )
    watcher.begin(params)
    return run


def _taken(takes: Any) -> Tuple[str, ...]:
    """:raises ValueError: where it names another command."""
    words = (takes,) if isinstance(takes, str) else tuple(takes)
    for word in words:
        if word not in SETTERS:
            raise ValueError(f"takes={word!r} is neither {SETTERS[0]!r} nor {SETTERS[1]!r}")
    return words


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
