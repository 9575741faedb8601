"""A callback for the Trainer of Hugging Face's transformers."""

from __future__ import annotations

import os
from typing import Any, Optional

from transformers import TrainerCallback

from ..watching import Run
from .callback_support import Guard, metrics
from .watch import watch


class HFCallback(TrainerCallback):
    """Watches a Trainer: `Trainer(..., callbacks=[groktop.HFCallback()])`.

    Logged numbers are recorded; `loss` is drawn as the train loss, `eval_loss` as the test loss. The commands `stop`
    and `checkpoint` use the Trainer's own ways.

    Attributes:
        run: the `Run`; None before training begins.
    """

    def __init__(self, name: Optional[str] = None, **options: Any) -> None:
        """
        :param name: what the run is called; the Trainer's `run_name` otherwise, or its output folder's name.
        :param options: of `groktop.watch`.
        """
        self.run: Optional[Run] = None
        self._name, self._options = name, options
        self._guard = Guard()
        self._must_save = False

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Begins to watch."""
        self._guard.run(lambda: self._begin(args, state, kwargs.get("model"), kwargs.get("optimizer")))

    def _begin(self, args: Any, state: Any, model: Any, optimizer: Any) -> None:
        if self.run is not None:
            self.run.finish("failed", "training began anew")
        if model is None or optimizer is None:
            raise RuntimeError("the Trainer names no model, or no optimizer")
        folder = os.path.basename(os.path.normpath(args.output_dir or "run"))
        options = {
            "name": self._name or getattr(args, "run_name", None) or folder,
            "steps": state.max_steps or None,
            "seed": args.seed,
            "start": state.global_step,
            "save": self._ask_for_checkpoint,
            **self._options,
        }
        self.run = watch(model, optimizer, **options)

    def _ask_for_checkpoint(self) -> None:
        self._must_save = True

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Passes commands on."""
        if self.run is not None and self.run.should_stop:
            control.should_training_stop = True
        if self._must_save:
            self._must_save = False
            control.should_save = True

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **kwargs: Any) -> None:
        """Records numbers. The summary at the end, whose loss is a mean over all of training, is left out."""
        if self.run is not None and logs and "train_runtime" not in logs:
            self.run.log(metrics(logs))

    def on_train_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Ends the recording."""
        if self.run is not None:
            self.run.finish()
