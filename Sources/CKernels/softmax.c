#include "CKernels.h"
#include "lanes.h"
#include <float.h>
#include <math.h>

INLINE float row_maximum(long count, const float *row) {
    lanes maximum = (lanes){} - FLT_MAX, tail;
    long c = 0;
    for (; c + LANES <= count; c += LANES) maximum = MAXIMUM(maximum, *at_const(row + c));
    if (c < count) {
        load_tail(row + c, count - c, -FLT_MAX, &tail);
        maximum = MAXIMUM(maximum, tail);
    }
    return lane_maximum(&maximum);
}

// row[c] = e^{scale · (row[c] − maximum)} for c < count; returns their sum.
INLINE float exponentials(long count, float scale, float maximum, float *row) {
    lanes sum = {};
    long c = 0;
    for (; c + LANES <= count; c += LANES) {
        lanes x = (*at(row + c) - maximum) * scale;
        exponential(&x, &x);
        *at(row + c) = x;
        sum += x;
    }
    if (c < count) {
        lanes x;
        load_tail(row + c, count - c, -FLT_MAX, &x);
        x = (x - maximum) * scale;
        exponential(&x, &x);
        store_tail(&x, row + c, count - c);
        load_tail(row + c, count - c, 0, &x);
        sum += x;
    }
    return lane_sum(&sum);
}

GROKTOP_CPU_LEVELS
void groktop_softmax(long count, long width, float scale, float *row) {
    float inverse = 1.0f / exponentials(count, scale, row_maximum(count, row), row);
    for (long c = 0; c < count; ++c) row[c] *= inverse;
    for (long c = count; c < width; ++c) row[c] = 0;
}

GROKTOP_CPU_LEVELS
void groktop_softmax_backward(long width, float scale, const float *probability, float *gradient) {
    lanes sum = {};
    long c = 0;
    for (; c + LANES <= width; c += LANES) sum += *at_const(probability + c) * *at(gradient + c);
    float dot = lane_sum(&sum);
    for (; c < width; ++c) dot += probability[c] * gradient[c];
    for (c = 0; c < width; ++c) gradient[c] = scale * probability[c] * (gradient[c] - dot);
}

INLINE double log_sum_exp(long columns, const float *row, float maximum) {
    lanes sum = {};
    long c = 0;
    for (; c + LANES <= columns; c += LANES) {
        lanes x = *at_const(row + c) - maximum;
        exponential(&x, &x);
        sum += x;
    }
    if (c < columns) {
        lanes x;
        float kept[LANES];
        load_tail(row + c, columns - c, maximum, &x);
        x -= maximum;
        exponential(&x, &x);
        store_tail(&x, kept, columns - c);
        load_tail(kept, columns - c, 0, &x);
        sum += x;
    }
    return (double)maximum + log((double)lane_sum(&sum));
}

GROKTOP_CPU_LEVELS
void groktop_log_softmax(long rows, long columns, float *logits) {
    for (long r = 0; r < rows; ++r, logits += columns) {
        double total = log_sum_exp(columns, logits, row_maximum(columns, logits));
        for (long c = 0; c < columns; ++c) logits[c] = (float)((double)logits[c] - total);
    }
}

GROKTOP_CPU_LEVELS
double groktop_cross_entropy(
    long rows, long columns, float scale, const int32_t *targets, const int32_t *weights, float *logits, long *correct
) {
    double loss = 0;
    long right = 0;
    for (long r = 0; r < rows; ++r, logits += columns) {
        int32_t target = targets[r];
        if (target < 0) {
            for (long c = 0; c < columns; ++c) logits[c] = 0;
            continue;
        }
        float maximum = row_maximum(columns, logits), targetLogit = logits[target];
        long largest = 0;
        while (largest + 1 < columns && logits[largest] != maximum) ++largest;
        if (largest == target) right += weights[r];
        float sum = exponentials(columns, 1, maximum, logits);
        loss += (double)weights[r] * ((double)maximum + log((double)sum) - (double)targetLogit);
        float rowScale = scale * (float)weights[r];
        float factor = rowScale / sum;
        for (long c = 0; c < columns; ++c) logits[c] *= factor;
        logits[target] -= rowScale;
    }
    *correct = right;
    return loss;
}
