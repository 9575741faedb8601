"""Small models and loops for the tests of watched PyTorch training."""

import json
import math
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
import unittest
from unittest import mock

try:
    import torch
except ImportError:
    torch = None

GROKTOP = os.environ.get("GROKTOP", "")

needs_torch = unittest.skipUnless(torch, "needs PyTorch")

if torch:
    torch.set_num_threads(1)

    class Small(torch.nn.Module):
        """One attention layer with a head."""

        def __init__(self, width=8, classes=3):
            super().__init__()
            self.attention = torch.nn.MultiheadAttention(width, 2, batch_first=True)
            self.head = torch.nn.Linear(width, classes)

        def forward(self, tokens):
            return self.head(self.attention(tokens, tokens, tokens, need_weights=False)[0].mean(1))


def model(seed=1):
    torch.manual_seed(seed)
    return Small()


def batch(step):
    generator = torch.Generator().manual_seed(1000 + step)
    return torch.randn(6, 4, 8, generator=generator), torch.randint(0, 3, (6,), generator=generator)


def loss_of(network, step):
    tokens, targets = batch(step)
    return torch.nn.functional.cross_entropy(network(tokens), targets)


def train(network, optimizer, steps, run=None, first=0, scheduler=None, after=None):
    """A plain loop. `after(step)` is called after each step."""
    for step in range(first, first + steps):
        optimizer.zero_grad()
        loss = loss_of(network, step)
        loss.backward()
        optimizer.step()
        if scheduler is not None:
            scheduler.step()
        if run is not None:
            run.log(train_loss=loss)
            if run.should_stop:
                break
        if after is not None:
            after(step)


def weights(network):
    return torch.cat([value.detach().reshape(-1).clone() for value in network.parameters()])


class RunsTestCase(unittest.TestCase):
    """A test with a runs folder of its own. Runs of its process look for commands by steps and not by the clock: on a
    busy machine the step at which they find one would be another. In the end groktop finds nothing wrong with any of
    the recordings, where `GROKTOP` names its executable."""

    #: Whether the recordings are to be as groktop's own: not where a test breaks them.
    leaves_sound_recordings = True

    def setUp(self):
        self.runs = tempfile.mkdtemp(prefix="groktop-test-")
        self.addCleanup(shutil.rmtree, self.runs, True)
        self.addCleanup(self.check_recordings)
        by_steps = mock.patch("groktop.watching.steering.LOOK_SECONDS", math.inf)
        by_steps.start()
        self.addCleanup(by_steps.stop)

    def check_recordings(self):
        if not GROKTOP or not self.leaves_sound_recordings or not os.path.isdir(self.runs):
            return
        for name in os.listdir(self.runs):
            folder = os.path.join(self.runs, name)
            if os.path.exists(os.path.join(folder, "run.sqlite")):
                found = subprocess.run([GROKTOP, "check", folder], capture_output=True, text=True, check=False)
                self.assertEqual(found.returncode, 0, found.stdout + found.stderr)

    def rows(self, run, table):
        """All rows of a table, as dictionaries, in the order of the events."""
        database = sqlite3.connect(f"file:{run.folder}/run.sqlite?mode=ro", uri=True)
        try:
            database.row_factory = sqlite3.Row
            order = "" if table in ("run", "progress") else " ORDER BY sequence"
            return [dict(row) for row in database.execute(f"SELECT * FROM {table}{order}")]
        finally:
            database.close()

    def config(self, run):
        return json.loads(self.rows(run, "run")[0]["config"])["watched"]

    def send(self, run, command):
        """Puts a command file into the run's folder. Returns its request."""
        send.count += 1
        request = f"{int(time.time() * 1000):013d}-{send.count:08x}"
        folder = os.path.join(run.folder, "commands")
        hidden = os.path.join(folder, f".tmp-{request}")
        with open(hidden, "w", encoding="utf-8") as file:
            json.dump({"command": command, "from": "test"}, file)
        os.rename(hidden, os.path.join(folder, f"{request}.command"))
        return request


class send:
    count = 0
