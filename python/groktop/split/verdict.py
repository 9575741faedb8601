"""What is known of the part that weight decay has in an optimizer's updates."""

from __future__ import annotations

from typing import Iterable, NamedTuple, Optional

#: The kinds of a split, from the best to the worst.
KINDS = ("exact", "trapezoid", "nominal", "none")
#: The largest residual of an optimizer whose decay is −Σηλθ, but for rounding.
TRAPEZOID_RESIDUAL = 1e-5
#: The largest residual at which −Σηλθ still is a fair name for what decay does.
NOMINAL_RESIDUAL = 2e-2


class Verdict(NamedTuple):
    """How well weight decay can be told from the gradient.

    Attributes:
        kind: `exact`: no approximation is needed. `trapezoid`: decay is −Σηλθ, and θ within an interval is taken to
            move straight. `nominal`: decay is −Σηλθ only in name or roughly. `none`: it cannot be told.
        residual: how far the optimizer's decay was from −Σηλθ, as a share of it; None where it could not be asked.
        reason: in words, why it is no better than `nominal`; None otherwise.
    """

    kind: str
    residual: Optional[float] = None
    reason: Optional[str] = None

    def at_best(self, kind: str, reason: str) -> "Verdict":
        """This verdict, or `kind` for `reason` where that is worse."""
        return self if KINDS.index(self.kind) >= KINDS.index(kind) else Verdict(kind, self.residual, reason)


def of_residual(residual: float, name: str) -> Verdict:
    """The verdict on an optimizer by the residual that was measured.

    :param name: the optimizer's, for the reason.
    """
    if residual <= TRAPEZOID_RESIDUAL:
        return Verdict("trapezoid", residual)
    if residual <= NOMINAL_RESIDUAL:
        return Verdict("nominal", residual, f"{name}: weight decay is −Σηλθ to {residual:.1g} only")
    return Verdict(
        "none", residual, f"{name}: what weight decay does is not −Σηλθ (it differs by {residual:.1g} of it)"
    )


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of some verdicts, the one with the largest residual among equals.

    :param verdicts: at least one.
    """
    return max(verdicts, key=lambda verdict: (KINDS.index(verdict.kind), verdict.residual or 0.0))
