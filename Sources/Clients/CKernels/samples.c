#include "kernels.h"
#include "lanes.h"

#include <string.h>

kernels_samples kernels_gather(const uint8_t *first, size_t stride, size_t count) {
    kernels_samples samples = {{0}};
    for (size_t index = 0; index < count; index++) samples.luma[index] = first[index * stride];
    return samples;
}

uint32_t kernels_steps(const kernels_samples *samples, uint32_t members, uint32_t steps[34]) {
    const bytes32 step = bytes_at(samples->luma) >> 3;
    uint32_t occupied = 0;
    while (members != 0) {
        const uint8_t next = samples->luma[__builtin_ctz(members)] >> 3;
        const uint32_t found = bits_of((bytes32)(step == next)) & members;
        steps[next + 1] = found;
        occupied |= UINT32_C(1) << next;
        members &= ~found;
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
