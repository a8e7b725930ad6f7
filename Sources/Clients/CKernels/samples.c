#include "kernels.h"
#include "lanes.h"

/// Transposes 16 x 16 bytes by four perfect shuffles.
INLINE void transpose_16(const bytes16 rows[16], bytes16 columns[16]) {
    bytes16 before[16], after[16];
    for (int row = 0; row < 16; row++) before[row] = rows[row];
    for (int round = 0; round < 4; round++) {
        for (int row = 0; row < 8; row++) {
            const bytes16 one = before[row], two = before[row + 8];
            after[2 * row] =
                __builtin_shufflevector(one, two, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
            after[2 * row + 1] =
                __builtin_shufflevector(one, two, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        }
        for (int row = 0; row < 16; row++) before[row] = after[row];
    }
    for (int row = 0; row < 16; row++) columns[row] = before[row];
}

void kernels_transpose(const uint8_t *rows, size_t count, size_t stride, kernels_samples pixels[16]) {
    for (size_t half = 0; half < 2; half++) {
        bytes16 samples[16], columns[16];
        for (size_t row = 0; row < 16; row++) {
            const size_t index = 16 * half + row;
            samples[row] = index < count ? *(const bytes16 *)(rows + index * stride) : (bytes16){0};
        }
        transpose_16(samples, columns);
        for (size_t pixel = 0; pixel < 16; pixel++) *(bytes16 *)(pixels[pixel].luma + 16 * half) = columns[pixel];
    }
}

INLINE uint32_t occupied_steps(const kernels_samples *samples, uint32_t members) {
    uint32_t occupied = 0;
    for (int index = 0; index < 32; index++) {
        occupied |= ((members >> index) & 1) << (samples->luma[index] >> 3);
    }
    return occupied;
}

#if HAS_AVX2_VERSIONS

AVX2 static uint32_t occupied_steps_avx2(const kernels_samples *samples, uint32_t members) {
    return occupied_steps(samples, members);
}

#endif

uint32_t kernels_steps(const kernels_samples *samples, uint32_t members, uint32_t steps[34]) {
#if HAS_AVX2_VERSIONS
    const uint32_t occupied = USE_AVX2 ? occupied_steps_avx2(samples, members) : occupied_steps(samples, members);
#else
    const uint32_t occupied = occupied_steps(samples, members);
#endif
    const bytes32 step = bytes_at(samples->luma) >> 3;
    for (uint32_t rest = occupied; rest != 0; rest &= rest - 1) {
        const int next = __builtin_ctz(rest);
        steps[next + 1] = bits_of((bytes32)(step == (uint8_t)next)) & members;
    }
    return occupied;
}

uint32_t kernels_within(const kernels_samples *samples, uint32_t members, uint8_t lowest, uint8_t highest) {
    const bytes32 luma = bytes_at(samples->luma);
    return bits_of((bytes32)((luma >= lowest) & (luma <= highest))) & members;
}

uint32_t kernels_sum(const kernels_samples *samples, uint32_t members) {
    return sum_of(bytes_at(samples->luma) & mask_of(members));
}

uint32_t kernels_deviation(const kernels_samples *samples, uint32_t members, uint8_t luma) {
    const bytes32 middle = (bytes32){0} + luma;
    return sum_of(distance(bytes_at(samples->luma), middle) & mask_of(members));
}
