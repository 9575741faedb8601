"""The examples, each followed by the dashboard in a real terminal, and steered from it."""

import importlib.util
import os
import re
import subprocess
import sys
import unittest

from screen_support import GROKTOP, TMUX, Screen
from torch_support import RunsTestCase, needs_torch

EXAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "examples")


def needs(*modules):
    """Skips where a module is not installed."""
    return unittest.skipUnless(all(map(importlib.util.find_spec, modules)), f"needs {', '.join(modules)}")


@needs_torch
@unittest.skipUnless(GROKTOP and TMUX, "needs GROKTOP and tmux")
class ScreenTests(RunsTestCase):
    def begin(self, example, *arguments):
        """Starts an example; returns its process, and a dashboard that follows it."""
        package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        # Threads that wait for each other come to nothing where other processes have the processors.
        environment = dict(os.environ, PYTHONPATH=package, OMP_NUM_THREADS="1")
        process = subprocess.Popen(
            [sys.executable, os.path.join(EXAMPLES, example), "--runs", self.runs, *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment,
        )
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        for line in process.stdout:
            found = re.search(r"watch --follow (\S+)", line)
            if found:
                break
        else:
            self.fail(f"{example} has ended before its run began, with {process.wait()}")
        screen = Screen(found[1])
        self.addCleanup(screen.close)
        return process, screen

    def test_modular_addition_groks_and_the_ribbon_flips(self):
        _, screen = self.begin("pytorch_modadd.py", "--steps", "20000")
        screen.wait("the name of the run", lambda lines: "modadd" in lines[0])
        grokked = screen.wait("that the run has grokked", lambda lines: re.search(r"grokked \d", lines[0]), 3600)
        ribbon = next(line for line in grokked if line.startswith(" fine"))
        self.assertIn("▀", ribbon, "the edge was never functional")
        self.assertRegex(ribbon, "[▒▄]", "the edge has not flipped")
        screen.press("w")
        screen.wait("that decay is off", lambda lines: "ω 0.0 ○ off" in lines[0])
        step = self.step(screen.lines)

        def turned(lines):
            """Whether the newest windows, all after the switch, are functional again."""
            return next(line for line in lines if line.startswith(" fine")).rstrip().endswith("▀")

        screen.wait(f"a functional edge after decay was switched off at {step}", turned, 600)

    def test_characters(self):
        _, screen = self.begin(
            "nanogpt_chars.py", "--width", "64", "--layers", "2", "--steps", "100000", "--interval", "20",
            "--characters", "200000", "--evaluate-every", "20", "--context", "32", "--batch", "8",
        )
        screen.wait("losses", lambda lines: re.search(r"train_loss +\d.*test_loss +\d", lines[1]), 120)
        screen.wait("a full window", lambda lines: any(line.startswith(" N20") and "▀" in line for line in lines), 120)
        self.probe(screen)
        self.go_back(screen)
        screen.press(".")
        screen.wait("a pause", lambda lines: "‖ paused" in lines[0])
        screen.press("c")
        screen.press(*"stop", "Enter")
        screen.press("Space")
        screen.wait("the end", lambda lines: "■" in lines[0], 120)

    @staticmethod
    def probe(screen):
        """Both probes, by their keys."""
        for key, panel in (("a", "ablation at"), ("p", "perturbation at")):
            screen.press(key)
            screen.wait(panel, lambda lines, panel=panel: any(panel in line for line in lines), 300)

    def go_back(self, screen):
        """To a checkpoint: the screen goes on with the fork, and nothing is wrong with the recording."""
        self.tell(screen, "checkpoint")
        step = next(row["step"] for row in self.rows(screen, "command") if row["command"] == "checkpoint")
        screen.wait("forty more steps", lambda lines: self.step(lines) >= step + 40, 300)
        self.tell(screen, f"back={step}")
        screen.wait("the way back", lambda lines: any(re.search(r"back +from step", line) for line in lines))
        left = max(row["step"] for row in self.rows(screen, "spectrum"))
        screen.wait("the fork, further than what was left", lambda lines: self.step(lines) > left, 300)
        spectra = [row["step"] for row in self.rows(screen, "spectrum") if row["interval"] == 4]
        self.assertLess(min(now - before for before, now in zip(spectra, spectra[1:])), 0)
        checked = subprocess.run([GROKTOP, "check", screen.folder], capture_output=True, text=True, check=False)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    @staticmethod
    def step(lines):
        return int(re.search(r"step +([\d,]+)", lines[0])[1].replace(",", ""))

    def tell(self, screen, command):
        """Sends a command, and waits for its answer."""
        sent = subprocess.run(
            [GROKTOP, "send", screen.folder, command], capture_output=True, text=True, timeout=120, check=False
        )
        self.assertEqual(sent.returncode, 0, sent.stdout + sent.stderr)

    @needs("transformers", "accelerate")
    def test_hugging_face(self):
        _, screen = self.begin("hf_trainer.py", "--steps", "400")
        screen.wait("a loss", lambda lines: any("train_loss" in line or "loss" in line for line in lines[:12]), 120)
        screen.press("w")
        screen.wait("that decay is off", lambda lines: "○ off" in lines[0], 120)

    @needs("jax", "optax")
    def test_optax(self):
        process, screen = self.begin("optax_modadd.py", "--steps", "100000")
        screen.wait("accuracies", lambda lines: "accuracy" in lines[1], 300)
        screen.wait("eigenvalues", lambda lines: any("N 20 W 5" in line and "R " in line for line in lines), 300)
        screen.press("w")
        screen.wait("that decay is off", lambda lines: "ω 0.0 ○ off" in lines[0], 120)
        self.tell(screen, "weight-decay=0.5")
        screen.wait("the weight decay that was sent", lambda lines: "ω 0.5" in lines[0], 120)
        screen.wait("two updates of 100 steps", lambda lines: self.step(lines) > 200, 300)
        self.probe(screen)
        self.tell(screen, "stop")
        screen.wait("the end", lambda lines: "■" in lines[0], 120)
        self.assertEqual(process.wait(60), 0)


if __name__ == "__main__":
    unittest.main()
