#include "dispatch.h"
#include "kernels.h"

#if HAS_AVX2_VERSIONS
#include <immintrin.h>
#endif

kernels_tone kernels_tone_of(const uint8_t table[256], uint8_t floor, uint8_t ceiling) {
    kernels_tone tone = {.table = table, .is_bounded = true, .floor = floor, .ceiling = ceiling};
    for (int group = 0; group < 16; group++) {
        int least = 255, most = -255;
        for (int luma = 16 * group; luma < 16 * group + 16; luma++) {
            int difference = table[luma] - luma;
            least = difference < least ? difference : least;
            most = difference > most ? difference : most;
        }
        if (least < INT8_MIN || most > INT8_MAX) tone.is_bounded = false;
        tone.least[group] = (int8_t)least;
        tone.most[group] = (int8_t)most;
    }
    return tone;
}

#if HAS_AVX2_VERSIONS

// A 256-byte table takes 16 shuffles of 16: for each group of levels, bytes outside it get their top bit set, for which
// the shuffle returns 0.
AVX2 static size_t map_avx2(const uint8_t *source, uint8_t *target, size_t count, const uint8_t *table) {
    size_t index = 0;
    for (; index + 32 <= count; index += 32) {
        __m256i rest = _mm256_loadu_si256((const __m256i *)(source + index));
        __m256i mapped = _mm256_setzero_si256();
        for (int group = 0; group < 16; group++) {
            __m256i part = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(table + 16 * group)));
            __m256i places = _mm256_adds_epu8(rest, _mm256_set1_epi8(0x70));
            mapped = _mm256_or_si256(mapped, _mm256_shuffle_epi8(part, places));
            rest = _mm256_sub_epi8(rest, _mm256_set1_epi8(16));
        }
        _mm256_storeu_si256((__m256i *)(target + index), mapped);
    }
    return index;
}

#endif

void kernels_map(const uint8_t *source, uint8_t *target, size_t count, const uint8_t table[256]) {
    size_t index = 0;
#if HAS_AVX2_VERSIONS
    if (USE_AVX2) index = map_avx2(source, target, count, table);
#endif
    for (; index < count; index++) target[index] = table[source[index]];
}
