#include "CKernels.h"
#include "lanes.h"

GROKTOP_CPU_LEVELS
double groktop_dot(long count, const float *a, const float *b) {
    double_lanes sum = {};
    long i = 0;
    for (; i + LANES <= count; i += LANES) sum += TO_DOUBLE(*at_const(a + i)) * TO_DOUBLE(*at_const(b + i));
    double total = double_lane_sum(&sum);
    for (; i < count; ++i) total += (double)a[i] * (double)b[i];
    return total;
}

GROKTOP_CPU_LEVELS
void groktop_four_dots(
    long count, const float *a, const float *b, const float *c, const float *d, double out[4]
) {
    double_lanes ac = {}, ad = {}, bc = {}, bd = {};
    long i = 0;
    for (; i + LANES <= count; i += LANES) {
        double_lanes wideA = TO_DOUBLE(*at_const(a + i)), wideB = TO_DOUBLE(*at_const(b + i));
        double_lanes wideC = TO_DOUBLE(*at_const(c + i)), wideD = TO_DOUBLE(*at_const(d + i));
        ac += wideA * wideC;
        ad += wideA * wideD;
        bc += wideB * wideC;
        bd += wideB * wideD;
    }
    out[0] = double_lane_sum(&ac);
    out[1] = double_lane_sum(&ad);
    out[2] = double_lane_sum(&bc);
    out[3] = double_lane_sum(&bd);
    for (; i < count; ++i) {
        out[0] += (double)a[i] * (double)c[i];
        out[1] += (double)a[i] * (double)d[i];
        out[2] += (double)b[i] * (double)c[i];
        out[3] += (double)b[i] * (double)d[i];
    }
}
