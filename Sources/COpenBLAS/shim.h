// The system's OpenBLAS: cblas, the few of its own functions that groktop calls, and of the LAPACK in it one.
#pragma once
#include <cblas.h>

// LAPACK's Cholesky solver by its Fortran name; the system's header of it (lapacke.h) is a package of its own.
void dposv_(
    const char *triangle, const blasint *order, const blasint *rightSides, double *matrix, const blasint *matrixStride,
    double *solution, const blasint *solutionStride, blasint *info);

// Dense matrices: both strides are the order.
static inline void groktop_dposv(
    const char *triangle, const blasint *order, const blasint *rightSides, double *matrix, double *solution,
    blasint *info) {
    dposv_(triangle, order, rightSides, matrix, order, solution, order, info);
}
