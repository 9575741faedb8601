#include "CKernels.h"
#include "lanes.h"

INLINE float row_sum(long columns, const float *row) {
    lanes sum = {}, tail;
    long c = 0;
    for (; c + LANES <= columns; c += LANES) sum += *at_const(row + c);
    if (c < columns) {
        load_tail(row + c, columns - c, 0, &tail);
        sum += tail;
    }
    return lane_sum(&sum);
}

INLINE float row_sum_of_squares(long columns, const float *row, float mean) {
    lanes sum = {}, tail;
    long c = 0;
    for (; c + LANES <= columns; c += LANES) {
        lanes centred = *at_const(row + c) - mean;
        sum += centred * centred;
    }
    if (c < columns) {
        load_tail(row + c, columns - c, mean, &tail);
        tail -= mean;
        sum += tail * tail;
    }
    return lane_sum(&sum);
}

GROKTOP_CPU_LEVELS
void groktop_layer_norm(struct groktop_layer_norm_rows norm, float epsilon, const float *bias, float *output) {
    long columns = norm.columns;
    const float *input = norm.input, *gain = norm.gain;
    for (long r = 0; r < norm.rows; ++r, input += columns, output += columns) {
        float rowMean = row_sum(columns, input) / (float)columns;
        float variance = row_sum_of_squares(columns, input, rowMean) / (float)columns;
        float inverse = 1.0f / __builtin_sqrtf(variance + epsilon);
        for (long c = 0; c < columns; ++c) output[c] = (input[c] - rowMean) * inverse * gain[c] + bias[c];
        norm.mean[r] = rowMean;
        norm.inverseDeviation[r] = inverse;
    }
}

// With x̂ the normalized row and g = outputGradient ⊙ gain: dx = inverse · (g − mean(g) − x̂ · mean(g ⊙ x̂)).
GROKTOP_CPU_LEVELS
void groktop_layer_norm_backward(
    struct groktop_layer_norm_rows norm, const float *outputGradient, float *inputGradient, float *gainGradient,
    float *biasGradient
) {
    long columns = norm.columns;
    const float *input = norm.input, *gain = norm.gain;
    for (long r = 0; r < norm.rows; ++r, input += columns, outputGradient += columns, inputGradient += columns) {
        float rowMean = norm.mean[r], inverse = norm.inverseDeviation[r];
        lanes sum = {}, weightedSum = {};
        long c = 0;
        for (; c + LANES <= columns; c += LANES) {
            lanes normalized = (*at_const(input + c) - rowMean) * inverse;
            lanes gradient = *at_const(outputGradient + c);
            lanes scaled = gradient * *at_const(gain + c);
            sum += scaled;
            weightedSum += scaled * normalized;
            *at(gainGradient + c) += gradient * normalized;
            *at(biasGradient + c) += gradient;
        }
        float sumScalar = lane_sum(&sum), weightedScalar = lane_sum(&weightedSum);
        for (; c < columns; ++c) {
            float normalized = (input[c] - rowMean) * inverse, scaled = outputGradient[c] * gain[c];
            sumScalar += scaled;
            weightedScalar += scaled * normalized;
            gainGradient[c] += outputGradient[c] * normalized;
            biasGradient[c] += outputGradient[c];
        }
        float meanGradient = sumScalar / (float)columns, meanWeighted = weightedScalar / (float)columns;
        for (c = 0; c < columns; ++c) {
            float normalized = (input[c] - rowMean) * inverse;
            inputGradient[c] += inverse * (outputGradient[c] * gain[c] - meanGradient - normalized * meanWeighted);
        }
    }
}
