"""What a user would pick instead of groktop: a whole training step in PyTorch or JAX on the CPU, timed.

    env -u OPENBLAS_CORETYPE python peers.py --framework torch --task dyck [--seconds 10] [--json]

A step gathers the batch, runs forward and backward, clips by the global norm and applies AdamW. Both frameworks get the
same rows, batches, model and constants, each written as its users write it, with batches padded to the longest row:
  torch  eager; nn.TransformerEncoder, nn.Transformer, clip_grad_norm_, torch.optim.AdamW, fused
  jax    the whole step one jitted XLA program with donated state; AdamW by hand
Models: pre-norm, exact GELU, LayerNorm eps 1e-5, learned positions, final LayerNorm, linear head, no dropout.
A run warms up (and compiles) for 5 steps, then times steps for --seconds, at least 45 of them (scan, whose steps take a
second: 10). It fails if a loss is not finite, or if the mean loss of the last five of these is not below that of the first
five of all. Run nothing else meanwhile: it uses all cores.

Shapes: B sequences of a batch, S source and T target positions, D model width, F feed-forward width, H heads.
"""

import argparse
import functools
import json
import math
import os
import time
import warnings
from typing import NamedTuple

import numpy as np

IGNORED = -100  # target of a position that is not scored
WARM_UP = 5  # steps
BETA1, BETA2, EPS, WEIGHT_DECAY, CLIP = 0.9, 0.98, 1e-8, 1.0, 1.0


class Task(NamedTuple):
    width: int
    layers: int  # of the encoder, and of the decoder if there is one
    feed_forward: int
    vocab: int  # of what the encoder reads
    context: int
    classes: int
    batch: int
    rate: float
    causal: bool = False  # the encoder; one that is not is read out at position 0
    target_vocab: int = 0  # of what the decoder reads; 0: there is no decoder
    target_context: int = 0
    heads: int = 4
    checked: int = 50  # steps, warm-up included, after which the loss has to have fallen; a run makes at least as many


TASKS = {
    "dyck": Task(128, 2, 256, vocab=3, context=48, classes=13, batch=50, rate=1e-3, causal=True),
    "modadd": Task(128, 2, 256, vocab=97, context=2, classes=97, batch=512, rate=1e-3),
    "scan": Task(256, 3, 512, vocab=14, context=9, classes=9, batch=256, rate=1e-4, target_vocab=9, target_context=49,
                 checked=15),  # fmt: skip
}


def dyck_data(rng, rows=50, length=24):
    """Depth after each bracket; 0 opens, 1 closes, 2 pads. ([rows, 24],), [rows, 24]"""
    inputs, targets = np.full((rows, length), 2), np.full((rows, length), IGNORED)
    for row in range(rows):
        pairs, depth, opened = rng.integers(1, 13), 0, 0
        for t in range(2 * pairs):
            opens = depth == 0 or (opened < pairs and rng.random() < 0.55)
            opened, depth = opened + opens, depth + (1 if opens else -1)
            inputs[row, t], targets[row, t] = 0 if opens else 1, depth
    return (inputs,), targets


