"""What a run's model makes of its sequences, computed from exported files alone, in NumPy and in double.

    python evaluate.py dataset.safetensors weights.safetensors

The files are those of `groktop export RUN --format dataset` and `--format safetensors`. It prints one JSON object: for the train set, the
whole test set, and the part of it that every evaluation stands on, how many tokens and sequences are scored, how many are right, and the
mean loss. docs/RECORDING.md describes the model. `nearest` is the smallest distance between the largest logit and the next of a scored token:
a distance within the rounding of float32 would make "right" a matter of rounding.

Shapes: B sequences, T their tokens, S those of a source, D model width, H heads, C classes.
"""

import json
import math
import sys

import numpy
import safetensors_numpy

erf = numpy.vectorize(math.erf, otypes=[float])


class Model:
    def __init__(self, weights, config):
        self.weights = {name: values.astype(float) for name, values in weights.items()}
        self.heads = config["model"]["heads"]
        self.layers = config["model"]["layers"]
        self.task = config["task"]

    def linear(self, x, weight, bias):
        return x @ self.weights[weight].T + self.weights[bias]

    def norm(self, x, name):
        x = x - x.mean(-1, keepdims=True)
        deviation = numpy.sqrt((x * x).mean(-1, keepdims=True) + 1e-5)
        return x / deviation * self.weights[name + ".weight"] + self.weights[name + ".bias"]

    def attention(self, queries, keys, name, seen):
        """queries [B, T, D], keys [B, S, D], seen [B or 1, T or 1, S]: whether a query sees a key -> [B, T, D]"""
        weight, bias = self.weights[name + ".in_proj_weight"], self.weights[name + ".in_proj_bias"]
        width = weight.shape[1]
        parts = []
        for index, x in enumerate((queries, keys, keys)):
            rows = slice(index * width, (index + 1) * width)
            y = x @ weight[rows].T + bias[rows]
            parts.append(y.reshape(*y.shape[:2], self.heads, -1).swapaxes(1, 2))
        q, k, v = parts
        scores = q @ k.swapaxes(2, 3) / math.sqrt(width // self.heads)
        scores = numpy.where(seen[:, None], scores, -numpy.inf)
        p = numpy.exp(scores - scores.max(-1, keepdims=True))
        p /= p.sum(-1, keepdims=True)
        mixed = (p @ v).swapaxes(1, 2).reshape(queries.shape)
        return self.linear(mixed, name + ".out_proj.weight", name + ".out_proj.bias")

    def feed_forward(self, x, layer):
        y = self.linear(x, layer + ".linear1.weight", layer + ".linear1.bias")
        y = y * 0.5 * (1 + erf(y / math.sqrt(2)))
        return self.linear(y, layer + ".linear2.weight", layer + ".linear2.bias")

    def embedding(self, tokens, name):
        return self.weights[name + "tok.weight"][tokens] + self.weights[name + "pos.weight"][: tokens.shape[1]]

    def encoder(self, x, layers, seen):
        for index in range(self.layers):
            layer = f"{layers}.{index}"
            y = self.norm(x, layer + ".norm1")
            x = x + self.attention(y, y, layer + ".self_attn", seen)
            x = x + self.feed_forward(self.norm(x, layer + ".norm2"), layer)
        return x

    def decoder(self, x, memory, causal, seen):
        for index in range(self.layers):
            layer = f"body.decoder.layers.{index}"
            y = self.norm(x, layer + ".norm1")
            x = x + self.attention(y, y, layer + ".self_attn", causal)
            x = x + self.attention(self.norm(x, layer + ".norm2"), memory, layer + ".multihead_attn", seen)
            x = x + self.feed_forward(self.norm(x, layer + ".norm3"), layer)
        return x

    def logits(self, tokens, source, source_lengths):
        length = tokens.shape[1]
        causal = numpy.tril(numpy.ones((1, length, length), bool))
        if self.task == "scan":
            seen = numpy.arange(source.shape[1])[None, None] < source_lengths[:, None, None]
            memory = self.encoder(self.embedding(source, "src_"), "body.encoder.layers", seen)
            memory = self.norm(memory, "body.encoder.norm")
            x = self.decoder(self.embedding(tokens, "tgt_"), memory, causal, seen)
            x = self.norm(x, "body.decoder.norm")
        else:
            seen = causal if self.task == "dyck" else numpy.ones((1, length, length), bool)
            x = self.encoder(self.embedding(tokens, ""), "body.layers", seen)
        return self.linear(self.norm(x, "norm"), "head.weight", "head.bias")


def scores(model, data, name, count=None):
    tokens, targets = data[name + ".tokens"][:count], data[name + ".targets"][:count]
    source, source_lengths = data.get(name + ".source"), data.get(name + ".source_lengths")
    logits = []
    for first in range(0, len(tokens), 256):
        part = slice(first, first + 256)
        rows = tokens[part]
        if source is None:
            logits.append(model.logits(rows, None, None))
        else:
            logits.append(model.logits(rows, source[:count][part], source_lengths[:count][part]))
    logits = numpy.concatenate(logits)
    scored = targets >= 0
    right = logits.argmax(-1) == targets
    shifted = logits - logits.max(-1, keepdims=True)
    log_p = shifted - numpy.log(numpy.exp(shifted).sum(-1, keepdims=True))
    picked = numpy.take_along_axis(log_p, numpy.where(scored, targets, 0)[..., None], -1)[..., 0]
    largest = numpy.sort(logits, -1)[..., -2:]
    return {
        "sequences": len(tokens),
        "rightSequences": int((right | ~scored).all(1).sum()),
        "tokens": int(scored.sum()),
        "rightTokens": int((right & scored).sum()),
        "loss": float(-picked[scored].mean()),
        "nearest": float((largest[..., 1] - largest[..., 0])[scored].min()),
    }


def main():
    data, metadata = safetensors_numpy.load(sys.argv[1])
    weights, about = safetensors_numpy.load(sys.argv[2])
    assert about["run_identifier"] == metadata["run_identifier"], "files of two runs"
    config = json.loads(metadata["config"])
    model = Model(weights, config)
    part = config["evaluation"]["testSequences"]
    answer = {"train": scores(model, data, "train"), "test": scores(model, data, "test"), "part": scores(model, data, "test", part)}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
