"""Recordings that are made of files, and not beside a training loop."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import Any, Dict, Iterator, Optional

from .channel import Channel
from .folder import default_runs_folder

#: Seconds that an import waits for a recorder that does not go on.
PATIENCE_SECONDS = 60.0


@contextmanager
def new_run(
    runs: Optional[str], watched: Dict[str, Any], version: str, parameters: int = 0, tracked: int = 0
) -> Iterator[Channel]:
    """The way to the recorder of a new run, which is written when the block ends. Where the block raises, the run has
    failed.

    :param runs: the runs folder; groktop's own otherwise.
    :param watched: the run's description.
    :param version: of this package.
    :param parameters: how many the model has, and of them `tracked`.
    :raises OSError: where no run can be made, or something is missing from it.
    """
    engine = {
        "version": f"python {version}",
        "blasCore": "",
        "threads": 1,
        "parameterCount": parameters,
        "trackedParameterCount": tracked,
    }
    folder = os.path.abspath(os.fspath(runs or default_runs_folder()))
    # The errors that are raised say all that there is to tell.
    channel = Channel.open({"runs": folder, "run": watched, "engine": engine}, tells=False)
    if channel.folder is None:
        raise OSError(channel.error or "no run could be made")
    try:
        yield channel
    except BaseException as error:
        channel.send({"type": "finish", "reason": "failed", "detail": f"{type(error).__name__}: {error}"[:300]})
        raise
    finally:
        channel.close(PATIENCE_SECONDS)
    if channel.error:
        raise OSError(channel.error)
