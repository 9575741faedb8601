"""Probes of the user's model along the directions of its spectral edge, by the user's own evaluation."""

from __future__ import annotations

import math
from typing import Any, Callable, Dict, List, Optional, Sequence

from .place import Place, Vector

Numbers = Dict[str, float]
Values = Callable[[], Numbers]

#: The sets of v_k whose part of θ_S is removed: each of the edge, the edge, the bulk.
REMOVED = ([1], [2], [1, 2], [3, 4])
EDGE = [1, 2]
#: Lengths of a sweep's steps along v_1 … v_4, as shares of ‖θ_S‖.
SHARES = [step / 6 * 0.005 for step in range(-6, 7)]


def recorded(watcher: Any, kind: str, make: Callable[[], Dict[str, Any]]) -> Optional[str]:
    """Makes a probe and records it.

    :param kind: `ablation` or `perturbation`.
    :returns: why there is none, in words; else None.
    """
    if watcher.has_failed:
        return "the spectral edge is recorded no more"
    step, interval = watcher.step, watcher.intervals[-1]
    record = {"rows": [], "controls": [], "sweeps": [], **make()}
    watcher.reporter.event("metricProbe", step, kind=kind, interval=interval, **record)
    return None


def ablation(place: Place, values: Values, draws: int) -> Dict[str, Any]:
    """What the model can still do after the part of its tracked parameters along the edge is removed.

    θ_S → θ_S − P θ_S, with P the projection on v_1, on v_2, on the edge (v_1, v_2) and on the bulk (v_3, v_4). Random
    removals stand beside them: of a random plane, which holds next to nothing of θ_S; of a vector as long as the edge's
    part; and, for each set, of a vector of the same norm and angle to θ_S. The tensors are put back bit for bit.

    :param values: evaluates the model as it is at the place.
    :param draws: how many random removals each control is the mean of.
    """
    directions, norm = place.directions, place.norm
    sets = [each for each in REMOVED if max(each) <= directions.count]
    try:
        base = values()
        rows, norms = [], []
        for each in sets:
            part = directions.part(place.theta, each)
            norms.append(norm(part))
            place.move(part, -1.0)
            rows.append({"subject": _subject(each), "directions": each, "removedNorm": norms[-1], "metrics": values()})
        edge_norm = norms[sets.index(EDGE)] if EDGE in sets else norms[0]
        controls = _Controls(place, values, draws)
        return {
            "base": base,
            "trackedNorm": norm(place.theta),
            "rows": rows,
            "controls": controls.unmatched(edge_norm) + controls.angle_matched(sets, norms),
        }
    finally:
        place.restore()


def perturbation(place: Place, values: Values) -> Dict[str, Any]:
    """How the evaluation changes as θ_S moves along v_1 … v_4. The tensors are put back bit for bit.

    :param values: evaluates the model as it is at the place.
    """
    directions = place.directions
    tracked_norm = place.norm(place.theta)
    try:
        base = values()
        sweeps = []
        for k in range(1, min(4, directions.count) + 1):
            direction = directions.direction(k)
            points = []
            for share in SHARES:
                if share:
                    place.move(direction, share * tracked_norm)
                points.append({"epsilon": share * tracked_norm, "metrics": values() if share else base})
            sweeps.append({"subject": f"v{k}", "direction": k, "points": points})
        return {"base": base, "trackedNorm": tracked_norm, "sweeps": sweeps}
    finally:
        place.restore()


class _Controls:
    """Random removals, to stand beside those of the edge."""

    def __init__(self, place: Place, values: Values, draws: int) -> None:
        self._place, self._values, self._draws = place, values, draws

    def unmatched(self, edge_norm: float) -> List[Dict[str, Any]]:
        """Those that match the dimension only, and the norm only."""
        planes = [self._removed(self._plane_part()) for _ in range(self._draws)]
        vectors = [self._removed(self._vector(edge_norm)) for _ in range(self._draws)]
        return [_summary("randomPlane", None, planes), _summary("randomSameNorm", None, vectors)]

    def angle_matched(self, sets: Sequence[List[int]], norms: Sequence[float]) -> List[Dict[str, Any]]:
        """Those that match norm and angle, one for each set. A draw serves all of them."""
        trials: List[List[Any]] = [[] for _ in sets]
        for _ in range(self._draws):
            across = self._across()
            for found, length in zip(trials, norms):
                found.append(self._removed(self._matched(across, length)))
        return [_summary("angleMatched", each, found) for each, found in zip(sets, trials)]

    def _removed(self, part: Vector) -> Any:
        self._place.move(part, -1.0)
        return self._place.norm(part), self._values()

    def _plane_part(self) -> Vector:
        """The part of θ_S in a random plane."""
        place, theta = self._place, self._place.theta
        first = place.unit(place.drawn())
        second = place.drawn()
        second = place.unit(place.combined([second, first], [1.0, -place.dot(second, first)]))
        return place.combined([first, second], [place.dot(theta, first), place.dot(theta, second)])

    def _vector(self, length: float) -> Vector:
        drawn = self._place.drawn()
        return self._place.combined([drawn], [length / self._place.norm(drawn)])

    def _across(self) -> Vector:
        """A random unit vector orthogonal to θ_S."""
        place, theta, drawn = self._place, self._place.theta, self._place.drawn()
        square = place.dot(theta, theta)
        return place.unit(
            place.combined([drawn, theta], [1.0, -place.dot(drawn, theta) / square if square > 0 else 0.0])
        )

    def _matched(self, across: Vector, length: float) -> Vector:
        """⟨θ_S, q⟩ q with q = c θ̂ + √(1 − c²) ŵ, whose norm is c‖θ_S‖ = `length`."""
        theta = self._place.theta
        whole = self._place.norm(theta)
        cosine = min(length / whole, 1.0) if whole > 0 else 0.0
        along = cosine * cosine
        return self._place.combined([theta, across], [along, cosine * math.sqrt(1 - along) * whole])


def _subject(directions: Sequence[int]) -> str:
    return "+".join(f"v{k}" for k in directions)


def _summary(kind: str, directions: Optional[List[int]], trials: Sequence[Any]) -> Dict[str, Any]:
    """Means over the trials, and the standard deviations of the numbers."""
    count = len(trials)
    names = list(trials[0][1])
    means = {name: sum(found.get(name, math.nan) for _, found in trials) / count for name in names}
    spreads = {
        name: math.sqrt(sum((found.get(name, math.nan) - means[name]) ** 2 for _, found in trials) / (count - 1))
        for name in names
    }
    summary: Dict[str, Any] = {
        "kind": kind,
        "trials": count,
        "removedNorm": sum(length for length, _ in trials) / count,
        "metrics": means,
        "standardDeviations": spreads,
    }
    if directions:
        summary.update(subject=_subject(directions), directions=directions)
    return summary
