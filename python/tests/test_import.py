"""Runs from series of checkpoints."""

import json
import os
import random
import shutil
import struct
import unittest

from torch_support import RunsTestCase, model, needs_torch, torch, train

import groktop
from groktop.checkpoints.safetensors import SafetensorsError, SafetensorsFile
from groktop.edge import Edge, UpdateProducts


def write(path, tensors):
    """Writes single-precision tensors: name → (shape, values)."""
    header, content = {"__metadata__": {"by": "test"}}, b""
    for name, (shape, values) in tensors.items():
        part = struct.pack(f"<{len(values)}f", *values)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [len(content), len(content) + len(part)]}
        content += part
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + content)


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


class ImportTests(RunsTestCase):
    def series(self, steps, size=12):
        """A folder of checkpoints of a walk."""
        folder = os.path.join(self.runs, "series")
        os.mkdir(folder)
        chance = random.Random(1)
        theta, thetas = [chance.gauss(0, 1) for _ in range(size)], {}
        for step in range(max(steps) + 1):
            theta = [value * 0.999 + chance.gauss(0, 0.01) for value in theta]
            if step in steps:
                path = os.path.join(folder, f"model-{step:06d}.safetensors")
                write(
                    path,
                    {
                        "layers.0.attn.weight": ([3, size // 3], theta),
                        "head.bias": ([2], [1.0, float(step)]),
                        "optimizer.exp_avg.attn.weight": ([1, 1], [9.0]),
                    },
                )
                thetas[step] = list(struct.unpack(f"<{size}f", struct.pack(f"<{size}f", *theta)))
        return folder, thetas

    def run_of(self, folder):
        return type("Found", (), {"folder": folder})

    def test_a_series(self):
        folder, thetas = self.series(range(0, 81, 10))
        run = self.run_of(groktop.import_checkpoints(folder, runs=self.runs, learning_rate=1e-3, weight_decay=1.0))
        config = self.config(run)
        self.assertEqual(
            (config["name"], config["windows"], config["split"], config["firstUpdateSeen"]),
            ("series", {"interval": 10, "window": 5}, "nominal", True),
        )
        self.assertEqual(config["tracked"]["names"], ["layers.0.attn.weight"])
        rows = self.rows(run, "spectrum")
        self.assertEqual([row["step"] for row in rows], list(range(20, 81, 10)))
        for row in rows:
            ends = range(max(10, row["step"] - 40), row["step"] + 1, 10)
            updates = [[x - y for x, y in zip(thetas[end], thetas[end - 10])] for end in ends]
            edge = Edge(UpdateProducts.unsplit([[dot(a, b) for b in updates] for a in updates]), len(updates))
            self.assertAlmostEqual(row["sigma_1"], edge.sigma[0], delta=1e-9)
        self.assertEqual(len(self.rows(run, "gap_ledger")), 6)
        self.assertEqual(self.rows(run, "finish")[0]["reason"], "completed")
        self.assertEqual(self.rows(run, "remark"), [])

    def test_distances_that_are_no_multiples_of_five(self):
        folder, _ = self.series(range(0, 61, 3))
        run = self.run_of(groktop.import_checkpoints(folder, runs=self.runs))
        self.assertEqual(self.config(run)["windows"]["interval"], 15)
        self.assertEqual({row["interval"] for row in self.rows(run, "spectrum")}, {3, 15})
        self.assertEqual({row["drive_class"] for row in self.rows(run, "spectrum")}, {"unsplit"})

    def test_gaps_and_a_late_beginning(self):
        folder, _ = self.series([10, 20, 30, 40, 47, 70, 80, 90])
        run = self.run_of(groktop.import_checkpoints(folder, runs=self.runs))
        self.assertFalse(self.config(run)["firstUpdateSeen"])
        self.assertEqual([row["step"] for row in self.rows(run, "spectrum")], [30, 40, 90])
        self.assertEqual(
            [row["message"] for row in self.rows(run, "remark")], ["there is no checkpoint between steps 40 and 70"]
        )

    def test_what_does_not_belong_together(self):
        folder, _ = self.series(range(0, 31, 10))
        write(os.path.join(folder, "model-000020.safetensors"), {"layers.0.attn.weight": ([2, 2], [1.0] * 4)})
        with self.assertRaisesRegex(ValueError, "another shape"):
            groktop.import_checkpoints(folder, runs=self.runs)
        shutil.rmtree(folder)
        folder, _ = self.series([0, 10])
        with self.assertRaisesRegex(ValueError, "need three"):
            groktop.import_checkpoints(folder, runs=self.runs)

    @needs_torch
    def test_files_of_pytorch(self):
        folder = os.path.join(self.runs, "pt")
        os.mkdir(folder)
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1.0)
        run = groktop.watch(network, optimizer, interval=10, runs=self.runs)

        def save():
            content = {"model": network.state_dict(), "optimizer": optimizer.state_dict()}
            torch.save(content, os.path.join(folder, f"step{run.step}.pt"))

        save()
        train(network, optimizer, 60, run, after=lambda step: save() if run.step % 10 == 0 else None)
        run.finish()
        imported = self.run_of(groktop.import_checkpoints(folder, runs=self.runs, learning_rate=1e-3, weight_decay=1.0))
        mine = {row["step"]: row for row in self.rows(imported, "spectrum")}
        live = {row["step"]: row for row in self.rows(run, "spectrum") if row["interval"] == 10}
        self.assertEqual(set(mine), set(live))
        for step, row in live.items():
            self.assertLess(abs(mine[step]["sigma_1"] / row["sigma_1"] - 1), 1e-6)
            self.assertAlmostEqual(mine[step]["gradient_fraction_1"], row["gradient_fraction_1"], delta=1e-5)


class SafetensorsTests(RunsTestCase):
    def path(self, content):
        path = os.path.join(self.runs, "file.safetensors")
        with open(path, "wb") as file:
            file.write(content)
        return path

    def test_types(self):
        content = struct.pack("<2d", 1.5, -2) + struct.pack("<2e", 0.5, 3) + struct.pack("<2H", 0x3FC0, 0xC000)
        header = {
            "a": {"dtype": "F64", "shape": [2], "data_offsets": [0, 16]},
            "b": {"dtype": "F16", "shape": [2], "data_offsets": [16, 20]},
            "c": {"dtype": "BF16", "shape": [1, 2], "data_offsets": [20, 24]},
            "d": {"dtype": "I32", "shape": [0], "data_offsets": [24, 24]},
        }
        text = json.dumps(header).encode()
        file = SafetensorsFile(self.path(struct.pack("<Q", len(text)) + text + content))
        self.assertEqual(file.sizes(), {"a": (2,), "b": (2,), "c": (1, 2)})
        self.assertEqual([list(file.values(name)) for name in "abc"], [[1.5, -2], [0.5, 3], [1.5, -2]])

    def test_what_is_not_valid(self):
        def framed(header):
            text = json.dumps(header).encode()
            return struct.pack("<Q", len(text)) + text + b"\0" * 8

        entry = {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}
        SafetensorsFile(self.path(framed({"a": entry})))
        for content in (
            b"",
            b"\xff" * 16,
            struct.pack("<Q", 4) + b"[1]]",
            framed([]),
            framed({"a": 1}),
            framed({"a": {**entry, "shape": [3]}}),
            framed({"a": {**entry, "shape": [-2]}}),
            framed({"a": {**entry, "data_offsets": [8, 16]}}),
            framed({"a": {**entry, "shape": [2.0]}}),
            framed({"a": {**entry, "data_offsets": [8, 0]}}),
            struct.pack("<Q", 1 << 62) + b"{}",
        ):
            with self.subTest(content[:60]), self.assertRaises(SafetensorsError):
                SafetensorsFile(self.path(content))


if __name__ == "__main__":
    unittest.main()
