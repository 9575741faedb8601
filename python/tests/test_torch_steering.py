"""Commands to watched PyTorch loops, and probes of their models."""

import json
import math
import threading
import time
import unittest
from unittest import mock

from torch_support import RunsTestCase, loss_of, model, needs_torch, torch, train, weights

import groktop


@needs_torch
class SteeringTests(RunsTestCase):
    def begin(self, seed=1, decays=(1.0, 0.5, 0.0), **options):
        network = model(seed)
        attention = list(network.attention.parameters())
        optimizer = torch.optim.AdamW(
            [
                {"params": attention, "weight_decay": decays[0]},
                {"params": [network.head.weight], "weight_decay": decays[1]},
                {"params": [network.head.bias], "weight_decay": decays[2]},
            ],
            lr=1e-3,
        )
        run = groktop.watch(network, optimizer, name="test", interval=10, runs=self.runs, **options)
        return network, optimizer, run

    def commands(self, run):
        return [(row["step"], row["command"], row["weight_decay"], row["request"]) for row in self.rows(run, "command")]

    def test_weight_decay(self):
        network, optimizer, run = self.begin()
        seen = []

        def after(step):
            seen.append([group["weight_decay"] for group in optimizer.param_groups])
            if step in (9, 19, 29):
                requests.append(
                    self.send(run, {9: "weight-decay=off", 19: "weight-decay=on", 29: "weight-decay=0.2"}[step])
                )
            if step == 34:
                optimizer.load_state_dict(optimizer.state_dict())  # new dictionaries

        requests = []
        train(network, optimizer, 48, run, after=after)
        run.finish()
        self.assertEqual(
            self.commands(run),
            [
                (16, "weight-decay=off", 0.0, requests[0]),
                (24, "weight-decay=on", 1.0, requests[1]),
                (32, "weight-decay=0.2", 0.2, requests[2]),
            ],
        )
        self.assertEqual(seen[10], [1.0, 0.5, 0.0])
        self.assertEqual(seen[20], [0.0, 0.0, 0.0])
        self.assertEqual(seen[26], [1.0, 0.5, 0.0])
        self.assertEqual(seen[47], [0.2, 0.1, 0.0])
        self.assertEqual(self.rows(run, "progress")[0]["weight_decay"], 0.2)

    def test_decay_acts_as_if_the_program_had_set_it(self):
        network, optimizer, run = self.begin()
        train(network, optimizer, 40, run, after=lambda step: step == 9 and self.send(run, "weight-decay=0"))
        run.finish()
        step = self.commands(run)[0][0]
        network_b, optimizer_b, run_b = self.begin(commands=False)

        def after(done):
            if done + 1 == step:
                for group in optimizer_b.param_groups:
                    group["weight_decay"] = 0.0

        train(network_b, optimizer_b, 40, run_b, after=after)
        run_b.finish()
        self.assertTrue(torch.equal(weights(network), weights(network_b)))
        self.assertEqual(self.rows(run, "spectrum")[-1]["sigma_1"], self.rows(run_b, "spectrum")[-1]["sigma_1"])
        self.assertEqual(
            self.rows(run, "spectrum")[-1]["gradient_fraction_1"],
            self.rows(run_b, "spectrum")[-1]["gradient_fraction_1"],
        )

    def test_learning_rate(self):
        """A factor is in force during steps only, whichever way the schedule computes its rate."""
        for kind in ("LambdaLR", "CosineAnnealingLR"):
            with self.subTest(kind):
                network, optimizer, run = self.begin()
                scheduler = (
                    torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 / (1 + step))
                    if kind == "LambdaLR"
                    else torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 100)
                )
                outside, inside = [], []
                optimizer.register_step_pre_hook(lambda stepped, *_: inside.append(stepped.param_groups[0]["lr"]))

                def after(step):
                    outside.append(optimizer.param_groups[0]["lr"])
                    if step == 9:
                        self.send(run, "learning-rate=0.25")

                train(network, optimizer, 30, run, scheduler=scheduler, after=after)
                run.finish()
                self.assertEqual(self.commands(run)[0][:2], (16, "learning-rate=0.25"))
                for step in range(1, 30):
                    factor = 0.25 if step >= 16 else 1.0
                    self.assertAlmostEqual(inside[step], outside[step - 1] * factor, delta=1e-12)
                self.assertAlmostEqual(outside[-1], scheduler.get_last_lr()[0], delta=1e-15)

    def test_a_look_that_is_due(self):
        """Where steps are slow a command does not wait for eight of them."""
        with mock.patch("groktop.watching.steering.LOOK_SECONDS", 0.0):
            network, optimizer, run = self.begin()
            train(network, optimizer, 20, run, after=lambda step: step == 9 and self.send(run, "stop"))
        run.finish()
        self.assertEqual(run.step, 11)

    def test_stop(self):
        network, optimizer, run = self.begin(steps=1000)
        train(network, optimizer, 1000, run, after=lambda step: step == 9 and self.send(run, "stop"))
        run.finish()
        self.assertEqual(run.step, 16)
        self.assertEqual(self.rows(run, "finish")[0]["reason"], "stopped")

    def test_pause_steps_and_resume(self):
        network, optimizer, run = self.begin()
        stages = []

        def drive():
            for command, goal in (("step", 17), ("step", 18), ("resume", 30)):
                time.sleep(0.3)
                stages.append(run.step)
                self.send(run, command)
                deadline = time.monotonic() + 20
                while run.step < goal and time.monotonic() < deadline:
                    time.sleep(0.01)

        thread = threading.Thread(target=drive)

        def after(step):
            if step == 8:
                self.send(run, "pause")
            if step == 14:
                thread.start()

        train(network, optimizer, 30, run, after=after)
        thread.join()
        run.finish()
        self.assertEqual(stages, [16, 17, 18])
        self.assertEqual([row[1] for row in self.commands(run)], ["pause", "step", "step", "resume"])

    def test_what_a_run_does_not_take(self):
        network, optimizer, run = self.begin(decays=(0.0, 0.0, 0.0))
        self.assertEqual(self.config(run)["commands"], ["learning-rate", "pause", "resume", "step", "stop"])
        for command in ("weight-decay=1", "evaluate", "ablate", "back=3", "fresh-optimizer"):
            self.send(run, command)
        self.send(run, "no such command")
        train(network, optimizer, 16, run)
        run.finish()
        refused = {row["command"]: row["reason"] for row in self.rows(run, "refusal")}
        self.assertEqual(set(refused), {"weight-decay=1", "evaluate", "ablate", "back=3", "fresh-optimizer"})
        self.assertIn("weight decay", refused["weight-decay=1"])
        self.assertEqual(refused["evaluate"], "this run does not take evaluate")
        self.assertIn("no command", self.rows(run, "remark")[0]["message"])
        self.assertEqual(self.commands(run), [])

    def test_a_run_without_commands(self):
        network, optimizer, run = self.begin(commands=False)
        train(network, optimizer, 16, run)
        run.finish()
        self.assertEqual(self.config(run)["commands"], [])

    def test_checkpoint_and_back(self):
        kept = {}
        holder = {}

        def save():
            network, optimizer, run = holder["run"]
            kept[run.step] = (
                json.dumps(0),
                [value.clone() for value in network.state_dict().values()],
                {key: value for key, value in optimizer.state_dict().items()},
            )

        def load(step):
            if step not in kept:
                return False
            network, _, _ = holder["run"]
            network.load_state_dict(dict(zip(network.state_dict(), kept[step][1])))

        holder["run"] = network, optimizer, run = self.begin(save=save, load=load)
        self.assertIn("back", self.config(run)["commands"])

        def after(_):
            if run.step == 17:
                self.send(run, "checkpoint")
            if run.step == 41 and not went:
                went.append(self.send(run, "back=5"))
                self.send(run, "back=24")

        went = []
        train(network, optimizer, 100, run, after=after)
        run.finish()
        self.assertEqual([row[:2] for row in self.commands(run)], [(24, "checkpoint"), (24, "back=24")])
        self.assertIn("no checkpoint of step 5", self.rows(run, "refusal")[0]["reason"])
        self.assertIn("from step 48 back to step 24", self.rows(run, "remark")[0]["message"])
        self.assertEqual(run.step, 100 - 24)
        spectra = [
            (row["step"], row["rotation_degrees_1"]) for row in self.rows(run, "spectrum") if row["interval"] == 10
        ]
        self.assertEqual([step for step, _ in spectra], [20, 30, 40, 50, 60, 70])
        # 24 is in the middle of an interval: the next whole one ends at 40, and a window needs two.
        self.assertEqual([step for step, rotation in spectra if rotation is None], [20, 50])


