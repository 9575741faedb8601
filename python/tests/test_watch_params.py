"""Training loops in JAX."""

import importlib.util
import json
import subprocess
import sys
import unittest

from torch_support import RunsTestCase

import groktop

needed = ("jax", "numpy", "optax")


@unittest.skipUnless(all(map(importlib.util.find_spec, needed)), "needs jax, numpy and optax")
class ParamsTests(RunsTestCase):
    @classmethod
    def setUpClass(cls):
        # Not before these tests run: the threads of JAX and the forked workers of other tests do not go together.
        global jax, jnp, numpy, optax
        import jax
        import jax.numpy as jnp
        import numpy
        import optax

    def begin(self, rate=1e-3, decay=1.0, **options):
        keys = jax.random.split(jax.random.PRNGKey(1), 3)
        params = {
            "attention": {"query": jax.random.normal(keys[0], (40, 40)) / 6},
            "head": [jax.random.normal(keys[1], (40, 30)) / 6, jnp.zeros(30)],
        }
        inputs = jax.random.normal(keys[2], (64, 40))
        goal = jnp.sin(inputs[:, :30] * 2)
        optimizer = optax.adamw(rate, weight_decay=decay)

        @jax.jit
        def step(params, state):
            def loss(params):
                hidden = jnp.tanh(inputs @ params["attention"]["query"])
                return ((hidden @ params["head"][0] + params["head"][1] - goal) ** 2).mean()

            value, gradient = jax.value_and_grad(loss)(params)
            updates, state = optimizer.update(gradient, state, params)
            return optax.apply_updates(params, updates), state, value

        run = groktop.watch_params(params, **{"name": "jax", "interval": 10, "runs": self.runs, **options})
        return params, optimizer.init(params), step, run

    @staticmethod
    def vector(params):
        return numpy.concatenate(
            [numpy.asarray(leaf, dtype=numpy.float64).ravel() for leaf in jax.tree_util.tree_leaves(params)]
        )

    @staticmethod
    def edge_of(row, thetas, decays):
        """The edge that a row of a window must show, from whole vectors.

        :param thetas: θ before each step, and after the last.
        :param decays: what decay takes in each step.
        """
        from groktop.edge import Edge, UpdateProducts

        length = row["interval"]
        ends = [end for end in range(length, row["step"] + 1, length)][-5:]
        updates = numpy.stack([thetas[end] - thetas[end - length] for end in ends])
        decay = numpy.stack([sum(decays[end - length : end]) for end in ends])
        products = UpdateProducts(
            (updates @ updates.T).tolist(), ((updates - decay) @ updates.T).tolist(), (decay @ updates.T).tolist()
        )
        return Edge(products, len(ends))

    def test_a_loop(self):
        params, state, step, run = self.begin(track="all", decay_rate=lambda t: 1e-3, seed=1, steps=80)
        thetas = [self.vector(params)]
        for _ in range(80):
            params, state, loss = step(params, state)
            run.step(params)
            run.log(train_loss=loss)
            thetas.append(self.vector(params))
        run.finish()
        self.assertEqual(run.steps_done, 80)
        rows = self.rows(run, "spectrum")
        self.assertEqual(len(rows), 39 + 7)
        for row in rows:
            edge = self.edge_of(row, thetas, [-1e-3 * theta for theta in thetas])
            self.assertLess(abs(row["sigma_1"] / edge.sigma[0] - 1), 1e-5)
            self.assertAlmostEqual(row["gradient_fraction_1"], edge.gradient_fraction(0), delta=3e-3)
        self.assertEqual(self.config(run)["split"], "nominal")
        self.assertEqual(len(self.rows(run, "metric")), 80)
        self.assertEqual(self.rows(run, "remark"), [])

    def test_what_decays(self):
        params, state, step, run = self.begin(
            track="all", decay_rate=lambda t: 1e-3, decayed=lambda name, leaf: leaf.ndim > 1
        )
        self.assertEqual([segment.decays for segment in run._watcher.segments], [True, False])
        self.assertEqual(self.config(run)["groups"][0]["weightDecay"], 0)
        for _ in range(30):
            params, state, _ = step(params, state)
            run.step(params)
        run.finish()
        self.assertEqual(len(self.rows(run, "gap_ledger")), 1)

    def test_without_a_rate_and_with_attention_alone(self):
        params, state, step, run = self.begin()
        for _ in range(30):
            params, state, _ = step(params, state)
            run.step(params)
        run.finish()
        self.assertEqual(self.config(run)["tracked"]["names"], ["attention.query"])
        self.assertEqual({row["drive_class"] for row in self.rows(run, "spectrum")}, {"unsplit"})

    def test_constant_settings(self):
        params, state, step, run = self.begin(learning_rate=1e-3, weight_decay=1.0)
        self.assertEqual(run._watcher.settings.product(7), 1e-3)
        self.assertEqual(self.config(run)["groups"][0]["weightDecay"], 1)
        run.finish()

    def test_stop(self):
        params, state, step, run = self.begin()
        for number in range(100):
            params, state, _ = step(params, state)
            run.step(params)
            if number == 9:
                self.send(run, "stop")
                self.send(run, "weight-decay=0")
            if run.should_stop:
                break
        run.finish()
        self.assertEqual(run.steps_done, 16)
        self.assertEqual(self.rows(run, "finish")[0]["reason"], "stopped")
        self.assertEqual(self.rows(run, "refusal")[0]["command"], "weight-decay=0")

    def steered(self, make, **options):
        """A loop of 120 steps: ω is switched off after step 16, on after 48, and η halved after 80.

        :param make: whether ω and η are to be put into the optimizer's state, or into the step.
        """
        keys = jax.random.split(jax.random.PRNGKey(1), 2)
        params = {"attention": jax.random.normal(keys[0], (30, 30)) / 6}
        inputs = jax.random.normal(keys[1], (64, 30))
        optimizer = optax.inject_hyperparams(optax.adamw)(learning_rate=1e-3, weight_decay=1.0)
        state = optimizer.init(params)

        @jax.jit
        def step(params, state, rate, decay):
            if not make:
                state = state._replace(
                    hyperparams={**state.hyperparams, "learning_rate": rate, "weight_decay": decay}
                )
            gradient = jax.grad(lambda params: (jnp.tanh(inputs @ params["attention"]) ** 2).mean())(params)
            updates, state = optimizer.update(gradient, state, params)
            return optax.apply_updates(params, updates), state

        if make:
            options["opt_state"] = state
        run = groktop.watch_params(params, name="jax", interval=10, runs=self.runs, track="all", **options)
        thetas, used = [self.vector(params)], []
        for number in range(120):
            if make:
                state = run.steered(state)
                params, state = step(params, state, 0.0, 0.0)
            else:
                rate, decay = (jnp.float32(each) for each in (run.learning_rate, run.weight_decay))
                params, state = step(params, state, rate, decay)
            used.append(tuple(float(state.hyperparams[name]) for name in ("learning_rate", "weight_decay")))
            run.step(params)
            thetas.append(self.vector(params))
            command = {9: "weight-decay=off", 41: "weight-decay=on", 73: "learning-rate=0.5"}.get(number)
            if command:
                self.send(run, command)
        run.finish()
        self.assertEqual(step._cache_size(), 1, "a command made JAX compile the step anew")
        return run, thetas, used

    def test_weight_decay_and_learning_rate(self):
        declared = {"takes": ("weight-decay", "learning-rate"), "learning_rate": 1e-3, "weight_decay": 1.0}
        rated = {**declared, "decay_rate": lambda step: 1e-3}
        scheduled = {"learning_rate": lambda step: 1e-3}
        for make, options in ((True, {}), (True, scheduled), (False, declared), (False, rated)):
            with self.subTest(make=make, options=options):
                run, thetas, used = self.steered(make, **options)
                config = self.config(run)
                taken = ["weight-decay", "learning-rate", "pause", "resume", "step", "stop"]
                self.assertEqual(set(config["commands"]), set(taken))
                self.assertEqual((config["groups"][0]["learningRate"], config["groups"][0]["weightDecay"]), (1e-3, 1.0))
                self.assertEqual(
                    [(row["step"], row["command"], row["weight_decay"]) for row in self.rows(run, "command")],
                    [(16, "weight-decay=off", 0.0), (48, "weight-decay=on", 1.0), (80, "learning-rate=0.5", 1.0)],
                )
                self.assertEqual(self.rows(run, "remark"), [])
                # What the optimizer has used in each step, by its own account.
                products = [rate * decay for rate, decay in used]
                goal = [1e-3] * 16 + [0.0] * 32 + [1e-3] * 32 + [0.5e-3] * 40
                for product, expected in zip(products, goal):
                    self.assertAlmostEqual(product, expected, delta=1e-9)
                rows = self.rows(run, "spectrum")
                self.assertEqual(len(rows), 59 + 11)
                for row in rows:
                    edge = self.edge_of(row, thetas, [-product * theta for product, theta in zip(products, thetas)])
                    self.assertAlmostEqual(row["gradient_fraction_1"], edge.gradient_fraction(0), delta=3e-3)

    def test_a_schedule_is_multiplied(self):
        schedule = optax.linear_schedule(1e-3, 0.0, 100)
        _, _, _, run = self.begin(takes="learning-rate", learning_rate=schedule, weight_decay=1.0)
        self.assertAlmostEqual(run.learning_rate, 1e-3)
        run._watcher.settings.set_factor(2.0)
        run._watcher.step = 50
        self.assertAlmostEqual(run._watcher.settings.product(50), 0.5e-3)  # not read since
        self.assertAlmostEqual(run.learning_rate, 1e-3)
        self.assertAlmostEqual(run._watcher.settings.product(50), 1e-3)
        run.finish()

    def test_a_rate_that_optax_schedules_is_left_alone(self):
        made = optax.inject_hyperparams(optax.adamw)(optax.linear_schedule(1e-3, 0.0, 100), weight_decay=0.5)
        state = optax.chain(optax.clip(1.0), made).init({"attention": jnp.ones((3, 3))})
        _, _, _, run = self.begin(opt_state=state)
        self.assertIn("weight-decay", self.config(run)["commands"])
        self.assertNotIn("learning-rate", self.config(run)["commands"])
        self.assertIs(run.steered(state), state)
        run._watcher.settings.set_decay("off")
        steered = run.steered(state)
        self.assertEqual(float(steered[1].hyperparams["weight_decay"]), 0.0)
        self.assertIs(steered[1].hyperparams["learning_rate"], state[1].hyperparams["learning_rate"])
        run.finish()

    def test_a_state_that_cannot_be_changed(self):
        """Training goes on with the state as it is, and the split with the values that are in it."""
        state = optax.inject_hyperparams(optax.adamw)(1e-3, weight_decay=1.0).init({"attention": jnp.ones((3, 3))})
        _, _, _, run = self.begin(opt_state=state)
        self.assertIs(run.steered(state), state)
        run._watcher.settings.set_decay("off")

        class Odd:
            hyperparams = {"weight_decay": jnp.float32(1.0)}

        odd = Odd()
        with self.assertWarns(RuntimeWarning):
            self.assertIs(run.steered(odd), odd)
        self.assertEqual(run._watcher.settings.product(0), 1e-3)
        run.finish()

    def test_a_loop_that_does_not_read(self):
        """No command is said to be taken that changes nothing."""
        params, state, step, run = self.begin(
            track="all", takes=("weight-decay", "learning-rate"), learning_rate=1e-3, weight_decay=1.0
        )
        for number in range(80):
            if 20 <= number < 40:
                self.assertEqual(run.weight_decay, 1.0 if number < 32 else 0.0)
            params, state, _ = step(params, state)
            run.step(params)
            if number in (9, 25, 49):
                self.send(run, {9: "weight-decay=0", 25: "weight-decay=0", 49: "weight-decay=0.5"}[number])
            if number == 9:
                self.send(run, "learning-rate=0.5")
        run.finish()
        self.assertEqual(
            [(row["step"], row["command"], row["reason"]) for row in self.rows(run, "refusal")],
            [
                (16, "weight-decay=0", "the loop has not read run.weight_decay"),
                (16, "learning-rate=0.5", "the loop has not read run.learning_rate"),
            ],
        )
        self.assertEqual([row["step"] for row in self.rows(run, "command")], [32, 56])
        self.assertEqual(
            [row["message"] for row in self.rows(run, "remark")],
            ["step 57 was made with the earlier weight_decay: the loop has not read run.weight_decay before it"],
        )
        self.assertEqual(run._watcher.settings.product(70), 0.0)  # ω is what the loop has read last

    def test_what_a_run_does_not_name(self):
        _, _, _, run = self.begin()
        self.assertEqual(self.config(run)["commands"], ["pause", "resume", "step", "stop"])
        for name in ("learning_rate", "weight_decay"):
            with self.assertRaises(RuntimeError):
                getattr(run, name)
        run.finish()

    def test_evaluate_checkpoint_and_back(self):
        kept = {}

        def save():
            kept[run.steps_done] = params, state

        def load(step):
            nonlocal params, state
            if step in kept:
                params, state = kept[step]
                return params
            return None

        def evaluate(params):
            return {"test_loss": jnp.abs(params["head"][0]).sum()}

        params, state, step, run = self.begin(track="all", evaluate=evaluate, save=save, load=load)
        self.assertEqual(
            self.config(run)["commands"],
            ["pause", "resume", "step", "evaluate", "checkpoint", "back", "ablate", "perturb", "stop"],
        )
        went = 0
        for _ in range(100):
            params, state, _ = step(params, state)
            run.step(params)
            if run.steps_done == 17:
                self.send(run, "evaluate")
                self.send(run, "checkpoint")
                expected = None
            if run.steps_done == 24 and not went:
                expected = float(jnp.abs(kept[24][0]["head"][0]).sum())
            if run.steps_done == 41 and not went:
                went = self.send(run, "back=5")
                self.send(run, "back=24")
        run.finish()
        self.assertEqual(
            [(row["step"], row["command"]) for row in self.rows(run, "command")],
            [(24, "evaluate"), (24, "checkpoint"), (24, "back=24")],
        )
        self.assertAlmostEqual(self.rows(run, "metric")[0]["value"], expected, delta=1e-4)
        self.assertIn("no checkpoint of step 5", self.rows(run, "refusal")[0]["reason"])
        self.assertEqual(run.steps_done, 100 - 24)
        spectra = [row for row in self.rows(run, "spectrum") if row["interval"] == 10]
        self.assertEqual([row["step"] for row in spectra], [20, 30, 40, 50, 60, 70])
        self.assertIsNone(run.present)

    def probed(self, command, evaluate=None, at=51, **options):
        """The record of a probe, θ after each step, and the run; nothing but the probe may come of it."""
        calls = []

        def norm(params):
            calls.append(params)
            numpy.random.rand(3)  # random numbers that training would miss
            return {"norm": numpy.linalg.norm(self.vector(params)), "first": params["head"][1][0]}

        numpy.random.seed(5)
        params, state, step, run = self.begin(track="all", evaluate=evaluate or norm, draws=3, **options)
        thetas = [params]
        for _ in range(64):
            params, state, _ = step(params, state)
            thetas.append(params)
            kept = jax.tree_util.tree_map(lambda leaf: numpy.array(leaf), params)
            run.step(params)
            for one, other in zip(jax.tree_util.tree_leaves(params), jax.tree_util.tree_leaves(kept)):
                self.assertEqual(numpy.asarray(one).tobytes(), other.tobytes())
            if run.steps_done == at:
                self.send(run, command)
        run.finish()
        drawn = numpy.random.rand()
        numpy.random.seed(5)
        self.assertEqual(drawn, numpy.random.rand())
        for params in calls:
            self.assertEqual([leaf.dtype for leaf in jax.tree_util.tree_leaves(params)], [jnp.float32] * 3)
        rows = self.rows(run, "metric_probe")
        return (json.loads(rows[0]["record"]), rows[0]["step"]) if rows else None, thetas, run

    def edge_at(self, thetas, step):
        """θ and the directions v_1, v_2, … at a step, of updates of ten steps, from whole vectors."""
        vectors = [self.vector(params) for params in thetas]
        ends = range(step - step % 10, 0, -10)[:5]
        rows = numpy.stack([vectors[end] - vectors[end - 10] for end in reversed(ends)])
        return vectors[step], numpy.linalg.svd(rows, full_matrices=False)[2]

    def test_ablation(self):
        for options in ({}, {"decayed": lambda name, leaf: leaf.ndim > 1, "decay_rate": lambda step: 1e-3}):
            with self.subTest(options=options):
                (record, step), thetas, run = self.probed("ablate", **options)
                theta, directions = self.edge_at(thetas, step)
                whole = numpy.linalg.norm(theta)
                self.assertAlmostEqual(record["trackedNorm"], whole, delta=1e-5 * whole)
                self.assertAlmostEqual(record["base"]["norm"], whole, delta=1e-5 * whole)
                self.assertEqual([row["subject"] for row in record["rows"]], ["v1", "v2", "v1+v2", "v3+v4"])
                for row in record["rows"]:
                    part = sum(theta @ directions[k - 1] * directions[k - 1] for k in row["directions"])
                    self.assertAlmostEqual(row["removedNorm"], numpy.linalg.norm(part), delta=1e-3 * whole)
                    self.assertAlmostEqual(row["metrics"]["norm"], numpy.linalg.norm(theta - part), delta=1e-3 * whole)
                    bias = (theta - part)[-30]
                    self.assertAlmostEqual(row["metrics"]["first"], bias, delta=1e-3)
                kinds = [entry["kind"] for entry in record["controls"]]
                self.assertEqual(kinds, ["randomPlane", "randomSameNorm"] + ["angleMatched"] * 4)
                self.assertAlmostEqual(
                    record["controls"][1]["removedNorm"], record["rows"][2]["removedNorm"], delta=1e-4 * whole
                )
                for control, row in zip(record["controls"][2:], record["rows"]):
                    self.assertEqual((control["subject"], control["trials"]), (row["subject"], 3))
                    self.assertAlmostEqual(control["removedNorm"], row["removedNorm"], delta=1e-4 * whole)
                    self.assertAlmostEqual(control["metrics"]["norm"], row["metrics"]["norm"], delta=1e-3 * whole)
                self.assertIsNone(run.present)

    def test_perturbation(self):
        (record, step), thetas, _ = self.probed("perturb")
        theta, directions = self.edge_at(thetas, step)
        self.assertEqual([sweep["direction"] for sweep in record["sweeps"]], [1, 2, 3, 4])
        for sweep in record["sweeps"]:
            self.assertEqual(sweep["points"][6], {"epsilon": 0.0, "metrics": record["base"]})
            along = 0.005 * numpy.linalg.norm(theta) * directions[sweep["direction"] - 1]
            ends = [numpy.linalg.norm(theta + sign * along) for sign in (-1, 1)]
            found = [sweep["points"][place]["metrics"]["norm"] for place in (0, -1)]
            for one, other in zip(sorted(found), sorted(ends)):
                self.assertAlmostEqual(one, other, delta=1e-5 * other)

    def test_probes_that_cannot_be_made(self):
        def throwing(_):
            raise LookupError("no data")

        for evaluate, at, reason in (
            (throwing, 51, "LookupError: no data"),
            (lambda _: 3.0, 51, "float, not a dictionary"),
            (lambda _: {"loss": 1.0}, 0, "fewer than two updates"),
        ):
            with self.subTest(reason=reason):
                if at == 0:
                    params, state, step, run = self.begin(track="all", evaluate=evaluate)
                    self.send(run, "ablate")
                    for _ in range(9):
                        params, state, _ = step(params, state)
                        run.step(params)
                    run.finish()
                else:
                    probe, _, run = self.probed("ablate", evaluate)
                    self.assertIsNone(probe)
                self.assertIn(reason, self.rows(run, "refusal")[0]["reason"])

    def test_leaves_of_half_precision_stay_so(self):
        from groktop.jax.params_place import ParamsPlace
        from groktop.jax.watcher import Segment

        params = {"a": jnp.ones((3, 5), dtype=jnp.bfloat16), "b": jnp.zeros(7), "c": jnp.ones(2, dtype=jnp.int32)}
        segment = Segment([0, 1], [10], 5, True)
        rows = segment.rows[10]
        rows.begin(params)
        for scale in (1.0, 2.0):
            rows.take({**params, "a": params["a"] * (1 + scale), "b": params["b"] + scale})
        place = ParamsPlace(params, [segment], 10, 1)
        self.assertLess(abs(place.norm(place.drawn()) ** 2 - 22), 22)
        self.assertEqual(float(numpy.asarray(place.drawn()[0]).reshape(-1)[22:].max()), 0.0)
        place.move(place.directions.direction(1), 0.5)
        moved = place.params
        self.assertEqual([moved[name].dtype for name in "abc"], [jnp.bfloat16, jnp.float32, jnp.int32])
        self.assertFalse(numpy.array_equal(moved["b"], params["b"]))
        place.restore()
        self.assertIs(place.params, params)

    def test_the_step_that_the_run_goes_back_to_begins_an_update(self):
        def load(_):
            nonlocal params
            params = first
            return params

        params, state, step, run = self.begin(track="all", load=load)
        first, went = params, False
        for _ in range(22):
            params, state, _ = step(params, state)
            run.step(params)
            if run.steps_done == 15 and not went:
                went = self.send(run, "back=0")
        run.finish()
        self.assertEqual(run.steps_done, 22 - 16)
        fine = [row["step"] for row in self.rows(run, "spectrum") if row["interval"] == 2]
        self.assertEqual(fine, [4, 6, 8, 10, 12, 14, 16, 4, 6])

    def test_an_error_is_told_once(self):
        params, state, step, run = self.begin(track="all")
        run._watcher.segments[0].rows[2].take = None
        with self.assertWarns(RuntimeWarning):
            for _ in range(10):
                params, state, _ = step(params, state)
                run.step(params)
        run.finish()
        self.assertEqual(run.steps_done, 10)
        self.assertEqual(len(self.rows(run, "remark")), 1)

    def test_the_accuracies_of_marks(self):
        _, _, _, run = self.begin(memorized=0.5)
        run.log(train_accuracy=0.6)
        run.finish()
        self.assertEqual(self.config(run)["marks"]["memorized"], 0.5)
        self.assertEqual([row["kind"] for row in self.rows(run, "marker")], ["memorized"])

    def test_wrong_arguments(self):
        for options in (
            {"track": "no.such"},
            {"window": 1},
            {"interval": 7},
            {"start": -1},
            {"start": 0.5},
            {"steps": -1},
            {"seed": 1.5},
            {"memorized": 0},
            {"grokked": "high"},
            {"takes": ("pause",)},
            {"takes": ("weight-decay",)},
            {"takes": ("learning-rate",)},
            {"takes": ("weight-decay",), "weight_decay": 0.0, "decay_rate": lambda t: 0.0},
            {"opt_state": ()},
        ):
            with self.subTest(options), self.assertRaises(ValueError):
                self.begin(**options)

    def test_no_other_framework_is_imported(self):
        program = "import groktop, sys; groktop.watch_params; print('torch' in sys.modules)"
        ran = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            env={"PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"},
        )
        self.assertEqual(ran.stdout.strip(), "False", ran.stderr)


if __name__ == "__main__":
    unittest.main()
