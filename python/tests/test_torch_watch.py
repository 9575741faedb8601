"""What a watched PyTorch loop records."""

import math
import re
import unittest
import warnings

from torch_support import RunsTestCase, loss_of, model, needs_torch, torch, train, weights

import groktop
from groktop.edge import Edge, UpdateProducts


class Trajectory:
    """θ and what decay takes of it, step by step, in double precision."""

    def __init__(self, optimizer, groups):
        self.groups = groups
        self.thetas, self.decays = [self.theta()], []
        self.handles = [optimizer.register_step_pre_hook(self.before), optimizer.register_step_post_hook(self.after)]

    def theta(self):
        return torch.cat([value.detach().double().reshape(-1) for group in self.groups for value in group["params"]])

    def before(self, optimizer, *_):
        taken = [
            value.detach().double().reshape(-1) * -group["lr"] * group["weight_decay"]
            for group in self.groups
            for value in group["params"]
        ]
        self.decays.append(torch.cat(taken))

    def after(self, *_):
        self.thetas.append(self.theta())

    def edge(self, step, interval, window):
        """The exact edge of the window that ends at a step."""
        ends = range(max(interval, step - (window - 1) * interval), step + 1, interval)
        rows = torch.stack([self.thetas[end] - self.thetas[end - interval] for end in ends])
        decay = torch.stack([sum(self.decays[end - interval : end]) for end in ends])
        products = UpdateProducts(
            (rows @ rows.T).tolist(), ((rows - decay) @ rows.T).tolist(), (decay @ rows.T).tolist()
        )
        return Edge(products, len(products))


