"""Runs from event files of TensorBoard."""

import contextlib
import importlib.util
import io
import math
import os
import random
import struct
import subprocess
import sys
import unittest

from torch_support import RunsTestCase, needs_torch, torch

import groktop
from groktop.__main__ import main
from groktop.tensorboard.events import scalar_tensor
from groktop.tensorboard.importing import _read
from groktop.tensorboard.records import LONGEST_RECORD, masked_crc32c
from groktop.tensorboard.tags import drawn_name, names
from groktop.tensorboard.wire import WireError, fields

HERE = os.path.dirname(os.path.abspath(__file__))
KEPT = os.path.join(HERE, "data", "events.out.tfevents.1000.host")
"""Made by `torch.utils.tensorboard.SummaryWriter`."""
writes_events = unittest.skipUnless(torch and importlib.util.find_spec("tensorboard"), "needs tensorboard")


def varint(value):
    content = b""
    while value > 0x7F:
        content, value = content + bytes([value & 0x7F | 0x80]), value >> 7
    return content + bytes([value])


def field(number, value):
    """A field of a protocol buffer: an integer, a double, or bytes."""
    if isinstance(value, float):
        return varint(number << 3 | 1) + struct.pack("<d", value)
    if isinstance(value, bytes):
        return varint(number << 3 | 2) + varint(len(value)) + value
    return varint(number << 3) + varint(value & (1 << 64) - 1)


def event(step, tag, value, time=1000.0):
    simple = varint(2 << 3 | 5) + struct.pack("<f", value)
    return field(1, time) + field(2, step) + field(5, field(1, field(1, tag.encode()) + simple))


def record(content):
    head = struct.pack("<Q", len(content))
    return head + struct.pack("<I", masked_crc32c(head)) + content + struct.pack("<I", masked_crc32c(content))


VERSION = record(field(1, 999.0) + field(3, b"brain.Event:2"))


