#include "CKernels.h"
#include "lanes.h"

GROKTOP_CPU_LEVELS
double groktop_sum_shards(long shardCount, float *const *shards, long first, long count, float *total) {
    double_lanes squares = {};
    long i = first, end = first + count;
    for (; i + LANES <= end; i += LANES) {
        lanes sum = *at_const(shards[0] + i);
        for (long s = 1; s < shardCount; ++s) sum += *at_const(shards[s] + i);
        *at(total + i) = sum;
        double_lanes wide = TO_DOUBLE(sum);
        squares += wide * wide;
    }
    double rest = 0;
    for (; i < end; ++i) {
        float sum = shards[0][i];
        for (long s = 1; s < shardCount; ++s) sum += shards[s][i];
        total[i] = sum;
        rest += (double)sum * (double)sum;
    }
    return double_lane_sum(&squares) + rest;
}

// The ledgers take differences of the very floats that θ went through, so they add up to its movement: decayed − start
// is exact (neighbouring floats of nearly equal size, Sterbenz), end − decayed wherever the step is small beside θ, and
// else good to one rounding.
INLINE void update(
    const struct groktop_adamw *k, const lanes *gradientIn, lanes *theta, lanes *m, lanes *v, lanes *byGradient,
    lanes *byDecay
) {
    lanes gradient = *gradientIn * k->clipFactor;
    lanes start = *theta;
    lanes decayed = start * k->decayFactor;
    *m = *m * k->beta1 + gradient * k->oneMinusBeta1;
    *v = *v * k->beta2 + gradient * gradient * k->oneMinusBeta2;
    lanes denominator = SQUARE_ROOT(*v) * k->inverseRootCorrection + k->epsilon;
    lanes end = decayed - *m * k->stepSize / denominator;
    *theta = end;
    *byGradient = end - decayed;
    *byDecay = decayed - start;
}

INLINE void adamw(
    long count, const struct groktop_adamw *k, const float *gradient, float *parameters, float *m, float *v,
    float *gradientLedger, float *decayLedger
) {
    lanes byGradient, byDecay;
    long i = 0;
    for (; i + LANES <= count; i += LANES) {
        update(k, at_const(gradient + i), at(parameters + i), at(m + i), at(v + i), &byGradient, &byDecay);
        if (gradientLedger) {
            *at(gradientLedger + i) += byGradient;
            *at(decayLedger + i) += byDecay;
        }
    }
    if (i == count) return;
    long rest = count - i;
    lanes g, theta, mTail, vTail;
    load_tail(gradient + i, rest, 0, &g);
    load_tail(parameters + i, rest, 0, &theta);
    load_tail(m + i, rest, 0, &mTail);
    load_tail(v + i, rest, 0, &vTail);
    update(k, &g, &theta, &mTail, &vTail, &byGradient, &byDecay);
    store_tail(&theta, parameters + i, rest);
    store_tail(&mTail, m + i, rest);
    store_tail(&vTail, v + i, rest);
    if (gradientLedger) {
        float values[LANES];
        memcpy(values, &byGradient, sizeof values);
        for (long j = 0; j < rest; ++j) gradientLedger[i + j] += values[j];
        memcpy(values, &byDecay, sizeof values);
        for (long j = 0; j < rest; ++j) decayLedger[i + j] += values[j];
    }
}

GROKTOP_CPU_LEVELS
void groktop_adamw_step(
    long count, struct groktop_adamw constants, const float *gradient, float *parameters, float *m, float *v,
    float *gradientLedger, float *decayLedger
) {
    adamw(count, &constants, gradient, parameters, m, v, gradientLedger, decayLedger);
}
