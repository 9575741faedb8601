"""Begins to watch a PyTorch training loop."""

from __future__ import annotations

import atexit
import os
import warnings
import weakref
from typing import Any, Callable, List, Optional, Sequence

from ..edge.tracker import FINE_DIVISOR
from ..recording import Channel
from ..recording.folder import default_runs_folder
from ..recording.marks import MARKS, thresholds
from ..watching import FolderCommands, Reporter, Run, Steering, Track
from ..watching.arguments import plain_integers
from .actions import Actions
from .describe import describe_run, engine, judge
from .distributed import RankCommands, Ranks, refusal
from .hooks import attach, unwrapped
from .memory import choose_rows
from .options import Options, check
from .segment import make_segments
from .settings import Settings
from .tracked import Tracked, assign, choose, named_parameters
from .user_functions import Evaluate
from .watcher import Watcher

#: The newest run of each optimizer that is still alive.
_runs: "weakref.WeakKeyDictionary[Any, Run]" = weakref.WeakKeyDictionary()


def watch(
    model: Any,
    optimizer: Any,
    name: str = "run",
    track: Optional[Track] = None,
    interval: int = 100,
    window: int = 5,
    steps: Optional[int] = None,
    seed: Optional[int] = None,
    runs: Optional[str] = None,
    evaluate: Optional[Evaluate] = None,
    save: Optional[Callable[[], Any]] = None,
    load: Optional[Callable[[int], Any]] = None,
    commands: bool = True,
    split: str = "auto",
    rows: str = "auto",
    start: int = 0,
    draws: int = 5,
    memorized: float = MARKS["memorized"],
    grokked: float = MARKS["grokked"],
) -> Run:
    """Watches a training loop: its spectral edge, and the numbers that it logs, are recorded while it trains.

    Nothing else is needed in the loop: hooks of the optimizer count its steps. `groktop watch --follow RUN` shows them.

    :param model: a module; or a dictionary or pairs of names and tensors.
    :param optimizer: a `torch.optim.Optimizer`, or several; the first one's steps count.
    :param name: what the run is called.
    :param track: the tensors whose updates are followed: `attention`, `all`, a pattern of names or several, or a
        function of name and tensor. Otherwise `attention` where there are such matrices, else `all`.
    :param interval: N, steps of one update, a multiple of 5; fine updates are a fifth of it.
    :param window: W, updates in a window, from 2 to 32.
    :param steps: how many steps the loop will make, where that is known.
    :param seed: the program's, for the record.
    :param runs: the runs folder; groktop's own otherwise.
    :param evaluate: returns a dictionary of numbers; it is called for the commands `evaluate`, `ablate` and `perturb`.
    :param save: keeps a checkpoint of the present step; for the command `checkpoint`.
    :param load: goes back to the checkpoint of a step; for the command `back`.
    :param commands: whether the run may be steered from outside.
    :param split: `auto`: the optimizer is asked what its decay does. `nominal`: the program vouches that it is −Σηλθ.
        `none`: updates are not split.
    :param rows: how updates are kept: `float32` (48 bytes for each tracked parameter where W is 5), `bfloat16` (28),
        `sketch` (some MiB, for models whose rows do not fit; without probes), or `auto` by the memory that is free.
    :param start: steps done before, of a run that goes on.
    :param draws: random draws of each control of `ablate`.
    :param memorized: the logged train accuracy that sets the mark of this name.
    :param grokked: the logged test accuracy that sets the mark of this name.
    :raises ValueError, TypeError: where an argument is wrong. Whatever else goes wrong is told as a warning: the run
        that is returned then records nothing, and training goes on.
    """
    interval, window, steps, seed, start, draws = plain_integers(interval, window, steps, seed, start, draws)
    optimizers = [unwrapped(each) for each in (optimizer if isinstance(optimizer, (list, tuple)) else [optimizer])]
    options = Options(
        name,
        "",
        interval,
        window,
        steps,
        seed,
        os.fspath(runs or default_runs_folder()),
        split,
        rows,
        start,
        commands,
        evaluate,
        save,
        load,
        draws,
        thresholds(memorized, grokked),
    )
    check(options, optimizers)
    named = named_parameters(model)
    label, chosen = choose(named, track)
    tracked = assign(chosen, optimizers)
    options = options._replace(selection=label)
    _end_earlier(optimizers)
    try:
        run = _begin(model, optimizers, named, tracked, options)
        _runs.update((optimizer, run) for optimizer in optimizers)
        return run
    except Exception as error:
        warnings.warn(f"groktop: nothing is recorded: {type(error).__name__}: {error}", RuntimeWarning, stacklevel=2)
        return _blind(optimizers, start)