class EventFileTests(RunsTestCase):
    def write(self, name, *records):
        path = os.path.join(self.runs, "logs", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(b"".join(records))
        return path

    def imported(self, path, **options):
        return type("Found", (), {"folder": groktop.import_tensorboard(path, runs=self.runs, **options)})

    def metrics(self, run):
        return [(row["step"], row["name"], row["value"]) for row in self.rows(run, "metric")]

    def remarks(self, run):
        return [row["message"] for row in self.rows(run, "remark")]

    def test_a_file_of_the_real_writer(self):
        run = self.imported(KEPT, name="kept", grokked=0.75)
        values = {}
        for step, name, value in self.metrics(run):
            values.setdefault(name, []).append((step, value))
        self.assertEqual(values["train_loss"], [(0, 1.5), (100, 0.75), (200, 0.5), (300, 0.375)])
        self.assertEqual(values["test_accuracy"], [(0, 0.0), (100, 0.25), (200, 0.5), (300, 0.75)])
        self.assertEqual(values["decay"], [(step, 0.1) for step in (0, 100, 200, 300)])
        self.assertEqual(set(values), {"train_loss", "test_accuracy", "decay"})
        self.assertEqual([(row["kind"], row["step"]) for row in self.rows(run, "marker")], [("grokked", 300)])
        self.assertEqual([row["elapsed_seconds"] for row in self.rows(run, "metric")][-1], 3.0)
        self.assertEqual((self.config(run)["name"], self.config(run)["steps"]), ("kept", 300))
        self.assertEqual((self.rows(run, "finish")[0]["reason"], self.remarks(run)), ("completed", []))

    @writes_events
    def test_what_the_writer_writes_is_read_to_the_bit(self):
        from torch.utils.tensorboard import SummaryWriter

        folder, chance = os.path.join(self.runs, "logs"), random.Random(1)
        written = {}
        writer = SummaryWriter(folder)
        for step in range(3000):
            value = chance.gauss(0, 10 ** chance.randint(-30, 30))
            writer.add_scalar("old", value, step)
            writer.add_scalar("new", value, step, new_style=True, double_precision=True)
            written[step, "old"] = struct.unpack("<f", struct.pack("<f", value))[0]
            written[step, "new"] = value
        writer.add_scalar("old", math.inf, 3000)
        written[3000, "old"] = math.inf
        writer.add_histogram("histogram", torch.randn(100), 1)
        writer.add_image("image", torch.rand(3, 700, 700), 1)
        writer.add_text("text", "text")
        writer.add_scalars("pair", {"a": 1.0, "b": 2.0}, 7)
        writer.close()
        self.assertGreater(max(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder)), 1 << 20)
        written[7, "pair_a/pair"], written[7, "pair_b/pair"] = 1.0, 2.0
        run = self.imported(folder)
        self.assertEqual({(step, name): value for step, name, value in self.metrics(run)}, written)
        self.assertEqual(self.remarks(run), [])

    def test_a_folder_of_several_writers(self):
        self.write("events.out.tfevents.1.a", VERSION, *(record(event(step, "x", step)) for step in range(6)))
        self.write("events.out.tfevents.2.a", VERSION, *(record(event(step, "x", -step)) for step in range(4, 8)))
        self.write("validation/events.out.tfevents.1.b", VERSION, record(event(5, "epoch_loss", 0.5)))
        self.write("model.pt", b"something else")
        run = self.imported(os.path.join(self.runs, "logs"))
        self.assertEqual(
            self.metrics(run),
            [(step, "x", step) for step in range(4)]
            + [(4, "x", -4), (5, "test_loss", 0.5), (5, "x", -5), (6, "x", -6), (7, "x", -7)],
        )

    def test_more_numbers_than_the_recorder_can_be_behind(self):
        path = self.write("events", VERSION, *(record(event(step, "x", step)) for step in range(30_000)))
        run = self.imported(path)
        self.assertEqual(self.metrics(run), [(step, "x", step) for step in range(30_000)])
        self.assertEqual(self.remarks(run), [])

    def test_every_cut(self):
        """A writer that was killed anywhere leaves what it had written until then."""
        parts = [VERSION, *(record(event(step, "x", step)) for step in range(5))]
        whole = b"".join(parts)
        ends = [sum(map(len, parts[:count])) for count in range(1, len(parts) + 1)]
        for length in range(len(whole) + 1):
            path = self.write("events", whole[:length])
            numbers, problems = _read(path)
            whole_records = sum(end <= length for end in ends)
            self.assertEqual([step for step, _ in numbers], list(range(max(0, whole_records - 1))))
            self.assertEqual(bool(problems), length not in ends, length)

    def test_damage(self):
        """No flipped byte makes another number, or ends the reading by anything but a remark."""
        parts = [VERSION, *(record(event(step, "x", step)) for step in range(5))]
        whole = b"".join(parts)
        for place in range(len(whole)):
            changed = bytearray(whole)
            changed[place] ^= 1 << place % 8
            numbers, problems = _read(self.write("events", bytes(changed)))
            self.assertTrue(problems, place)
            self.assertTrue(all(value == step for (step, _), (value, _) in numbers.items()), place)
        run = self.imported(self.write("events", whole + b"\0" * 40))
        self.assertEqual(self.remarks(run), [f"events: it is damaged at byte {len(whole)}, and not read further"])
        run = self.imported(self.write("events", whole[:-1] + b"\0"))
        self.assertEqual(len(self.metrics(run)), 4)
        self.assertRegex(self.remarks(run)[0], "is damaged, and left out")

    def test_what_is_untrusted(self):
        """Checksums that are right do not make an event of what is none."""
        chance = random.Random(2)
        good = event(3, "x", 3.0)
        for _ in range(3000):
            content = bytearray(good)
            for _ in range(chance.randint(1, 6)):
                content[chance.randrange(len(content))] = chance.randrange(256)
            list(_read(self.write("events", VERSION, record(bytes(content)))))
        deep = b""
        for _ in range(20_000):
            deep = field(5, deep)
        long_head = struct.pack("<Q", 1 << 62)
        path = self.write(
            "events",
            VERSION,
            record(deep),
            record(field(1, 1.0) + field(2, -1) + event(1 << 50, "late", 1.0)),
            record(field(5, b"\xff" * 20)),
            record(event(1, "t" * 501, 1.0)),
            record(b"\0" * (LONGEST_RECORD + 1)),
            record(event(4, "x\n\x1b", 4.0)),
            long_head + struct.pack("<I", masked_crc32c(long_head)),
        )
        run = self.imported(path)
        self.assertEqual(self.metrics(run), [(4, "x??", 4.0)])
        self.assertEqual(self.remarks(run), ["events: its last record is cut off"])
        for content in (b"\x80" * 11, b"\x0b", b"\x0a\x05ab", b"\x09\0"):
            with self.subTest(content), self.assertRaises(WireError):
                list(fields(content))

    def test_tensors(self):
        def tensor(kind, *parts):
            return field(1, kind) + b"".join(parts)

        one = field(2, field(2, field(1, 1)))
        for expected, content in (
            (1.5, tensor(1, field(4, struct.pack("<f", 1.5)))),
            (1.5, tensor(2, field(6, struct.pack("<d", 1.5)))),
            (-7.0, tensor(3, field(7, -7))),
            (300.0, tensor(9, one, field(10, varint(300)))),
            (1.5, tensor(19, field(13, 0x3E00))),
            (0.0, tensor(1)),
            (None, tensor(7, field(8, b"text"))),
            (None, tensor(1, field(2, field(2, field(1, 3))), field(4, b"\0" * 12))),
            (None, tensor(1, field(2, field(2, field(1, 0))))),
        ):
            with self.subTest(content):
                self.assertEqual(scalar_tensor(content), expected)
        with self.assertRaises(WireError):
            scalar_tensor(tensor(1, field(4, b"\0")))

    def test_checksums(self):
        # RFC 3720, B.4: CRC32C of 32 zeros is 8a9136aa.
        self.assertEqual(masked_crc32c(b"\0" * 32), ((0x8A9136AA >> 15 | 0x8A9136AA << 17) + 0xA282EAD8) & 0xFFFFFFFF)

    def test_names(self):
        for tag, name in {
            "Loss/train": "train_loss",
            "eval/accuracy": "test_accuracy",
            "val_acc": "test_accuracy",
            "validation/epoch_loss": "test_loss",
            "loss": "train_loss",
            "train/learning_rate": None,
            "train/train_loss": None,
            "test_train": None,
            "gloss/train": None,
        }.items():
            self.assertEqual(drawn_name(tag), name, tag)
        self.assertEqual(
            names(["val/loss", "test/loss", "a" * 90, "a" * 91]),
            {"test/loss": "test_loss", "val/loss": "val/loss", "a" * 90: "a" * 80, "a" * 91: "a" * 68 + " 2"},
        )

    def test_what_is_no_event_file(self):
        with self.assertRaisesRegex(ValueError, "no event files"):
            groktop.import_tensorboard(self.runs)
        with self.assertRaisesRegex(ValueError, "no event file"):
            groktop.import_tensorboard(__file__)
        with self.assertRaises(FileNotFoundError):
            groktop.import_tensorboard(os.path.join(self.runs, "none"))
        self.assertEqual(os.listdir(self.runs), [])


