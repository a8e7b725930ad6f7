#include "kernels.h"
#include "lanes.h"

INLINE uint64_t total(const uint8_t *bytes, size_t count) {
    uint64_t sum = 0;
    while (count > 0) {
        // Small enough for 32-bit sums.
        const size_t part = count < 65536 ? count : 65536;
        uint32_t partial = 0;
        for (size_t index = 0; index < part; index++) partial += bytes[index];
        sum += partial;
        bytes += part;
        count -= part;
    }
    return sum;
}

/// Processes 32 columns at once, or one. The rows stay in the L1 cache between the two passes.
INLINE void summarise_32(
    const uint8_t *rows, size_t count, size_t width, uint32_t reciprocal, uint8_t *lowest, uint8_t *highest,
    uint8_t *means, uint16_t *deviations) {
    bytes32 low = bytes_at(rows), high = low;
    lanes32 sum = __builtin_convertvector(low, lanes32) + (uint16_t)(count / 2);
    for (size_t index = 1; index < count; index++) {
        const bytes32 sample = bytes_at(rows + index * width);
        low = smaller(low, sample);
        high = larger(high, sample);
        sum += __builtin_convertvector(sample, lanes32);
    }
    const bytes32 middle =
        __builtin_convertvector((__builtin_convertvector(sum, words32) * reciprocal) >> 16, bytes32);
    lanes32 deviation = {0};
    for (size_t index = 0; index < count; index++) {
        deviation += __builtin_convertvector(distance(bytes_at(rows + index * width), middle), lanes32);
    }
    *(bytes32 *)lowest = low;
    *(bytes32 *)highest = high;
    *(bytes32 *)means = middle;
    *(lanes32 *)deviations = deviation;
}

INLINE void summarise_1(
    const uint8_t *rows, size_t count, size_t width, uint32_t reciprocal, uint8_t *lowest, uint8_t *highest,
    uint8_t *means, uint16_t *deviations) {
    uint32_t sum = (uint32_t)(count / 2);
    *lowest = *highest = *rows;
    for (size_t index = 0; index < count; index++) {
        const uint8_t sample = rows[index * width];
        *lowest = sample < *lowest ? sample : *lowest;
        *highest = sample > *highest ? sample : *highest;
        sum += sample;
    }
    *means = (uint8_t)((sum * reciprocal) >> 16);
    *deviations = 0;
    for (size_t index = 0; index < count; index++) {
        const int difference = rows[index * width] - *means;
        *deviations += (uint16_t)(difference < 0 ? -difference : difference);
    }
}

INLINE void summarise(
    const uint8_t *rows, size_t count, size_t width, uint8_t *lowest, uint8_t *highest, uint8_t *means,
    uint16_t *deviations) {
    // The reciprocal makes the mean up to 1/8 of a level too high before rounding.
    const uint32_t reciprocal = (uint32_t)((65536 + count - 1) / count);
    size_t column = 0;
    for (; column + 32 <= width; column += 32) {
        summarise_32(
            rows + column, count, width, reciprocal, lowest + column, highest + column, means + column,
            deviations + column);
    }
    for (; column < width; column++) {
        summarise_1(
            rows + column, count, width, reciprocal, lowest + column, highest + column, means + column,
            deviations + column);
    }
}

INLINE void settle(
    const uint8_t *lowest, const uint8_t *highest, const uint8_t *means, const uint16_t *deviations, size_t width,
    uint8_t tolerance, const uint8_t *reaches, uint8_t *range_lowest, uint8_t *range_highest, uint64_t *changed) {
    for (size_t first = 0; first < width; first += 32) {
        const size_t count = width - first < 32 ? width - first : 32;
        uint8_t reach[32] = {0}, differs[32] = {0};
        for (size_t column = 0; column < count; column++) reach[column] = reaches[deviations[first + column]];
        for (size_t column = 0; column < count; column++) {
            const uint8_t mean = means[first + column];
            range_lowest[first + column] = mean < reach[column] ? 0 : mean - reach[column];
            range_highest[first + column] = mean > 255 - reach[column] ? 255 : mean + reach[column];
            differs[column] = highest[first + column] - lowest[first + column] > tolerance ? 255 : 0;
        }
        const uint64_t bits = bits_of(bytes_at(differs));
        if (first & 32) {
            changed[first / 64] |= bits << 32;
        } else {
            changed[first / 64] = bits;
        }
    }
}

#if HAS_AVX2_VERSIONS

AVX2 static uint64_t total_avx2(const uint8_t *bytes, size_t count) { return total(bytes, count); }

AVX2 static void summarise_avx2(
    const uint8_t *rows, size_t count, size_t width, uint8_t *lowest, uint8_t *highest, uint8_t *means,
    uint16_t *deviations) {
    summarise(rows, count, width, lowest, highest, means, deviations);
}

AVX2 static void settle_avx2(
    const uint8_t *lowest, const uint8_t *highest, const uint8_t *means, const uint16_t *deviations, size_t width,
    uint8_t tolerance, const uint8_t *reaches, uint8_t *range_lowest, uint8_t *range_highest, uint64_t *changed) {
    settle(
        lowest, highest, means, deviations, width, tolerance, reaches, range_lowest, range_highest, changed);
}

#endif

uint64_t kernels_total(const uint8_t *bytes, size_t count) {
#if HAS_AVX2_VERSIONS
    if (USE_AVX2) return total_avx2(bytes, count);
#endif
    return total(bytes, count);
}

void kernels_summarise(
    const uint8_t *rows, size_t count, size_t width, uint8_t *lowest, uint8_t *highest, uint8_t *means,
    uint16_t *deviations) {
#if HAS_AVX2_VERSIONS
    if (USE_AVX2) return summarise_avx2(rows, count, width, lowest, highest, means, deviations);
#endif
    summarise(rows, count, width, lowest, highest, means, deviations);
}

void kernels_settle(
    const uint8_t *lowest, const uint8_t *highest, const uint8_t *means, const uint16_t *deviations, size_t width,
    uint8_t tolerance, const uint8_t *reaches, uint8_t *range_lowest, uint8_t *range_highest, uint64_t *changed) {
#if HAS_AVX2_VERSIONS
    if (USE_AVX2) {
        return settle_avx2(
            lowest, highest, means, deviations, width, tolerance, reaches, range_lowest, range_highest, changed);
    }
#endif
    settle(lowest, highest, means, deviations, width, tolerance, reaches, range_lowest, range_highest, changed);
}
