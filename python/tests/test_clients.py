"""Training libraries, each with its callback. Those that are not installed are left out."""

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import textwrap
import time
import unittest
import warnings

from screen_support import GROKTOP, TMUX, Screen
from torch_support import RunsTestCase, model, needs_torch, torch

import groktop


def library(name):
    try:
        return __import__(name)
    except ImportError:
        return None


@unittest.skipUnless(os.environ.get("GROKTOP_CLIENTS"), "only `make test-clients` wants all clients")
class CompleteTests(unittest.TestCase):
    """Where all clients are wanted, none is left out for want of a module or a program."""

    def test_nothing_is_missing(self):
        names = ("torch", "numpy", "transformers", "accelerate", "lightning", "jax", "optax", "tensorboard")
        self.assertEqual([name for name in names if not importlib.util.find_spec(name)], [])
        self.assertTrue(torch.distributed.is_available() and torch.distributed.is_gloo_available())
        self.assertTrue(shutil.which("tmux"))
        self.assertTrue(os.access(os.environ.get("GROKTOP", ""), os.X_OK))
        print(", ".join(f"{name} {importlib.metadata.version(name)}" for name in names), flush=True)


class Pairs(torch.utils.data.Dataset if torch else object):
    def __len__(self):
        return 64

    def __getitem__(self, index):
        generator = torch.Generator().manual_seed(index)
        return {"tokens": torch.randn(4, 8, generator=generator), "labels": torch.tensor(index % 3)}


