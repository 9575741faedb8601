"""Tables and rows: what the database holds is what the format says, to the bit."""

import math
import os
import sqlite3
import unittest

from groktop.recording import schema
from groktop.recording.command_words import NotACommand, parse
from groktop.recording.description import checked
from groktop.recording.filesystem import kind_of
from groktop.recording.folder import safe_name
from groktop.recording.metric_names import definition
from groktop.recording.rows import Unrecordable, document, text, values
from recording_support import watched

# The tables of a recording that groktop itself makes, with windows of five updates; but for line breaks.
DOCUMENTED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "recording-schema.sql")


class SchemaTests(unittest.TestCase):
    def test_tables_are_those_of_groktop(self):
        with open(DOCUMENTED, encoding="utf-8") as file:
            lines = [line for line in file if not line.startswith("--")]
        statements = [" ".join(statement.split()) for statement in "".join(lines).split(";")]
        made = [table.creation(5) for table in schema.TABLES]
        self.assertEqual(made, [statement for statement in statements if statement.startswith("CREATE TABLE")])
        self.assertIn(f"PRAGMA user_version = {schema.VERSION}", statements)

    def test_columns_follow_the_window(self):
        self.assertIn('"sigma_10", "gradient_fraction_1"', schema.SPECTRUM.creation(10))
        self.assertIn('"stability_5")', schema.GAP_FLOW.creation(10))
        self.assertIn('"stability_1")', schema.GAP_FLOW.creation(1))


class RowTests(unittest.TestCase):
    def kept(self, value):
        """A metric's number after a way through the database."""
        connection = sqlite3.connect(":memory:")
        connection.execute(schema.METRIC.creation(5))
        event = {"reachedStep": 1, "elapsedSeconds": 0, "step": 1, "name": "loss", "value": value}
        connection.execute(schema.METRIC.insertion(5), (1,) + values(schema.METRIC, event, 5))
        return connection.execute("SELECT value, typeof(value) FROM metric").fetchone()

    def test_numbers_come_back_bit_for_bit(self):
        for value in (0.0, -0.0, 1.0, 0.1, 1e300, 5e-324, math.inf, -math.inf):
            found, kind = self.kept(value)
            self.assertEqual((found, math.copysign(1, found), kind), (value, math.copysign(1, value), "real"))
        self.assertEqual(self.kept(math.nan), ("nan", "text"))
        self.assertEqual(self.kept("nan"), ("nan", "text"))
        self.assertEqual(self.kept("-inf"), (-math.inf, "real"))
        self.assertEqual(self.kept(3), (3.0, "real"))
        self.assertEqual(self.kept(10 ** 400), (math.inf, "real"))

    def refuses(self, table, event, problem):
        whole = {"reachedStep": 0, "elapsedSeconds": 0.0, "step": 0, **event}
        with self.assertRaisesRegex(Unrecordable, problem):
            values(table, whole, 5)

    def test_what_a_reader_would_take_for_damage_is_refused(self):
        spectrum = {"interval": 20, "window": 5, "sigma": [1.0], "kStarRatio": 1, "kStarWeighted": 1,
                    "driveClass": "mixed"}
        self.refuses(schema.SPECTRUM, {**spectrum, "sigma": [1.0] * 6}, "sigma has 6 values, more than 5")
        self.refuses(schema.SPECTRUM, {**spectrum, "sigma": [None, 1.0]}, "sigma is no number")
        self.refuses(schema.SPECTRUM, {**spectrum, "kStarRatio": 6}, "kStarRatio is 6, not in 1...5")
        self.refuses(schema.SPECTRUM, {**spectrum, "driveClass": "other"}, "no word of it")
        self.refuses(schema.SPECTRUM, {**spectrum, "interval": 0}, "interval is 0")
        self.refuses(schema.METRIC, {"name": "loss", "value": "much"}, "value is no number")
        self.refuses(schema.METRIC, {"name": "loss", "value": True}, "value is no number")
        self.refuses(schema.METRIC, {"name": "loss"}, "value is missing")
        self.refuses(schema.METRIC, {"name": "loss", "value": 1.0, "step": -1}, "step is -1")
        self.refuses(schema.METRIC, {"name": "loss", "value": 1.0, "step": (1 << 40) + 1}, "step is 1099511627777")
        self.refuses(schema.METRIC, {"name": "loss", "value": 1.0, "step": 0.5}, "step is no integer")
        self.refuses(schema.COMMAND, {"command": "explode", "weightDecay": 0.0}, "no word of it")
        window = {"interval": 20, "window": 25, "leavesFirstOut": False, "updates": 9, "kStar": 26,
                  "driveClass": "unsplit"}
        self.refuses(schema.WINDOW, window, r"kStar is 26, not in 1\.\.\.25")

    def test_documents_are_json_that_every_reader_takes(self):
        self.assertEqual(document({"b": math.nan, "a": [1.0, -math.inf], "none": None}), '{"a":[1.0,"-inf"],"b":"nan"}')
        self.assertEqual(document({"a": "\ud800"}), '{"a":"?"}')


    def test_texts_are_cut_and_documents_are_not(self):
        self.assertEqual(text("ω" * 900), "ω" * 500)
        self.assertEqual(text("a" + "ω" * 900), "a" + "ω" * 499)
        self.assertEqual(len(document(["ω" * 900])), 904)


