"""The integral of dσ_k/dt over the way of a window, for a few k at once."""

from __future__ import annotations

from typing import List, NamedTuple, Sequence

from .sliding import Parts, SlidingWindow

_HALF = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_362_0),
    (0.525_532_409_916_329_0, 0.313_706_645_877_887_3),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_5),
    (0.960_289_856_497_536_3, 0.101_228_536_290_376_3),
]
#: The eight Gauss–Legendre nodes of −1…1 and their weights. Source: Abramowitz and Stegun, table 25.4.
NODES = [(-node, weight) for node, weight in reversed(_HALF)] + _HALF


class End(NamedTuple):
    """One end of a piece of the way: its place, and all singular values there."""

    t: float
    sigma: List[float]


class Piece(NamedTuple):
    """The integral over one piece.

    Attributes:
        parts: Δσ_k in its six parts, one list for each k that was asked for.
        miss: Σ_k |σ_k(end) − σ_k(start) − Σ parts| as a share of its scale.
    """

    start: End
    end: End
    parts: List[Parts]
    miss: float


def most_pieces(rows: int) -> int:
    """The most pieces of one interval, which bound the work: a piece takes nine eigenproblems of rows³ operations."""
    return max(4, min(128, 128 * 11 * 11 * 11 // (rows * rows * rows)))


def integrate(window: SlidingWindow, places: Sequence[int], scales: Sequence[float], tolerance: float) -> List[Parts]:
    """Returns Δσ_k in its six parts for each k of `places`.

    Gauss–Legendre nodes are enough where singular values keep apart. Where two of them nearly meet, their directions
    turn into each other within a short piece of the way. What σ_k changes by on a piece is known from its two ends; so
    the piece that misses that the most is cut in two, until all pieces together miss little, or there are as many as
    are allowed.

    :param places: the k, counted from 0.
    :param scales: for each k what its misses are compared with, above zero.
    :param tolerance: how much all pieces may miss together, as a share of the scales.
    """
    pieces = [
        _piece(window, End(0.0, window.spectrum(0.0).sigma), End(1.0, window.spectrum(1.0).sigma), places, scales)
    ]
    limit = most_pieces(len(window.products))
    while len(pieces) < limit and sum(piece.miss for piece in pieces) > tolerance:
        worst = max(range(len(pieces)), key=lambda index: pieces[index].miss)
        start, end = pieces[worst].start, pieces[worst].end
        middle = (start.t + end.t) / 2
        cut = End(middle, window.spectrum(middle).sigma)
        pieces[worst : worst + 1] = [
            _piece(window, start, cut, places, scales),
            _piece(window, cut, end, places, scales),
        ]
    sums = [[0.0] * 6 for _ in places]
    for piece in pieces:
        for total, parts in zip(sums, piece.parts):
            _add(total, parts, 1.0)
    return sums


def _piece(window: SlidingWindow, start: End, end: End, places: Sequence[int], scales: Sequence[float]) -> Piece:
    half = (end.t - start.t) / 2
    parts = [[0.0] * 6 for _ in places]
    for node, weight in NODES:
        spectrum = window.spectrum(start.t + half * (1 + node))
        for total, k in zip(parts, places):
            _add(total, window.rate(k, spectrum), half * weight)
    miss = sum(
        abs(end.sigma[k] - start.sigma[k] - sum(total)) / scale for total, k, scale in zip(parts, places, scales)
    )
    return Piece(start, end, parts, miss)


def _add(total: Parts, parts: Parts, factor: float) -> None:
    for index, value in enumerate(parts):
        total[index] += factor * value
