"""Makes a run of the numbers in event files."""

from __future__ import annotations

import math
import os
from typing import Any, Dict, List, Optional, Sequence, Tuple

from .. import __version__
from ..edge.tracker import THRESHOLDS
from ..recording import Channel
from ..recording.imported import PATIENCE_SECONDS, new_run
from ..recording.marks import MARKS, thresholds
from ..recording.tables import LAST_STEP
from .events import Events
from .records import Records
from .tags import names
from .wire import WireError

#: Numbers of an import. A log of a million steps with a handful of curves has fewer.
MOST_NUMBERS = 5_000_000
#: What the names of event files hold.
_MARK = "tfevents"
#: Messages between two waits for the recorder, fewer than those that it may be behind.
_AT_ONCE = 1000

#: Value and time of each number, by step and tag.
Numbers = Dict[Tuple[int, str], Tuple[float, float]]


def import_tensorboard(
    path: str,
    name: Optional[str] = None,
    runs: Optional[str] = None,
    memorized: float = MARKS["memorized"],
    grokked: float = MARKS["grokked"],
) -> str:
    """Makes a run of the numbers that TensorBoard shows as scalars, and returns the run's folder.

    Losses and accuracies of the train and the test set get the names by which groktop draws them: `Loss/train` is
    `train_loss`, `eval/accuracy` is `test_accuracy`. All others keep their tags. Such a run has no spectral edge: event
    files hold no parameters.

    :param path: an event file; or a folder, whose event files belong to one run, by their steps. Those of its
        subfolders do, too, with the subfolder's name before the tag, as in Keras's `train` and `validation`. Where a
        step has two numbers of a tag, as after a restart, the later file's counts.
    :param name: what the run is called; the folder's name otherwise.
    :param runs: the runs folder; groktop's own otherwise.
    :param memorized: the train accuracy that sets the mark of this name.
    :param grokked: the test accuracy that sets the mark of this name.
    :raises ValueError: where there are no event files, or no numbers in them.
    :raises OSError: where they cannot be read, or no run can be made.
    """
    marks = thresholds(memorized, grokked)
    numbers, problems = _read(path)
    if not numbers:
        raise ValueError(f"{path}: no numbers" + "".join(f"; {problem}" for problem in problems[:1]))
    steps = [step for step, _ in numbers]
    folder = path if os.path.isdir(path) else os.path.dirname(os.path.abspath(path))
    watched = _description(name or os.path.basename(os.path.abspath(folder)) or "tensorboard", marks, max(steps))
    with new_run(runs, watched, __version__) as channel:
        _send(channel, numbers, problems)
    return str(channel.folder)


def event_files(path: str) -> List[Tuple[str, List[str]]]:
    """The event files at a path, in the order of their names, which hold their times: pairs of a prefix of tags and
    the files with it. Links to folders are not followed.

    :raises OSError: where the path cannot be read.
    """
    if not os.path.isdir(path):
        with open(path, "rb"):
            return [("", [path])]
    with os.scandir(path) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    folders = [("", path)]
    folders += [(entry.name + "/", entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
    groups = []
    for prefix, folder in folders:
        inside = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if _MARK in name]
        groups.append((prefix, [each for each in inside if os.path.isfile(each)]))
    return [(prefix, files) for prefix, files in groups if files]


def _read(path: str) -> Tuple[Numbers, List[str]]:
    """The numbers of all files, and what was wrong with them."""
    groups = event_files(path)
    if not groups:
        raise ValueError(f"{path}: no event files of TensorBoard")
    numbers: Numbers = {}
    problems: List[str] = []
    for prefix, files in groups:
        events = Events()
        for file in files:
            problem = _read_file(file, prefix, events, numbers)
            if problem:
                problems.append(f"{os.path.basename(file)}: {problem}")
        if len(numbers) >= MOST_NUMBERS:
            problems.append(f"numbers after the first {MOST_NUMBERS} are left out")
            break
    return numbers, problems


def _read_file(path: str, prefix: str, events: Events, numbers: Numbers) -> str:
    """Adds a file's numbers. Returns what was wrong with it; an empty text where nothing was."""
    records, problem = Records(path), ""
    for record in records:
        try:
            for scalar in events.scalars(record):
                if 0 <= scalar.step <= LAST_STEP:
                    numbers[scalar.step, prefix + scalar.tag] = (scalar.value, scalar.time)
                else:
                    problem = "numbers with a step below 0 or above 2⁴⁰ are left out"
        except WireError as error:
            problem = f"a record is no event ({error}), and left out"
        if len(numbers) >= MOST_NUMBERS:
            break
    if not events.is_event_file and not records.count:
        return "no event file"
    return records.problem or problem


def _send(channel: Channel, numbers: Numbers, problems: Sequence[str]) -> None:
    called = names({tag for _, tag in numbers})
    ordered = sorted(numbers.items(), key=lambda item: item[0])
    seconds = _elapsed([time for _, (_, time) in ordered])
    last_step, elapsed = ordered[-1][0][0], seconds[-1]
    for count, ((step, tag), (value, _)) in enumerate(ordered):
        channel.event({"type": "metric", "step": step, "name": called[tag], "value": _plain(value)}, seconds[count])
        if count % _AT_ONCE == 0 and not channel.drain(PATIENCE_SECONDS):
            raise OSError(channel.error or "the recorder does not go on")
    for problem in problems:
        channel.event({"type": "remark", "step": last_step, "kind": "note", "message": problem[:300]}, elapsed)
    channel.send({"type": "finish", "step": last_step, "reason": "completed", "elapsed": elapsed})


def _elapsed(times: Sequence[float]) -> List[float]:
    """Seconds since the first, of numbers in the order of their steps. A summary that was written late for step 0, as
    of hyperparameters, does not make all others late."""
    found, next_time = [], math.inf
    for time in reversed(times):
        next_time = min(next_time, time) if math.isfinite(time) else next_time
        found.append(next_time)
    first = found[-1] if found else 0.0
    return [time - first if math.isfinite(time) else 0.0 for time in reversed(found)]


def _plain(value: float) -> Any:
    """What JSON holds: it lacks numbers that are not finite."""
    return value if math.isfinite(value) else str(value)


def _description(name: str, marks: Dict[str, float], last_step: int) -> Dict[str, Any]:
    return {
        "name": name,
        "program": f"groktop-python {__version__}",
        "framework": "TensorBoard",
        "groups": [],
        "tracked": {"selection": "none", "names": [], "tensors": 0},
        "windows": {"interval": 100, "window": 5},
        "thresholds": dict(THRESHOLDS),
        "marks": marks,
        "split": "none",
        "splitReason": "event files hold no parameters",
        "rows": "float32",
        "firstUpdateSeen": False,
        "commands": [],
        "steps": last_step,
    }
