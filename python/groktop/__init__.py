"""groktop watches the training of your own model, in your terminal, while it trains.

    import groktop
    run = groktop.watch(model, optimizer, name="nanogpt", steps=5000)
    run.log(train_loss=loss, val_accuracy=accuracy)        # any numbers
    if run.should_stop: break
    run.finish()

Frameworks are imported only when they are needed: importing this package needs the standard library alone.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "watch": "groktop.torch.watch",
    "Run": "groktop.watching",
    "watch_params": "groktop.jax",
    "HFCallback": "groktop.torch.hugging_face",
    "LightningCallback": "groktop.torch.lightning",
    "import_checkpoints": "groktop.checkpoints",
    "import_tensorboard": "groktop.tensorboard",
}

__all__ = [
    "HFCallback",
    "LightningCallback",
    "Run",
    "import_checkpoints",
    "import_tensorboard",
    "watch",
    "watch_params",
]


def __getattr__(name: str) -> Any:
    """Finds a public name where it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
