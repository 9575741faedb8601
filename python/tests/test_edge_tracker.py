"""Events of the edge from products alone."""

import math
import random
import unittest

from groktop.edge import Edge, EdgeTracker, UpdateProducts, trackers
from groktop.edge.eigen import eigensystem
from groktop.edge.ledger import gap_ledger

THRESHOLDS = {"functional": 0.9, "compression": 0.1}
WINDOW = 5


def dot(a, b):
    return math.fsum(x * y for x, y in zip(a, b))


class Walk:
    """Parameters that decay and drift for some steps, and the messages that a training process would send."""

    def __init__(self, seed, interval, groups=1, size=40):
        self.random = random.Random(seed)
        self.interval = interval
        self.theta = [[self.random.gauss(0, 1) for _ in range(size)] for _ in range(groups)]
        self.rates = [0.002 * (group + 1) for group in range(groups)]
        self.decays = [1.0 / (group + 1) for group in range(groups)]
        self.updates, self.decay_parts = [], []
        self.step = 0

    def message(self):
        starts = [list(theta) for theta in self.theta]
        taken = [[0.0] * len(theta) for theta in self.theta]
        sums = [[0.0, 0.0] for _ in self.theta]
        drift = [[self.random.gauss(0, 0.1) for _ in theta] for theta in self.theta]
        for step in range(self.interval):
            for group, theta in enumerate(self.theta):
                product = self.rates[group] * self.decays[group] * self.random.uniform(0.5, 1)
                sums[group][0] += product
                sums[group][1] += product * step / self.interval
                for index, value in enumerate(theta):
                    taken[group][index] -= product * value
                    theta[index] = value - product * value + drift[group][index] / self.interval
        self.step += self.interval
        self.updates.append([[end - start for end, start in zip(*pair)] for pair in zip(self.theta, starts)])
        self.decay_parts.append(taken)
        kept = self.updates[-WINDOW - 1 :]
        return {
            "step": self.step,
            "groups": [
                {
                    "products": [dot(update[group], self.updates[-1][group]) for update in kept],
                    "theta": dot(self.theta[group], self.updates[-1][group]),
                    "decay": sums[group],
                }
                for group in range(len(self.theta))
            ],
        }

    def products(self, count):
        """The exact products of the newest updates."""
        whole = [sum(update, []) for update in self.updates[-count:]]
        decay = [sum(part, []) for part in self.decay_parts[-count:]]
        gram = [[dot(a, b) for b in whole] for a in whole]
        with_decay = [[dot(a, b) for b in whole] for a in decay]
        gradient = [[one - other for one, other in zip(*rows)] for rows in zip(gram, with_decay)]
        return UpdateProducts(gram, gradient, with_decay)


