#include <string.h>

#include "kernels.h"
#include "lanes.h"

typedef uint64_t words4 __attribute__((vector_size(32)));
typedef int8_t signed32 __attribute__((vector_size(32)));

// Bytes per block of each kind: none, or 2, 4 or 8 bits for each of 32 pixels.
static const uint8_t sizes[4] = {0, 8, 16, 32};

INLINE words4 words_at(const uint8_t *bytes) {
    words4 words;
    memcpy(&words, bytes, sizeof words);
    return words;
}

INLINE words4 all_or_nothing(bool condition) { return (words4){0} - (uint64_t)condition; }

/// Packs one block. Branch-free except for equal blocks, which come in runs: noise makes the next block's kind
/// unpredictable.
INLINE unsigned pack(const uint8_t *pixels, uint8_t *base, uint8_t *target) {
    const bytes32 pixel = bytes_at(pixels);
    const signed32 difference = (signed32)(pixel - bytes_at(base));
    const words4 bits = (words4)difference;
    if ((bits[0] | bits[1] | bits[2] | bits[3]) == 0) return 0;
    memcpy(base, &pixel, sizeof pixel);
    // Zig-zag: 0, -1, 1, -2, ... to 0, 1, 2, 3, ...
    const words4 words = (words4)((difference + difference) ^ (signed32)(difference < 0));
    const uint64_t all = words[0] | words[1] | words[2] | words[3];
    const unsigned kind = 1 + ((all & 0xFCFCFCFCFCFCFCFC) != 0) + ((all & 0xF0F0F0F0F0F0F0F0) != 0);
    const words4 quarters = words << (words4){0, 2, 4, 6};
    const words4 halves = words << (words4){0, 4, 0, 4};
    const words4 two = {quarters[0] | quarters[1] | quarters[2] | quarters[3], 0, 0, 0};
    const words4 four = {halves[0] | halves[1], halves[2] | halves[3], 0, 0};
    const words4 packed = (two & all_or_nothing(kind == 1)) | (four & all_or_nothing(kind == 2))
        | (words & all_or_nothing(kind == 3));
    memcpy(target, &packed, sizeof packed);
    return kind;
}

INLINE void unpack(unsigned kind, const uint8_t *source, uint8_t *base) {
    const words4 packed = words_at(source);
    const words4 two = ((words4){packed[0], packed[0], packed[0], packed[0]} >> (words4){0, 2, 4, 6})
        & ((words4){0} + 0x0303030303030303);
    const words4 four = ((words4){packed[0], packed[0], packed[1], packed[1]} >> (words4){0, 4, 0, 4})
        & ((words4){0} + 0x0F0F0F0F0F0F0F0F);
    const words4 words = (two & all_or_nothing(kind == 1)) | (four & all_or_nothing(kind == 2))
        | (packed & all_or_nothing(kind == 3));
    const bytes32 half = (bytes32)((words >> 1) & ((words4){0} + 0x7F7F7F7F7F7F7F7F));
    const bytes32 sign = (bytes32){0} - (bytes32)(words & ((words4){0} + 0x0101010101010101));
    const bytes32 pixel = bytes_at(base) + (half ^ sign);
    memcpy(base, &pixel, sizeof pixel);
}

INLINE size_t write_difference(const uint8_t *pixels, uint8_t *base, size_t count, uint8_t *target) {
    const size_t blocks = count / 32, rest = count - 32 * blocks;
    uint8_t *end = target + (blocks + 3) / 4;
    for (size_t first = 0; first < blocks; first += 4) {
        const size_t beyond = blocks - first < 4 ? blocks : first + 4;
        unsigned kinds = 0;
        for (size_t block = first; block < beyond; block++) {
            const unsigned kind = pack(pixels + 32 * block, base + 32 * block, end);
            kinds |= kind << 2 * (block - first);
            end += sizes[kind];
        }
        target[first / 4] = (uint8_t)kinds;
    }
    memcpy(end, pixels + 32 * blocks, rest);
    memcpy(base + 32 * blocks, pixels + 32 * blocks, rest);
    return (size_t)(end - target) + rest;
}

INLINE void apply_difference(const uint8_t *source, uint8_t *base, size_t count) {
    const size_t blocks = count / 32;
    const uint8_t *end = source + (blocks + 3) / 4;
    for (size_t block = 0; block < blocks; block++) {
        const unsigned kind = source[block / 4] >> 2 * (block % 4) & 3;
        if (kind == 0) continue;
        unpack(kind, end, base + 32 * block);
        end += sizes[kind];
    }
    memcpy(base + 32 * blocks, end, count - 32 * blocks);
}

#if HAS_AVX2_VERSIONS

AVX2 static size_t write_difference_avx2(const uint8_t *pixels, uint8_t *base, size_t count, uint8_t *target) {
    return write_difference(pixels, base, count, target);
}

AVX2 static void apply_difference_avx2(const uint8_t *source, uint8_t *base, size_t count) {
    apply_difference(source, base, count);
}

#endif

size_t kernels_write_difference(const uint8_t *pixels, uint8_t *base, size_t count, uint8_t *target) {
#if HAS_AVX2_VERSIONS
    if (USE_AVX2) return write_difference_avx2(pixels, base, count, target);
#endif
    return write_difference(pixels, base, count, target);
}

void kernels_apply_difference(const uint8_t *source, uint8_t *base, size_t count) {
#if HAS_AVX2_VERSIONS
    if (USE_AVX2) return apply_difference_avx2(source, base, count);
#endif
    apply_difference(source, base, count);
}