def _end_earlier(optimizers: Sequence[Any]) -> None:
    """Ends the runs that watch these optimizers: a notebook's cell that is run again must not be recorded twice."""
    for run in {id(run): run for run in map(_runs.get, optimizers) if run is not None}.values():
        run.finish("stopped", "watched anew")


def _begin(model: Any, optimizers: List[Any], named: Sequence[Any], tracked: List[Tracked], options: Options) -> Run:
    refused = refusal(item.tensor() for item in tracked)
    if refused:
        raise RuntimeError(f"not supported: {refused}")
    ranks = Ranks.of_process_group()
    options = options._replace(commands=options.commands and ranks.can_steer)
    settings = Settings(optimizers)
    if not ranks.is_first:
        watcher = Watcher([], settings, Reporter(Channel()), options.start, False, lambda _: False)
        run = Run(watcher, watcher.reporter, options.steps, attach(watcher, optimizers))
        if options.commands:
            watcher.steering = Steering(
                watcher, RankCommands(ranks, None), Actions(run, watcher, model, options, ranks).handlers()
            )
        return run
    verdicts = judge(optimizers, tracked, options.split)
    rows = choose_rows(options.rows, [item.tensor() for item in tracked], options.window)
    options = options._replace(rows=rows)
    intervals = (options.interval // FINE_DIVISOR, options.interval)
    segments = make_segments(tracked, optimizers, intervals, options.window, rows, options.seed or 0)
    first_seen = options.start == 0 and not any(optimizer.state for optimizer in optimizers)
    watched = describe_run(optimizers, tracked, options, verdicts, rows, first_seen)
    actions = Actions(None, None, model, options, ranks)
    if options.commands:
        watched["commands"] = actions.words(settings)
    channel = Channel.open({"runs": options.runs, "run": watched, "engine": engine(named, tracked)})
    watcher = Watcher(
        segments,
        settings,
        Reporter(channel),
        options.start,
        first_seen,
        lambda segment: verdicts[segment.optimizer, segment.group].kind == "none",
    )
    run = Run(watcher, watcher.reporter, options.steps, attach(watcher, optimizers))
    if options.commands and channel.folder is not None:
        _steer(run, watcher, actions, ranks)
    _finish_at_exit(run)
    return run


def _steer(run: Run, watcher: Watcher, actions: Actions, ranks: Ranks) -> None:
    actions.bind(run, watcher)
    commands: Any = FolderCommands.of_run(run.folder, watcher)
    watcher.steering = Steering(
        watcher, RankCommands(ranks, commands) if ranks.size > 1 else commands, actions.handlers()
    )


def _blind(optimizers: Sequence[Any], start: int) -> Run:
    """A run that counts steps and records nothing."""
    watcher = Watcher([], Settings(optimizers), Reporter(Channel()), start, False, lambda _: False)
    return Run(watcher, watcher.reporter, None, attach(watcher, optimizers))


def _finish_at_exit(run: Run) -> None:
    """A program that ends in order without `finish` has completed its run; one that ends by an exception has not."""
    import sys

    reference = weakref.ref(run)

    def finish() -> None:
        live = reference()
        if live is not None and getattr(sys, "last_value", None) is None:
            live.finish()

    atexit.register(finish)
