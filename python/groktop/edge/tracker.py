"""Makes groktop's events of the spectral edge from the products of updates."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional

from .kept import KeptUpdates
from .ledger import gap_ledger
from .products import UpdateProducts
from .spectrum import Edge

Event = Dict[str, Any]

#: How many directions the records follow: v_1 and v_2 (the edge), v_3 and v_4 (the bulk).
FOLLOWED = 4
#: The lengths of the windows that groktop follows beside the run's own.
WINDOW_LENGTHS = (3, 5, 10, 25)
#: The gradient fractions of v_k* that part the classes by drive, as in groktop's own runs.
THRESHOLDS = {"functional": 0.9, "compression": 0.1}
#: Fine updates in an interval.
FINE_DIVISOR = 5


class EdgeTracker:
    """Follows the updates of one interval length.

    It gives the events that groktop records of the runs that it trains: `spectrum` from the second update on, `window`
    for the shorter lengths of `WINDOW_LENGTHS`, and for the paper's interval also `window` without the run's first
    update, and `gapLedger` from the third update on.
    """

    def __init__(
        self,
        interval: int,
        window: int,
        groups: Optional[int],
        split: str,
        thresholds: Mapping[str, float],
        *,
        is_paper: bool = True,
        first_update_seen: bool = True,
    ) -> None:
        """
        :param interval: N, steps of one update.
        :param window: W, updates that a full window holds, at least two.
        :param groups: entries of each update; None for as many as the first one has.
        :param split: `exact`, `trapezoid`, `nominal`, or `none`, where decay is not told from gradient.
        :param thresholds: `functional` and `compression`: gradient fractions that part the classes by drive.
        :param is_paper: whether this is the paper's window, and not the fine one beside it.
        :param first_update_seen: whether the first update will be the run's first.
        """
        if window < 2:
            raise ValueError(f"a window of {window} has no gap")
        self.interval, self.window, self.groups = interval, window, groups
        self.split = split
        self.thresholds = dict(thresholds)
        self.is_paper = is_paper
        self._holds_first = first_update_seen
        self._kept = KeptUpdates(window)
        self._updates = 0
        self._edge: Optional[Edge] = None

    def take(self, message: Mapping[str, Any]) -> List[Event]:
        """Takes in an `update` message and returns the events of its step, in groktop's order.

        A window that holds NaN or infinity has no event.

        :raises ValueError: where the message does not continue the updates before it.
        """
        if message.get("reset"):
            self._kept.clear()
            self._updates, self._edge, self._holds_first = 0, None, False
        if message.get("unsplit"):
            self.split = "none"
        groups = message["groups"]
        if self.groups is not None and len(groups) != self.groups:
            raise ValueError(f"an update of {len(groups)} groups, where the run has {self.groups}")
        self._kept.append(groups)
        self._updates += 1
        products = self._kept.products(self.split != "none")
        return self._events(int(message["step"]), products) if self._updates > 1 else []

    def _events(self, step: int, products: UpdateProducts) -> List[Event]:
        updates = min(self._kept.count, self.window)
        within = products.part(len(products) - updates)
        if not within.is_finite:
            self._edge = None
            return []
        edge = Edge(within, updates)
        events = [self._spectrum(step, edge, products)]
        self._edge = edge
        events += [
            self._window(step, length, Edge(products, min(updates, length)))
            for length in WINDOW_LENGTHS
            if length < self.window
        ]
        if not self.is_paper:
            return events
        if self._holds_first and 3 <= self._updates <= self.window:
            events.append(self._window(step, self.window, Edge(products, updates - 1), leaves_first_out=True))
        figures = gap_ledger(products, self.window) if self.split != "none" else None
        if figures:
            events.append(
                {"type": "gapLedger", "step": step, "interval": self.interval, "window": self.window, **figures}
            )
        return events

    def _spectrum(self, step: int, edge: Edge, products: UpdateProducts) -> Event:
        sigma = edge.sigma
        followed = range(min(FOLLOWED, len(sigma)) if self.split != "none" else 0)
        rotation = edge.rotation_degrees(self._edge, products) if self._edge else []
        event: Event = {
            "type": "spectrum",
            "step": step,
            "interval": self.interval,
            "window": self.window,
            "sigma": sigma,
            "eigenvalues": [value * value for value in sigma],
            "kStarRatio": edge.k_star_ratio,
            "kStarWeighted": edge.k_star_weighted,
            "gradientFraction": [edge.gradient_fraction(k) for k in followed],
            "alignment": [edge.alignment[k] for k in followed],
            "rotationDegrees": rotation[:FOLLOWED],
            "driveClass": self._drive_class(edge),
        }
        return _with(event, gapRatio=edge.gap_ratio, g23=edge.g23)

    def _window(self, step: int, length: int, edge: Edge, leaves_first_out: bool = False) -> Event:
        event: Event = {
            "type": "window",
            "step": step,
            "interval": self.interval,
            "window": length,
            "leavesFirstOut": leaves_first_out,
            "updates": len(edge.sigma),
            "kStar": edge.k_star_weighted,
            "gradientFraction": [] if self.split == "none" else [edge.gradient_fraction(0)],
            "driveClass": self._drive_class(edge),
        }
        return _with(event, gapRatio=edge.gap_ratio)

    def _drive_class(self, edge: Edge) -> str:
        if self.split == "none":
            return "unsplit"
        fraction = edge.gradient_fraction(edge.k_star_weighted - 1)
        if fraction >= self.thresholds["functional"]:
            return "functional"
        return "compression" if fraction <= self.thresholds["compression"] else "mixed"


def _with(event: Event, **optional: Optional[float]) -> Event:
    """The event with those members that have a value."""
    event.update((name, value) for name, value in optional.items() if value is not None)
    return event


def trackers(watched: Mapping[str, Any]) -> Dict[int, EdgeTracker]:
    """The trackers of a run by their interval: of the fine window and of the paper's.

    :param watched: the run's description, as the recording holds it (`WatchedRun`).
    """
    windows = watched["windows"]
    interval = int(windows["interval"])
    return {
        length: EdgeTracker(
            length,
            int(windows["window"]),
            None,
            watched["split"],
            watched["thresholds"],
            is_paper=length == interval,
            first_update_seen=bool(watched.get("firstUpdateSeen", True)),
        )
        for length in (interval // FINE_DIVISOR, interval)
    }
