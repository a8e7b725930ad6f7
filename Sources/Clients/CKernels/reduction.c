#include "kernels.h"
#include "strips.h"

INLINE void reduce(
    const uint8_t *source, size_t stride, size_t factor, uint8_t *target, size_t width, size_t height) {
    for (size_t row = 0; row < height; row++) {
        reduce_columns(source + row * factor * stride, stride, factor, target + row * width, 0, width);
    }
}

// Common factors get their own loops, in which the compiler knows the divisor.
INLINE void reduce_by(
    const uint8_t *source, size_t stride, size_t factor, uint8_t *target, size_t width, size_t height) {
    switch (factor) {
    case 2: reduce(source, stride, 2, target, width, height); break;
    case 3: reduce(source, stride, 3, target, width, height); break;
    case 4: reduce(source, stride, 4, target, width, height); break;
    case 5: reduce(source, stride, 5, target, width, height); break;
    case 6: reduce(source, stride, 6, target, width, height); break;
    case 8: reduce(source, stride, 8, target, width, height); break;
    default: reduce(source, stride, factor, target, width, height); break;
    }
}

#if HAS_AVX2_VERSIONS

AVX2 static void reduce_avx2(
    const uint8_t *source, size_t stride, size_t factor, uint8_t *target, size_t width, size_t height) {
    reduce_by(source, stride, factor, target, width, height);
}

AVX2 static inline __m256i pair_sums(const uint8_t *bytes) {
    return _mm256_maddubs_epi16(_mm256_loadu_si256((const __m256i *)bytes), _mm256_set1_epi8(1));
}

AVX2 static inline __m256i quad_averages(const uint8_t *bytes, size_t stride) {
    __m256i upper = _mm256_add_epi16(pair_sums(bytes), pair_sums(bytes + stride));
    __m256i lower = _mm256_add_epi16(pair_sums(bytes + 2 * stride), pair_sums(bytes + 3 * stride));
    __m256i sums = _mm256_madd_epi16(_mm256_add_epi16(upper, lower), _mm256_set1_epi16(1));
    return _mm256_srli_epi32(_mm256_add_epi32(sums, _mm256_set1_epi32(8)), 4);
}

// 1080p is reduced by four: this loop does most of the reduction work.
AVX2 static void reduce_by_four_avx2(
    const uint8_t *source, size_t stride, uint8_t *target, size_t width, size_t height) {
    // Packing works within register halves; this restores the order of the groups of four bytes.
    const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    for (size_t row = 0; row < height; row++) {
        const uint8_t *first = source + 4 * row * stride;
        uint8_t *output = target + row * width;
        size_t column = 0;
        for (; column + 32 <= width; column += 32) {
            const uint8_t *bytes = first + 4 * column;
            prefetch_rows(bytes + 4 * stride, stride, 4, 128);
            __m256i left = _mm256_packs_epi32(quad_averages(bytes, stride), quad_averages(bytes + 32, stride));
            __m256i right = _mm256_packs_epi32(quad_averages(bytes + 64, stride), quad_averages(bytes + 96, stride));
            __m256i packed = _mm256_permutevar8x32_epi32(_mm256_packus_epi16(left, right), order);
            _mm256_storeu_si256((__m256i *)(output + column), packed);
        }
        reduce_columns(first, stride, 4, output, column, width);
    }
}

// 4K is reduced by eight, and one instruction sums eight bytes.
AVX2 static void reduce_by_eight_avx2(
    const uint8_t *source, size_t stride, uint8_t *target, size_t width, size_t height) {
    for (size_t row = 0; row < height; row++) {
        const uint8_t *first = source + 8 * row * stride;
        uint8_t *output = target + row * width;
        size_t column = 0;
        for (; column + 4 <= width; column += 4) {
            prefetch_rows(first + 8 * stride + 8 * column, stride, 8, column % 8 == 0 ? 64 : 0);
            __m256i sums = _mm256_set1_epi64x(32);
            for (size_t line = 0; line < 8; line++) {
                const __m256i bytes = _mm256_loadu_si256((const __m256i *)(first + line * stride + 8 * column));
                sums = _mm256_add_epi64(sums, _mm256_sad_epu8(bytes, _mm256_setzero_si256()));
            }
            const __m256i averages = _mm256_srli_epi64(sums, 6);
            for (int place = 0; place < 4; place++) output[column + place] = ((const uint8_t *)&averages)[8 * place];
        }
        reduce_columns(first, stride, 8, output, column, width);
    }
}

#endif

void kernels_reduce(
    const uint8_t *source, size_t stride, size_t factor, uint8_t *target, size_t width, size_t height) {
#if HAS_AVX2_VERSIONS
    if (USE_AVX2) {
        if (factor == 4) return reduce_by_four_avx2(source, stride, target, width, height);
        if (factor == 8) return reduce_by_eight_avx2(source, stride, target, width, height);
        return reduce_avx2(source, stride, factor, target, width, height);
    }
#endif
    reduce_by(source, stride, factor, target, width, height);
}
