"""Modular addition in PyTorch, watched: a + b mod 97, learned from half of all pairs, until it groks.

    pip install torch ./python                        # in a checkout of groktop
    python examples/pytorch_modadd.py                 # and in another terminal, with the folder that it prints:
    groktop watch --follow RUN

Weight decay, learning rate and pause are then keys of the dashboard; `a` ablates the directions of the edge.
"""

import argparse

import torch

import groktop

MODULUS = 97


def pairs(seed):
    """All pairs and their sums, in two halves: to train on, and to test with."""
    numbers = torch.arange(MODULUS)
    inputs = torch.cartesian_prod(numbers, numbers)
    order = torch.randperm(len(inputs), generator=torch.Generator().manual_seed(seed))
    inputs, targets = inputs[order], inputs[order].sum(dim=1) % MODULUS
    half = len(inputs) // 2
    return (inputs[:half], targets[:half]), (inputs[half:], targets[half:])


class Network(torch.nn.Module):
    """An encoder of two layers that is read out at the first position."""

    def __init__(self, width=128, layers=2):
        super().__init__()
        self.tokens = torch.nn.Embedding(MODULUS, width)
        self.places = torch.nn.Embedding(2, width)
        layer = torch.nn.TransformerEncoderLayer(
            width, 4, 2 * width, dropout=0.0, activation="gelu", batch_first=True, norm_first=True
        )
        self.body = torch.nn.TransformerEncoder(layer, layers, torch.nn.LayerNorm(width), enable_nested_tensor=False)
        self.head = torch.nn.Linear(width, MODULUS)

    def forward(self, inputs):
        return self.head(self.body(self.tokens(inputs) + self.places.weight)[:, 0])


def evaluate(network, data):
    """Loss and accuracy on a set."""
    network.eval()
    with torch.no_grad():
        logits = network(data[0])
        loss = torch.nn.functional.cross_entropy(logits, data[1])
        accuracy = (logits.argmax(dim=1) == data[1]).float().mean()
    network.train()
    return loss, accuracy


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--weight-decay", type=float, default=1.0)
    parser.add_argument("--runs", help="the runs folder")
    options = parser.parse_args()

    torch.manual_seed(options.seed)
    train, test = pairs(options.seed)
    network = Network()
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, betas=(0.9, 0.98), weight_decay=options.weight_decay)

    def measure():
        (train_loss, train_accuracy), (test_loss, test_accuracy) = evaluate(network, train), evaluate(network, test)
        return {
            "train_loss": train_loss,
            "train_accuracy": train_accuracy,
            "test_loss": test_loss,
            "test_accuracy": test_accuracy,
        }

    with groktop.watch(
        network, optimizer, name="modadd", steps=options.steps, seed=options.seed, runs=options.runs, evaluate=measure
    ) as run:
        print(f"groktop watch --follow {run.folder}", flush=True)
        run.log(measure())
        while run.step < options.steps and not run.should_stop:
            chosen = torch.randint(len(train[0]), (512,))
            loss = torch.nn.functional.cross_entropy(network(train[0][chosen]), train[1][chosen])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            if run.step % 100 == 0:
                measured = measure()
                run.log(measured)
                print(run.step, *(f"{name} {float(value):.3f}" for name, value in measured.items()), flush=True)


if __name__ == "__main__":
    main()
