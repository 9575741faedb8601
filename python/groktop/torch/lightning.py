"""A callback for the Trainer of Lightning."""

from __future__ import annotations

import math
from typing import Any, Dict, Optional

try:
    from lightning.pytorch import Callback
except ImportError:
    from pytorch_lightning import Callback

from ..watching import Run
from .callback_support import Guard, metrics
from .hooks import unwrapped
from .watch import watch


class LightningCallback(Callback):
    """Watches a Trainer: `L.Trainer(callbacks=[groktop.LightningCallback()])`.

    What the module logs is recorded; `val_loss` is drawn as the test loss. The command `stop` ends the fit in
    Lightning's own way.

    Attributes:
        run: the `Run`; None before the fit begins.
    """

    def __init__(self, name: Optional[str] = None, **options: Any) -> None:
        """
        :param name: what the run is called; the module's class otherwise.
        :param options: of `groktop.watch`.
        """
        self.run: Optional[Run] = None
        self._name, self._options = name, options
        self._guard = Guard()
        self._last: Dict[str, float] = {}

    def on_train_start(self, trainer: Any, pl_module: Any) -> None:
        """Begins to watch."""
        self._guard.run(lambda: self._begin(trainer, pl_module))

    def _begin(self, trainer: Any, module: Any) -> None:
        if self.run is not None:
            self.run.finish("failed", "training began anew")
        steps = trainer.estimated_stepping_batches
        options = {
            "name": self._name or type(module).__name__.lower(),
            "start": trainer.global_step,
            "steps": int(steps) if math.isfinite(steps) and steps > 0 else None,
            **self._options,
        }
        self.run = watch(module, [unwrapped(each) for each in trainer.optimizers], **options)

    def on_train_batch_end(self, trainer: Any, pl_module: Any, *_: Any, **__: Any) -> None:
        """Passes commands on, and records numbers as often as the Trainer logs them."""
        if self.run is None:
            return
        if self.run.should_stop:
            trainer.should_stop = True
        if trainer.global_step % max(1, trainer.log_every_n_steps) == 0:
            self._log(trainer)

    def on_validation_end(self, trainer: Any, pl_module: Any) -> None:
        """Records numbers."""
        if self.run is not None and not trainer.sanity_checking:
            self._log(trainer)

    def on_train_end(self, trainer: Any, pl_module: Any) -> None:
        """Ends the recording."""
        if self.run is not None:
            self.run.finish()

    def on_exception(self, trainer: Any, pl_module: Any, exception: BaseException) -> None:
        """Ends the recording of a fit that failed."""
        if self.run is not None:
            self.run.__exit__(type(exception), exception, None)

    def _log(self, trainer: Any) -> None:
        """Records those of the trainer's numbers that have changed: it keeps all that were ever logged."""

        def log() -> None:
            values = {name: float(value) for name, value in metrics(dict(trainer.callback_metrics)).items()}
            changed = {name: value for name, value in values.items() if self._last.get(name) != value}
            self._last.update(changed)
            if changed and self.run is not None:
                self.run.log(changed)

        self._guard.run(log)