def modadd_data(rng, p=97):
    """a + b mod p for half of all pairs. ([rows, 2],), [rows, 1]"""
    a, b = np.divmod(rng.permutation(p * p)[: p * p // 2], p)
    return (np.stack([a, b], 1),), ((a + b) % p)[:, None]


def scan_commands():
    """All 20,910 SCAN commands: (words, actions)."""
    phrases = {(verb,): ["I_" + verb.upper()] for verb in ("walk", "look", "run", "jump")}
    for (verb,), act in [*phrases.items(), (("turn",), [])]:
        for side in ("left", "right"):
            turn = ["I_TURN_" + side.upper()]
            phrases[verb, side] = turn + act
            phrases[verb, "opposite", side] = 2 * turn + act
            phrases[verb, "around", side] = 4 * (turn + act)
    for words, acts in list(phrases.items()):
        phrases[*words, "twice"], phrases[*words, "thrice"] = 2 * acts, 3 * acts
    pairs = [(x, y) for x in phrases for y in phrases]
    joined = [((*x, "and", *y), phrases[x] + phrases[y]) for x, y in pairs]
    return [*phrases.items(), *joined, *(((*x, "after", *y), phrases[y] + phrases[x]) for x, y in pairs)]


def scan_data(rng, rows=2048):
    """Teacher forcing; 0 pads, 1 begins, 2 ends. ([rows, 9], [rows, 49]), [rows, 49]"""
    commands = scan_commands()
    words = {word: i for i, word in enumerate(sorted({w for ws, _ in commands for w in ws}), start=1)}
    acts = {act: i for i, act in enumerate(sorted({a for _, acts in commands for a in acts}), start=3)}
    source, target = np.zeros((rows, 9), int), np.zeros((rows, 50), int)
    for row, pick in enumerate(rng.permutation(len(commands))[:rows]):
        source[row, : len(commands[pick][0])] = [words[w] for w in commands[pick][0]]
        target[row, : len(commands[pick][1]) + 2] = [1, *(acts[a] for a in commands[pick][1]), 2]
    return (source, target[:, :-1]), np.where(target[:, 1:] == 0, IGNORED, target[:, 1:])


def torch_model(task):
    from torch import nn

    shared = dict(dropout=0.0, activation="gelu", batch_first=True, norm_first=True)
    causal_mask = nn.Transformer.generate_square_subsequent_mask

    class Embedding(nn.Module):
        def __init__(self, vocab, context):
            super().__init__()
            self.tok, self.pos = nn.Embedding(vocab, task.width), nn.Embedding(context, task.width)

        def forward(self, tokens):  # [B, T] -> [B, T, D]
            return self.tok(tokens) + self.pos.weight[: tokens.shape[1]]

    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.source = Embedding(task.vocab, task.context)
            if task.target_vocab:
                self.target = Embedding(task.target_vocab, task.target_context)
                self.body = nn.Transformer(task.width, task.heads, task.layers, task.layers, task.feed_forward, **shared)
            else:
                layer = nn.TransformerEncoderLayer(task.width, task.heads, task.feed_forward, **shared)
                self.body = nn.TransformerEncoder(layer, task.layers, enable_nested_tensor=False)
            self.norm, self.head = nn.LayerNorm(task.width), nn.Linear(task.width, task.classes)

        def forward(self, source, target=None):  # -> [B, T, classes], T = 1 if read out at position 0
            x = self.source(source)  # where attention is causal its mask suffices: padding comes last
            if task.target_vocab:
                pads = source == 0
                x = self.body(x, self.target(target), tgt_mask=causal_mask(target.shape[1]), tgt_is_causal=True,
                              src_key_padding_mask=pads, memory_key_padding_mask=pads)  # fmt: skip
            elif task.causal:
                x = self.body(x, mask=causal_mask(source.shape[1]), is_causal=True)
            else:
                x = self.body(x)[:, :1]
            return self.head(self.norm(x))

    return Model()


def torch_step(task, inputs, targets):
    import torch

    warnings.filterwarnings("ignore", message="enable_nested_tensor")  # nn.Transformer asks for it; pre-norm has none
    torch.set_num_threads(cores())
    torch.manual_seed(42)
    inputs, targets = [torch.from_numpy(x) for x in inputs], torch.from_numpy(targets)
    model = torch_model(task)
    optimizer = torch.optim.AdamW(model.parameters(), task.rate, (BETA1, BETA2), EPS, WEIGHT_DECAY, fused=True)

    def step(rows):
        logits, scored = model(*(x[rows] for x in inputs)), targets[rows]
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), scored.flatten(), ignore_index=IGNORED)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimizer.step()
        return loss.item()

    return step