class CommandLineTests(RunsTestCase):
    def ran(self, *arguments):
        out, told = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(told):
            try:
                code = main(list(arguments))
            except SystemExit as end:
                code = end.code
        return code, out.getvalue(), told.getvalue()

    def test_event_files(self):
        code, out, told = self.ran("import", KEPT, "--runs", self.runs, "--name", "kept")
        self.assertEqual((code, told), (0, ""))
        self.assertTrue(os.path.exists(os.path.join(out.strip(), "run.sqlite")))

    @needs_torch
    def test_checkpoints(self):
        folder = os.path.join(self.runs, "checkpoints")
        os.mkdir(folder)
        for step in range(4):
            torch.save({"w": torch.full((2, 2), float(step**2))}, os.path.join(folder, f"{10 * step}.pt"))
        arguments = ("import", folder, "--runs", self.runs, "--track", "w", "--learning-rate", "0.1")
        code, out, told = self.ran(*arguments, "--weight-decay", "0")
        self.assertEqual((code, told), (0, ""))
        run = type("Found", (), {"folder": out.strip()})
        self.assertEqual([row["step"] for row in self.rows(run, "spectrum")], [20, 30])

    def test_what_is_wrong_is_one_line(self):
        for code, arguments in (
            (64, []),
            (64, ["import"]),
            (64, ["import", KEPT, "--window", "five"]),
            (64, ["import", KEPT, "--track", "all"]),
            (65, ["import", self.runs]),
            (65, ["import", __file__]),
            (66, ["import", os.path.join(self.runs, "none")]),
            (73, ["import", KEPT, "--runs", os.path.join(__file__, "runs")]),
        ):
            with self.subTest(arguments):
                found, out, told = self.ran(*arguments)
                self.assertEqual((found, out, told.count("\n")), (code, "", 1), told)
                self.assertTrue(told.startswith("python -m groktop"), told)

    def test_as_a_module(self):
        package = os.path.dirname(os.path.dirname(os.path.abspath(groktop.__file__)))
        ran = subprocess.run(
            [sys.executable, "-m", "groktop", "--version"], cwd=package, capture_output=True, text=True, check=True
        )
        self.assertEqual(ran.stdout.strip(), groktop.__version__)


if __name__ == "__main__":
    unittest.main()
