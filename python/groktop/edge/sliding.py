"""A window between two intervals, and the rates at which its singular values change."""

from __future__ import annotations

from typing import List, NamedTuple

from .eigen import eigensystem
from .products import UpdateProducts
from .spectrum import singular_values

#: The six parts of a change, in this order everywhere: entering driving, decay, alignment; leaving likewise.
Parts = List[float]


class PathSpectrum(NamedTuple):
    """A window's spectrum at one place of the way.

    Attributes:
        sigma: σ_1 ≥ σ_2 ≥ …, one for each row.
        combinations: u_k, of length 1, times the rows' weights: v_k = Σ_i combinations[k][i] δ_i / σ_k.
        speed: 2sc/(1+t²).
    """

    sigma: List[float]
    combinations: List[List[float]]
    speed: float


class SlidingWindow:
    """The way of a window from t = 0 to t = 1: the update b that leaves it fades out as the update a fades in.

        C(t) = C_common + s² a aᵀ + c² b bᵀ    s = 2t/(1+t²), c = (1−t²)/(1+t²), s² + c² = 1
        dσ_k/dt = (⟨a, v_k⟩² − ⟨b, v_k⟩²) · 2sc / ((1+t²) σ_k)

    With s² = τ this is the straight path from b bᵀ to a aᵀ. Its parameter is t because the rows s·a and c·b are smooth
    in t up to both ends, where √τ and √(1−τ) are not.
    """

    def __init__(self, products: UpdateProducts, leaves: bool) -> None:
        """:param products: of the rows: b first where there is one, a last.
        :param leaves: whether the first of them leaves: not while the window fills.
        """
        self.products, self.leaves = products, leaves

    def spectrum(self, t: float) -> PathSpectrum:
        """The spectrum at 0 ≤ t ≤ 1."""
        scale = 1 / (1 + t * t)
        entering, leaving = 2 * t * scale, (1 - t * t) * scale
        weights = [1.0] * len(self.products)
        if self.leaves:
            weights[0] = leaving
        weights[-1] = entering
        gram = [
            [one * value * other for value, other in zip(row, weights)] for one, row in zip(weights, self.products.gram)
        ]
        values, vectors = eigensystem(gram)
        combinations = [[value * weight for value, weight in zip(vector, weights)] for vector in vectors]
        return PathSpectrum(singular_values(values), combinations, 2 * entering * leaving * scale)

    def rate(self, k: int, spectrum: PathSpectrum) -> Parts:
        """dσ_k/dt in its six parts, with k counted from 0; zeros where there is no v_k."""
        sigma = spectrum.sigma[k]
        if not sigma > 0:
            return [0.0] * 6
        factor = spectrum.speed / (sigma * sigma * sigma)
        entering = self._squares(-1, spectrum.combinations[k], factor)
        leaving = self._squares(0, spectrum.combinations[k], -factor) if self.leaves else [0.0] * 3
        return entering + leaving

    def _squares(self, row: int, combination: List[float], factor: float) -> List[float]:
        """The square ⟨δ, v_k⟩² of one update as driving, decay and alignment, times a factor."""
        gradient = sum(c * value for c, value in zip(combination, self.products.gradient[row]))
        decay = sum(c * value for c, value in zip(combination, self.products.decay[row]))
        return [factor * gradient * gradient, factor * decay * decay, factor * 2 * gradient * decay]
