// Sixteen float lanes, as the compiler's own vectors: one AVX-512 register, two of AVX2, four of SSE or NEON. Written
// out rather than left to the vectorizer so that sums have the same order on every CPU level.
//
// Helpers take pointers to lanes, never lanes by value: their calling convention would depend on the CPU level.
#pragma once
#include <stdint.h>
#include <string.h>

// The choice of a level runs while the program is loaded, before a sanitizer is ready for it.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define GROKTOP_SANITIZED 1
#endif
#endif

#if defined(__x86_64__) && defined(__linux__) && !defined(GROKTOP_SANITIZED)
#define GROKTOP_CPU_LEVELS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define GROKTOP_CPU_LEVELS
#endif

#define INLINE static inline __attribute__((always_inline))
#define LANES 16

typedef float lanes __attribute__((vector_size(LANES * 4), aligned(4)));
typedef int32_t int_lanes __attribute__((vector_size(LANES * 4), aligned(4)));
typedef double double_lanes __attribute__((vector_size(LANES * 8), aligned(8)));

#define MAXIMUM(a, b) __builtin_elementwise_max((a), (b))
#define MINIMUM(a, b) __builtin_elementwise_min((a), (b))
#define SQUARE_ROOT(a) __builtin_elementwise_sqrt(a)
#define TO_DOUBLE(a) __builtin_convertvector((a), double_lanes)

INLINE lanes *at(float *pointer) { return (lanes *)pointer; }
INLINE const lanes *at_const(const float *pointer) { return (const lanes *)pointer; }

// The first `count` (< 16) floats, and `fill` in the other lanes.
INLINE void load_tail(const float *pointer, long count, float fill, lanes *out) {
    float values[LANES];
    for (int i = 0; i < LANES; ++i) values[i] = fill;
    memcpy(values, pointer, (unsigned long)count * sizeof(float));
    memcpy(out, values, sizeof values);
}

INLINE void store_tail(const lanes *in, float *pointer, long count) {
    memcpy(pointer, in, (unsigned long)count * sizeof(float));
}

INLINE float lane_sum(const lanes *in) {
    float values[LANES];
    memcpy(values, in, sizeof values);
    for (int half = LANES / 2; half > 0; half /= 2)
        for (int i = 0; i < half; ++i) values[i] += values[i + half];
    return values[0];
}

INLINE float lane_maximum(const lanes *in) {
    float values[LANES];
    memcpy(values, in, sizeof values);
    for (int half = LANES / 2; half > 0; half /= 2)
        for (int i = 0; i < half; ++i) values[i] = values[i] > values[i + half] ? values[i] : values[i + half];
    return values[0];
}

INLINE double double_lane_sum(const double_lanes *in) {
    double values[LANES];
    memcpy(values, in, sizeof values);
    for (int half = LANES / 2; half > 0; half /= 2)
        for (int i = 0; i < half; ++i) values[i] += values[i + half];
    return values[0];
}

// e^x to 1e-7 relative. x = n ln 2 + r with |r| ≤ ½ ln 2; e^r by its Taylor polynomial of degree 7 (error r⁸/8! <
// 6e-9); 2^n through the exponent bits. Below −87 the result is about 1e-38 rather than a denormal or zero.
INLINE void exponential(const lanes *in, lanes *out) {
    const float magic = 12582912.0f;  // 1.5 · 2^23: adding it leaves the nearest integer in the low mantissa bits
    lanes x = MINIMUM(MAXIMUM(*in, (lanes){} - 87.0f), (lanes){} + 88.0f);
    lanes shifted = x * 1.44269504088896341f + magic;
    lanes n = shifted - magic;
    lanes r = x - n * 0.693145751953125f;  // ln 2 in two parts, the first with so few bits that n times it is exact
    r = r - n * 1.428606765330187e-6f;
    lanes p = r * (1.0f / 5040.0f) + (1.0f / 720.0f);
    p = p * r + (1.0f / 120.0f);
    p = p * r + (1.0f / 24.0f);
    p = p * r + (1.0f / 6.0f);
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    int_lanes exponent = ((int_lanes)shifted - 0x4B400000 + 127) << 23;
    *out = p * (lanes)exponent;
}
