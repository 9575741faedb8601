"""The spectrum of one window of updates, and what drives its leading directions."""

from __future__ import annotations

import math
from typing import List, Optional

from .eigen import eigensystem
from .products import UpdateProducts

#: A σ_k below this share of σ_1 counts as zero: the rounding of G (1e-16 λ_1) then hides λ_k = σ_k².
RESOLUTION = 1e-7


def singular_values(eigenvalues: List[float]) -> List[float]:
    """σ_k = √λ_k; zero where rounding hides it.

    :param eigenvalues: λ_1 ≥ λ_2 ≥ …, at least one.
    """
    largest = math.sqrt(max(eigenvalues[0], 0.0))
    roots = [math.sqrt(max(value, 0.0)) for value in eigenvalues]
    return [0.0 if root < largest * RESOLUTION else root for root in roots]


class Edge:
    """The spectral edge of the newest updates of a window.

    With X the updates as rows and G = X Xᵀ = Σ_k λ_k u_k u_kᵀ: σ_k = √λ_k and v_k = Xᵀ u_k / σ_k. Source: Xu 2026, "The
    Lifecycle of the Spectral Edge", section 2.

    Attributes:
        sigma: σ_1 ≥ σ_2 ≥ … ≥ 0, one for each update.
        coefficients: v_k = Σ_i coefficients[k][i] δ_i; zeros where σ_k is zero. The sign is chosen so that the updates'
            mean moves along +v_k.
        gradient_energy: E_g of each v_k: mean_i ⟨δ_i^grad, v_k⟩².
        decay_energy: E_w of each v_k: mean_i ⟨δ_i^wd, v_k⟩².
        alignment: mean_i ⟨δ_i^grad, v_k⟩⟨δ_i^wd, v_k⟩ of each v_k; above zero where both push the same way.
    """

    def __init__(self, products: UpdateProducts, updates: int) -> None:
        """Computes the edge of the newest `updates` updates, at least one."""
        offset = len(products) - updates
        window = products.part(offset) if offset else products
        values, vectors = eigensystem(window.gram)
        self.sigma = singular_values(values)
        self.coefficients: List[List[float]] = []
        self.gradient_energy: List[float] = []
        self.decay_energy: List[float] = []
        self.alignment: List[float] = []
        for sigma, vector in zip(self.sigma, vectors):
            self._add_direction(window, sigma, vector)

    def _add_direction(self, window: UpdateProducts, sigma: float, vector: List[float]) -> None:
        scale = (-1.0 if sum(vector) < 0 else 1.0) / sigma if sigma > 0 else 0.0
        coefficient = [value * scale for value in vector]
        gradient_sum, decay_sum, product_sum = 0.0, 0.0, 0.0
        for gradient_row, decay_row in zip(window.gradient, window.decay):
            gradient, decay = 0.0, 0.0
            for factor, with_gradient, with_decay in zip(coefficient, gradient_row, decay_row):
                gradient += factor * with_gradient
                decay += factor * with_decay
            gradient_sum += gradient * gradient
            decay_sum += decay * decay
            product_sum += gradient * decay
        updates = float(len(window))
        self.coefficients.append(coefficient)
        self.gradient_energy.append(gradient_sum / updates)
        self.decay_energy.append(decay_sum / updates)
        self.alignment.append(product_sum / updates)

    def gradient_fraction(self, k: int) -> float:
        """f = E_g / (E_g + E_w) of v_k, with k counted from 0; 0 where nothing moves along the direction."""
        total = self.gradient_energy[k] + self.decay_energy[k]
        return self.gradient_energy[k] / total if total > 0 else 0.0

    @property
    def g23(self) -> Optional[float]:
        """σ_2² − σ_3²; None with fewer than three updates."""
        sigma = self.sigma
        return sigma[1] * sigma[1] - sigma[2] * sigma[2] if len(sigma) > 2 else None

    @property
    def k_star_ratio(self) -> int:
        """The plain k* = argmax_k σ_k/σ_{k+1}, counted from 1."""
        return self._argmax([self._ratio(k) for k in range(len(self.sigma) - 1)])

    @property
    def k_star_weighted(self) -> int:
        """The weighted k* = argmax_k (σ_k/Σσ)(σ_k/σ_{k+1}), counted from 1: the gap that carries the movement."""
        return self._argmax([self.sigma[k] * self._ratio(k) for k in range(len(self.sigma) - 1)])

    @property
    def gap_ratio(self) -> Optional[float]:
        """R = σ_k*/σ_{k*+1} at the weighted k*; None where σ_{k*+1} is zero."""
        k = self.k_star_weighted
        if len(self.sigma) < 2 or not self.sigma[k] > 0:
            return None
        return self._ratio(k - 1)

    @property
    def gap(self) -> float:
        """g = σ_k* − σ_{k*+1} at the weighted k*; σ_1 where the window holds one update."""
        k = self.k_star_weighted
        return self.sigma[k - 1] - (self.sigma[k] if k < len(self.sigma) else 0.0)

    def rotation_degrees(self, previous: "Edge", products: UpdateProducts) -> List[float]:
        """The angle between v_k of the window before and of this one in degrees, 0…90, for every k that both have.

        :param products: of the union of both windows: the earlier edge's updates come first, this edge's last.
        """
        offset = len(products) - len(self.sigma)
        angles = []
        for mine, earlier in zip(self.coefficients, previous.coefficients):
            cosine = 0.0
            for i, factor in enumerate(mine):
                for j, other in enumerate(earlier):
                    cosine += factor * other * products.gram[offset + i][j]
            angles.append(math.acos(min(abs(cosine), 1.0)) * 180 / math.pi)
        return angles

    def _ratio(self, k: int) -> float:
        upper, lower = self.sigma[k], self.sigma[k + 1]
        if lower > 0:
            return upper / lower
        return math.inf if upper > 0 else 0.0

    @staticmethod
    def _argmax(scores: List[float]) -> int:
        best = 0
        for k, score in enumerate(scores):
            if score > scores[best]:
                best = k
        return best + 1
