"""What weight decay does, asked of the optimizers that come with PyTorch."""

import importlib
import unittest

try:
    import torch
except ImportError:
    torch = None

from groktop.split import ask


def parameter():
    return torch.nn.Parameter(torch.randn(4, 3))


@unittest.skipUnless(torch, "needs PyTorch")
class AskTests(unittest.TestCase):
    def verdict(self, name, **options):
        optimizer = getattr(torch.optim, name)([parameter()], **options)
        return ask(optimizer, optimizer.param_groups[0])

    def assert_trapezoid(self, name, **options):
        verdict = self.verdict(name, **options)
        self.assertEqual(verdict.kind, "trapezoid", verdict)
        self.assertLessEqual(verdict.residual, 1e-5)
        self.assertIsNone(verdict.reason)

    def assert_none(self, name, **options):
        verdict = self.verdict(name, **options)
        self.assertEqual(verdict.kind, "none", verdict)
        self.assertGreaterEqual(verdict.residual, 0.1)
        self.assertIn(name, verdict.reason)

    def test_decoupled_decay_is_found(self):
        for options in ({}, {"fused": True}, {"foreach": True}, {"amsgrad": True}, {"betas": (0.5, 0.9)}):
            for decay in (1.0, 0.01):
                with self.subTest(options=options, decay=decay):
                    self.assert_trapezoid("AdamW", lr=1e-3, weight_decay=decay, **options)
        self.assert_trapezoid("NAdam", weight_decay=0.1, decoupled_weight_decay=True)
        self.assert_trapezoid("RAdam", weight_decay=0.1, decoupled_weight_decay=True)
        self.assert_trapezoid("Adam", lr=1e-3, weight_decay=0.1, decoupled_weight_decay=True)

    def test_muon(self):
        if not hasattr(torch.optim, "Muon"):
            self.skipTest("this PyTorch has no Muon")
        self.assert_trapezoid("Muon", lr=1e-3, weight_decay=0.1)

    def test_plain_descent(self):
        self.assert_trapezoid("SGD", lr=0.1, weight_decay=1e-2)

    def test_a_rate_of_zero_does_not_hide_the_answer(self):
        self.assert_trapezoid("AdamW", lr=0.0, weight_decay=0.0)
        self.assert_none("Adam", lr=0.0, weight_decay=0.0)

    def test_decay_in_the_gradient_is_refused(self):
        self.assert_none("Adam", lr=1e-3, weight_decay=0.1)
        self.assert_none("Adam", lr=1e-3, weight_decay=0.1, fused=True)
        self.assert_none("SGD", lr=0.1, momentum=0.9, weight_decay=1e-2)
        self.assert_none("SGD", lr=0.1, momentum=0.9, nesterov=True, weight_decay=1e-2)
        self.assert_none("RMSprop", lr=1e-3, weight_decay=0.1)
        self.assert_none("NAdam", weight_decay=0.1)
        self.assert_none("RAdam", weight_decay=0.1)

    def test_adafactor_is_nominal(self):
        verdict = self.verdict("Adafactor", weight_decay=0.1)
        self.assertEqual(verdict.kind, "nominal", verdict)
        self.assertIsNotNone(verdict.reason)

    def test_what_cannot_be_asked_says_why(self):
        optimizer = torch.optim.LBFGS([parameter()])
        self.assertIn("weight_decay", ask(optimizer, optimizer.param_groups[0]).reason)

        class Strange(torch.optim.AdamW):
            def __init__(self, parameters, secret):
                super().__init__(parameters)

        optimizer = Strange([parameter()], "word")
        verdict = ask(optimizer, optimizer.param_groups[0])
        self.assertEqual(verdict.kind, "none")
        self.assertIn("could not be asked", verdict.reason)

    def test_cautious_decay_is_refused(self):
        class Cautious(torch.optim.Optimizer):
            def __init__(self, parameters, lr=1e-3, weight_decay=0.1):
                super().__init__(parameters, {"lr": lr, "weight_decay": weight_decay})

            @torch.no_grad()
            def step(self):
                for group in self.param_groups:
                    for value in group["params"]:
                        mask = (value.grad * value > 0).to(value.dtype)
                        value.add_(mask * value, alpha=-group["lr"] * group["weight_decay"])
                        value.add_(value.grad.sign(), alpha=-group["lr"])

        optimizer = Cautious([parameter()])
        self.assertEqual(ask(optimizer, optimizer.param_groups[0]).kind, "none")

    def test_nothing_of_the_training_moves(self):
        value = parameter()
        optimizer = torch.optim.AdamW([value], weight_decay=0.1)
        state, before = torch.get_rng_state(), value.detach().clone()
        calls = []
        handle = importlib.import_module("torch.optim.optimizer").register_optimizer_step_post_hook(
            lambda *_: calls.append(1)
        )
        self.addCleanup(handle.remove)
        ask(optimizer, optimizer.param_groups[0])
        self.assertTrue(torch.equal(state, torch.get_rng_state()))
        self.assertTrue(torch.equal(before, value))
        self.assertEqual((calls, len(optimizer.state)), ([], 0))
        value.grad = torch.ones_like(value)
        optimizer.step()
        self.assertEqual(calls, [1])


if __name__ == "__main__":
    unittest.main()
