"""Training is never touched: its bits, its errors, its memory."""

import copy
import gc
import importlib
import os
import pickle
import random
import resource
import shutil
import signal
import subprocess
import sys
import textwrap
import unittest
import unittest.mock
import warnings
import weakref

from torch_support import RunsTestCase, model, needs_torch, torch, train, weights

import groktop

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(groktop.__file__)))


def optimizer_of(kind, network):
    if kind == "AdamW fused":
        return torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.3, fused=True)
    if kind == "SGD":
        return torch.optim.SGD(network.parameters(), lr=0.1, momentum=0.9, weight_decay=1e-2)
    return torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.3)


@needs_torch
class SameBitsTests(RunsTestCase):
    """Whatever happens to the recording, the weights are those of the same loop without it."""

    def plain(self, kind, seed, steps):
        network = model(seed)
        train(network, optimizer_of(kind, network), steps)
        return weights(network)

    def test_random_loops_and_moments(self):
        chance = random.Random(20)
        plain = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for number in range(200):
                kind = chance.choice(["AdamW", "AdamW fused", "SGD"])
                steps, seed = chance.choice([9, 16, 30]), chance.choice([1, 2])
                if (kind, seed, steps) not in plain:
                    plain[kind, seed, steps] = self.plain(kind, seed, steps)
                fault = chance.choice(["none", "kill", "folder", "finish", "bad log", "broken rows", "mute"])
                found = self.loop(kind, seed, steps, fault, chance)
                self.assertTrue(torch.equal(found, plain[kind, seed, steps]), (number, kind, seed, steps, fault))

    def loop(self, kind, seed, steps, fault, chance):
        network = model(seed)
        optimizer = optimizer_of(kind, network)
        moment = chance.randrange(steps)
        # A helper for every loop would take minutes: most record nothing, as where no folder can be made.
        folder = self.runs if fault in ("kill", "folder") and chance.random() < 0.4 else "/dev/null/nowhere"
        if folder != self.runs:
            channel = importlib.import_module("groktop.torch.watch").Channel
            original, channel.open = channel.open, classmethod(lambda kind, *_, **__: kind())
        try:
            run = groktop.watch(
                network,
                optimizer,
                track="all",
                interval=chance.choice([5, 10]),
                runs=folder,
                window=chance.choice([2, 5]),
                rows=chance.choice(["float32", "bfloat16", "sketch"]),
            )
        finally:
            if folder != self.runs:
                channel.open = original

        def after(step):
            if step != moment:
                return
            if fault == "kill" and run._reporter.channel.helper_process:
                os.kill(run._reporter.channel.helper_process, signal.SIGKILL)
            elif fault == "folder" and run.folder:
                shutil.rmtree(run.folder)
            elif fault == "finish":
                run.finish()
            elif fault == "bad log":
                run.log(word="x", nothing=None)
            elif fault == "broken rows":
                run._watcher.segments[0].rows = {}
            elif fault == "mute":
                run._reporter.channel.send = None

        train(network, optimizer, steps, run, after=after)
        run.finish()
        return weights(network)