def jax_parameters(task, rng):
    """PyTorch's initialization as nested dictionaries; weights are [in, out]."""
    D, F, seq2seq = task.width, task.feed_forward, task.target_vocab > 0

    def linear(rows, columns, xavier=seq2seq, zero_bias=False):  # nn.Transformer's body is Xavier throughout
        plain = 1 / math.sqrt(rows)
        bound = math.sqrt(6 / (rows + columns)) if xavier else plain
        bias = np.zeros(columns) if zero_bias else rng.uniform(-plain, plain, columns)
        return {"w": rng.uniform(-bound, bound, (rows, columns)), "b": bias}

    norm = lambda: {"w": np.ones(D), "b": np.zeros(D)}
    attention = lambda: {"norm": norm(), "qkv": linear(D, 3 * D, True, True), "out": linear(D, D, zero_bias=True)}
    mlp = lambda: {"norm": norm(), "up": linear(D, F), "down": linear(F, D)}

    def stack(vocab, context, kinds):
        layers = [{kind: make() for kind, make in kinds.items()} for _ in range(task.layers)]
        if not seq2seq:  # nn.TransformerEncoder copies one layer
            layers = layers[:1] * task.layers
        return {"tok": rng.normal(size=(vocab, D)), "pos": rng.normal(size=(context, D)), "layers": layers, "norm": norm()}

    p = {"source": stack(task.vocab, task.context, {"self": attention, "mlp": mlp})}
    if seq2seq:
        kinds = {"self": attention, "cross": attention, "mlp": mlp}
        p |= {"target": stack(task.target_vocab, task.target_context, kinds), "norm": norm()}
    return p | {"head": linear(D, task.classes, xavier=False)}


def jax_logits(task, p, source, target=None):
    """torch_model's forward: [B, S] (and [B, T]) -> [B, T, classes]."""
    import jax
    import jax.numpy as jnp

    def linear(x, w, b):  # flattened: XLA's product of [B, T, D] is a tenth slower
        return (x.reshape(-1, x.shape[-1]) @ w + b).reshape(*x.shape[:-1], -1)

    def norm(x, p):
        x = x - x.mean(-1, keepdims=True)
        return x * jax.lax.rsqrt((x**2).mean(-1, keepdims=True) + 1e-5) * p["w"] + p["b"]

    def attention(x, p, memory=None, **masks):
        y, (w, b), D = norm(x, p["norm"]), (p["qkv"]["w"], p["qkv"]["b"]), task.width
        if memory is None:
            q, k, v = jnp.split(linear(y, w, b), 3, -1)
        else:
            q, k, v = linear(y, w[:, :D], b[:D]), *jnp.split(linear(memory, w[:, D:], b[D:]), 2, -1)
        heads = (z.reshape(*z.shape[:2], task.heads, -1) for z in (q, k, v))
        return x + linear(jax.nn.dot_product_attention(*heads, **masks).reshape(x.shape), **p["out"])

    def mlp(x, p):
        return x + linear(jax.nn.gelu(linear(norm(x, p["norm"]), **p["up"]), approximate=False), **p["down"])

    real = (source != 0)[:, None, None] if task.target_vocab else None  # [B, 1, 1, S]: may be attended to
    x = p["source"]["tok"][source] + p["source"]["pos"][: source.shape[1]]
    for layer in p["source"]["layers"]:
        x = mlp(attention(x, layer["self"], mask=real, is_causal=task.causal), layer["mlp"])
    if not task.target_vocab:
        return linear(norm(x if task.causal else x[:, :1], p["source"]["norm"]), **p["head"])
    memory = norm(x, p["source"]["norm"])
    x = p["target"]["tok"][target] + p["target"]["pos"][: target.shape[1]]
    for layer in p["target"]["layers"]:
        x = attention(x, layer["self"], is_causal=True)
        x = mlp(attention(x, layer["cross"], memory, mask=real), layer["mlp"])
    return linear(norm(norm(x, p["target"]["norm"]), p["norm"]), **p["head"])


