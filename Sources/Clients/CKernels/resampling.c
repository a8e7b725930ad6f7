#include "kernels.h"
#include "lanes.h"

// Columns processed at a time, so that their sums stay in registers.
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

// Two rows at a time: one instruction multiplies and adds vertically adjacent bytes. Weights of 2^15 and above are left
// to the plain version.
AVX2 static void weigh_rows_avx2(
    const uint8_t *rows, size_t stride, const uint16_t *weights, size_t count, uint32_t *sums, size_t width) {
    size_t first = 0;
    for (; first + 16 <= width; first += 16) {
        __m256i left = _mm256_setzero_si256(), right = _mm256_setzero_si256();
        for (size_t row = 0; row < count; row += 2) {
            const bool is_pair = row + 1 < count;
            const uint8_t *bytes = rows + row * stride + first;
            const __m128i upper = _mm_loadu_si128((const __m128i *)bytes);
            const __m128i lower = is_pair ? _mm_loadu_si128((const __m128i *)(bytes + stride)) : _mm_setzero_si128();
            const __m256i weight = _mm256_set1_epi32(weights[row] | (is_pair ? weights[row + 1] << 16 : 0));
            const __m256i one = _mm256_cvtepu8_epi16(_mm_unpacklo_epi8(upper, lower));
            const __m256i two = _mm256_cvtepu8_epi16(_mm_unpackhi_epi8(upper, lower));
            left = _mm256_add_epi32(left, _mm256_madd_epi16(one, weight));
            right = _mm256_add_epi32(right, _mm256_madd_epi16(two, weight));
            if (first % 64 == 0) {
                __builtin_prefetch(bytes + count * stride);
                __builtin_prefetch(bytes + (count + 1) * stride);
            }
        }
        _mm256_storeu_si256((__m256i *)(sums + first), left);
        _mm256_storeu_si256((__m256i *)(sums + first + 8), right);
    }
    weigh_rows(rows + first, stride, weights, count, sums + first, width - first);
}

/// Sums each four neighbours of eight groups of four.
AVX2 static inline __m256i sums_of_four(__m256i one, __m256i two, __m256i three, __m256i four) {
    return _mm256_hadd_epi32(_mm256_hadd_epi32(one, two), _mm256_hadd_epi32(three, four));
}

AVX2 static inline __m256i weighed(const uint32_t *sums, const uint16_t *weights) {
    return _mm256_mullo_epi32(
        _mm256_loadu_si256((const __m256i *)sums), _mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)weights)));
}

// Always eight taps at a time, used or not: eight products per column, added crosswise for eight columns.
AVX2 static void weigh_columns_avx2(
    const uint32_t *sums, const uint32_t *firsts, const uint16_t *weights, uint8_t *target, size_t width,
    uint64_t area) {
    const uint64_t reciprocal = ((UINT64_C(1) << 56) + area - 1) / area;
    const __m256i half = _mm256_set1_epi32((int)(area / 2));
    size_t column = 0;
    for (; column + 8 <= width; column += 8) {
        __m256i products[8];
        for (size_t place = 0; place < 8; place++) {
            products[place] = weighed(sums + firsts[column + place], weights + 8 * (column + place));
        }
        const __m256i low = sums_of_four(products[0], products[1], products[2], products[3]);
        const __m256i high = sums_of_four(products[4], products[5], products[6], products[7]);
        const __m256i totals = _mm256_add_epi32(
            _mm256_permute2x128_si256(low, high, 0x20), _mm256_permute2x128_si256(low, high, 0x31));
        uint32_t total[8];
        _mm256_storeu_si256((__m256i *)total, _mm256_add_epi32(totals, half));
        for (size_t place = 0; place < 8; place++) {
            target[column + place] = (uint8_t)((total[place] * reciprocal) >> 56);
        }
    }
    weigh_columns(sums, firsts + column, weights + 8 * column, 8, target + column, width - column, area);
}

#endif

void kernels_weigh_rows(
    const uint8_t *rows, size_t stride, const uint16_t *weights, size_t count, uint32_t *sums, size_t width) {
#if HAS_AVX2_VERSIONS
    bool is_small = true;
    for (size_t row = 0; row < count; row++) is_small = is_small && weights[row] <= INT16_MAX;
    if (USE_AVX2 && is_small) return weigh_rows_avx2(rows, stride, weights, count, sums, width);
#endif
    weigh_rows(rows, stride, weights, count, sums, width);
}

void kernels_weigh_columns(
    const uint32_t *sums, const uint32_t *firsts, const uint16_t *weights, size_t taps, uint8_t *target, size_t width,
    uint64_t area) {
    if (area > UINT64_C(1) << 24) {
        return weigh_columns_of_large_area(sums, firsts, weights, taps, target, width, area);
    }
#if HAS_AVX2_VERSIONS
    if (USE_AVX2 && taps == 8) return weigh_columns_avx2(sums, firsts, weights, target, width, area);
#endif
    if (taps == 8) return weigh_columns(sums, firsts, weights, 8, target, width, area);
    weigh_columns(sums, firsts, weights, taps, target, width, area);
}
