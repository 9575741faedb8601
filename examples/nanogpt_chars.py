"""A small GPT on characters, watched: it learns the sources of Python's standard library, which every Python has.

    pip install torch ./python                        # in a checkout of groktop
    python examples/nanogpt_chars.py --width 128 --layers 4      # and in another terminal, with the folder it prints:
    groktop watch --follow RUN

It takes the commands `evaluate`, `checkpoint`, `back=STEP`, `ablate` and `perturb` besides those of every run.
"""

import argparse
import copy
import os
import sysconfig

import torch

import groktop


def sources(characters):
    """Characters of the standard library's modules in the order of their names, as numbers; and the alphabet."""
    folder, text, length = sysconfig.get_path("stdlib"), [], 0
    for name in sorted(os.listdir(folder)):
        if name.endswith(".py") and length < characters:
            with open(os.path.join(folder, name), encoding="utf-8", errors="ignore") as file:
                text.append("".join(letter for letter in file.read() if letter == "\n" or " " <= letter <= "~"))
            length += len(text[-1])
    alphabet = "\n" + "".join(map(chr, range(32, 127)))
    places = {letter: place for place, letter in enumerate(alphabet)}
    return torch.tensor([places[letter] for letter in "".join(text)[:characters]]), alphabet


class Block(torch.nn.Module):
    """Attention to earlier characters, and a feed-forward layer."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norms = torch.nn.ModuleList(torch.nn.LayerNorm(width) for _ in range(2))
        self.attn = torch.nn.ModuleDict(
            {"qkv": torch.nn.Linear(width, 3 * width), "out": torch.nn.Linear(width, width)}
        )
        self.mlp = torch.nn.Sequential(
            torch.nn.Linear(width, 4 * width), torch.nn.GELU(), torch.nn.Linear(4 * width, width)
        )

    def forward(self, stream):
        count, length, width = stream.shape
        parts = self.attn["qkv"](self.norms[0](stream)).view(count, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = torch.nn.functional.scaled_dot_product_attention(*parts, is_causal=True)
        stream = stream + self.attn["out"](mixed.transpose(1, 2).reshape(count, length, width))
        return stream + self.mlp(self.norms[1](stream))


class GPT(torch.nn.Module):
    """Predicts the next character at every place."""

    def __init__(self, letters, context, width, layers, heads):
        super().__init__()
        self.letters = torch.nn.Embedding(letters, width)
        self.places = torch.nn.Embedding(context, width)
        self.blocks = torch.nn.Sequential(*[Block(width, heads) for _ in range(layers)])
        self.norm = torch.nn.LayerNorm(width)
        self.head = torch.nn.Linear(width, letters, bias=False)

    def forward(self, text):
        return self.head(self.norm(self.blocks(self.letters(text) + self.places.weight[: text.shape[1]])))

    def loss(self, text):
        """The mean loss of predicting each character of [n, T + 1] but the first."""
        return torch.nn.functional.cross_entropy(self(text[:, :-1]).flatten(0, 1), text[:, 1:].flatten())


def pieces(text, starts, context):
    return torch.stack([text[start : start + context + 1] for start in starts])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--characters", type=int, default=2_000_000)
    parser.add_argument("--context", type=int, default=128)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--weight-decay", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--interval", type=int, default=100)
    parser.add_argument("--evaluate-every", type=int, default=200)
    parser.add_argument("--runs", help="the runs folder")
    options = parser.parse_args()

    torch.manual_seed(options.seed)
    text, alphabet = sources(options.characters)
    cut = len(text) * 9 // 10
    train, test = text[:cut], text[cut:]
    network = GPT(len(alphabet), options.context, options.width, options.layers, max(1, options.width // 32))
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, betas=(0.9, 0.95), weight_decay=options.weight_decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, (step + 1) / 100))
    kept = {}

    @torch.no_grad()
    def measure():
        """Losses on pieces of both texts that are always the same."""
        found = {}
        for name, part in (("train_loss", train), ("test_loss", test)):
            starts = range(0, len(part) - options.context - 1, max(1, len(part) // 64))
            found[name] = network.loss(pieces(part, starts, options.context))
        return found

    def save():
        kept[run.step] = copy.deepcopy([each.state_dict() for each in (network, optimizer, schedule)])

    def load(step):
        if step not in kept:
            return False
        for each, state in zip((network, optimizer, schedule), copy.deepcopy(kept[step])):
            each.load_state_dict(state)
        return True

    with groktop.watch(
        network,
        optimizer,
        name="nanogpt",
        steps=options.steps,
        seed=options.seed,
        interval=options.interval,
        evaluate=measure,
        save=save,
        load=load,
        runs=options.runs,
    ) as run:
        print(f"groktop watch --follow {run.folder}", flush=True)
        run.log(measure())
        while run.step < options.steps and not run.should_stop:
            starts = torch.randint(len(train) - options.context - 1, (options.batch,))
            loss = network.loss(pieces(train, starts, options.context))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            run.log(batch_loss=loss)
            if run.step % options.evaluate_every == 0:
                measured = measure()
                run.log(measured)
                print(run.step, *(f"{name} {float(value):.3f}" for name, value in measured.items()), flush=True)


if __name__ == "__main__":
    main()
