"""Training loops in JAX."""

import importlib.util
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

        run = groktop.watch_params(params, name="jax", interval=10, runs=self.runs, **options)
        return params, optimizer.init(params), step, run

    @staticmethod
    def vector(params):
        return numpy.concatenate(
            [numpy.asarray(leaf, dtype=numpy.float64).ravel() for leaf in jax.tree_util.tree_leaves(params)]
        )

    def test_a_loop(self):
        from groktop.edge import Edge, UpdateProducts

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
            length = row["interval"]
            ends = [end for end in range(length, row["step"] + 1, length)][-5:]
            updates = numpy.stack([thetas[end] - thetas[end - length] for end in ends])
            decay = numpy.stack([-1e-3 * sum(thetas[end - length : end]) for end in ends])
            edge = Edge(
                UpdateProducts(
                    (updates @ updates.T).tolist(),
                    ((updates - decay) @ updates.T).tolist(),
                    (decay @ updates.T).tolist(),
                ),
                len(ends),
            )
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
        self.assertEqual(run._watcher._rate(7), 1e-3)
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
