#include "dispatch.h"
#include "kernels.h"

#if HAS_AVX2_VERSIONS
#include <immintrin.h>
#endif

/// Whether luma lies outside a range. If the picture is clipped, its extreme luma counts as within a range that extends
/// beyond what the picture can represent.
INLINE bool is_outside(uint8_t luma, uint8_t lowest, uint8_t highest, uint8_t floor, uint8_t ceiling) {
    lowest = lowest < ceiling ? lowest : ceiling;
    highest = highest > floor ? highest : floor;
    return (luma < lowest) | (luma > highest);
}

/// Packs 64 bytes of 0 or 1 into bits; the multiplication moves eight low bits into the top byte.
INLINE uint64_t packed(const uint8_t *marks) {
    uint64_t word = 0;
    for (int part = 0; part < 8; part++) {
        uint64_t eight = 0;
        for (int byte = 0; byte < 8; byte++) eight |= (uint64_t)marks[8 * part + byte] << (8 * byte);
        word |= ((eight * UINT64_C(0x0102040810204080)) >> 56) << (8 * part);
    }
    return word;
}

static void mark_outside(
    const uint8_t *pixels, const uint8_t *lowest, const uint8_t *highest, const kernels_tone *tone, size_t width,
    bool narrowing, uint64_t *words) {
    const uint8_t floor = tone->floor, ceiling = tone->ceiling;
    for (size_t first = 0; first < width; first += 64) {
        uint64_t *word = words + first / 64;
        if (narrowing && *word == 0) continue;
        const size_t count = width - first < 64 ? width - first : 64;
        uint8_t luma[64], marks[64] = {0};
        for (size_t place = 0; place < count; place++) luma[place] = tone->table[pixels[first + place]];
        for (size_t place = 0; place < count; place++) {
            marks[place] = is_outside(luma[place], lowest[first + place], highest[first + place], floor, ceiling);
        }
        *word = packed(marks) & (narrowing ? *word : UINT64_MAX);
    }
}

#if HAS_AVX2_VERSIONS

/// Bounds of the luma of 32 pixels after the tone curve, with the top bit flipped because AVX2 has only signed byte
/// comparisons.
typedef struct {
    __m256i least;
    __m256i most;
} estimate;

AVX2 static inline estimate estimated(const uint8_t *pixels, const kernels_tone *tone) {
    __m256i leasts = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)tone->least));
    __m256i mosts = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)tone->most));
    __m256i luma = _mm256_loadu_si256((const __m256i *)pixels);
    __m256i group = _mm256_and_si256(_mm256_srli_epi16(luma, 4), _mm256_set1_epi8(15));
    __m256i flipped = _mm256_xor_si256(luma, _mm256_set1_epi8(INT8_MIN));
    return (estimate){
        .least = _mm256_adds_epi8(flipped, _mm256_shuffle_epi8(leasts, group)),
        .most = _mm256_adds_epi8(flipped, _mm256_shuffle_epi8(mosts, group)),
    };
}

/// Returns, for 32 pixels, bits of those that may lie outside their range; in the upper half, of those that certainly
/// do.
AVX2 static inline uint64_t judged(
    const uint8_t *pixels, const uint8_t *lowest, const uint8_t *highest, const kernels_tone *tone) {
    const __m256i flip = _mm256_set1_epi8(INT8_MIN);
    const __m256i floor = _mm256_set1_epi8((char)tone->floor), ceiling = _mm256_set1_epi8((char)tone->ceiling);
    estimate luma = estimated(pixels, tone);
    __m256i low = _mm256_xor_si256(_mm256_min_epu8(_mm256_loadu_si256((const __m256i *)lowest), ceiling), flip);
    __m256i high = _mm256_xor_si256(_mm256_max_epu8(_mm256_loadu_si256((const __m256i *)highest), floor), flip);
    __m256i maybe = _mm256_or_si256(_mm256_cmpgt_epi8(low, luma.least), _mm256_cmpgt_epi8(luma.most, high));
    __m256i surely = _mm256_or_si256(_mm256_cmpgt_epi8(low, luma.most), _mm256_cmpgt_epi8(luma.least, high));
    return (uint32_t)_mm256_movemask_epi8(maybe) | (uint64_t)(uint32_t)_mm256_movemask_epi8(surely) << 32;
}

// Within a group of levels the tone curve shifts luma by nearly the same amount, so the bounds decide almost every
// pixel and the table is needed only for the rest.
AVX2 static void mark_outside_avx2(
    const uint8_t *pixels, const uint8_t *lowest, const uint8_t *highest, const kernels_tone *tone, size_t width,
    size_t readable, bool narrowing, uint64_t *words) {
    size_t first = 0;
    for (; first < width && first + 64 <= readable; first += 64) {
        const uint64_t before = narrowing ? words[first / 64] : UINT64_MAX;
        if (before == 0) continue;
        uint64_t left = judged(pixels + first, lowest + first, highest + first, tone);
        uint64_t right = judged(pixels + first + 32, lowest + first + 32, highest + first + 32, tone);
        uint64_t maybe = before & ((uint32_t)left | right << 32);
        uint64_t marked = maybe & (left >> 32 | (right & UINT64_C(0xFFFFFFFF00000000)));
        for (uint64_t doubt = maybe & ~marked; doubt != 0; doubt &= doubt - 1) {
            size_t place = first + (size_t)__builtin_ctzll(doubt);
            uint8_t luma = tone->table[pixels[place]];
            if (is_outside(luma, lowest[place], highest[place], tone->floor, tone->ceiling)) {
                marked |= doubt & -doubt;
            }
        }
        words[first / 64] = marked;
    }
    if (first < width) {
        mark_outside(
            pixels + first, lowest + first, highest + first, tone, width - first, narrowing, words + first / 64);
    } else if (width & 63) {
        words[width / 64] &= (UINT64_C(1) << (width & 63)) - 1;
    }
}

#endif

void kernels_mark_outside(
    const uint8_t *pixels, const uint8_t *lowest, const uint8_t *highest, const kernels_tone *tone, size_t width,
    size_t readable, bool narrowing, uint64_t *words) {
#if HAS_AVX2_VERSIONS
    if (USE_AVX2 && tone->is_bounded) {
        return mark_outside_avx2(pixels, lowest, highest, tone, width, readable, narrowing, words);
    }
#endif
    mark_outside(pixels, lowest, highest, tone, width, narrowing, words);
}
