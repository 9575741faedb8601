"""A user's training script, as a sweep starts it: it learns whether the sum of four bits is odd."""

import argparse
import os

import torch

import groktop


def text_of(path):
    """What a file says."""
    with open(path, encoding="utf-8") as file:
        return file.read()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--lr", type=float, required=True)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--starts", required=True, help="a file that gets a line for each start")
    parser.add_argument("--fails", required=True, help="a file that may name the seed and rate that are to fail")
    arguments = parser.parse_args()
    values = f"{arguments.seed} {arguments.lr}"
    with open(arguments.starts, "a", encoding="utf-8") as file:
        file.write(f"{values}\n")
    fails = os.path.exists(arguments.fails) and values in text_of(arguments.fails)

    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    bits = torch.cartesian_prod(*[torch.tensor([0.0, 1.0])] * 4)
    odd = bits.sum(1).long() % 2
    order = torch.randperm(16)
    train, test = order[:12], order[12:]
    network = torch.nn.Sequential(torch.nn.Linear(4, 16), torch.nn.ReLU(), torch.nn.Linear(16, 2))
    optimizer = torch.optim.AdamW(network.parameters(), lr=arguments.lr, weight_decay=0.1)
    run = groktop.watch(
        network, optimizer, name="parity", runs=arguments.runs, seed=arguments.seed, steps=arguments.steps,
        track="all", interval=10, window=3,
    )
    for step in range(1, arguments.steps + 1):
        if fails and step == 30:
            raise ValueError("no luck")
        optimizer.zero_grad()
        output = network(bits[train])
        loss = torch.nn.functional.cross_entropy(output, odd[train])
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            right = (network(bits).argmax(1) == odd).double()
        run.log(train_loss=loss, train_accuracy=right[train].mean(), test_accuracy=right[test].mean())
        if run.should_stop:
            break
    run.finish()


if __name__ == "__main__":
    main()
