"""The account of a gap over one interval: which update, and which part of it, opened or closed it."""

from __future__ import annotations

import math
from typing import Dict, List, Optional, Tuple

from .products import UpdateProducts
from .quadrature import integrate
from .sliding import Parts, SlidingWindow
from .spectrum import Edge

#: How much all pieces of the quadrature may miss together, as a share of the gap.
TOLERANCE = 1e-7
#: The smallest gap, as a share of σ_1, of which the tolerance is a share. Rounding leaves more of a smaller one.
LEAST_SCALE = 1e-6

_NAMES = ["EnteringDriving", "EnteringDecay", "EnteringAlignment", "LeavingDriving", "LeavingDecay", "LeavingAlignment"]


def gap_ledger(products: UpdateProducts, window: int) -> Optional[Dict[str, object]]:
    """What the gap g = σ_k* − σ_{k*+1} of a window, and its σ_1, change by over the newest interval, in parts.

    The parts add up to the change: it is an identity, the derivative of an eigenvalue with respect to its matrix,
    integrated along the straight way from the update that leaves to the update that enters (see `SlidingWindow`).

    :param products: of the window's updates, and before them of the one that has left, where one has.
    :param window: W, the updates that a full window holds.
    :returns: the members of groktop's event `gapLedger` but for step, interval and window; None where the window before
        held fewer than two updates, or where a figure is not finite.
    """
    rows = products.part(max(0, len(products) - window - 1))
    if len(rows) < 3 or not rows.is_finite:
        return None
    before = Edge(rows.part(0, len(rows) - 1), len(rows) - 1)
    after = Edge(rows, min(len(rows), window))
    upper = before.k_star_weighted - 1
    gap_parts, edge_parts = _parts(SlidingWindow(rows, len(rows) > window), before, after, upper)
    gap_change = after.gap - before.gap
    k_star_change = after.gap - (after.sigma[upper] - after.sigma[upper + 1])
    edge_change = after.sigma[0] - before.sigma[0]
    figures: Dict[str, object] = {"kStar": after.k_star_weighted, "gap": after.gap, "gapChange": gap_change}
    figures.update((name[0].lower() + name[1:], value) for name, value in zip(_NAMES, gap_parts))
    figures.update(
        {
            "kStarChange": k_star_change,
            "rest": gap_change - (sum(gap_parts) + k_star_change),
            "previousKStar": before.k_star_weighted,
            "edgeChange": edge_change,
        }
    )
    figures.update(("edge" + name, value) for name, value in zip(_NAMES, edge_parts))
    figures.update({"edgeRest": edge_change - sum(edge_parts), "forecastChange": _forecast(after, rows, window)})
    return figures if all(math.isfinite(value) for value in figures.values()) else None  # type: ignore[arg-type]


def _parts(window: SlidingWindow, before: Edge, after: Edge, upper: int) -> Tuple[Parts, Parts]:
    """The six parts of the change of the gap at k* = `upper` + 1, and of Δσ_1."""
    largest = max(before.sigma[0], after.sigma[0])
    gap_scale = max(min(before.gap, after.gap), LEAST_SCALE * largest)
    places: List[int] = [0, 1] if upper == 0 else [upper, upper + 1, 0]
    if not gap_scale > 0:
        return [0.0] * 6, [0.0] * 6
    edge_scale = max(min(before.sigma[0], after.sigma[0]), LEAST_SCALE * largest)
    parts = integrate(window, places, [gap_scale, gap_scale, edge_scale], TOLERANCE)
    gap_parts = [one - other for one, other in zip(parts[0], parts[1])]
    return gap_parts, parts[0] if upper == 0 else parts[2]


def _forecast(edge: Edge, products: UpdateProducts, window: int) -> float:
    """What the gap at the present k* changes by when the newest update enters once more."""
    repeated = products.repeating_newest()
    following = Edge(repeated, min(len(repeated), window))
    upper = edge.k_star_weighted - 1
    return following.sigma[upper] - following.sigma[upper + 1] - edge.gap
