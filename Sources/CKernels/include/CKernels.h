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

// Rows of a matrix: row i begins at base + i · stride.
struct groktop_rows {
    float *base;
    long stride; // floats from one row to the next
};

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

// What forward and backward share.
struct groktop_layer_norm_rows {
    long rows, columns;      // N, D
    const float *input;      // [N, D]
    const float *gain;       // [D]
    float *mean;             // [N]; kept by forward for backward
    float *inverseDeviation; // [N], 1/√(variance + ε); kept by forward for backward
};
// output = (input − mean) · inverseDeviation · gain + bias, by row.
void groktop_layer_norm(struct groktop_layer_norm_rows norm, float epsilon, const float *bias, float *output);
// inputGradient [N, D] += …; gainGradient and biasGradient [D] += …
void groktop_layer_norm_backward(
    struct groktop_layer_norm_rows norm, const float *outputGradient, float *inputGradient, float *gainGradient,
    float *biasGradient);

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

// A factor of a product, or its transpose: entry (i, p) at base[i · rowStride + p · columnStride].
struct groktop_factor {
    const float *base;
    long rowStride, columnStride;
};
// c [m, n] = a [m, k] · b [k, n].
void groktop_small_product(
    long m, long n, long k, struct groktop_factor a, struct groktop_rows b, struct groktop_rows c);
// output[c, r] = input[r, c] for r < rows; columns rows..<width of each output row become zero.
void groktop_transpose(
    long rows, long columns, const float *input, long inputRowStride, long width, float *output);

// MARK: Attention to at most four keys, all heads of one span; D/H must be a multiple of sixteen

// A span of m queries and T ≤ 4 keys, and what backward needs of its forward pass.
struct groktop_few_keys_span {
    long queryCount;             // m
    long keyCount;               // T
    long heads;                  // H
    long headWidth;              // D/H
    float scale;                 // what scores are multiplied by: 1/√(D/H)
    struct groktop_rows queries; // [m, D]
    struct groktop_rows keys;    // [T, D]
    struct groktop_rows values;  // [T, D]
    float *probabilities;        // of head 0 and query 0; each has sixteen floats, zeros from T on
    long probabilityHeadStride;  // floats from one head's to the next one's
    long probabilityRowStride;   // floats from one query's to the next one's
};

// Gradients of a span's queries [m, D], keys and values [T, D].
struct groktop_attention_gradients {
    struct groktop_rows queries, keys, values;
};

// Writes output [m, D] and the probabilities. Causal: query i sees keys 0…T − m + i.
void groktop_few_keys(struct groktop_few_keys_span span, int isCausal, struct groktop_rows output);
// Writes all three gradients, given that of the output [m, D].
void groktop_few_keys_backward(
    struct groktop_few_keys_span span, struct groktop_rows outputGradient,
    struct groktop_attention_gradients gradients);

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
