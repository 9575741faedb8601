#include "CKernels.h"
#include "lanes.h"

// Strips of 32 or 16 columns of c are held in registers, four rows at a time, while k runs through: every value of b
// that is loaded serves four rows. The constant bounds below unroll completely, so the accumulators are registers.
#define STRIP(NAME, ROWS, VECTORS)                                                                                     \
    INLINE void NAME(long k, struct groktop_factor a, struct groktop_rows b, struct groktop_rows c) {                  \
        lanes sum[ROWS][VECTORS] = {};                                                                                 \
        for (long p = 0; p < k; ++p) {                                                                                 \
            _Pragma("unroll") for (int r = 0; r < ROWS; ++r) {                                                         \
                float value = a.base[r * a.rowStride + p * a.columnStride];                                            \
                _Pragma("unroll") for (int v = 0; v < VECTORS; ++v)                                                    \
                    sum[r][v] += value * *at_const(b.base + p * b.stride + v * LANES);                                 \
            }                                                                                                          \
        }                                                                                                              \
        _Pragma("unroll") for (int r = 0; r < ROWS; ++r)                                                               \
            _Pragma("unroll") for (int v = 0; v < VECTORS; ++v) *at(c.base + r * c.stride + v * LANES) = sum[r][v];    \
    }

STRIP(strip_4x2, 4, 2)
STRIP(strip_1x2, 1, 2)
STRIP(strip_4x1, 4, 1)
STRIP(strip_1x1, 1, 1)

INLINE struct groktop_factor factor_from(struct groktop_factor a, long row) {
    return (struct groktop_factor){a.base + row * a.rowStride, a.rowStride, a.columnStride};
}

INLINE struct groktop_rows rows_from(struct groktop_rows rows, long row, long column) {
    return (struct groktop_rows){rows.base + row * rows.stride + column, rows.stride};
}

GROKTOP_CPU_LEVELS
void groktop_small_product(
    long m, long n, long k, struct groktop_factor a, struct groktop_rows b, struct groktop_rows c
) {
    long column = 0;
    for (; column + 2 * LANES <= n; column += 2 * LANES) {
        struct groktop_rows strip = rows_from(b, 0, column);
        long row = 0;
        for (; row + 4 <= m; row += 4) strip_4x2(k, factor_from(a, row), strip, rows_from(c, row, column));
        for (; row < m; ++row) strip_1x2(k, factor_from(a, row), strip, rows_from(c, row, column));
    }
    for (; column + LANES <= n; column += LANES) {
        struct groktop_rows strip = rows_from(b, 0, column);
        long row = 0;
        for (; row + 4 <= m; row += 4) strip_4x1(k, factor_from(a, row), strip, rows_from(c, row, column));
        for (; row < m; ++row) strip_1x1(k, factor_from(a, row), strip, rows_from(c, row, column));
    }
    if (column == n) return;
    for (long row = 0; row < m; ++row) {
        float *out = c.base + row * c.stride;
        for (long j = column; j < n; ++j) out[j] = 0;
        for (long p = 0; p < k; ++p) {
            float value = a.base[row * a.rowStride + p * a.columnStride];
            for (long j = column; j < n; ++j) out[j] += value * b.base[p * b.stride + j];
        }
    }
}

// One exchange of a transposition: a and b are rows i and i + DISTANCE; of every 2·DISTANCE columns the upper half of a
// changes places with the lower half of b.
#define PAIR_INDEX(DISTANCE, HALF, i) \
    (((i) & (DISTANCE)) ? ((i) - (DISTANCE) + (HALF) * (DISTANCE) + 16) : ((i) + (HALF) * (DISTANCE)))
#define PAIR_INDICES(D, H)                                                                                             \
    PAIR_INDEX(D, H, 0), PAIR_INDEX(D, H, 1), PAIR_INDEX(D, H, 2), PAIR_INDEX(D, H, 3), PAIR_INDEX(D, H, 4),           \
        PAIR_INDEX(D, H, 5), PAIR_INDEX(D, H, 6), PAIR_INDEX(D, H, 7), PAIR_INDEX(D, H, 8), PAIR_INDEX(D, H, 9),       \
        PAIR_INDEX(D, H, 10), PAIR_INDEX(D, H, 11), PAIR_INDEX(D, H, 12), PAIR_INDEX(D, H, 13), PAIR_INDEX(D, H, 14),  \
        PAIR_INDEX(D, H, 15)
#define EXCHANGE(DISTANCE)                                                                                             \
    _Pragma("unroll") for (int i = 0; i < LANES; ++i) {                                                                \
        if (i & DISTANCE) continue;                                                                                    \
        lanes a = row[i], b = row[i + DISTANCE];                                                                       \
        row[i] = __builtin_shufflevector(a, b, PAIR_INDICES(DISTANCE, 0));                                             \
        row[i + DISTANCE] = __builtin_shufflevector(a, b, PAIR_INDICES(DISTANCE, 1));                                  \
    }

// output[c, r] = input[r, c] for a block of sixteen columns; rows from `rows` (< 16 in the last block) on count as
// zero.
INLINE void transpose_block(long rows, const float *input, long inputRowStride, float *output, long outputRowStride) {
    lanes row[LANES];
    _Pragma("unroll") for (int r = 0; r < LANES; ++r)
        row[r] = r < rows ? *at_const(input + r * inputRowStride) : (lanes){};
    EXCHANGE(1)
    EXCHANGE(2)
    EXCHANGE(4)
    EXCHANGE(8)
    _Pragma("unroll") for (int c = 0; c < LANES; ++c) *at(output + c * outputRowStride) = row[c];
}

GROKTOP_CPU_LEVELS
void groktop_transpose(
    long rows, long columns, const float *input, long inputRowStride, long width, float *output
) {
    long c = 0;
    if (width % LANES == 0)
        for (; c + LANES <= columns; c += LANES)
            for (long r = 0; r < width; r += LANES)
                transpose_block(
                    rows - r, input + r * inputRowStride + c, inputRowStride, output + c * width + r, width);
    for (; c < columns; ++c) {
        for (long r = 0; r < rows; ++r) output[c * width + r] = input[r * inputRowStride + c];
        for (long r = rows; r < width; ++r) output[c * width + r] = 0;
    }
}