class DescriptionTests(unittest.TestCase):
    def test_a_description_comes_back_as_it_is(self):
        run = watched(splitResidual=3e-7, splitReason="why", sketchLength=65521, sketchError=1.6e-3, rows="sketch")
        self.assertEqual(checked(run), run)
        self.assertEqual(checked({**run, "other": 1, "steps": 12.0})["steps"], 12)

    def test_what_is_too_long_is_cut(self):
        names = [f"layer.{index}.weight" for index in range(100)]
        run = checked(watched(tracked={"selection": "ω" * 900, "names": names, "tensors": 100}, name=""))
        self.assertEqual(run["tracked"], {"selection": "ω" * 500, "names": names[:64], "tensors": 100})
        self.assertEqual(run["name"], "run")

    def test_seeds(self):
        self.assertEqual(checked(watched(seed=(1 << 64) - 1))["seed"], (1 << 64) - 1)
        for seed in (None, -1, 1 << 64, "one", 0.5):
            self.assertNotIn("seed", checked(watched(seed=seed)))

    def test_what_a_reader_refuses_is_refused(self):
        group = watched()["groups"][0]
        for changes, problem in (
                ({"windows": {"interval": 101, "window": 5}}, "interval is 101"),
                ({"windows": {"interval": 100, "window": 1}}, "window is 1"),
                ({"windows": {"interval": 100, "window": 65}}, "window is 65"),
                ({"windows": None}, "windows of the run is missing"), ({"split": "some"}, "split of the run is 'some'"),
                ({"groups": [{**group, "learningRate": math.inf}]}, "learningRate of a group is inf"),
                ({"groups": [{"tensors": 1}]}, "learningRate of a group is missing"), ({"groups": None}, "no list"),
                ({"steps": -1}, "steps of the run is no count"), ({"steps": 1 << 41}, "steps of the run is 2199"),
                ({"name": 7}, "name of the run is 7"), ({"program": None}, "program of the run is missing")):
            with self.assertRaisesRegex(Unrecordable, problem):
                checked(watched(**changes))
        with self.assertRaises(Unrecordable):
            checked("a run")


class WordTests(unittest.TestCase):
    def test_commands(self):
        self.assertEqual(tuple(parse("weight-decay=0.5")), ("weight-decay", 0.5))
        self.assertEqual(tuple(parse("weight-decay=off")), ("weight-decay", "off"))
        self.assertEqual(tuple(parse("learning-rate=1e-1")), ("learning-rate", 0.1))
        self.assertEqual(tuple(parse("back=1200")), ("back", 1200))
        self.assertEqual(tuple(parse("stop")), ("stop", None))

    def test_other_texts_are_no_commands(self):
        for spelling in ("", "stop=1", "learning-rate=1e-7", "learning-rate=1001", "weight-decay", "weight-decay=",
                         "weight-decay=-1", "weight-decay=nan",
                     "weight-decay=1_0", "weight-decay= 1", "weight-decay=1001", "weight-decay=١", "learning-rate=0",
                     "learning-rate=inf", "back=-1", "back=1.5", "back=" + "9" * 16, "Stop", "stop\n", "rm -rf"):
            with self.assertRaises(NotACommand, msg=spelling):
                parse(spelling)

    def test_metrics_say_by_their_names_what_they_are(self):
        def of(name):
            found = definition(name)
            return (found.get("dataset"), found.get("better"))

        self.assertEqual(of("val_loss"), ("test", "lower"))
        self.assertEqual(of("train/acc"), ("train", "higher"))
        self.assertEqual(of("eval_perplexity"), ("test", "lower"))
        self.assertEqual(of("classes"), (None, None))
        self.assertEqual(of("train_test_loss_gap"), (None, "lower"))

    def test_names_of_folders(self):
        self.assertEqual(safe_name("My GPT/2 (ω=1)"), "my-gpt-2----1-")
        self.assertEqual(len(safe_name("x" * 99)), 40)
        self.assertEqual(safe_name(""), "run")

    def test_file_systems(self):
        mounts = ["/dev/sda / ext4 rw 0 0", "server:/home /home nfs4 rw 0 0", "x /home/my\\040data xfs rw 0 0"]
        self.assertEqual(kind_of("/home/me/runs", mounts), "nfs4")
        self.assertEqual(kind_of("/home/my data/runs", mounts), "xfs")
        self.assertEqual(kind_of("/homely", mounts), "ext4")


if __name__ == "__main__":
    unittest.main()
