"""Modular addition in JAX with optax, watched: a + b mod 97, learned from half of all pairs.

pip install jax optax ./python                    # in a checkout of groktop
python examples/optax_modadd.py                   # and in another terminal, with the folder that it prints:
groktop watch --follow RUN
groktop send RUN weight-decay=0                   # or the key `w` on that screen
"""

import argparse

import jax
import jax.numpy as jnp
import optax

import groktop

MODULUS, WIDTH, HEADS = 97, 128, 4
RATE, DECAY = 1e-3, 1.0


def initial(key):
    """The parameters of one attention layer and one feed-forward layer."""
    shapes = {
        "tokens": (MODULUS, WIDTH),
        "places": (2, WIDTH),
        "attention": {name: (WIDTH, WIDTH) for name in ("query", "key", "value", "output")},
        "inner": (WIDTH, 4 * WIDTH),
        "outer": (4 * WIDTH, WIDTH),
        "head": (WIDTH, MODULUS),
    }
    leaves, tree = jax.tree_util.tree_flatten(shapes, is_leaf=lambda shape: isinstance(shape, tuple))
    keys = jax.random.split(key, len(leaves))
    made = [jax.random.normal(one, shape) / shape[0] ** 0.5 for one, shape in zip(keys, leaves)]
    return jax.tree_util.tree_unflatten(tree, made)


def normed(values):
    return (values - values.mean(-1, keepdims=True)) / (values.std(-1, keepdims=True) + 1e-5)


def logits(params, inputs):
    """[n, 97] for inputs [n, 2]."""
    stream = params["tokens"][inputs] + params["places"]
    query, key, value = (
        (normed(stream) @ params["attention"][name]).reshape(*inputs.shape, HEADS, -1)
        for name in ("query", "key", "value")
    )
    weights = jax.nn.softmax(jnp.einsum("nqhd,nkhd->nhqk", query, key) / (WIDTH / HEADS) ** 0.5)
    mixed = jnp.einsum("nhqk,nkhd->nqhd", weights, value).reshape(stream.shape)
    stream = stream + mixed @ params["attention"]["output"]
    stream = stream + jax.nn.gelu(normed(stream) @ params["inner"]) @ params["outer"]
    return normed(stream)[:, 0] @ params["head"]


def loss_of(params, inputs, targets):
    return optax.softmax_cross_entropy_with_integer_labels(logits(params, inputs), targets).mean()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--runs", help="the runs folder")
    options = parser.parse_args()

    data_key, model_key, key = jax.random.split(jax.random.PRNGKey(42), 3)
    numbers = jnp.arange(MODULUS)
    inputs = jax.random.permutation(data_key, jnp.stack(jnp.meshgrid(numbers, numbers), -1).reshape(-1, 2))
    targets, half = inputs.sum(-1) % MODULUS, len(inputs) // 2
    params = initial(model_key)
    # Injected, learning rate and weight decay are in the optimizer's state, where a command can change them.
    optimizer = optax.inject_hyperparams(optax.adamw)(RATE, b2=0.98, weight_decay=DECAY)
    state = optimizer.init(params)

    @jax.jit
    def step(params, state, key):
        chosen = jax.random.randint(key, (512,), 0, half)
        loss, gradient = jax.value_and_grad(loss_of)(params, inputs[chosen], targets[chosen])
        updates, state = optimizer.update(gradient, state, params)
        return optax.apply_updates(params, updates), state, loss

    @jax.jit
    def measure(params):
        found = logits(params, inputs).argmax(-1) == targets
        losses = optax.softmax_cross_entropy_with_integer_labels(logits(params, inputs), targets)
        return {
            "train_loss": losses[:half].mean(),
            "train_accuracy": found[:half].mean(),
            "test_loss": losses[half:].mean(),
            "test_accuracy": found[half:].mean(),
        }

    with groktop.watch_params(
        params,
        opt_state=state,
        name="optax-modadd",
        optimizer="adamw",
        steps=options.steps,
        seed=42,
        runs=options.runs,
        evaluate=measure,
    ) as run:
        print(f"groktop watch --follow {run.folder}", flush=True)
        run.log(measure(params))
        while run.steps_done < options.steps and not run.should_stop:
            key, own = jax.random.split(key)
            params, state, _ = step(params, run.steered(state), own)
            run.step(params)
            if run.steps_done % 100 == 0:
                measured = measure(params)
                run.log(measured)
                print(run.steps_done, *(f"{name} {float(value):.3f}" for name, value in measured.items()), flush=True)


if __name__ == "__main__":
    main()