def jax_step(task, inputs, targets):
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_platforms", "cpu")
    inputs, targets = [jnp.asarray(x, jnp.int32) for x in inputs], jnp.asarray(targets, jnp.int32)
    theta = jax.tree.map(lambda x: jnp.array(x, jnp.float32), jax_parameters(task, np.random.default_rng(42)))
    state = theta, jax.tree.map(jnp.zeros_like, theta), jax.tree.map(jnp.zeros_like, theta), jnp.zeros((), jnp.int32)

    def loss_of(theta, inputs, targets):
        log_p = jax.nn.log_softmax(jax_logits(task, theta, *inputs))
        scored = targets != IGNORED
        picked = jnp.take_along_axis(log_p, jnp.where(scored, targets, 0)[..., None], -1)[..., 0]
        return -jnp.where(scored, picked, 0).sum() / scored.sum()

    @functools.partial(jax.jit, donate_argnums=0)
    def update(state, inputs, targets, rows):
        theta, m, v, t = state
        loss, g = jax.value_and_grad(loss_of)(theta, [x[rows] for x in inputs], targets[rows])
        norm = jnp.sqrt(sum((x**2).sum() for x in jax.tree.leaves(g)))
        g, t = jax.tree.map(lambda g: g * jnp.minimum(1, CLIP / (norm + 1e-6)), g), t + 1
        m = jax.tree.map(lambda m, g: BETA1 * m + (1 - BETA1) * g, m, g)
        v = jax.tree.map(lambda v, g: BETA2 * v + (1 - BETA2) * g**2, v, g)
        adam = lambda m, v: m / (1 - BETA1**t) / (jnp.sqrt(v / (1 - BETA2**t)) + EPS)
        theta = jax.tree.map(lambda x, m, v: x - task.rate * (WEIGHT_DECAY * x + adam(m, v)), theta, m, v)
        return (theta, m, v, t), loss

    def step(rows):
        nonlocal state
        state, loss = update(state, inputs, targets, rows)
        return float(loss)  # waits: the program is done when its loss is

    return step


DATA = {"dyck": dyck_data, "modadd": modadd_data, "scan": scan_data}
FRAMEWORKS = {"torch": torch_step, "jax": jax_step}


def cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()  # macOS has none


def measure(framework, task, seconds):
    """Trains; returns the figures that are printed."""
    rng = np.random.default_rng(42)
    inputs, targets = DATA[task](rng)
    step = FRAMEWORKS[framework](TASKS[task], inputs, targets)
    losses, times, measured, checked = [], [], 0.0, TASKS[task].checked
    while len(losses) < checked or measured < seconds:
        rows = rng.integers(len(targets), size=TASKS[task].batch)  # with replacement
        start = time.perf_counter()
        losses.append(step(rows))
        times.append(time.perf_counter() - start)
        measured = sum(times[WARM_UP:])
    first, last = (round(float(np.mean(some)), 4) for some in (losses[:5], losses[checked - 5 : checked]))
    if not (np.isfinite(losses).all() and last < first):
        raise ArithmeticError(f"{framework} does not learn {task}: loss {first} at first, {last} by step {checked}")
    median, p95 = (round(1e3 * float(np.percentile(times[WARM_UP:], q)), 3) for q in (50, 95))
    version = __import__(framework).__version__
    return {"framework": framework, "version": version, "task": task, "cores": cores(), "steps": len(times) - WARM_UP,
            "median_ms": median, "p95_ms": p95, "checked": checked, "loss_first": first, "loss_checked": last}  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--framework", choices=FRAMEWORKS, required=True)
    parser.add_argument("--task", choices=TASKS, required=True)
    parser.add_argument("--seconds", type=float, default=10, help="how long to time steps after the warm-up (default 10)")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    arguments = parser.parse_args()
    figures = measure(arguments.framework, arguments.task, arguments.seconds)
    text = ("{framework} {version}, {task}, {cores} cores: median {median_ms:.2f} ms a step, p95 {p95_ms:.2f} "
            "({steps} steps; mean loss of five {loss_first:.3f}, by step {checked} {loss_checked:.3f})")  # fmt: skip
    print(json.dumps(figures) if arguments.json else text.format(**figures))


if __name__ == "__main__":
    main()
