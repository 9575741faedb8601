"""A script that trains with PyTorch and `groktop.watch`, as the program of a sweep. `GROKTOP` names groktop."""

import csv
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

from torch_support import needs_torch

GROKTOP = os.environ.get("GROKTOP", "")
HERE = os.path.dirname(os.path.abspath(__file__))

PLAN = """
command = [{python}, {script}, "--runs", "{{runs}}", "--seed", "{{seed}}", "--lr", "{{lr}}", "--steps", "{{steps}}",
    "--threads", "{{threads}}", "--starts", {starts}, "--fails", {fails}]
[run]
steps = 60
[grid]
seed = [1, 2]
lr = [0.01, 0.1]
"""


@needs_torch
@unittest.skipUnless(GROKTOP, "GROKTOP names no executable")
class SweepTests(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="groktop-test-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.sweep = os.path.join(self.folder, "sweep")
        self.plan = os.path.join(self.folder, "plan.toml")
        self.starts = os.path.join(self.folder, "starts")
        self.fails = os.path.join(self.folder, "fails")
        paths = {"python": sys.executable, "script": os.path.join(HERE, "swept_script.py"), "starts": self.starts,
                 "fails": self.fails}
        with open(self.plan, "w", encoding="utf-8") as file:
            file.write(PLAN.format(**{name: json.dumps(path) for name, path in paths.items()}))

    def groktop(self, *arguments, code=0):
        """What groktop prints, and what it says on standard error."""
        package = os.path.dirname(HERE)
        environment = {**os.environ, "PYTHONPATH": package, "XDG_CACHE_HOME": os.path.join(self.folder, "cache")}
        found = subprocess.run(
            [GROKTOP, "sweep", *arguments], capture_output=True, text=True, timeout=300, check=False, env=environment)
        self.assertEqual(found.returncode, code, found.stderr)
        return found.stdout, found.stderr

    def start(self, code=0):
        return self.groktop("start", self.plan, "--out", self.sweep, code=code)

    def status(self):
        lines = self.groktop("status", self.sweep, "--json")[0].splitlines()
        return {tuple(sorted(run["values"].items())): run for run in map(json.loads, lines)}

    def started(self):
        """The seed and rate of every start of the script, in order."""
        with open(self.starts, encoding="utf-8") as file:
            return [tuple(line.split()) for line in file]

    def accuracies(self, run):
        """What the script has logged as `test_accuracy`, as the recording has it."""
        database = sqlite3.connect(f"file:{run}/run.sqlite?mode=ro", uri=True)
        try:
            rows = database.execute("SELECT value FROM metric WHERE name = 'test_accuracy' ORDER BY sequence")
            return [value for (value,) in rows]
        finally:
            database.close()

    def test_every_run_is_trained_once_and_told(self):
        self.assertEqual(self.start()[0], "4 runs: 4 done\n")
        self.assertEqual(
            sorted(self.started()), [("1", "0.01"), ("1", "0.1"), ("2", "0.01"), ("2", "0.1")])
        status = self.status()
        self.assertEqual(len(status), 4)
        runs = os.path.join(self.sweep, "runs")
        for run in status.values():
            self.assertEqual((run["state"], run["step"], run["steps"]), ("done", 60, 60))
            self.assertEqual(run["run"], os.path.join(runs, run["name"]))
            self.assertEqual(len(self.accuracies(run["run"])), 60)
        self.assertEqual(sorted(os.listdir(runs)), sorted(run["name"] for run in status.values()))
        # Each was trained with its own values.
        finals = {tuple(self.accuracies(run["run"])) for run in status.values()}
        self.assertGreater(len(finals), 1)

        table = list(csv.DictReader(io.StringIO(self.groktop("export", self.sweep)[0])))
        self.assertEqual(len(table), 4)
        for row in table:
            run = status[(("lr", float(row["lr"])), ("seed", int(row["seed"])))]
            self.assertEqual((row["run"], row["state"]), (run["name"], "done"))
            self.assertEqual((row["step"], row["planned_steps"]), ("60", "60"))
            self.assertIn(row["class_paper"], ("functional", "mixed", "compression", "unsplit"))

        before = {name: os.stat(os.path.join(runs, name, "run.sqlite")).st_mtime_ns for name in os.listdir(runs)}
        self.assertEqual(self.start()[0], "4 runs: 4 done\n")
        self.assertEqual(len(self.started()), 4)
        after = {name: os.stat(os.path.join(runs, name, "run.sqlite")).st_mtime_ns for name in os.listdir(runs)}
        self.assertEqual(before, after)

    def test_a_script_that_fails_is_tried_three_times_and_again_when_it_is_mended(self):
        with open(self.fails, "w", encoding="utf-8") as file:
            file.write("2 0.1")
        output, errors = self.start(code=1)
        self.assertEqual(output, "4 runs: 3 done, 1 failed\n")
        self.assertIn("ValueError: no luck", errors)
        self.assertEqual(self.started().count(("2", "0.1")), 3)
        failed = self.status()[(("lr", 0.1), ("seed", 2))]
        self.assertEqual(failed["state"], "failed")
        self.assertEqual(failed["reason"], "exit code 1: ValueError: no luck")
        os.remove(self.fails)
        self.assertEqual(self.start()[0], "4 runs: 4 done\n")
        self.assertEqual(len(self.started()), 3 + 3 + 1)


if __name__ == "__main__":
    unittest.main()