@needs_torch
class FaultTests(RunsTestCase):
    leaves_sound_recordings = False

    def begin(self):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.3)
        return network, optimizer, groktop.watch(network, optimizer, interval=10, runs=self.runs)

    def test_the_first_error_is_told_once(self):
        network, optimizer, run = self.begin()
        train(network, optimizer, 22, run)
        run._watcher.segments[0].rows[2].take = None
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            train(network, optimizer, 30, run)
        run.finish()
        self.assertEqual(len(told), 1, [str(each.message) for each in told])
        self.assertIn("recording of the spectral edge ended: TypeError", str(told[0].message))
        self.assertEqual([row["kind"] for row in self.rows(run, "remark")], ["error"])
        self.assertEqual(len(self.rows(run, "metric")), 52)
        self.assertEqual(max(row["step"] for row in self.rows(run, "spectrum")), 22)

    def test_warnings_that_are_errors(self):
        network, optimizer, run = self.begin()
        run._watcher.segments[0].rows[2].begin = None
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            train(network, optimizer, 5, run)
            run.log(bad="word")
            run.finish()
        self.assertEqual(run.step, 5)

    def test_the_helper_is_killed(self):
        network, optimizer, run = self.begin()
        train(network, optimizer, 30, run)
        os.kill(run._reporter.channel.helper_process, signal.SIGKILL)
        train(network, optimizer, 30, run)
        run.finish()
        self.assertEqual(run.step, 60)

    def test_no_recorder(self):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3)
        with open(os.path.join(self.runs, "file"), "w", encoding="utf-8"):
            pass
        run = groktop.watch(network, optimizer, runs=os.path.join(self.runs, "file"))
        train(network, optimizer, 3, run)
        run.finish()
        self.assertIsNone(run.folder)
        self.assertEqual(run.step, 3)

    def test_a_tensor_that_is_replaced(self):
        network, optimizer, run = self.begin()
        train(network, optimizer, 5, run)
        network.attention.in_proj_weight = torch.nn.Parameter(torch.zeros(24, 8))
        optimizer.param_groups[0]["params"] = list(network.parameters())
        optimizer.state.clear()
        gc.collect()
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            train(network, optimizer, 25, run)
        run.finish()
        self.assertEqual(len(told), 1)
        self.assertIn("a tracked tensor is gone", str(told[0].message))

    def test_sharded_parameters_are_refused_by_name(self):
        from torch.distributed.tensor import Replicate, distribute_tensor, init_device_mesh

        torch.distributed.init_process_group("gloo", init_method=f"file://{self.runs}/store", rank=0, world_size=1)
        self.addCleanup(torch.distributed.destroy_process_group)
        mesh = init_device_mesh("cpu", (1,))
        network = torch.nn.Linear(3, 3)
        network.weight = torch.nn.Parameter(distribute_tensor(network.weight.detach(), mesh, [Replicate()]))
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3)
        with self.assertWarnsRegex(RuntimeWarning, r"FSDP or another sharded model \(DTensor\)"):
            run = groktop.watch(network, optimizer, runs=self.runs)
        network.bias.grad = torch.ones(3)
        optimizer.step()
        run.finish()
        self.assertEqual((run.folder, run.step), (None, 1))

    def test_a_launcher_without_a_process_group(self):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3)
        for rank in ("0", "1"):
            with unittest.mock.patch.dict(os.environ, {"RANK": rank, "WORLD_SIZE": "2"}):
                run = groktop.watch(network, optimizer, runs=self.runs)
                run.finish()
            self.assertEqual(run.folder is None, rank == "1")
            if run.folder:
                self.assertEqual(self.config(run)["commands"], [])

    def test_a_captured_step_is_left_alone(self):
        network, optimizer, run = self.begin()
        train(network, optimizer, 12, run)
        with (
            unittest.mock.patch.object(torch.cuda, "is_initialized", lambda: True),
            unittest.mock.patch.object(torch.cuda, "is_current_stream_capturing", lambda: True),
            self.assertWarnsRegex(RuntimeWarning, "CUDA graph"),
        ):
            train(network, optimizer, 12, run)
        run.finish()
        self.assertIn("CUDA graph", self.rows(run, "remark")[0]["message"])

    def test_an_optimizer_that_is_watched_anew(self):
        network, optimizer, first = self.begin()
        train(network, optimizer, 5, first)
        second = groktop.watch(network, optimizer, interval=10, runs=self.runs)
        train(network, optimizer, 5, second)
        second.finish()
        row = self.rows(first, "finish")[0]
        self.assertEqual((row["step"], row["reason"], row["detail"]), (5, "stopped", "watched anew"))
        self.assertEqual((first.step, second.step), (5, 5))
        self.assertEqual(self.rows(second, "finish")[0]["reason"], "completed")

    def test_copies_of_the_optimizer(self):
        network, optimizer, run = self.begin()
        train(network, optimizer, 5, run)
        twin = copy.deepcopy(optimizer)
        twin.step()
        pickle.loads(pickle.dumps(optimizer)).step()
        copy.deepcopy(network)
        torch.save(optimizer, os.path.join(self.runs, "optimizer.pt"))
        train(network, optimizer, 5, run)
        run.finish()
        self.assertEqual(run.step, 10)
        self.assertEqual(self.rows(run, "remark"), [])

    def test_an_interrupt_passes(self):
        network, optimizer, run = self.begin()
        with self.assertRaises(KeyboardInterrupt):
            with run:
                train(network, optimizer, 5, run)
                raise KeyboardInterrupt
        self.assertEqual(self.rows(run, "finish")[0]["reason"], "stopped")

    def test_the_model_is_not_kept_alive(self):
        network, optimizer, run = self.begin()
        train(network, optimizer, 12, run)
        gone = weakref.ref(network), weakref.ref(network.head.weight), weakref.ref(optimizer)
        del network, optimizer
        gc.collect()
        self.assertEqual([reference() for reference in gone], [None, None, None])
        run.finish()

    def test_the_optimizer_alone_keeps_the_recording_going(self):
        network, optimizer, run = self.begin()
        folder = run.folder
        channel = run._reporter.channel
        del run
        gc.collect()
        train(network, optimizer, 30)
        channel.close()
        found = type("Found", (), {"folder": folder})
        self.assertEqual(len(self.rows(found, "spectrum")), 16)

    def test_memory_stays(self):
        network, optimizer, run = self.begin()
        train(network, optimizer, 400, run)
        gc.collect()
        objects, memory = len(gc.get_objects()), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        train(network, optimizer, 1200, run)
        gc.collect()
        self.assertLess(len(gc.get_objects()) - objects, 200)
        self.assertLess(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory, 8 << 10)
        run.finish()

    def test_a_program_that_forgets_to_finish(self):
        program = textwrap.dedent(f"""
            import sys
            sys.path[:0] = [{PACKAGE!r}, {os.path.dirname(os.path.abspath(__file__))!r}]
            import groktop
            from torch_support import model, torch, train
            network = model()
            optimizer = torch.optim.AdamW(network.parameters())
            run = groktop.watch(network, optimizer, runs={self.runs!r})
            print(run.folder)
            train(network, optimizer, 5, run)
            if len(sys.argv) > 1: raise SystemError
        """)
        for arguments, reasons in (([], ["completed"]), (["raise"], [])):
            ran = subprocess.run(
                [sys.executable, "-c", program, *arguments], capture_output=True, text=True, timeout=120
            )
            found = type("Found", (), {"folder": ran.stdout.strip()})
            self.assertEqual([row["reason"] for row in self.rows(found, "finish")], reasons, ran.stderr)
            self.assertEqual(len(self.rows(found, "metric")), 5)

    def test_forked_workers(self):
        network, optimizer, run = self.begin()
        data = torch.utils.data.TensorDataset(torch.arange(8.0))
        loader = torch.utils.data.DataLoader(data, batch_size=2, num_workers=2)
        for _ in range(3):
            self.assertEqual(len(list(loader)), 4)
            train(network, optimizer, 10, run)
        run.finish()
        self.assertEqual(len(self.rows(run, "metric")), 30)


if __name__ == "__main__":
    unittest.main()