@needs_torch
class WatchTests(RunsTestCase):
    def watch(self, network, optimizer, **options):
        settings = {"name": "test", "interval": 10, "runs": self.runs, **options}
        return groktop.watch(network, optimizer, **settings)

    def check_edge(self, run, trajectory, share, sigma=1e-5):
        compared = 0
        for row in self.rows(run, "spectrum"):
            edge = trajectory.edge(row["step"], row["interval"], row["window"])
            self.assertLess(abs(row["sigma_1"] - edge.sigma[0]), sigma * edge.sigma[0])
            self.assertAlmostEqual(row["gradient_fraction_1"], edge.gradient_fraction(0), delta=share)
            compared += 1
        self.assertGreater(compared, 10)

    def test_a_plain_loop(self):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1.0)
        run = self.watch(network, optimizer, track="all", steps=120, seed=7)
        trajectory = Trajectory(optimizer, optimizer.param_groups)
        train(network, optimizer, 120, run)
        run.finish()
        self.assertEqual(run.step, 120)
        self.check_edge(run, trajectory, 3e-3)
        steps = {(row["interval"], row["step"]) for row in self.rows(run, "spectrum")}
        self.assertEqual(steps, {(2, step) for step in range(4, 121, 2)} | {(10, step) for step in range(20, 121, 10)})
        self.assertEqual([row["step"] for row in self.rows(run, "gap_ledger")], list(range(30, 121, 10)))
        self.assertEqual([row["step"] for row in self.rows(run, "window") if row["leaves_first_out"]], [30, 40, 50])
        self.assertEqual([row["step"] for row in self.rows(run, "metric")], list(range(1, 121)))
        self.assertEqual([row["reason"] for row in self.rows(run, "finish")], ["completed"])
        self.assertEqual(self.rows(run, "remark"), [])
        config = self.config(run)
        self.assertEqual(
            (config["split"], config["steps"], config["seed"], config["optimizer"], config["rows"]),
            ("trapezoid", 120, 7, "AdamW", "float32"),
        )
        self.assertLess(config["splitResidual"], 1e-9)
        self.assertTrue(config["firstUpdateSeen"])
        self.assertEqual(config["commands"], ["weight-decay", "learning-rate", "pause", "resume", "step", "stop"])

    def test_groups_with_settings_of_their_own(self):
        network = model()
        optimizer = torch.optim.AdamW(
            [
                {"params": network.attention.parameters(), "lr": 1e-3, "weight_decay": 1.0},
                {"params": [network.head.weight], "lr": 3e-3, "weight_decay": 0.3},
                {"params": [network.head.bias], "weight_decay": 0.0},
            ]
        )
        scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 100)
        run = self.watch(network, optimizer, track="all")
        trajectory = Trajectory(optimizer, optimizer.param_groups)
        train(network, optimizer, 100, run, scheduler=scheduler)
        run.finish()
        self.check_edge(run, trajectory, 3e-3)
        self.assertEqual([group["trackedTensors"] for group in self.config(run)["groups"]], [4, 1, 1])

    def test_bfloat16_rows_and_sketch(self):
        for rows, sigma, share in (("bfloat16", 1e-3, 1e-2), ("sketch", 1e-5, 3e-3)):
            with self.subTest(rows=rows):
                network = model()
                optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1.0)
                run = self.watch(network, optimizer, track="all", rows=rows)
                trajectory = Trajectory(optimizer, optimizer.param_groups)
                train(network, optimizer, 100, run)
                run.finish()
                self.check_edge(run, trajectory, share, sigma)
                self.assertEqual(self.config(run)["rows"], rows)
                self.assertEqual("sketchLength" in self.config(run), rows == "sketch")

    def test_a_sketch_of_many_parameters(self):
        network = torch.nn.Linear(700, 700, bias=False)
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1.0)
        run = self.watch(network, optimizer, rows="sketch")
        trajectory = Trajectory(optimizer, optimizer.param_groups)
        generator = torch.Generator().manual_seed(1)
        goal = torch.randn(700, 700, generator=generator)
        for _ in range(60):
            inputs = torch.randn(8, 700, generator=generator)
            optimizer.zero_grad()
            (network(inputs) - inputs @ goal.T).square().mean().backward()
            optimizer.step()
        run.finish()
        self.check_edge(run, trajectory, 3e-2, 1e-2)
        self.assertAlmostEqual(self.config(run)["sketchError"], 5.525e-3, delta=1e-6)
        # The sample holds all eight blocks here: what it says is the error of the recorded row.
        row = next(row for row in self.rows(run, "spectrum") if row["step"] == 10 and row["interval"] == 2)
        error = abs((row["sigma_1"] / trajectory.edge(10, 2, 5).sigma[0]) ** 2 - 1)
        self.assertGreater(error, 1e-5)
        [remark] = self.rows(run, "remark")
        said = re.fullmatch(
            r"sketch: λ₁ of the first window is off by (\S+) of itself, measured on 8 of 8 blocks", remark["message"]
        )
        self.assertAlmostEqual(float(said[1]), error, delta=0.06 * error)
        self.assertEqual(remark["step"], 10)

    def test_the_sample_of_a_sketch(self):
        """On a few blocks of many the error is that of a sketch of these blocks, and afterwards nothing is kept."""
        from groktop.torch.sketch import SAMPLED_BLOCKS, SKETCH_LENGTH, Sketch
        from groktop.torch.sketch_error import SketchError, sampled_blocks
        from groktop.torch.source import Source

        self.assertEqual([sampled_blocks(window) for window in (2, 5, 10, 32)], [8, 8, 4, 2])
        value = torch.zeros(20 * SKETCH_LENGTH - 7)
        sketch = Sketch(Source([lambda: value], SKETCH_LENGTH), 3)
        measuring = SketchError(sketch, 2)
        self.assertEqual((measuring.blocks, measuring.of), (SAMPLED_BLOCKS, 20))
        sketch.refresh()
        measuring.begin()
        generator = torch.Generator().manual_seed(1)
        updates, errors = [], []
        for _ in range(2):
            updates.append(torch.randn(value.numel(), generator=generator))
            value += updates[-1]
            sketch.refresh()
            errors.append(measuring.take())
        places = [20 * place // SAMPLED_BLOCKS for place in range(SAMPLED_BLOCKS)]
        rows = torch.stack([
            torch.stack([update[place * SKETCH_LENGTH : (place + 1) * SKETCH_LENGTH] for place in places]).double()
            for update in updates
        ])
        signs = torch.tensor([sketch._signs[place] for place in places]).double()
        sketched = (signs[:, None] * rows).sum(dim=1)
        exact = rows.reshape(2, -1)
        first, second = (torch.linalg.eigvalsh(each @ each.T)[-1] for each in (exact, sketched))
        self.assertIsNone(errors[0])
        self.assertAlmostEqual(errors[1], abs(float(second / first) - 1), delta=1e-5)
        self.assertGreater(errors[1], 1e-4)

    def test_a_sketch_of_a_model_that_rests_at_first(self):
        """Updates of zero have no error: it is measured on the first window that moves."""
        network = torch.nn.Linear(700, 700, bias=False)
        optimizer = torch.optim.AdamW(network.parameters(), lr=0.0, weight_decay=1.0)
        run = self.watch(network, optimizer, rows="sketch")
        for step in range(40):
            optimizer.param_groups[0]["lr"] = 0.0 if step < 20 else 1e-3
            optimizer.zero_grad()
            network(torch.randn(8, 700)).square().mean().backward()
            optimizer.step()
        run.finish()
        [remark] = self.rows(run, "remark")
        self.assertRegex(remark["message"], r"^sketch: λ₁ of the first window is off by ")
        self.assertEqual(remark["step"], 30)
        self.assertEqual(self.rows(run, "spectrum")[-1]["step"], 40)

    def test_a_program_that_goes_back_by_itself(self):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1.0)
        run = self.watch(network, optimizer, grokked=0.5)
        train(network, optimizer, 30, run)
        run.log(test_accuracy=0.97)
        run.moved_to(12)
        train(network, optimizer, 10, run)
        run.log(test_accuracy=0.9)
        run.moved_to(100)
        run.finish()
        self.assertEqual(self.rows(run, "progress")[0]["best_test_accuracy"], 0.9)
        self.assertEqual(
            [(row["step"], row["command"], row["weight_decay"], row["request"]) for row in self.rows(run, "command")],
            [(12, "back=12", 1.0, None)],
        )
        self.assertEqual(
            [row["message"] for row in self.rows(run, "remark")],
            ["the program went from step 30 to step 12", "the program went from step 22 to step 100"],
        )
        self.assertEqual([row["step"] for row in self.rows(run, "marker")], [30, 22])

    def test_a_window_that_begins_anew_while_a_sketch_is_measured(self):
        network = torch.nn.Linear(300, 300, bias=False)
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1.0)
        run = self.watch(network, optimizer, rows="sketch")
        for step in range(20):
            network(torch.ones(2, 300)).square().mean().backward()
            optimizer.step()
            if step == 5:
                run.moved_to(4)
        run.finish()
        told = [row for row in self.rows(run, "remark") if row["message"].startswith("sketch: ")]
        self.assertEqual([row["step"] for row in told], [14])
        self.assertIn("measured on 2 of 2 blocks", told[0]["message"])

    def test_accumulated_gradients_are_one_step(self):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=1.0)
        run = self.watch(network, optimizer)
        for step in range(40):
            (loss_of(network, step) / 4).backward()
            if step % 4 == 3:
                optimizer.step()
                optimizer.zero_grad()
        run.finish()
        self.assertEqual(run.step, 10)
        self.assertEqual([row["step"] for row in self.rows(run, "spectrum")], [4, 6, 8, 10])

    def test_tied_weights_come_once(self):
        network = torch.nn.Sequential(torch.nn.Linear(5, 5), torch.nn.Linear(5, 5))
        network[1].weight = network[0].weight
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.1)
        run = self.watch(network, optimizer, track=["*.weight"])
        run.finish()
        self.assertEqual(self.config(run)["tracked"], {"selection": "*.weight", "names": ["0.weight"], "tensors": 1})

    def test_a_step_that_the_scaler_skips(self):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=1.0, fused=True)
        scaler = torch.amp.GradScaler("cpu", init_scale=256.0, growth_interval=1000)
        run = self.watch(network, optimizer, track="all")
        before = []
        for step in range(30):
            optimizer.zero_grad()
            scaler.scale(loss_of(network, step)).backward()
            if step in (3, 14):
                network.head.weight.grad[0, 0] = math.inf
                before.append(weights(network))
            scaler.step(optimizer)
            scaler.update()
            if step in (3, 14):
                self.assertTrue(torch.equal(before[-1], weights(network)), "the scaler did not skip the step")
        run.finish()
        self.assertEqual(
            [row["message"] for row in self.rows(run, "remark")],
            ["the gradient scaler has skipped 1 step so far", "the gradient scaler has skipped 2 steps so far"],
        )

    def test_a_skipped_step_has_no_decay(self):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=1.0, fused=True)
        run = self.watch(network, optimizer, track="all", interval=5)
        sent = []
        run._reporter.update = lambda step, interval, groups, *_, **__: sent.append((interval, groups[0]["decay"]))
        scaler = torch.amp.GradScaler("cpu", init_scale=4.0)
        for step in range(5):
            optimizer.zero_grad()
            scaler.scale(loss_of(network, step)).backward()
            if step == 2:
                network.head.weight.grad[0, 0] = math.inf
            scaler.step(optimizer)
            scaler.update()
        run.finish()
        fine = [decay for interval, decay in sent if interval == 1]
        self.assertEqual([round(decay[0] / 3e-3, 9) for decay in fine], [1, 1, 0, 1, 1])
        coarse = [decay for interval, decay in sent if interval == 5]
        self.assertAlmostEqual(coarse[0][0], 4 * 3e-3)
        self.assertAlmostEqual(coarse[0][1], 3e-3 * (0 + 1 + 3 + 4) / 5)

    def test_several_optimizers(self):
        network = model()
        matrices = [value for value in network.parameters() if value.dim() == 2]
        others = [value for value in network.parameters() if value.dim() != 2]
        first = (
            torch.optim.Muon(matrices, lr=1e-3, weight_decay=0.5)
            if hasattr(torch.optim, "Muon")
            else torch.optim.SGD(matrices, lr=1e-2, weight_decay=0.5)
        )
        second = torch.optim.AdamW(others, lr=1e-3, weight_decay=0.1)
        run = self.watch(network, [first, second], track="all")
        for step in range(40):
            first.zero_grad()
            second.zero_grad()
            loss_of(network, step).backward()
            first.step()
            second.step()
        run.finish()
        self.assertEqual(run.step, 40)
        self.assertEqual(self.config(run)["optimizer"], f"{type(first).__name__}, AdamW")
        self.assertEqual(self.config(run)["split"], "trapezoid")
        self.assertEqual(len(self.rows(run, "gap_ledger")), 2)

    def test_decay_that_cannot_be_told(self):
        network = model()
        optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, weight_decay=0.1)
        run = self.watch(network, optimizer)
        train(network, optimizer, 40, run)
        run.finish()
        config = self.config(run)
        self.assertEqual(config["split"], "none")
        self.assertIn("Adam", config["splitReason"])
        for row in self.rows(run, "spectrum"):
            self.assertEqual(
                (row["drive_class"], row["gradient_fraction_1"], row["alignment_1"]), ("unsplit", None, None)
            )
        self.assertEqual(self.rows(run, "gap_ledger"), [])

    def test_no_decay_is_all_gradient_until_there_is_some(self):
        network = model()
        optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
        run = self.watch(network, optimizer)
        train(network, optimizer, 30, run)
        optimizer.param_groups[0]["weight_decay"] = 0.1
        train(network, optimizer, 30, run)
        run.finish()
        self.assertEqual((self.config(run)["split"], self.config(run)["splitResidual"]), ("exact", 0))
        for row in self.rows(run, "spectrum"):
            self.assertEqual(row["drive_class"], "functional" if row["step"] <= 30 else "unsplit")

    def test_half_precision_parameters_are_nominal_at_best(self):
        network = model().to(torch.bfloat16)
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.1)
        run = self.watch(network, optimizer)
        run.finish()
        self.assertEqual(self.config(run)["split"], "nominal")
        self.assertIn("master weights", self.config(run)["splitReason"])

    def test_a_run_that_goes_on(self):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.1)
        train(network, optimizer, 7)
        run = self.watch(network, optimizer, start=7)
        train(network, optimizer, 40, run, first=7)
        run.finish()
        self.assertEqual(run.step, 47)
        self.assertFalse(self.config(run)["firstUpdateSeen"])
        self.assertEqual([row["step"] for row in self.rows(run, "spectrum") if row["interval"] == 10], [30, 40])
        self.assertFalse(any(row["leaves_first_out"] for row in self.rows(run, "window")))

    def test_metrics_of_all_kinds(self):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3)
        run = self.watch(network, optimizer)
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            run.log({"val/perplexity": torch.tensor(3.5)}, test_accuracy=1, train_loss=math.nan, lr=loss_of(network, 0))
            run.log(strange="a word")
            run.log(strange=[1, 2])
        run.finish()
        self.assertEqual(len(told), 1)
        self.assertIn("strange", str(told[0].message))
        found = {row["name"]: row["value"] for row in self.rows(run, "metric")}
        self.assertEqual(found["val/perplexity"], 3.5)
        self.assertEqual(found["train_loss"], "nan")
        self.assertEqual(set(found), {"val/perplexity", "test_accuracy", "train_loss", "lr"})

    def test_an_exit_in_order_is_no_failure(self):
        for code, reason in ((None, "completed"), (0, "completed"), (3, "failed")):
            network = model()
            with self.subTest(code), self.assertRaises(SystemExit):
                with self.watch(network, torch.optim.AdamW(network.parameters())) as run:
                    raise SystemExit(code)
            self.assertEqual(self.rows(run, "finish")[0]["reason"], reason)

    def test_a_tensor_that_is_frozen_later(self):
        """It is decayed no more, as the optimizer leaves it alone: the split would blame decay for it."""
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1.0)
        run = self.watch(network, optimizer)
        train(network, optimizer, 40, run)
        network.attention.out_proj.weight.requires_grad_(False)
        train(network, optimizer, 40, run, first=40)
        run.finish()
        rows = self.rows(run, "spectrum")
        self.assertEqual({row["drive_class"] for row in rows if row["step"] > 40}, {"unsplit"})
        self.assertNotIn("unsplit", {row["drive_class"] for row in rows if row["step"] <= 40})
        self.assertEqual([(row["step"], row["kind"]) for row in self.rows(run, "remark")], [(40, "note")])

    def test_gradients_of_a_closure(self):
        """The step computes them itself, and the loop has none before and after it."""
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1.0)
        run = self.watch(network, optimizer)

        def closure():
            optimizer.zero_grad()
            loss = loss_of(network, run.step)
            loss.backward()
            return loss

        for _ in range(40):
            optimizer.step(closure)
            optimizer.zero_grad()
        run.finish()
        self.assertNotIn("unsplit", {row["drive_class"] for row in self.rows(run, "spectrum")})
        self.assertEqual(self.rows(run, "remark"), [])

    def test_a_step_that_is_compiled(self):
        def trained(watched):
            torch.compiler.reset()
            network = model()
            optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=1.0)
            run = self.watch(network, optimizer) if watched else None
            step = torch.compile(optimizer.step, backend="eager")
            for number in range(60):
                optimizer.zero_grad()
                loss_of(network, number).backward()
                step()
            return run, weights(network)

        run, found = trained(True)
        run.finish()
        self.assertTrue(torch.equal(found, trained(False)[1]))
        self.assertEqual(run.step, 60)
        self.assertIn(f"after 60 steps: {run.folder}", repr(run))
        self.assertEqual(len([row for row in self.rows(run, "spectrum") if row["interval"] == 10]), 5)
        self.assertEqual(self.rows(run, "remark"), [])

    def test_the_accuracies_of_marks(self):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters())
        run = self.watch(network, optimizer, memorized=0.5, grokked=0.25)
        for step, (train_accuracy, test_accuracy) in enumerate([(0.4, 0.1), (0.5, 0.2), (0.9, 0.25)], 1):
            train(network, optimizer, 1, first=step)
            run.log(train_accuracy=train_accuracy, test_accuracy=test_accuracy)
        run.finish()
        self.assertEqual(self.config(run)["marks"], {"memorized": 0.5, "grokked": 0.25, "slingshotDrop": 0.02})
        self.assertEqual(
            [(row["kind"], row["step"]) for row in self.rows(run, "marker")], [("memorized", 2), ("grokked", 3)]
        )

    def test_the_end_of_a_block(self):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3)
        with self.watch(network, optimizer) as run:
            train(network, optimizer, 3, run)
        self.assertEqual(self.rows(run, "finish")[0]["reason"], "completed")
        with self.assertRaises(ZeroDivisionError):
            with self.watch(network, optimizer) as run:
                train(network, optimizer, 3, run, after=lambda step: 1 / (1 - step))
        row = self.rows(run, "finish")[0]
        self.assertEqual((row["reason"], row["step"]), ("failed", 2))
        self.assertIn("ZeroDivisionError", row["detail"])


