"""What the callbacks of training libraries share."""

from __future__ import annotations

import warnings
from typing import Any, Callable, Dict, Optional

#: Numbers that libraries log of themselves, not of the model.
_OWN_FIGURES = ("epoch", "step", "total_flos", "num_input_tokens_seen")
_OWN_ENDINGS = ("_runtime", "_per_second")
#: Names that groktop draws as its own.
_NAMES = {
    "loss": "train_loss",
    "accuracy": "train_accuracy",
    "eval_loss": "test_loss",
    "eval_accuracy": "test_accuracy",
    "val_loss": "test_loss",
    "val_accuracy": "test_accuracy",
    "val_acc": "test_accuracy",
    "train_acc": "train_accuracy",
}


def metrics(logged: Dict[str, Any]) -> Dict[str, Any]:
    """The numbers of a library's log, by the names that groktop knows; a library's figures of itself are left out."""
    return {
        _NAMES.get(name, name): value
        for name, value in logged.items()
        if name not in _OWN_FIGURES and not name.endswith(_OWN_ENDINGS) and _is_number(value)
    }


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError, RuntimeError):
        return False
    return True


class Guard:
    """Keeps errors of a callback from the training: the first is told, and then the callback does nothing."""

    def __init__(self) -> None:
        self.has_failed = False

    def run(self, action: Callable[[], Any]) -> Optional[Any]:
        """Does something, unless something went wrong before."""
        if self.has_failed:
            return None
        try:
            return action()
        except Exception as error:
            self.has_failed = True
            try:
                warnings.warn(
                    f"groktop: this training is not watched: {type(error).__name__}: {error}",
                    RuntimeWarning,
                    stacklevel=3,
                )
            except Exception:
                pass  # Where warnings are errors, training goes on all the same.
            return None
