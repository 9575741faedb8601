#include "CKernels.h"
#include "lanes.h"

// Φ(x) = ½ (1 + erf(x/√2)), with Abramowitz and Stegun's 7.1.26: erf(z) = 1 − (a₁t + … + a₅t⁵) e^{−z²}, t = 1/(1 + p
// z), z ≥ 0, error 1.5e-7. Its e^{−z²} = e^{−x²/2} is also what the derivative needs: gelu'(x) = Φ(x) + x φ(x).
INLINE void gelu(const lanes *in, lanes *value, lanes *derivative) {
    lanes x = *in;
    lanes z = MAXIMUM(x, -x) * 0.70710678118654752f;
    lanes exponent = x * x * -0.5f, gauss;
    exponential(&exponent, &gauss);
    lanes t = 1.0f / (z * 0.3275911f + 1.0f);
    lanes p = t * 1.061405429f - 1.453152027f;
    p = p * t + 1.421413741f;
    p = p * t - 0.284496736f;
    p = p * t + 0.254829592f;
    lanes upper = p * t * gauss * 0.5f;  // 1 − Φ(|x|)
    int_lanes positive = x > 0.0f;
    lanes cumulative = (lanes)((positive & (int_lanes)(1.0f - upper)) | (~positive & (int_lanes)upper));
    *value = x * cumulative;
    *derivative = x * gauss * 0.39894228040143268f + cumulative;
}

GROKTOP_CPU_LEVELS
void groktop_gelu(long rows, long columns, const float *bias, float *hidden, float *activated) {
    for (long r = 0; r < rows; ++r, hidden += columns, activated += columns) {
        long c = 0;
        for (; c + LANES <= columns; c += LANES) {
            lanes x = *at(hidden + c) + *at_const(bias + c);
            gelu(&x, at(activated + c), at(hidden + c));
        }
        if (c < columns) {
            lanes x, b, value, derivative;
            load_tail(hidden + c, columns - c, 0, &x);
            load_tail(bias + c, columns - c, 0, &b);
            x += b;
            gelu(&x, &value, &derivative);
            store_tail(&value, activated + c, columns - c);
            store_tail(&derivative, hidden + c, columns - c);
        }
    }
}
