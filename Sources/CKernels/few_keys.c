#include "CKernels.h"
#include "lanes.h"

// Attention of a few queries to at most four keys, all heads in one call: at this size products, softmax and their
// calls one by one cost more than the arithmetic.

#define KEYS 4

// The dot product over one head, D/H a multiple of sixteen.
INLINE float head_dot(long headWidth, const float *a, const float *b) {
    lanes sum = *at_const(a) * *at_const(b);
    for (long p = LANES; p < headWidth; p += LANES) sum += *at_const(a + p) * *at_const(b + p);
    return lane_sum(&sum);
}

// The four heads from `head` on (or fewer), query i: probabilities of up to four keys each, in sixteen lanes.
INLINE void probabilities_of_four(
    const struct groktop_few_keys_span *span, long head, long i, long visible, float probabilities[LANES]
) {
    const float *query = span->queries.base + i * span->queries.stride;
    float maxima[LANES];
    for (int lane = 0; lane < LANES; ++lane) probabilities[lane] = -1e30f, maxima[lane] = 0;
    for (long h = 0; h < KEYS && head + h < span->heads; ++h) {
        long column = (head + h) * span->headWidth;
        float maximum = -1e30f;
        for (long j = 0; j < visible; ++j) {
            float score = head_dot(
                span->headWidth, query + column, span->keys.base + j * span->keys.stride + column);
            probabilities[h * KEYS + j] = score;
            maximum = score > maximum ? score : maximum;
        }
        for (long j = 0; j < KEYS; ++j) maxima[h * KEYS + j] = maximum;
    }
    lanes x = (*at(probabilities) - *at(maxima)) * span->scale;
    exponential(&x, &x);
    *at(probabilities) = x;
    for (long h = 0; h < KEYS; ++h) {
        float *ofHead = probabilities + h * KEYS, sum = 0;
        for (long j = 0; j < visible; ++j) sum += ofHead[j];
        for (long j = 0; j < KEYS; ++j) ofHead[j] = j < visible ? ofHead[j] / sum : 0;
    }
}

GROKTOP_CPU_LEVELS
void groktop_few_keys(struct groktop_few_keys_span span, int isCausal, struct groktop_rows output) {
    for (long i = 0; i < span.queryCount; ++i) {
        long visible = isCausal ? span.keyCount - span.queryCount + i + 1 : span.keyCount;
        for (long first = 0; first < span.heads; first += KEYS) {
            float p[LANES];
            probabilities_of_four(&span, first, i, visible, p);
            for (long head = first; head < span.heads && head < first + KEYS; ++head) {
                const float *ofHead = p + (head - first) * KEYS;
                float *row = span.probabilities + head * span.probabilityHeadStride + i * span.probabilityRowStride;
                *at(row) = (lanes){ofHead[0], ofHead[1], ofHead[2], ofHead[3]};
                for (long c = head * span.headWidth; c < (head + 1) * span.headWidth; c += LANES) {
                    lanes sum = ofHead[0] * *at_const(span.values.base + c);
                    for (long j = 1; j < span.keyCount; ++j)
                        sum += ofHead[j] * *at_const(span.values.base + j * span.values.stride + c);
                    *at(output.base + i * output.stride + c) = sum;
                }
            }
        }
    }
}

GROKTOP_CPU_LEVELS
void groktop_few_keys_backward(
    struct groktop_few_keys_span span, struct groktop_rows outputGradient, struct groktop_attention_gradients gradients
) {
    for (long i = 0; i < span.queryCount; ++i) {
        const float *query = span.queries.base + i * span.queries.stride;
        const float *outer = outputGradient.base + i * outputGradient.stride;
        for (long head = 0; head < span.heads; ++head) {
            const float *p = span.probabilities + head * span.probabilityHeadStride + i * span.probabilityRowStride;
            long column = head * span.headWidth;
            float score[KEYS], dot = 0;
            for (long j = 0; j < span.keyCount; ++j) {
                score[j] = head_dot(
                    span.headWidth, outer + column, span.values.base + j * span.values.stride + column);
                dot += p[j] * score[j];
            }
            for (long j = 0; j < span.keyCount; ++j) score[j] = span.scale * p[j] * (score[j] - dot);
            for (long c = column; c < column + span.headWidth; c += LANES) {
                lanes q = *at_const(query + c), o = *at_const(outer + c), sum = {};
                for (long j = 0; j < span.keyCount; ++j) {
                    lanes *key = at(gradients.keys.base + j * gradients.keys.stride + c);
                    lanes *value = at(gradients.values.base + j * gradients.values.stride + c);
                    sum += score[j] * *at_const(span.keys.base + j * span.keys.stride + c);
                    // The first query finds whatever the memory held.
                    *key = i == 0 ? score[j] * q : *key + score[j] * q;
                    *value = i == 0 ? p[j] * o : *value + p[j] * o;
                }
                *at(gradients.queries.base + i * gradients.queries.stride + c) = sum;
            }
        }
    }
}