@needs_torch
class ArgumentTests(RunsTestCase):
    def test_wrong_arguments_are_told_at_once(self):
        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3)
        for error, options in (
            (ValueError, {"interval": 7}),
            (ValueError, {"window": 1}),
            (ValueError, {"track": "no.such"}),
            (ValueError, {"split": "guess"}),
            (ValueError, {"rows": "float16"}),
            (ValueError, {"start": -1}),
            (ValueError, {"start": 1.5}),
            (ValueError, {"steps": 1e3}),
            (ValueError, {"steps": -1}),
            (ValueError, {"seed": "one"}),
            (ValueError, {"seed": 1 << 64}),
            (ValueError, {"interval": 0}),
            (ValueError, {"interval": 1 << 40}),
            (ValueError, {"draws": 1}),
            (TypeError, {"track": 3}),
            (TypeError, {"track": [b"0.weight"]}),
            (TypeError, {"name": None}),
            (TypeError, {"evaluate": 3}),
            (ValueError, {"memorized": 98}),
            (ValueError, {"grokked": None}),
        ):
            with self.subTest(options=options), self.assertRaises(error):
                groktop.watch(network, optimizer, runs=self.runs, **options)
        with self.assertRaises(TypeError):
            groktop.watch(network, object(), runs=self.runs)
        with self.assertRaisesRegex(ValueError, "no tensor of the model is trained"):
            groktop.watch([], optimizer, runs=self.runs)

    def test_numpys_integers_are_integers(self):
        import numpy

        network = model()
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3)
        number = numpy.int64
        run = groktop.watch(
            network, optimizer, runs=self.runs, interval=number(10), window=number(3), steps=number(20),
            seed=numpy.uint64((1 << 64) - 1), start=number(0),
        )
        train(network, optimizer, 20, run)
        run.finish()
        config = self.config(run)
        self.assertEqual((config["steps"], config["seed"]), (20, (1 << 64) - 1))
        self.assertEqual(config["windows"], {"interval": 10, "window": 3})

    def test_what_attention_is(self):
        from groktop.torch.tracked import choose, named_parameters

        class Block(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.attn = torch.nn.ModuleDict({"c_attn": torch.nn.Linear(2, 6), "c_proj": torch.nn.Linear(2, 2)})
                self.mlp = torch.nn.ModuleDict({"c_fc": torch.nn.Linear(2, 8), "gate_proj": torch.nn.Linear(2, 8)})
                self.q_proj, self.k_norm = torch.nn.Linear(2, 2), torch.nn.LayerNorm(2)

        names = [name for name, _ in choose(named_parameters(Block()), "attention")[1]]
        self.assertEqual(names, ["attn.c_attn.weight", "attn.c_proj.weight", "q_proj.weight"])

    def test_a_model_without_attention(self):
        network = torch.nn.Linear(3, 3)
        run = groktop.watch(network, torch.optim.AdamW(network.parameters()), runs=self.runs)
        run.finish()
        self.assertEqual(self.config(run)["tracked"]["selection"], "all")


if __name__ == "__main__":
    unittest.main()
