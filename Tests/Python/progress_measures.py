"""Writes the reference for groktop's progress measures, from NumPy's two-dimensional Fourier transform.

    python3 Tests/Python/progress_measures.py > Tests/ProbesTests/Resources/progress-measures.json

The logits are made up for p = 13: waves of a + b at two frequencies, waves of a - b at another, what a memorizing model
adds on its train pairs, and noise. The measures are those of Nanda et al. 2023 (arXiv:2301.05217, section 5.1). groktop
computes them from sums over equal a + b; here all p x p frequencies of (a, b) are computed, and all but some set to
zero.
"""

import json

import numpy

MODULUS = 13
KEY_FACTOR = 2


def made_up_logits(random, train):
    """Logits [p, p, p] in float32: rows a, columns b, classes c."""
    a, b, c = numpy.meshgrid(*[numpy.arange(MODULUS)] * 3, indexing="ij")

    def wave(frequency, phase):
        return numpy.cos(2 * numpy.pi * frequency * phase / MODULUS)

    logits = 2.5 * wave(3, a + b - c) + 2.0 * wave(5, a + b - c) + 1.8 * wave(2, a - b - c) + 1.4 * wave(6, a - b - c)
    logits += 1.5 * (train[:, :, None] & (c == (a + b) % MODULUS))
    logits += random.normal(size=logits.shape) + random.normal(size=MODULUS) + random.normal(size=(MODULUS, MODULUS, 1))
    return numpy.round(logits, 3).astype(numpy.float32)


def cross_entropy(logits, answers, chosen):
    """The mean over the chosen pairs, in nats."""
    largest = logits.max(axis=2, keepdims=True)
    probabilities = logits - largest - numpy.log(numpy.exp(logits - largest).sum(axis=2, keepdims=True))
    losses = -numpy.take_along_axis(probabilities, answers[:, :, None], axis=2)[:, :, 0]
    return float(losses[chosen].mean())


def measures(logits, train, sign):
    """The measures of a model that answers a + sign * b."""
    logits = logits.astype(numpy.float64)
    a, b = numpy.meshgrid(numpy.arange(MODULUS), numpy.arange(MODULUS), indexing="ij")
    answers = (a + sign * b) % MODULUS
    everything = numpy.ones((MODULUS, MODULUS), dtype=bool)
    transform = numpy.fft.fft2(logits - logits.mean(axis=2, keepdims=True), axes=(0, 1))
    power = (numpy.abs(transform) ** 2).sum(axis=2)
    # A real wave of a + sign * b at the frequency k is the two complex ones (k, sign * k) and (-k, -sign * k).
    places = {k: [(k, sign * k % MODULUS), (-k % MODULUS, -sign * k % MODULUS)] for k in range(1, MODULUS // 2 + 1)}
    powers = {k: sum(power[place] for place in both) for k, both in places.items()}
    shares = {k: value / sum(powers.values()) for k, value in powers.items()}
    keys = sorted((k for k in shares if shares[k] > KEY_FACTOR / len(shares)), key=lambda k: -shares[k])

    def only(frequencies):
        kept = numpy.zeros_like(transform)
        for place in frequencies:
            kept[place] = transform[place]
        return numpy.fft.ifft2(kept, axes=(0, 1)).real

    waves = only([place for k in keys for place in places[k]])
    return {
        "sign": sign,
        "loss": cross_entropy(logits, answers, everything),
        "trainLoss": cross_entropy(logits, answers, train),
        "restrictedLoss": cross_entropy(only([(0, 0)]) + waves, answers, everything),
        "excludedLoss": cross_entropy(logits - waves, answers, train),
        "keyFrequencies": keys,
        "shares": [float(shares[k]) for k in sorted(shares)],
        "keyPower": float(sum(powers[k] for k in keys) / (power.sum() - power[0, 0])),
    }


def main():
    random = numpy.random.default_rng(2023)
    train = random.permutation(MODULUS * MODULUS).reshape(MODULUS, MODULUS) < MODULUS * MODULUS // 2
    logits = made_up_logits(random, train)
    print(
        json.dumps(
            {
                "modulus": MODULUS,
                "logits": [round(float(value), 3) for value in logits.flatten()],
                "isTrain": [bool(value) for value in train.flatten()],
                "measures": [measures(logits, train, sign) for sign in (1, -1)],
            }
        )
    )


main()
