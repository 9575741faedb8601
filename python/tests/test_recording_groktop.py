"""groktop itself reads what was recorded. `GROKTOP` in the environment names its executable; else nothing is run."""

import json
import math
import os
import random
import subprocess
import unittest

from recording_support import RecordingCase, random_event

GROKTOP = os.environ.get("GROKTOP", "")


@unittest.skipUnless(GROKTOP, "GROKTOP names no executable")
class GroktopTests(RecordingCase):
    def groktop(self, *arguments):
        """What groktop prints."""
        found = subprocess.run([GROKTOP, *arguments], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((found.returncode, found.stderr), (0, ""))
        return found.stdout

    def events(self, folder):
        """The events of a run as groktop prints them."""
        return [json.loads(line) for line in self.groktop("export", folder, "--format", "ndjson").splitlines()]

    def test_events_come_back_as_they_were_sent(self):
        source = random.Random(3)
        channel = self.open()
        sent = [random_event(source, source.randint(0, 5000)) for _ in range(500)]
        for index, event in enumerate(sent):
            channel.event(event, index / 10)
        channel.send({"type": "finish", "reason": "failed", "detail": "ValueError: no"})
        channel.close(30)
        found = self.events(channel.folder)
        self.assertEqual((found[0]["type"], found[-1]["type"]), ("started", "finished"))
        # The recorder adds definitions and marks of its own.
        sent_types = {event["type"] for event in sent}
        self.assertNotIn("marker", sent_types)
        others = [event for event in found[1:-1] if event["type"] not in ("metricDefinition", "marker")]
        self.assertEqual(len(others), len(sent))
        for mine, its in zip(sent, others):
            for key, value in mine.items():
                self.assertEqual(_plain(its.get(key, [] if value == [] else None)), _plain(value), (key, its))

    def test_nothing_is_wrong_with_a_recording(self):
        channel = self.open()
        for step, (train, test) in enumerate([(0.5, 0.1), (1.0, 0.1), (1.0, 0.97)], 1):
            for name, value in (("train_accuracy", train), ("test_accuracy", test)):
                channel.event({"type": "metric", "step": step, "name": name, "value": value}, step)
        channel.send({"type": "finish", "reason": "completed"})
        channel.close(30)
        self.assertIn("nothing is wrong", self.groktop("check", channel.folder))
        marks = [(event["kind"], event["step"]) for event in self.events(channel.folder) if event["type"] == "marker"]
        self.assertEqual(marks, [("memorized", 2), ("grokked", 3)])
        self.assertIn("grokked", self.groktop("runs", "--runs", self.runs))

    def test_a_run_is_followed_while_it_is_recorded(self):
        channel = self.open()
        for step in range(10):
            channel.event({"type": "metric", "step": step, "name": "loss", "value": 0.5}, step)
            self.wait_until(lambda: len(self.rows(channel.folder, "metric")) == step + 1, "an event is not recorded")
            self.assertEqual(self.events(channel.folder)[-1]["step"], step)
        self.assertIn("running", self.groktop("runs", "--runs", self.runs))
        channel.close(30)
        self.assertIn("interrupted", self.groktop("runs", "--runs", self.runs))


def _plain(value):
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


if __name__ == "__main__":
    unittest.main()
