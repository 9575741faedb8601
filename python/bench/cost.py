"""What watching costs: a step with and without it, side by side in one process.

    python bench/cost.py [--small] [--rows float32|bfloat16|sketch]

Prints for each model the processor time of a plain step, what the hooks take of it when they are watched by nobody, and
what the updates of both windows take, as shares of the plain steps that they are made of. Nothing is asserted.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import torch

import groktop

INTERVAL = 100
FINE = INTERVAL // 5


class Layer(torch.nn.Module):
    """A layer of a transformer, as GPT-2 has it."""

    def __init__(self, width, heads):
        super().__init__()
        self.norms = torch.nn.ModuleList(torch.nn.LayerNorm(width) for _ in range(2))
        self.attn = torch.nn.MultiheadAttention(width, heads, batch_first=True)
        self.mlp = torch.nn.Sequential(
            torch.nn.Linear(width, 4 * width), torch.nn.GELU(), torch.nn.Linear(4 * width, width)
        )

    def forward(self, values):
        normed = self.norms[0](values)
        values = values + self.attn(normed, normed, normed, need_weights=False)[0]
        return values + self.mlp(self.norms[1](values))


def model(width, layers, heads):
    return torch.nn.Sequential(*[Layer(width, heads) for _ in range(layers)])


def thread_time(action, count):
    """The median processor time of an action on this thread, in seconds."""
    times = []
    for _ in range(count):
        start = time.thread_time()
        action()
        times.append(time.thread_time() - start)
    return statistics.median(times)


def measure(name, width, layers, heads, shape, repeats, rows):
    torch.manual_seed(1)
    network = model(width, layers, heads)
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-4, weight_decay=0.1)
    inputs = torch.randn(*shape, width)

    def step():
        optimizer.zero_grad()
        network(inputs).square().mean().backward()
        optimizer.step()

    step()
    plain = thread_time(step, repeats)
    with tempfile.TemporaryDirectory() as runs:
        run = groktop.watch(network, optimizer, track="attention", interval=INTERVAL, runs=runs, rows=rows)
        tracked = (
            sum(tensor.numel() for segment in run._watcher.segments for tensor in segment._source.tensors())
            if rows != "sketch"
            else sum(s._source.length for s in run._watcher.segments)
        )
        watcher = run._watcher
        for interval in watcher.intervals:
            for segment in watcher.segments:
                segment.begin(interval)
        for _ in range(6):  # fills the window
            with torch.no_grad():
                for parameter in network.parameters():
                    parameter.add_(torch.randn_like(parameter), alpha=1e-3)
            for interval in watcher.intervals:
                for segment in watcher.segments:
                    segment.take(interval)
        updates = {
            interval: thread_time(lambda: [segment.take(interval) for segment in watcher.segments], 7)
            for interval in watcher.intervals
        }
        watcher.step = 1

        def hooks():
            watcher.before_step(0, optimizer)
            watcher.after_step(0, optimizer)
            watcher.step = 1

        idle = thread_time(lambda: [hooks() for _ in range(100)], 5) / 100
        run.finish()
    share = (updates[FINE] / FINE + updates[INTERVAL] / INTERVAL) / plain
    print(
        f"{name}: {tracked:,} tracked floats in rows, plain step {plain * 1e3:.1f} ms; hooks {idle * 1e6:.1f} µs "
        f"({idle / plain:.5%}); update {updates[FINE] * 1e3:.2f} ms each, {share:.4%} of the steps (N = {FINE} and "
        f"{INTERVAL}); rows {rows}",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true", help="leave the large model out")
    parser.add_argument("--rows", default="float32", choices=["float32", "bfloat16", "sketch"])
    options = parser.parse_args()
    torch.set_num_threads(1)
    measure("1 M", 256, 4, 4, (8, 128), 9, options.rows)
    if not options.small:
        measure("28 M", 768, 12, 12, (2, 256), 3, options.rows)


if __name__ == "__main__":
    main()
