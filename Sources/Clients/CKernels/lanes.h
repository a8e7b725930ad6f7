#pragma once

#include <stdint.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "dispatch.h"

// Vectors without alignment requirements; compilers split them where registers are shorter. All functions that take or
// return one are inlined, so the differing calling conventions with and without AVX do not matter.
#pragma clang diagnostic ignored "-Wpsabi"
typedef uint8_t bytes16 __attribute__((vector_size(16), aligned(1), may_alias));
typedef uint8_t bytes32 __attribute__((vector_size(32), aligned(1), may_alias));
typedef uint16_t lanes16 __attribute__((vector_size(32), aligned(2), may_alias));
typedef uint32_t words32 __attribute__((vector_size(128), aligned(4), may_alias));
typedef uint16_t lanes32 __attribute__((vector_size(64), aligned(2), may_alias));

INLINE bytes32 bytes_at(const uint8_t *place) { return *(const bytes32 *)place; }

INLINE bytes32 smaller(bytes32 one, bytes32 two) { return __builtin_elementwise_min(one, two); }

INLINE bytes32 larger(bytes32 one, bytes32 two) { return __builtin_elementwise_max(one, two); }

INLINE bytes32 distance(bytes32 one, bytes32 two) { return larger(one, two) - smaller(one, two); }

/// The top bits of 32 bytes that are each 0 or 255.
INLINE uint32_t bits_of(bytes32 mask) {
#if defined(__x86_64__)
    union {
        bytes32 all;
        __m128i halves[2];
    } parts = {.all = mask};
    return (uint32_t)_mm_movemask_epi8(parts.halves[0]) | (uint32_t)_mm_movemask_epi8(parts.halves[1]) << 16;
#else
    // The multiplication moves the lowest bits of eight bytes of 0 or 1 into the top byte.
    union {
        bytes32 all;
        uint64_t eights[4];
    } parts = {.all = mask & 1};
    uint32_t bits = 0;
    for (int part = 0; part < 4; part++) {
        bits |= (uint32_t)((parts.eights[part] * UINT64_C(0x0102040810204080)) >> 56) << (8 * part);
    }
    return bits;
#endif
}

/// 255 for every set bit, otherwise 0.
INLINE bytes32 mask_of(uint32_t bits) {
    union {
        uint32_t words[4];
        bytes16 all;
    } parts = {.words = {bits, 0, 0, 0}};
    const bytes32 spread = __builtin_shufflevector(
        parts.all, parts.all, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3,
        3, 3);
    const bytes32 places = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128,
                            1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    return (bytes32)((spread & places) == places);
}

INLINE uint32_t sum_of(bytes32 bytes) {
#if defined(__x86_64__)
    union {
        bytes32 all;
        __m128i halves[2];
    } parts = {.all = bytes};
    const __m128i zero = _mm_setzero_si128();
    const __m128i sums = _mm_add_epi64(_mm_sad_epu8(parts.halves[0], zero), _mm_sad_epu8(parts.halves[1], zero));
    return (uint32_t)_mm_cvtsi128_si32(_mm_add_epi64(sums, _mm_srli_si128(sums, 8)));
#else
    return __builtin_reduce_add(__builtin_convertvector(bytes, lanes32));
#endif
}