@needs_torch
@unittest.skipUnless(torch and library("transformers") and library("accelerate"), "needs transformers and accelerate")
class HuggingFaceTests(RunsTestCase):
    def trainer(self, callback, **options):
        from transformers import Trainer, TrainingArguments

        class Network(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.inner = model()

            def forward(self, tokens, labels):
                logits = self.inner(tokens)
                return {"loss": torch.nn.functional.cross_entropy(logits, labels), "logits": logits}

        arguments = TrainingArguments(
            output_dir=os.path.join(self.runs, "out"),
            per_device_train_batch_size=4,
            gradient_accumulation_steps=2,
            dataloader_num_workers=2,
            weight_decay=0.1,
            logging_steps=5,
            report_to=[],
            use_cpu=True,
            disable_tqdm=True,
            save_strategy="no",
            eval_strategy="steps",
            eval_steps=20,
            **{"max_steps": 60, **options},
        )
        return Trainer(
            model=Network(), args=arguments, train_dataset=Pairs(), eval_dataset=Pairs(), callbacks=[callback]
        )

    def test_a_trainer(self):
        callback = groktop.HFCallback(name="hf", runs=self.runs, interval=10, grokked=0.5)
        trainer = self.trainer(callback)
        trainer.train()
        run = callback.run
        self.assertEqual((run.step, trainer.state.global_step), (60, 60))
        config = self.config(run)
        self.assertEqual(config["marks"], {"memorized": 0.98, "grokked": 0.5, "slingshotDrop": 0.02})
        self.assertEqual((config["split"], config["steps"], config["name"]), ("trapezoid", 60, "hf"))
        self.assertEqual([group["weightDecay"] for group in config["groups"]], [0.1, 0.0])
        self.assertEqual(len([row for row in self.rows(run, "spectrum") if row["interval"] == 10]), 5)
        steps = {}
        for row in self.rows(run, "metric"):
            steps.setdefault(row["name"], []).append(row["step"])
        self.assertEqual(steps["train_loss"], list(range(5, 61, 5)))
        self.assertEqual(steps["test_loss"], [20, 40, 60])
        self.assertNotIn("epoch", steps)
        self.assertEqual(self.rows(run, "finish")[0]["reason"], "completed")
        self.assertEqual(self.rows(run, "remark"), [])

    def test_commands(self):
        callback = groktop.HFCallback(runs=self.runs, interval=10)
        trainer = self.trainer(callback)

        class Sender(type(callback).__bases__[0]):
            def on_step_end(_, args, state, control, **kwargs):
                if state.global_step == 9:
                    self.send(callback.run, "checkpoint")
                    self.send(callback.run, "stop")

        trainer.add_callback(Sender())
        trainer.train()
        self.assertEqual(trainer.state.global_step, 16)
        self.assertTrue(os.path.isdir(os.path.join(self.runs, "out", "checkpoint-16")))
        self.assertEqual(self.rows(callback.run, "finish")[0]["reason"], "stopped")

    def test_wrong_options_leave_training_alone(self):
        callback = groktop.HFCallback(runs=self.runs, interval=7)
        trainer = self.trainer(callback, max_steps=4)
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            trainer.train()
        self.assertEqual(trainer.state.global_step, 4)
        self.assertTrue(any("interval=7" in str(each.message) for each in told))


@needs_torch
@unittest.skipUnless(torch and (library("lightning") or library("pytorch_lightning")), "needs lightning")
class LightningTests(RunsTestCase):
    def fit(self, callback, at_step=None, **options):
        import lightning

        class Network(lightning.LightningModule):
            def __init__(self):
                super().__init__()
                self.inner = model()

            def training_step(self, batch, _):
                loss = torch.nn.functional.cross_entropy(self.inner(batch["tokens"]), batch["labels"])
                self.log("train_loss", loss)
                if at_step:
                    at_step(self.global_step)
                return loss

            def validation_step(self, batch, _):
                self.log("val_loss", torch.nn.functional.cross_entropy(self.inner(batch["tokens"]), batch["labels"]))

            def configure_optimizers(self):
                return torch.optim.AdamW(self.parameters(), lr=1e-3, weight_decay=0.1)

        loader = torch.utils.data.DataLoader(Pairs(), batch_size=4)
        trainer = lightning.Trainer(
            accelerator="cpu",
            callbacks=[callback],
            logger=False,
            enable_checkpointing=False,
            enable_progress_bar=False,
            enable_model_summary=False,
            log_every_n_steps=5,
            default_root_dir=self.runs,
            **{"max_steps": 60, **options},
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            trainer.fit(Network(), loader, loader)
        return trainer

    def test_a_fit(self):
        callback = groktop.LightningCallback(runs=self.runs, interval=10, memorized=0.75)
        trainer = self.fit(callback)
        self.assertEqual(self.config(callback.run)["marks"]["memorized"], 0.75)
        run = callback.run
        self.assertEqual((run.step, trainer.global_step), (60, 60))
        self.assertEqual(len([row for row in self.rows(run, "spectrum") if row["interval"] == 10]), 5)
        names = {row["name"] for row in self.rows(run, "metric")}
        self.assertEqual(names, {"train_loss", "test_loss"})
        self.assertEqual(self.config(run)["name"], "network")
        self.assertEqual(self.rows(run, "finish")[0]["reason"], "completed")
        self.assertEqual(self.rows(run, "remark"), [])

    def test_stop(self):
        callback = groktop.LightningCallback(runs=self.runs, interval=10)
        trainer = self.fit(callback, lambda step: self.send(callback.run, "stop") if step == 9 else None)
        self.assertEqual(trainer.global_step, 16)
        self.assertEqual(self.rows(callback.run, "finish")[0]["reason"], "stopped")

    @unittest.skipUnless(GROKTOP and TMUX, "needs GROKTOP and tmux")
    def test_a_fit_on_the_screen(self):
        callback = groktop.LightningCallback(runs=self.runs, interval=10)
        opened = []

        def at_step(step):
            if step == 80:
                opened.append(Screen(callback.run.folder))
                self.addCleanup(opened[0].close)
                opened[0].wait("full windows", lambda lines: any("N10" in line and "▀" in line for line in lines))
                opened[0].press("w")
            elif step > 80 and step % 100 == 0 and self.rows(callback.run, "command"):
                opened[0].wait("that decay is off", lambda lines: "ω 0.0 ○ off" in lines[0])
                self.send(callback.run, "stop")

        trainer = self.fit(callback, at_step, max_steps=100_000)
        self.assertLess(trainer.global_step, 100_000)
        opened[0].wait("the end", lambda lines: "■" in lines[0])
        self.assertEqual(self.rows(callback.run, "command")[0]["command"], "weight-decay=off")

    def test_a_fit_that_fails(self):
        callback = groktop.LightningCallback(runs=self.runs, interval=10)
        with self.assertRaises(ZeroDivisionError):
            self.fit(callback, lambda step: 1 / (9 - step))
        self.assertEqual(self.rows(callback.run, "finish")[0]["reason"], "failed")


@needs_torch
@unittest.skipUnless(torch and torch.distributed.is_available() and torch.distributed.is_gloo_available(), "needs gloo")
class DistributedTests(RunsTestCase):
    """Two processes: one records, both obey after the same step."""

    PROGRAM = textwrap.dedent("""
        import json, os, sys
        sys.path[:0] = sys.argv[3:5]
        import groktop
        from torch_support import loss_of, model, torch
        rank, runs = int(sys.argv[1]), sys.argv[2]
        torch.distributed.init_process_group(
            "gloo", init_method="file://" + os.path.join(runs, "store"), rank=rank, world_size=2)
        network = model()
        parallel = torch.nn.parallel.DistributedDataParallel(network)
        optimizer = torch.optim.AdamW(parallel.parameters(), lr=1e-3, weight_decay=1.0)
        run = groktop.watch(parallel, optimizer, name="ddp", track="all", interval=10, runs=runs, steps=100000)
        if rank == 0:
            with open(os.path.join(runs, "folder"), "w") as file:
                file.write(run.folder)
        seen = []
        for step in range(100000):
            optimizer.zero_grad()
            loss_of(parallel, 2 * step + rank).backward()
            optimizer.step()
            run.log(train_loss=0.5)
            seen.append(optimizer.param_groups[0]["weight_decay"])
            if run.should_stop:
                break
        run.finish()
        changes = [place for place in range(1, len(seen)) if seen[place] != seen[place - 1]]
        digest = float(sum(value.double().sum() for value in network.parameters()))
        print(json.dumps({"steps": run.step, "changes": changes, "digest": digest, "folder": run.folder}))
        torch.distributed.barrier()
        sys.stdout.flush()
        os._exit(0)  # The threads of gloo do not always end in order.
    """)

    def test_two_processes(self):
        import json

        here = os.path.dirname(os.path.abspath(__file__))
        package = os.path.dirname(os.path.dirname(os.path.abspath(groktop.__file__)))
        processes = [
            subprocess.Popen(
                [sys.executable, "-c", self.PROGRAM, str(rank), self.runs, package, here],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env={**os.environ, "OMP_NUM_THREADS": "1"},
            )
            for rank in range(2)
        ]
        try:
            run = self.wait_for_run(processes)
            screen = self.screen(run)
            for command, count in (
                ("weight-decay=0", 1),
                ("pause", 2),
                ("step", 3),
                ("step", 4),
                ("resume", 5),
                ("weight-decay=0.5", 6),
                ("stop", 7),
            ):
                self.send(run, command)
                self.wait(lambda: len(self.rows(run, "command")) >= count, processes)
                shown = {1: "ω 0.0 ○ off", 2: "‖", 6: "ω 0.5 ● on", 7: "■"}.get(count)
                if screen and shown:
                    screen.wait(command, lambda lines: shown in lines[0])
            outputs = [process.communicate(timeout=60) for process in processes]
        finally:
            for process in processes:
                process.kill()
        ends = [json.loads(output.splitlines()[-1]) if output else self.fail(errors) for output, errors in outputs]
        self.assertEqual(ends[0]["steps"], ends[1]["steps"])
        self.assertEqual(ends[0]["changes"], ends[1]["changes"])
        self.assertEqual(len(ends[0]["changes"]), 2)
        self.assertEqual(ends[0]["digest"], ends[1]["digest"])
        self.assertIsNone(ends[1]["folder"])
        steps = [row["step"] for row in self.rows(run, "command")]
        # A command acts after its step: entry s − 1 of the list is of step s.
        self.assertEqual(ends[0]["changes"], [steps[0] - 1, steps[5] - 1])
        self.assertEqual((steps[2] - steps[1], steps[3] - steps[2], steps[4] - steps[3]), (0, 1, 1))
        self.assertEqual(self.rows(run, "finish")[0]["reason"], "stopped")

    def screen(self, run):
        """A dashboard that follows the run, where there is what it needs."""
        if not (GROKTOP and TMUX):
            return None
        screen = Screen(run.folder)
        self.addCleanup(screen.close)
        screen.wait("the name of the run", lambda lines: "ddp" in lines[0])
        return screen

    def wait_for_run(self, processes):
        path = os.path.join(self.runs, "folder")
        self.wait(lambda: os.path.exists(path) and os.path.getsize(path) > 0, processes)
        with open(path, encoding="utf-8") as file:
            return type("Found", (), {"folder": file.read()})

    def wait(self, condition, processes):
        deadline = time.monotonic() + 120
        while not condition():
            ended = [process for process in processes if process.poll() is not None]
            if ended and not condition():
                self.fail(ended[0].communicate()[1])
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)


if __name__ == "__main__":
    unittest.main()
