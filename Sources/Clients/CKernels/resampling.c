#include "dispatch.h"
#include "kernels.h"

// Columns that are worked on at a time: their sums stay in registers.
#define BLOCK 32

INLINE void weigh_rows(
    const uint8_t *rows, size_t stride, const uint16_t *weights, size_t count, uint32_t *sums, size_t width) {
    size_t first = 0;
    for (; first + BLOCK <= width; first += BLOCK) {
        uint32_t block[BLOCK] = {0};
        for (size_t row = 0; row < count; row++) {
            const uint8_t *bytes = rows + row * stride + first;
            const uint16_t weight = weights[row];
            for (size_t column = 0; column < BLOCK; column++) block[column] += (uint32_t)bytes[column] * weight;
        }
        for (size_t column = 0; column < BLOCK; column++) sums[first + column] = block[column];
    }
    for (; first < width; first++) {
        sums[first] = 0;
        for (size_t row = 0; row < count; row++) sums[first] += (uint32_t)rows[row * stride + first] * weights[row];
    }
}

// Totals are below 256 areas. For areas up to 2^24, the product with 2^56 / area, rounded up, fits into 64 bits and its
// top byte is the exact quotient.
INLINE void weigh_columns(
    const uint32_t *sums, const uint32_t *firsts, const uint16_t *weights, size_t taps, uint8_t *target, size_t width,
    uint64_t area) {
    const uint64_t reciprocal = ((UINT64_C(1) << 56) + area - 1) / area;
    const uint32_t half = (uint32_t)(area / 2);
    for (size_t column = 0; column < width; column++) {
        const uint32_t *source = sums + firsts[column];
        uint32_t total = half;
        for (size_t tap = 0; tap < taps; tap++) total += source[tap] * weights[column * taps + tap];
        target[column] = (uint8_t)((total * reciprocal) >> 56);
    }
}

static void weigh_columns_of_large_area(
    const uint32_t *sums, const uint32_t *firsts, const uint16_t *weights, size_t taps, uint8_t *target, size_t width,
    uint64_t area) {
    for (size_t column = 0; column < width; column++) {
        const uint32_t *source = sums + firsts[column];
        uint64_t total = area / 2;
        for (size_t tap = 0; tap < taps; tap++) total += (uint64_t)source[tap] * weights[column * taps + tap];
        target[column] = (uint8_t)(total / area);
    }
}

#if HAS_AVX2_VERSIONS

AVX2 static void weigh_rows_avx2(
    const uint8_t *rows, size_t stride, const uint16_t *weights, size_t count, uint32_t *sums, size_t width) {
    weigh_rows(rows, stride, weights, count, sums, width);
}

#endif

void kernels_weigh_rows(
    const uint8_t *rows, size_t stride, const uint16_t *weights, size_t count, uint32_t *sums, size_t width) {
#if HAS_AVX2_VERSIONS
    if (USE_AVX2) return weigh_rows_avx2(rows, stride, weights, count, sums, width);
#endif
    weigh_rows(rows, stride, weights, count, sums, width);
}

void kernels_weigh_columns(
    const uint32_t *sums, const uint32_t *firsts, const uint16_t *weights, size_t taps, uint8_t *target, size_t width,
    uint64_t area) {
    if (area > UINT64_C(1) << 24) {
        return weigh_columns_of_large_area(sums, firsts, weights, taps, target, width, area);
    }
    switch (taps) {
    case 2: return weigh_columns(sums, firsts, weights, 2, target, width, area);
    case 3: return weigh_columns(sums, firsts, weights, 3, target, width, area);
    case 4: return weigh_columns(sums, firsts, weights, 4, target, width, area);
    case 5: return weigh_columns(sums, firsts, weights, 5, target, width, area);
    case 6: return weigh_columns(sums, firsts, weights, 6, target, width, area);
    default: return weigh_columns(sums, firsts, weights, taps, target, width, area);
    }
}
