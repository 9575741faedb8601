"""Marks that are found in logged accuracies."""

import math
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from groktop.recording.marks import Marks


class MarksTests(unittest.TestCase):
    def found(self, values, name="test_accuracy", **thresholds):
        """The marks that values set, one a step, in a run that has memorized its train set at step 0."""
        marks = Marks(thresholds)
        marks.take("train_accuracy", 1.0, 0)
        return [(mark["kind"], mark["step"]) for step, value in enumerate(values, 1)
                for mark in marks.take(name, value, step)]

    def test_each_mark_comes_once(self):
        marks = Marks()
        self.assertEqual(marks.take("train_accuracy", 0.97, 1), [])
        self.assertEqual([mark["kind"] for mark in marks.take("train_accuracy", 0.98, 2)], ["memorized"])
        self.assertEqual(marks.take("train_accuracy", 1.0, 3), [])
        self.assertEqual(self.found([0.2, 0.95, 0.96, 0.97]), [("grokked", 2)])

    def test_a_fall_over_several_values_is_one_slingshot(self):
        self.assertEqual(self.found([0.9, 0.87, 0.8, 0.7, 0.75, 0.7]), [("slingshot", 2), ("slingshot", 6)])
        self.assertEqual(self.found([0.9, 0.881, 0.87]), [])

    def test_no_fall_counts_before_the_train_set_is_memorized(self):
        marks = Marks()
        self.assertEqual([marks.take("val_accuracy", value, 1) for value in (0.5, 0.2, 0.4)], [[], [], []])

    def test_the_first_accuracy_of_a_set_decides(self):
        marks = Marks()
        self.assertEqual(marks.take("val_accuracy", 0.1, 1), [])
        self.assertEqual(marks.take("test_accuracy", 1.0, 1), [])
        self.assertEqual(self.found([1.0], "accuracy"), [])
        self.assertEqual(self.found([math.nan, 1.0]), [("grokked", 2)])

    def test_a_run_that_goes_back(self):
        """What was set after the step can be set again; what was set before it is kept. A jump is no fall."""
        marks = Marks()
        for step, name, value in (
            (10, "train_accuracy", 1.0), (20, "test_accuracy", 0.9), (30, "test_accuracy", 0.96),
        ):
            marks.take(name, value, step)
        marks.go_back(25)
        self.assertEqual(marks.take("test_accuracy", 0.2, 26), [])
        self.assertEqual(marks.take("train_accuracy", 1.0, 26), [])
        self.assertEqual([mark["kind"] for mark in marks.take("test_accuracy", 0.97, 40)], ["grokked"])
        marks.go_back(5)
        self.assertEqual([mark["kind"] for mark in marks.take("train_accuracy", 0.99, 6)], ["memorized"])

    def test_thresholds_are_the_programs(self):
        self.assertEqual(self.found([0.5, 0.6], grokked=0.6), [("grokked", 2)])


if __name__ == "__main__":
    unittest.main()
