"""What the tests of recordings share: runs to record, and looks into what was recorded."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from unittest import mock

from groktop.recording.channel import Channel
from groktop.recording.lock import is_held

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ENGINE = {"version": "python 0.1.0", "blasCore": "", "threads": 2, "parameterCount": 123456,
          "trackedParameterCount": 65536}


def watched(**changes):
    """The description of a run of another program."""
    return {
        "name": "Nano GPT!", "program": "groktop-python 0.1.0", "framework": "none", "device": "cpu",
        "optimizer": "AdamW", "split": "trapezoid", "rows": "float32", "firstUpdateSeen": True,
        "groups": [{"learningRate": 1e-3, "weightDecay": 1.0, "tensors": 12, "parameters": 123456,
                    "trackedTensors": 4, "trackedParameters": 65536}],
        "tracked": {"selection": "attention", "names": ["blocks.0.attn.qkv.weight"], "tensors": 4},
        "windows": {"interval": 100, "window": 5},
        "thresholds": {"functional": 0.9, "compression": 0.1},
        "marks": {"memorized": 0.98, "grokked": 0.95, "slingshotDrop": 0.02},
        "commands": ["weight-decay", "pause", "resume", "stop"], "steps": 5000, "seed": 1, **changes}


def begin(runs, **changes):
    """The first message to a recorder."""
    return {"runs": runs, "run": watched(**changes), "engine": ENGINE}


class RecordingCase(unittest.TestCase):
    """A runs folder of its own, channels that are closed, and waiting for conditions."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.runs = os.path.join(folder.name, "runs")
        self.told = []
        """What was told on standard error."""
        telling = mock.patch("groktop.recording.channel.tell", self.told.append)
        telling.start()
        self.addCleanup(telling.stop)

    def open(self, **changes):
        """A channel to a recorder of a new run."""
        channel = Channel.open(begin(self.runs, **changes), seconds=30)
        self.addCleanup(self.end, channel)
        self.assertIsNone(channel.error)
        return channel

    def end(self, channel):
        """Nothing of a failed test is left."""
        if channel.is_open:
            process = channel._helper.process
            process.send_signal(signal.SIGCONT)
            process.kill()
            channel.close(1)
            process.wait()

    def wait_until(self, condition, what, seconds=30):
        """Waits for a condition, as the tests of a busy machine must."""
        deadline = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), deadline, what)
            time.sleep(0.01)

    def wait_until_free(self, folder):
        """Waits until nobody records the run."""
        self.wait_until(lambda: not is_held(os.path.join(folder, "lock")), "the lock is still held")

    def rows(self, folder, table, columns="*"):
        """A table's rows, in order, as a reader sees them."""
        connection = sqlite3.connect(os.path.join(folder, "run.sqlite"))
        try:
            key = "id" if table in ("run", "progress") else "sequence"
            return connection.execute(f"SELECT {columns} FROM \"{table}\" ORDER BY {key}").fetchall()
        finally:
            connection.close()

    def check_order(self, folder):
        """Every event has the next number, over all tables; steps that are known and seconds never fall."""
        connection = sqlite3.connect(os.path.join(folder, "run.sqlite"))
        self.assertEqual(connection.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        places = []
        for table in tables:
            if table not in ("run", "progress"):
                columns = "sequence, reached_step, elapsed_seconds, step"
                places += connection.execute(f'SELECT {columns} FROM "{table}"').fetchall()
        connection.close()
        places.sort()
        self.assertEqual([place[0] for place in places], list(range(1, len(places) + 1)))
        for earlier, later in zip(places, places[1:]):
            self.assertLessEqual(earlier[1:3], later[1:3])
        self.assertTrue(all(place[3] <= place[1] for place in places))
        return len(places)

    def trainer(self, body, **changes):
        """Starts a program that opens a channel and then does what `body` says. Returns process and folder."""
        text = (
            "import os, signal, sys, time\n"
            "sys.path[:0] = [%r, %r]\n"
            "from groktop.recording.channel import Channel\n"
            "from recording_support import begin\n"
            "channel = Channel.open(begin(%r, **%r), seconds=30)\n"
            "print(channel.folder, channel.helper_process, flush=True)\n"
            "def log(step): channel.event({'type': 'metric', 'step': step, 'name': 'loss', 'value': 0.5}, step / 10)\n"
            "%s\n") % (PACKAGE, os.path.join(PACKAGE, "tests"), self.runs, changes, body)
        process = subprocess.Popen(
            [sys.executable, "-c", text], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.stop, process)
        folder, _, helper = process.stdout.readline().strip().rpartition(" ")
        self.assertTrue(os.path.isdir(folder))
        return process, folder, int(helper)

    def stop(self, process):
        """Ends a program that a test started."""
        if process.poll() is None:
            process.kill()
        process.communicate()


def is_flushed(channel):
    """Whether everything that was sent is in the socket."""
    channel.send({"type": "progress"})
    return not channel._outbox._queue and not channel._outbox._begun


def random_event(source: random.Random, step: int):
    """An event of a watched run with random values."""
    number = lambda: source.choice([0.0, -0.0, 1, source.gauss(0, 1), 1e300, 5e-324, float("nan"), float("inf")])
    numbers = lambda most: [source.gauss(0, 1) for _ in range(source.randint(1, most))]
    count = lambda: source.randint(1, 5)
    kinds = [
        {"type": "metric", "name": source.choice(["val_loss", "train_accuracy", "größe"]), "value": number()},
        {"type": "spectrum", "interval": 20, "window": 5, "sigma": numbers(5), "gradientFraction": numbers(4),
         "alignment": numbers(4), "rotationDegrees": [], "kStarRatio": count(), "kStarWeighted": count(),
         "gapRatio": number(), "driveClass": source.choice(["functional", "mixed", "compression", "unsplit"])},
        {"type": "window", "interval": 100, "window": 25, "leavesFirstOut": source.random() < 0.5, "updates": count(),
         "kStar": count(), "gradientFraction": source.choice([[], [number()]]), "driveClass": "mixed"},
        {"type": "command", "command": source.choice(["weight-decay=0.5", "pause", "learning-rate=2.0", "back=100"]),
         "weightDecay": abs(source.gauss(0, 1)), "request": "1764170000000-0123abcd"},
        {"type": "refused", "command": "evaluate", "reason": "there is nothing to evaluate with"},
        {"type": "remark", "kind": "note", "message": "the scaler skipped 3 steps"}]
    return {**source.choice(kinds), "step": step}
