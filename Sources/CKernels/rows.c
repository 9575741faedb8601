#include "CKernels.h"
#include "lanes.h"

GROKTOP_CPU_LEVELS
void groktop_add_row(long rows, long columns, const float *input, const float *bias, float *output) {
    for (long r = 0; r < rows; ++r, input += columns, output += columns)
        for (long c = 0; c < columns; ++c) output[c] = input[c] + bias[c];
}

GROKTOP_CPU_LEVELS
void groktop_add_column_sums(long rows, long columns, const float *input, long rowStride, float *sums) {
    long c = 0;
    // Four registers at a time, so that a row's part is whole cache lines beside each other.
    for (; c + 4 * LANES <= columns; c += 4 * LANES) {
        lanes sum[4];
        for (int v = 0; v < 4; ++v) sum[v] = *at(sums + c + v * LANES);
        for (long r = 0; r < rows; ++r)
            for (int v = 0; v < 4; ++v) sum[v] += *at_const(input + r * rowStride + c + v * LANES);
        for (int v = 0; v < 4; ++v) *at(sums + c + v * LANES) = sum[v];
    }
    for (; c + LANES <= columns; c += LANES) {
        lanes sum = *at(sums + c);
        for (long r = 0; r < rows; ++r) sum += *at_const(input + r * rowStride + c);
        *at(sums + c) = sum;
    }
    for (; c < columns; ++c)
        for (long r = 0; r < rows; ++r) sums[c] += input[r * rowStride + c];
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