@needs_torch
class ProbeTests(RunsTestCase):
    def begin(self, evaluate, **options):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=1.0)
        run = groktop.watch(
            network,
            optimizer,
            name="test",
            track="all",
            interval=10,
            runs=self.runs,
            draws=3,
            evaluate=lambda: evaluate(network),
            **options,
        )
        return network, optimizer, run

    def train(self, network, optimizer, run, command):
        train(network, optimizer, 64, run, after=lambda step: step == 51 and self.send(run, command))
        run.finish()

    def reference(self, steps=64):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=1.0)
        train(network, optimizer, steps)
        return weights(network)

    def test_evaluate(self):
        network, optimizer, run = self.begin(lambda net: {"test_loss": loss_of(net, 999)})
        self.train(network, optimizer, run, "evaluate")
        rows = [row for row in self.rows(run, "metric") if row["name"] == "test_loss"]
        self.assertEqual([row["step"] for row in rows], [56])
        self.assertTrue(torch.equal(weights(network), self.reference()))

    def test_ablation(self):
        def evaluate(net):
            net.eval()
            torch.rand(3)  # random numbers that training would miss
            return {"loss": loss_of(net, 999), "norm": weights(net).norm()}

        network, optimizer, run = self.begin(evaluate)
        self.train(network, optimizer, run, "ablate")
        self.assertTrue(torch.equal(weights(network), self.reference()))
        self.assertTrue(network.training)
        row = self.rows(run, "metric_probe")[0]
        self.assertEqual((row["kind"], row["step"]), ("ablation", 56))
        record = json.loads(row["record"])
        self.assertEqual([entry["subject"] for entry in record["rows"]], ["v1", "v2", "v1+v2", "v3+v4"])
        whole = record["base"]["norm"]
        self.assertAlmostEqual(record["trackedNorm"], whole, delta=1e-4 * whole)
        for entry in record["rows"]:
            left = math.sqrt(whole**2 - entry["removedNorm"] ** 2)
            self.assertAlmostEqual(entry["metrics"]["norm"], left, delta=1e-4 * whole)
        parts = [entry["removedNorm"] for entry in record["rows"]]
        self.assertAlmostEqual(math.hypot(parts[0], parts[1]), parts[2], delta=1e-4 * whole)
        controls = record["controls"]
        self.assertEqual(
            [entry["kind"] for entry in controls], ["randomPlane", "randomSameNorm"] + ["angleMatched"] * 4
        )
        self.assertAlmostEqual(controls[1]["removedNorm"], parts[2], delta=1e-4 * whole)
        for entry, own in zip(controls[2:], record["rows"]):
            self.assertEqual((entry["subject"], entry["trials"]), (own["subject"], 3))
            self.assertAlmostEqual(entry["removedNorm"], own["removedNorm"], delta=1e-4 * whole)
            self.assertAlmostEqual(entry["metrics"]["norm"], own["metrics"]["norm"], delta=1e-3 * whole)
        self.assertLess(controls[0]["removedNorm"], 0.7 * whole)

    def test_perturbation(self):
        network, optimizer, run = self.begin(lambda net: {"loss": loss_of(net, 999), "norm": weights(net).norm()})
        self.train(network, optimizer, run, "perturb")
        self.assertTrue(torch.equal(weights(network), self.reference()))
        record = json.loads(self.rows(run, "metric_probe")[0]["record"])
        self.assertEqual([sweep["direction"] for sweep in record["sweeps"]], [1, 2, 3, 4])
        for sweep in record["sweeps"]:
            self.assertEqual(len(sweep["points"]), 13)
            self.assertEqual(sweep["points"][6], {"epsilon": 0.0, "metrics": record["base"]})
            one, other = sweep["points"][0], sweep["points"][-1]
            self.assertAlmostEqual(one["epsilon"], -0.005 * record["trackedNorm"], delta=1e-6)
            # θ ± εv: the mean square of the norms is ‖θ‖² + ε².
            mean = (one["metrics"]["norm"] ** 2 + other["metrics"]["norm"] ** 2) / 2
            self.assertAlmostEqual(mean - record["base"]["norm"] ** 2, one["epsilon"] ** 2, delta=2e-4)

    def test_an_evaluation_that_throws(self):
        calls = []

        def evaluate(_):
            calls.append(1)
            if len(calls) == 4:
                raise LookupError("no data")
            return {"loss": 1.0}

        network, optimizer, run = self.begin(evaluate)
        self.train(network, optimizer, run, "ablate")
        self.assertEqual(self.rows(run, "refusal")[0]["reason"], "LookupError: no data")
        self.assertEqual(self.rows(run, "metric_probe"), [])
        self.assertTrue(torch.equal(weights(network), self.reference()))

    def test_an_evaluation_that_is_no_dictionary(self):
        network, optimizer, run = self.begin(lambda _: 3.0)
        self.train(network, optimizer, run, "evaluate")
        self.assertIn("float, not a dictionary", self.rows(run, "refusal")[0]["reason"])

    def test_too_early(self):
        network, optimizer, run = self.begin(lambda _: {"loss": 1.0})
        self.send(run, "ablate")
        train(network, optimizer, 9, run)
        run.finish()
        self.assertIn("fewer than two updates", self.rows(run, "refusal")[0]["reason"])


if __name__ == "__main__":
    unittest.main()
