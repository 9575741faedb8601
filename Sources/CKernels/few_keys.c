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

// The four heads from `head` on (or fewer), one query: probabilities of up to four keys each, in sixteen lanes.
INLINE void probabilities_of_four(
    long head, long heads, long headWidth, long visible, float scale, const float *query, const float *keys,
    long keyRowStride, float values[LANES]
) {
    float maxima[LANES];
    for (int i = 0; i < LANES; ++i) values[i] = -1e30f, maxima[i] = 0;
    for (long h = 0; h < KEYS && head + h < heads; ++h) {
        long column = (head + h) * headWidth;
        float maximum = -1e30f;
        for (long j = 0; j < visible; ++j) {
            float score = head_dot(headWidth, query + column, keys + j * keyRowStride + column);
            values[h * KEYS + j] = score;
            maximum = score > maximum ? score : maximum;
        }
        for (long j = 0; j < KEYS; ++j) maxima[h * KEYS + j] = maximum;
    }
    lanes x = (*at(values) - *at(maxima)) * scale;
    exponential(&x, &x);
    *at(values) = x;
    for (long h = 0; h < KEYS; ++h) {
        float *own = values + h * KEYS, sum = 0;
        for (long j = 0; j < visible; ++j) sum += own[j];
        for (long j = 0; j < KEYS; ++j) own[j] = j < visible ? own[j] / sum : 0;
    }
}

GROKTOP_CPU_LEVELS
void groktop_few_keys(
    long own, long length, int isCausal, long heads, long headWidth, float scale, const float *queries,
    long queryRowStride, const float *keys, long keyRowStride, const float *values, long valueRowStride,
    float *probabilities, long headStride, long probabilityRowStride, float *output, long outputRowStride
) {
    for (long i = 0; i < own; ++i) {
        long visible = isCausal ? length - own + i + 1 : length;
        for (long first = 0; first < heads; first += KEYS) {
            float p[LANES];
            probabilities_of_four(
                first, heads, headWidth, visible, scale, queries + i * queryRowStride, keys, keyRowStride, p);
            for (long head = first; head < heads && head < first + KEYS; ++head) {
                const float *own_p = p + (head - first) * KEYS;
                float *row = probabilities + head * headStride + i * probabilityRowStride;
                *at(row) = (lanes){own_p[0], own_p[1], own_p[2], own_p[3]};
                for (long c = head * headWidth; c < (head + 1) * headWidth; c += LANES) {
                    lanes sum = own_p[0] * *at_const(values + c);
                    for (long j = 1; j < length; ++j) sum += own_p[j] * *at_const(values + j * valueRowStride + c);
                    *at(output + i * outputRowStride + c) = sum;
                }
            }
        }
    }
}

GROKTOP_CPU_LEVELS
void groktop_few_keys_backward(
    long own, long length, long heads, long headWidth, float scale, const float *queries, long queryRowStride,
    const float *keys, long keyRowStride, const float *values, long valueRowStride, const float *probabilities,
    long headStride, long probabilityRowStride, const float *outputGradient, long outputRowStride,
    float *queriesGradient, long queryGradientStride, float *keysGradient, long keyGradientStride,
    float *valuesGradient, long valueGradientStride
) {
    for (long i = 0; i < own; ++i) {
        const float *query = queries + i * queryRowStride, *outer = outputGradient + i * outputRowStride;
        for (long head = 0; head < heads; ++head) {
            const float *p = probabilities + head * headStride + i * probabilityRowStride;
            long column = head * headWidth;
            float score[KEYS], dot = 0;
            for (long j = 0; j < length; ++j) {
                score[j] = head_dot(headWidth, outer + column, values + j * valueRowStride + column);
                dot += p[j] * score[j];
            }
            for (long j = 0; j < length; ++j) score[j] = scale * p[j] * (score[j] - dot);
            for (long c = column; c < column + headWidth; c += LANES) {
                lanes q = *at_const(query + c), o = *at_const(outer + c), sum = {};
                for (long j = 0; j < length; ++j) {
                    lanes *key = at(keysGradient + j * keyGradientStride + c);
                    lanes *value = at(valuesGradient + j * valueGradientStride + c);
                    sum += score[j] * *at_const(keys + j * keyRowStride + c);
                    // The first query finds whatever the memory held.
                    *key = i == 0 ? score[j] * q : *key + score[j] * q;
                    *value = i == 0 ? p[j] * o : *value + p[j] * o;
                }
                *at(queriesGradient + i * queryGradientStride + c) = sum;
            }
        }
    }
}
