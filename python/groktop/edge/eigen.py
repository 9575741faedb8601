"""Eigenvalues and eigenvectors of a small symmetric matrix, by cyclic Jacobi rotations.

Jacobi computes the small eigenvalues of a positive matrix more accurately than a reduction to tridiagonal form, and
needs no library. Source: Golub and Van Loan, Matrix Computations, 4th ed., 8.5. The order of operations is that of
groktop's own program, so that both give the same digits.
"""

from __future__ import annotations

import math
from typing import List, Sequence, Tuple

Matrix = List[List[float]]

#: Convergence is quadratic: a few sweeps are usual, and a matrix that has not converged after these holds a NaN.
MAXIMUM_SWEEPS = 64
#: An entry off the diagonal that is this small against the diagonal changes no bit of it.
NEGLIGIBLE = 1e-17


def eigensystem(matrix: Sequence[Sequence[float]]) -> Tuple[List[float], Matrix]:
    """Returns the eigenvalues, largest first, and for each an eigenvector of length 1 and arbitrary sign.

    :param matrix: n rows of n numbers, symmetric.
    """
    size = len(matrix)
    a = [list(row) for row in matrix]
    # Row k is the vector of column k, so that a rotation of the vectors combines two rows.
    vectors = [[1.0 if i == j else 0.0 for j in range(size)] for i in range(size)]
    for _ in range(MAXIMUM_SWEEPS):
        rotated = False
        for p in range(size - 1):
            for q in range(p + 1, size):
                if abs(a[p][q]) > NEGLIGIBLE * math.sqrt(abs(a[p][p] * a[q][q])):
                    rotated = True
                    _rotate(a, vectors, p, q)
        if not rotated:
            break
    order = sorted(range(size), key=lambda k: -a[k][k])
    return [a[k][k] for k in order], [vectors[k] for k in order]


def _rotate(a: Matrix, vectors: Matrix, p: int, q: int) -> None:
    """Makes a[p][q] zero by turning the plane (p, q), and turns the vectors with it."""
    try:
        tau = (a[q][q] - a[p][p]) / (2 * a[p][q])
        tangent = (1.0 if tau >= 0 else -1.0) / (abs(tau) + math.sqrt(1 + tau * tau))
    except (ZeroDivisionError, OverflowError):
        tangent = 0.0
    cosine = 1 / math.sqrt(1 + tangent * tangent)
    sine = tangent * cosine
    for row in a:
        one, other = row[p], row[q]
        row[p] = cosine * one - sine * other
        row[q] = sine * one + cosine * other
    a[p], a[q] = _turned(a[p], a[q], cosine, sine)
    vectors[p], vectors[q] = _turned(vectors[p], vectors[q], cosine, sine)
    a[p][q] = 0.0
    a[q][p] = 0.0


def _turned(one: List[float], other: List[float], cosine: float, sine: float) -> Tuple[List[float], List[float]]:
    pairs = list(zip(one, other))
    return [cosine * x - sine * y for x, y in pairs], [sine * x + cosine * y for x, y in pairs]
