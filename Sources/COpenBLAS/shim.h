// The system's OpenBLAS: cblas, the few of its own functions that groktop calls, and of the LAPACK in it two.
#pragma once
#include <cblas.h>

// LAPACK's Cholesky factorization, and the solution of equations by it, by their Fortran names; the system's header of
// them (lapacke.h) is a package of its own.
void dpotrf_(
    const char *triangle, const blasint *order, double *matrix, const blasint *matrixStride, blasint *info);
void dpotrs_(
    const char *triangle, const blasint *order, const blasint *rightSides, const double *factor,
    const blasint *factorStride, double *solution, const blasint *solutionStride, blasint *info);

// Dense matrices: all strides are the order.
static inline void groktop_dpotrf(char triangle, const blasint *order, double *matrix, blasint *info) {
    dpotrf_(&triangle, order, matrix, order, info);
}

static inline void groktop_dpotrs(
    char triangle, const blasint *order, const blasint *rightSides, const double *factor, double *solution,
    blasint *info) {
    dpotrs_(&triangle, order, rightSides, factor, order, solution, order, info);
}
