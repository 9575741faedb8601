#include "CKernels.h"
#include "lanes.h"

GROKTOP_CPU_LEVELS
void groktop_add_row(long rows, long columns, const float *input, const float *bias, float *output) {
    for (long r = 0; r < rows; ++r, input += columns, output += columns)
        for (long c = 0; c < columns; ++c) output[c] = input[c] + bias[c];
}

GROKTOP_CPU_LEVELS
void groktop_add_column_sums(long rows, long columns, const float *input, float *sums) {
    long c = 0;
    for (; c + LANES <= columns; c += LANES) {
        lanes sum = *at(sums + c);
        for (long r = 0; r < rows; ++r) sum += *at_const(input + r * columns + c);
        *at(sums + c) = sum;
    }
    for (; c < columns; ++c)
        for (long r = 0; r < rows; ++r) sums[c] += input[r * columns + c];
}

GROKTOP_CPU_LEVELS
void groktop_add(long count, const float *source, float *target) {
    for (long i = 0; i < count; ++i) target[i] += source[i];
}

GROKTOP_CPU_LEVELS
void groktop_multiply(long count, const float *factor, float *target) {
    for (long i = 0; i < count; ++i) target[i] *= factor[i];
}

GROKTOP_CPU_LEVELS
void groktop_gather_rows(
    long count, long columns, const int32_t *rows, const float *input, long inputRowStride, float *output
) {
    for (long i = 0; i < count; ++i, output += columns) {
        const float *row = input + rows[i] * inputRowStride;
        for (long c = 0; c < columns; ++c) output[c] = row[c];
    }
}

GROKTOP_CPU_LEVELS
void groktop_scatter_add_rows(
    long count, long columns, const int32_t *rows, const float *input, float *output, long outputRowStride
) {
    for (long i = 0; i < count; ++i, input += columns) {
        float *row = output + rows[i] * outputRowStride;
        for (long c = 0; c < columns; ++c) row[c] += input[c];
    }
}
