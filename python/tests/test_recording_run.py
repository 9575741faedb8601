"""Runs that the real helper process records."""

import json
import math
import os
import random
import re
import sqlite3
import stat
import subprocess
import sys
import unittest
from unittest import mock

from groktop.recording import schema
from groktop.recording.channel import Channel
from groktop.recording.folder import UNFINISHED_PREFIX, default_runs_folder
from groktop.recording.host import boot, name
from groktop.recording.lock import is_held
from recording_support import ENGINE, PACKAGE, RecordingCase, begin, random_event, watched


class RunTests(RecordingCase):
    def test_random_events_are_read_back(self):
        source = random.Random(7)
        channel = self.open()
        sent = [random_event(source, source.randint(0, 5000)) for _ in range(3000)]
        for index, event in enumerate(sent):
            channel.event(event, index / 100)
        channel.send({"type": "finish", "reason": "stopped", "detail": "two\nlines", "step": 5000})
        channel.close(30)
        self.assertIsNone(channel.error)
        self.assertEqual(channel.dropped, 0)
        self.check_order(channel.folder)
        metrics = [event for event in sent if event["type"] == "metric"]
        found = self.rows(channel.folder, "metric", "step, name, value")
        self.assertEqual(len(found), len(metrics))
        for (step, metric, value), event in zip(found, metrics):
            self.assertEqual((step, metric), (event["step"], event["name"]))
            if math.isnan(event["value"]):
                self.assertEqual(value, "nan")
            else:
                self.assertEqual((value, math.copysign(1, value)), (event["value"], math.copysign(1, event["value"])))
        spectra = [event for event in sent if event["type"] == "spectrum"]
        columns = "sigma_1, sigma_2, sigma_3, sigma_4, sigma_5, drive_class"
        for row, event in zip(self.rows(channel.folder, "spectrum", columns), spectra):
            self.assertEqual([value for value in row[:5] if value is not None], event["sigma"])
            self.assertEqual(row[5], event["driveClass"])
        for kind, table in (("window", "window"), ("command", "command"), ("refused", "refusal")):
            count = sum(event["type"] == kind for event in sent)
            self.assertEqual(len(self.rows(channel.folder, table)), count)
        self.assertEqual(self.rows(channel.folder, "finish", "step, reason, detail, parameter_digest"),
                         [(5000, "stopped", "two lines", "")])

    def test_the_folder_is_that_of_a_run(self):
        channel = self.open()
        folder = channel.folder
        self.assertRegex(os.path.basename(folder), r"^20\d\d-\d\d-\d\d-nano-gpt--[0-9a-f]{4}$")
        with open(os.path.join(folder, "lock"), encoding="utf-8") as file:
            self.assertEqual(file.read(), f"{channel.helper_process} {boot()} {name()}\n")
        self.assertTrue(is_held(os.path.join(folder, "lock")))
        self.assertEqual(stat.S_IMODE(os.stat(os.path.join(folder, "commands")).st_mode), 0o700)
        self.wait_until(lambda: self.rows(folder, "session"), "the session is not recorded")
        channel.close(30)
        self.assertFalse(is_held(os.path.join(folder, "lock")))
        self.assertEqual(sorted(os.listdir(folder)), ["checkpoints", "commands", "lock", "run.sqlite"])
        connection = sqlite3.connect(os.path.join(folder, "run.sqlite"))
        pragmas = [connection.execute(f"PRAGMA {word}").fetchone()[0]
                   for word in ("application_id", "user_version", "journal_mode")]
        connection.close()
        self.assertEqual(pragmas, [0x67726F6B, 5, "wal"])

    def test_the_row_of_the_run(self):
        channel = self.open()
        channel.close(30)
        [row] = self.rows(channel.folder, "run")
        described = dict(zip(("id",) + schema.RUN.names(5), row))
        self.assertEqual(json.loads(described["config"]), {"watched": watched()})
        self.assertEqual(described["name"], os.path.basename(channel.folder))
        self.assertTrue(described["name"].endswith(described["identifier"][:4]))
        self.assertRegex(described["created_at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        self.assertEqual([described[key] for key in ("task", "seed", "steps", "weight_decay", "schedule")],
                         ["watched", "1", 5000, 1.0, "[]"])
        session = self.rows(channel.folder, "session", "step, kind, engine_version, threads, parameter_count")
        self.assertEqual(session, [(0, "started", "python 0.1.0", 2, 123456)])

    def test_a_run_without_seed_steps_and_decay(self):
        changed = watched()
        for key in ("seed", "steps"):
            del changed[key]
        changed.update(groups=[], commands=[])
        channel = Channel.open({**begin(self.runs), "run": changed}, seconds=30)
        self.addCleanup(self.end, channel)
        channel.close(30)
        self.assertEqual(self.rows(channel.folder, "run", "seed, steps, weight_decay"), [(None, None, None)])
        self.assertEqual(self.rows(channel.folder, "progress", "step, state, weight_decay"), [(0, "running", 0.0)])
        self.assertFalse(os.path.exists(os.path.join(channel.folder, "commands")))

    def test_progress_says_where_the_run_is(self):
        channel = self.open()
        channel.event({"type": "metric", "step": 40, "name": "test_accuracy", "value": 0.75}, 1.0)
        channel.event({"type": "metric", "step": 60, "name": "test_accuracy", "value": 0.5}, 2.0)
        channel.event({"type": "command", "step": 60, "command": "weight-decay=off", "weightDecay": 0.0}, 2.0)
        channel.event({"type": "command", "step": 60, "command": "pause", "weightDecay": 0.0}, 2.0)
        columns = "step, state, steps_per_second, weight_decay, best_test_accuracy"
        self.wait_until(lambda: self.rows(channel.folder, "progress", columns) == [(60, "paused", 20.0, 0.0, 0.75)],
                        "progress is not written while the run goes on")
        channel.send({"type": "progress", "step": 61, "state": "running", "stepsPerSecond": 3.5, "elapsed": 3.0})
        self.wait_until(lambda: self.rows(channel.folder, "progress", columns) == [(61, "running", 3.5, 0.0, 0.75)],
                        "a progress message is not written")
        channel.send({"type": "finish", "reason": "completed"})
        channel.close(30)
        self.assertEqual(self.rows(channel.folder, "progress", "step, state"), [(61, "finished")])

    def test_metrics_are_defined_once_and_before_their_rows(self):
        channel = self.open()
        channel.event({"type": "metric", "step": 0, "name": "val_loss", "value": 2.0}, 0.1)
        defined = {"type": "metricDefinition", "step": 0, "name": "reward", "better": "lower", "unit": "points"}
        channel.event(defined, 0.1)
        channel.event({"type": "metric", "step": 0, "name": "reward", "value": 2.0}, 0.1)
        channel.event({"type": "metricDefinition", "step": 1, "name": "val_loss", "better": "higher"}, 0.1)
        for index in range(70):
            channel.event({"type": "metric", "step": 1, "name": f"m{index}", "value": 2.0}, 0.2)
        channel.close(30)
        definitions = self.rows(channel.folder, "metric_definition", "name, dataset, better, unit, sequence")
        self.assertEqual([row[:4] for row in definitions[:2]],
                         [("val_loss", "test", "lower", None), ("reward", None, "lower", "points")])
        self.assertEqual(len(definitions), 64)
        firsts = dict(reversed(self.rows(channel.folder, "metric", "name, sequence")))
        self.assertTrue(all(firsts[row[0]] > row[4] for row in definitions))
        [remark] = self.rows(channel.folder, "remark", "kind, message")
        self.assertEqual(remark[0], "error")
        self.assertIn("at most 64 metrics", remark[1])

    def test_steps_may_go_back(self):
        channel = self.open()
        for step in (100, 50, 60):
            channel.event({"type": "metric", "step": step, "name": "loss", "value": 1.0}, 1.0)
        channel.close(30)
        self.check_order(channel.folder)
        self.assertEqual(self.rows(channel.folder, "metric", "step, reached_step"), [(100, 100), (50, 100), (60, 100)])
        self.assertEqual(self.rows(channel.folder, "progress", "step"), [(60,)])

    def test_a_bad_message_is_a_remark_and_no_more(self):
        channel = self.open()
        bad = [{"type": "nonsense"}, {"type": "event"}, {"type": "event", "event": {"type": "evaluation", "step": 1}},
               {"type": "event", "event": {"type": "metric", "name": "", "value": 1.0}},
               {"type": "event", "event": {"type": "metric", "name": "loss", "value": []}},
               {"type": "event", "event": {"type": "metric", "name": "a\nb", "value": 1.0}},
               {"type": "update"}, {"type": "progress", "step": -4}, {"type": "progress", "state": "lost"},
               {"type": "finish", "reason": "bored"}, {"type": "begin"}, {"type": "event", "elapsed": "x", "event": 1}]
        for message in bad + bad:
            channel.send(message)
        channel._helper.connection.sendall(b"\xff{not json\n[1, 2]\nnull\n" + b"[" * 100000 + b"\n")
        channel.event({"type": "metric", "step": 9, "name": "loss", "value": 1.0}, 0.2)
        channel.close(30)
        self.assertIsNone(channel.error)
        remarks = self.rows(channel.folder, "remark", "kind, message")
        self.assertTrue(all(kind == "error" for kind, _ in remarks))
        self.assertTrue(10 <= len(set(remarks)) == len(remarks) <= 20, remarks)
        self.assertEqual(self.rows(channel.folder, "metric", "step, value"), [(9, 1.0)])
        self.assertEqual(self.rows(channel.folder, "finish"), [])
        self.check_order(channel.folder)

    def test_a_message_that_is_no_json_is_told_once(self):
        channel = self.open()
        loop = []
        loop.append(loop)
        channel.event({"type": "metric", "step": 1, "name": "loss", "value": loop}, 0.1)
        self.assertRegex(channel.error, "no JSON")
        channel.event({"type": "metric", "step": 2, "name": "loss", "value": 1.0}, 0.1)
        channel.close(30)
        self.assertEqual(self.told, [channel.error])
        self.assertEqual(self.rows(channel.folder, "metric", "step"), [(2,)])

    def test_what_killed_creations_left_is_cleared_away(self):
        left = os.path.join(self.runs, UNFINISHED_PREFIX + "0" * 32)
        os.makedirs(os.path.join(left, "commands"))
        os.mkdir(os.path.join(left, "checkpoints"))
        for file in ("lock", "run.sqlite", "run.sqlite-wal", "commands/.tmp-x"):
            open(os.path.join(left, file), "w").close()
        young = os.path.join(self.runs, UNFINISHED_PREFIX + "1" * 32)
        os.mkdir(young)
        self.open()
        self.assertFalse(os.path.exists(left))
        self.assertTrue(os.path.exists(young), "a folder without a lock may be in the making")

    def test_a_runs_folder_that_cannot_be_made_is_told(self):
        parent = os.path.dirname(self.runs)
        open(os.path.join(parent, "file"), "w").close()
        channel = Channel.open(begin(os.path.join(parent, "file", "runs")), seconds=30)
        self.assertRegex(channel.error, "Not a directory|File exists")
        self.assertFalse(channel.is_open)
        channel.event({"type": "metric", "step": 1, "name": "loss", "value": 1.0}, 0.1)
        channel.close()

    def test_the_usual_runs_folder(self):
        home = os.path.dirname(self.runs)
        self.assertEqual(default_runs_folder({"XDG_DATA_HOME": "/data", "HOME": "/home/me"}), "/data/groktop/runs")
        self.assertEqual(default_runs_folder({"XDG_DATA_HOME": "data", "HOME": "/home/me"}),
                         "/home/me/.local/share/groktop/runs")
        with mock.patch.dict(os.environ, {"XDG_DATA_HOME": home}):
            channel = Channel.open({"run": watched(), "engine": ENGINE}, seconds=30)
            self.addCleanup(self.end, channel)
        self.assertEqual(os.path.dirname(channel.folder), os.path.join(home, "groktop", "runs"))

    def test_a_runs_folder_is_that_of_the_training_process(self):
        before = os.getcwd()
        self.addCleanup(os.chdir, before)
        os.chdir(os.path.dirname(self.runs))
        channel = Channel.open(begin("runs"), seconds=30)
        self.addCleanup(self.end, channel)
        self.assertEqual(os.path.realpath(os.path.dirname(channel.folder)), os.path.realpath(self.runs))

    def test_training_needs_no_sqlite(self):
        text = "import sys, groktop.recording, groktop.recording.folder; sys.exit('sqlite3' in sys.modules)"
        found = subprocess.run([sys.executable, "-c", text], cwd=PACKAGE, check=False)
        self.assertEqual(found.returncode, 0)

    def test_an_interpreter_that_cannot_be_started_is_told(self):
        for python in ("/nonexistent/python", "/bin/false"):
            channel = Channel.open(begin(self.runs), seconds=30, python=python)
            self.assertRegex(channel.error, "^the recorder cannot be started")
            self.assertFalse(channel.is_open)


    def test_a_python_without_sqlite_is_told(self):
        os.makedirs(self.runs)
        python = os.path.join(os.path.dirname(self.runs), "python")
        with open(python, "w", encoding="utf-8") as file:
            file.write(f"""#!/bin/sh
                exec '{sys.executable}' -I -S -c 'if True:
                    import runpy, sys
                    sys.modules["_sqlite3"] = None
                    runpy.run_path(sys.argv[1], run_name="__main__")' "$3"
                """)
        os.chmod(python, 0o700)
        channel = Channel.open(begin(self.runs), seconds=30, python=python)
        self.assertRegex(channel.error, "^nothing is recorded: ModuleNotFoundError: .*_sqlite3")
        self.assertEqual(os.listdir(self.runs), [])


class EdgeTests(RecordingCase):
    def update(self, step, products):
        return {"type": "update", "step": step, "interval": 20, "elapsed": step / 100, "learningRate": 1e-3,
                "weightDecay": 1.0, "groups": [{"products": products, "theta": 0.1, "norm": 2.0, "decay": [0.0, 0.0]}]}

    def test_products_become_spectra(self):
        channel = self.open()
        for index in range(8):
            channel.send(self.update(20 * (index + 1), [0.0] * min(index, 5) + [4.0]))
        channel.close(30)
        self.assertEqual(self.rows(channel.folder, "remark"), [])
        spectra = self.rows(channel.folder, "spectrum", "step, sigma_1, sigma_2, sigma_5, drive_class")
        self.assertEqual([row[0] for row in spectra], [40, 60, 80, 100, 120, 140, 160])
        self.assertEqual(spectra[-1][1:], (2.0, 2.0, 2.0, "functional"))
        self.assertTrue(self.rows(channel.folder, "window"))

    def test_after_a_gap_the_edge_begins_anew(self):
        channel = self.open()
        for index in range(12):
            if index == 7:
                continue
            message = self.update(20 * (index + 1), [0.0] * min(index, 5) + [4.0])
            channel.send({**message, "gap": True} if index == 8 else message)
        channel.close(30)
        self.assertEqual(self.rows(channel.folder, "remark"), [])
        spectra = self.rows(channel.folder, "spectrum", "step, sigma_3")
        self.assertEqual(spectra[-5:], [(120, 2.0), (140, 2.0), (200, None), (220, 2.0), (240, 2.0)])

    def test_bad_products_end_one_edge_alone(self):
        channel = self.open()
        channel.send(self.update(20, [1.0]))
        channel.send(self.update(40, [1.0, 2.0, 3.0]))
        channel.send(self.update(60, [0.0, 0.0, 1.0]))
        channel.event({"type": "metric", "step": 60, "name": "loss", "value": 1.0}, 0.6)
        channel.close(30)
        [(kind, message)] = self.rows(channel.folder, "remark", "kind, message")
        self.assertTrue(kind == "error" and re.match("the edge at interval 20 ended", message), message)
        self.assertEqual(len(self.rows(channel.folder, "metric")), 1)


if __name__ == "__main__":
    unittest.main()
