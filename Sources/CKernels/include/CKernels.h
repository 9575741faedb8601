// Elementwise loops and small dense products, compiled for several CPU levels with the right one picked at run time.
// Nothing here allocates, locks or keeps state. Shapes are checked by the Swift callers, not here.
//
// Letters: N tokens, D model width, F feed-forward width, C classes. Matrices are row-major and dense unless a stride
// is given. Every sum has one fixed order (sixteen lanes, then their pairwise sum), whatever the vector width of the
// CPU.
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: Rows

// output[r, c] = input[r, c] + bias[c]
void groktop_add_row(long rows, long columns, const float *input, const float *bias, float *output);
// sums[c] += Σ_r input[r, c]
void groktop_add_column_sums(long rows, long columns, const float *input, long rowStride, float *sums);
// target[i] += source[i]
void groktop_add(long count, const float *source, float *target);
// target[i] *= factor[i]
void groktop_multiply(long count, const float *factor, float *target);

// output[i, :] = input[rows[i], :], dense.
void groktop_gather_rows(
    long count, long columns, const int32_t *rows, const float *input, long inputRowStride, float *output);
// output[rows[i], :] += input[i, :], input dense.
void groktop_scatter_add_rows(
    long count, long columns, const int32_t *rows, const float *input, float *output, long outputRowStride);

// MARK: GELU (exact form: x Φ(x))

// In: hidden [N, F] without its bias. Out: activated = gelu(hidden + bias), and in hidden's place gelu'(hidden + bias).
void groktop_gelu(long rows, long columns, const float *bias, float *hidden, float *activated);

// MARK: LayerNorm

// output = (input − mean) · inverseDeviation · gain + bias, by row; mean and inverseDeviation [N] are kept for
// backward.
void groktop_layer_norm(
    long rows, long columns, float epsilon, const float *input, const float *gain, const float *bias, float *output,
    float *mean, float *inverseDeviation);
// inputGradient += …; gainGradient and biasGradient [D] += …
void groktop_layer_norm_backward(
    long rows, long columns, const float *input, const float *gain, const float *mean, const float *inverseDeviation,
    const float *outputGradient, float *inputGradient, float *gainGradient, float *biasGradient);

// MARK: Softmax

// One row in place: entries [0, count) become softmax(scale · row), entries [count, width) become zero.
void groktop_softmax(long count, long width, float scale, float *row);
// One row in place: gradient = scale · probability ⊙ (gradient − Σ probability ⊙ gradient) over [0, width).
void groktop_softmax_backward(long width, float scale, const float *probability, float *gradient);
// Rows in place: logits become log-probabilities.
void groktop_log_softmax(long rows, long columns, float *logits);
// Rows in place: logits become scale · weight · (softmax − onehot(target)). Rows whose target is negative become zero.
// Returns Σ −weight · log p(target) over the others; *correct is the weight of the rows whose largest logit (the first,
// among equals) is the target.
double groktop_cross_entropy(
    long rows, long columns, float scale, const int32_t *targets, const int32_t *weights, float *logits, long *correct);

// MARK: Small products (attention inside one sequence, where a BLAS call costs more than its work)

// c[m, n] = a · b, with a[i, p] at a[i · aRowStride + p · aColumnStride], b[k, n] and c[m, n] by rows.
void groktop_small_product(
    long m, long n, long k, const float *a, long aRowStride, long aColumnStride, const float *b, long bRowStride,
    float *c, long cRowStride);
// output[c, r] = input[r, c] for r < rows; columns rows..<width of each output row become zero.
void groktop_transpose(
    long rows, long columns, const float *input, long inputRowStride, long width, float *output);

// MARK: Attention to at most four keys, all heads of one span; D/H must be a multiple of sixteen

// probabilities: head h of query i at h · headStride + i · probabilityRowStride, sixteen floats, zeros from `length`
// on.
void groktop_few_keys(
    long own, long length, int isCausal, long heads, long headWidth, float scale, const float *queries,
    long queryRowStride, const float *keys, long keyRowStride, const float *values, long valueRowStride,
    float *probabilities, long headStride, long probabilityRowStride, float *output, long outputRowStride);
// Writes all three gradients.
void groktop_few_keys_backward(
    long own, long length, long heads, long headWidth, float scale, const float *queries, long queryRowStride,
    const float *keys, long keyRowStride, const float *values, long valueRowStride, const float *probabilities,
    long headStride, long probabilityRowStride, const float *outputGradient, long outputRowStride,
    float *queriesGradient, long queryGradientStride, float *keysGradient, long keyGradientStride,
    float *valuesGradient, long valueGradientStride);

// MARK: Optimizer

// total[i] = shards[0][i] + shards[1][i] + … for i in [first, first + count); returns Σ total² in double.
double groktop_sum_shards(long shardCount, float *const *shards, long first, long count, float *total);

struct groktop_adamw {
    float decayFactor;       // 1 − η ω
    float beta1, beta2;
    float oneMinusBeta1, oneMinusBeta2;  // their own constants: 1 − 0.98f is not the float nearest to 0.02
    float stepSize;          // η / (1 − β1^t)
    float inverseRootCorrection; // 1 / √(1 − β2^t)
    float epsilon;
    float clipFactor;        // what the gradient is multiplied by
};
// One AdamW step. Where the ledgers are not null, what decay and gradient each added to θ is added to them.
void groktop_adamw_step(
    long count, struct groktop_adamw constants, const float *gradient, float *parameters, float *m, float *v,
    float *gradientLedger, float *decayLedger);

// MARK: Processor

// The newest of OpenBLAS's names for kernels that this processor can run; NULL where it has none of them, or is no
// x86-64.
const char *groktop_openblas_core(void);

// MARK: Reductions, in double

double groktop_dot(long count, const float *a, const float *b);
// out = ⟨a, c⟩, ⟨a, d⟩, ⟨b, c⟩, ⟨b, d⟩ in one pass.
void groktop_four_dots(
    long count, const float *a, const float *b, const float *c, const float *d, double out[4]);

// MARK: Memory

// Blocks of at least so many bytes become mappings of their own, which go back to the system when they are freed.
void groktop_map_large_blocks(int bytes);

// A hint to the CPU that this is a spinning loop.
static inline void groktop_relax(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

#ifdef __cplusplus
}
#endif