class TrackerTests(unittest.TestCase):
    def tracker(self, interval, groups=1, split="trapezoid", **options):
        return EdgeTracker(interval, WINDOW, groups, split, THRESHOLDS, **options)

    def test_intervals_of_one_step_are_exact(self):
        for seed in range(5):
            walk, tracker = Walk(seed, 1, groups=2), self.tracker(1, 2)
            for count in range(1, 15):
                events = tracker.take(walk.message())
                if count == 1:
                    continue
                edge = Edge(walk.products(min(count, WINDOW)), min(count, WINDOW))
                for k in range(min(4, len(edge.sigma))):
                    self.assertAlmostEqual(events[0]["sigma"][k], edge.sigma[k], delta=1e-9)
                    self.assertAlmostEqual(events[0]["gradientFraction"][k], edge.gradient_fraction(k), delta=1e-9)
                    self.assertAlmostEqual(events[0]["alignment"][k], edge.alignment[k], delta=1e-9)

    def test_longer_intervals_are_near(self):
        walk, tracker = Walk(3, 20, groups=2), self.tracker(20, 2)
        for count in range(1, 15):
            events = tracker.take(walk.message())
            if count >= WINDOW:
                edge = Edge(walk.products(WINDOW), WINDOW)
                self.assertAlmostEqual(events[0]["gradientFraction"][0], edge.gradient_fraction(0), delta=2e-3)

    def test_which_rows_come_when(self):
        walk, tracker = Walk(1, 2), self.tracker(2)
        kinds = []
        for _ in range(8):
            events = tracker.take(walk.message())
            kinds.append(
                [
                    (event["type"], event.get("window"), event.get("leavesFirstOut"), event.get("updates"))
                    for event in events
                ]
            )
            for event in events:
                if event["type"] == "spectrum":
                    updates = min(len(kinds), WINDOW)
                    self.assertEqual(len(event["sigma"]), updates)
                    self.assertEqual(len(event["rotationDegrees"]), 0 if updates == 2 else min(len(kinds) - 1, 4))
                    self.assertEqual("g23" in event, updates > 2)
        spectrum, ledger = ("spectrum", 5, None, None), ("gapLedger", 5, None, None)
        self.assertEqual(kinds[0], [])
        self.assertEqual(kinds[1], [spectrum, ("window", 3, False, 2)])
        self.assertEqual(kinds[2], [spectrum, ("window", 3, False, 3), ("window", 5, True, 2), ledger])
        self.assertEqual(kinds[4], [spectrum, ("window", 3, False, 3), ("window", 5, True, 4), ledger])
        self.assertEqual(kinds[5], [spectrum, ("window", 3, False, 3), ledger])

    def test_a_run_that_is_joined_has_no_window_without_its_first_update(self):
        walk, tracker = Walk(1, 2), self.tracker(2, first_update_seen=False)
        events = [event for _ in range(6) for event in tracker.take(walk.message())]
        self.assertFalse(any(event.get("leavesFirstOut") for event in events))

    def test_the_fine_window_has_no_ledger(self):
        walk = Walk(1, 2)
        both = trackers({"windows": {"interval": 10, "window": WINDOW}, "split": "trapezoid", "thresholds": THRESHOLDS})
        self.assertEqual(sorted(both), [2, 10])
        events = [event for _ in range(6) for event in both[2].take(walk.message())]
        self.assertEqual({event["type"] for event in events}, {"spectrum", "window"})

    def test_without_a_split(self):
        walk, tracker = Walk(1, 2), self.tracker(2, split="none")
        events = [event for _ in range(6) for event in tracker.take(walk.message())]
        self.assertEqual({event["type"] for event in events}, {"spectrum", "window"})
        for event in events:
            self.assertEqual((event["driveClass"], event["gradientFraction"]), ("unsplit", []))
        self.assertEqual(events[0]["alignment"], [])
        self.assertAlmostEqual(events[-2]["sigma"][0], Edge(walk.products(WINDOW), WINDOW).sigma[0], delta=1e-9)

    def test_a_split_that_ends(self):
        walk, tracker = Walk(1, 2), self.tracker(2)
        for number in range(8):
            events = tracker.take({**walk.message(), "unsplit": number == 4})
            if events:
                self.assertEqual(events[0]["driveClass"] == "unsplit", number >= 4)

    def test_a_reset_forgets(self):
        walk, tracker = Walk(1, 2), self.tracker(2)
        for _ in range(6):
            tracker.take(walk.message())
        walk.updates.clear()
        self.assertEqual(tracker.take({**walk.message(), "reset": True}), [])
        events = tracker.take(walk.message())
        self.assertEqual((len(events[0]["sigma"]), events[0]["rotationDegrees"]), (2, []))

    def test_nan_leaves_the_window_again(self):
        walk, tracker = Walk(1, 2), self.tracker(2)
        seen = []
        for number in range(14):
            message = walk.message()
            if number >= 3:
                group = message["groups"][0]
                place = 3 - number - 1  # of update 3 among the products, from the newest
                if -place <= len(group["products"]):
                    group["products"][place] = math.nan
                if number == 3:
                    group["theta"] = math.inf
            seen.append(bool(tracker.take(message)))
        self.assertEqual(seen, [False, True, True] + [False] * 5 + [True] * 6)

    def test_messages_that_do_not_fit(self):
        walk, tracker = Walk(1, 2), self.tracker(2)
        tracker.take(walk.message())
        message = walk.message()
        message["groups"][0]["products"].pop()
        with self.assertRaises(ValueError):
            tracker.take(message)
        with self.assertRaises(ValueError):
            tracker.take({"step": 4, "groups": []})

    def test_the_ledger_adds_up(self):
        walk = Walk(7, 3)
        for _ in range(9):
            walk.message()
        products = walk.products(WINDOW + 1)
        figures = gap_ledger(products, WINDOW)
        before, after = Edge(products.part(0, WINDOW), WINDOW), Edge(products, WINDOW)
        parts = [
            figures[name]
            for name in (
                "enteringDriving",
                "enteringDecay",
                "enteringAlignment",
                "leavingDriving",
                "leavingDecay",
                "leavingAlignment",
                "kStarChange",
                "rest",
            )
        ]
        self.assertAlmostEqual(sum(parts), after.gap - before.gap, delta=1e-12)
        self.assertLess(abs(figures["rest"]), 1e-6 * after.gap)
        self.assertLess(abs(figures["edgeRest"]), 1e-6 * after.sigma[0])


class EigenTests(unittest.TestCase):
    def test_vectors_diagonalize(self):
        generator = random.Random(1)
        for size in (1, 2, 5, 12):
            rows = [[generator.gauss(0, 10.0**-i) for _ in range(size)] for i in range(size)]
            matrix = [[dot(a, b) for b in rows] for a in rows]
            values, vectors = eigensystem(matrix)
            self.assertEqual(values, sorted(values, reverse=True))
            for value, vector in zip(values, vectors):
                for row, entry in zip(matrix, vector):
                    self.assertAlmostEqual(dot(row, vector), value * entry, delta=1e-13 * values[0])

    def test_what_has_no_spectrum(self):
        self.assertEqual(eigensystem([[0.0, 0.0], [0.0, 0.0]])[0], [0.0, 0.0])
        edge = Edge(UpdateProducts.unsplit([[0.0, 0.0], [0.0, 0.0]]), 2)
        self.assertEqual((edge.sigma, edge.gap_ratio, edge.gradient_fraction(0)), ([0.0, 0.0], None, 0.0))
        same = Edge(UpdateProducts.unsplit([[4.0, 4.0], [4.0, 4.0]]), 2)
        self.assertAlmostEqual(same.sigma[0], math.sqrt(8))
        self.assertEqual((same.sigma[1], same.gap_ratio), (0.0, None))


if __name__ == "__main__":
    unittest.main()
