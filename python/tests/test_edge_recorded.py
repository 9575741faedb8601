"""The edge from the products of groktop's own recordings."""

import json
import os
import re
import unittest

from groktop.edge import Edge, EdgeTracker, UpdateProducts
from groktop.edge.ledger import gap_ledger

THRESHOLDS = {"functional": 0.9, "compression": 0.1}


def recorded():
    with open(os.path.join(os.path.dirname(__file__), "data", "groktop_windows.json"), encoding="utf-8") as file:
        return json.load(file)


def column(member):
    return re.sub("([A-Z])", lambda letter: "_" + letter.group(1).lower(), member)


class RecordedWindowTests(unittest.TestCase):
    """groktop's products give groktop's rows."""

    def test_spectra(self):
        compared = 0
        for window in recorded()["windows"]:
            row = window["spectrum"]
            updates = sum(row[f"sigma_{k}"] is not None for k in range(1, 6))
            edge = Edge(UpdateProducts.of_parts(*window["products"]), updates)
            for k in range(updates):
                self.assertLessEqual(abs(edge.sigma[k] - row[f"sigma_{k + 1}"]), 1e-12 * edge.sigma[0])
            for k in range(min(4, updates)):
                self.assertAlmostEqual(edge.gradient_fraction(k), row[f"gradient_fraction_{k + 1}"], delta=1e-10)
                self.assertAlmostEqual(edge.alignment[k], row[f"alignment_{k + 1}"], delta=1e-10)
            self.assertEqual((edge.k_star_ratio, edge.k_star_weighted), (row["k_star_ratio"], row["k_star_weighted"]))
            self.assertAlmostEqual(edge.gap_ratio, row["gap_ratio"], delta=1e-9 * row["gap_ratio"])
            compared += 1
        self.assertGreater(compared, 10)

    def test_rotation(self):
        compared = 0
        for window in recorded()["windows"]:
            products = UpdateProducts.of_parts(*window["products"])
            if len(products) < 6:
                continue
            edge, earlier = Edge(products, 5), Edge(products.part(0, 5), 5)
            for k, angle in enumerate(edge.rotation_degrees(earlier, products)[:4]):
                self.assertAlmostEqual(angle, window["spectrum"][f"rotation_degrees_{k + 1}"], delta=1e-5)
            compared += 1
        self.assertGreater(compared, 5)

    def test_ledgers(self):
        compared = 0
        for window in recorded()["windows"]:
            row = window["gap_ledger"]
            if row is None:
                continue
            figures = gap_ledger(UpdateProducts.of_parts(*window["products"]), 5)
            for member, value in figures.items():
                self.assertAlmostEqual(value, row[column(member)], delta=1e-10, msg=member)
            compared += 1
        self.assertGreater(compared, 5)

    def test_shorter_windows(self):
        compared = 0
        for window in recorded()["windows"]:
            products = UpdateProducts.of_parts(*window["products"])
            for row in window["windows"]:
                if row["window"] > 3 or row["updates"] > len(products):
                    continue
                edge = Edge(products, row["updates"])
                self.assertAlmostEqual(edge.gradient_fraction(0), row["gradient_fraction"], delta=1e-10)
                self.assertEqual(edge.k_star_weighted, row["k_star"])
                compared += 1
        self.assertGreater(compared, 10)


class TrapezoidTests(unittest.TestCase):
    """The split without the ledger, against groktop's exact one, on a run's real updates."""

    def test_shares(self):
        compared = 0
        for trajectory in recorded()["trajectories"]:
            tracker = EdgeTracker(trajectory["interval"], 5, 1, "trapezoid", THRESHOLDS)
            events = [event for update in trajectory["updates"] for event in tracker.take(update)]
            spectra = {event["step"]: event for event in events if event["type"] == "spectrum"}
            for row in trajectory["spectra"]:
                event = spectra[row["step"]]
                self.assertLess(abs(event["sigma"][0] / row["sigma_1"] - 1), 1e-9)
                for k in range(4):
                    self.assertAlmostEqual(event["gradientFraction"][k], row[f"gradient_fraction_{k + 1}"], delta=3e-3)
                self.assertEqual(event["driveClass"], row["drive_class"])
                compared += 1
        self.assertGreater(compared, 20)


if __name__ == "__main__":
    unittest.main()
