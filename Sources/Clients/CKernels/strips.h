#pragma once

#include "lanes.h"

#include <string.h>

// Target columns processed at a time, so that their column sums stay in the L1 cache.
#define STRIP 64
#define LARGEST 16

/// Prefetches the data of the next target row. Hardware prefetchers stop at page boundaries, and a row is about one
/// page. A prefetch may use any address.
INLINE void prefetch_rows(const uint8_t *first, size_t stride, size_t count, size_t length) {
    for (size_t place = 0; place < length; place += 64) {
        for (size_t line = 0; line < count; line++) __builtin_prefetch(first + line * stride + place);
    }
}

/// Sums `factor` vertically adjacent bytes; 16 x 255 fits easily.
INLINE void sum_columns(const uint8_t *first, size_t stride, size_t factor, uint16_t *sums, size_t length) {
    size_t column = 0;
    prefetch_rows(first + factor * stride, stride, factor, length);
    for (; column + 16 <= length; column += 16) {
        lanes16 sum = __builtin_convertvector(*(const bytes16 *)(first + column), lanes16);
        for (size_t line = 1; line < factor; line++) {
            sum += __builtin_convertvector(*(const bytes16 *)(first + line * stride + column), lanes16);
        }
        *(lanes16 *)(sums + column) = sum;
    }
    for (; column < length; column++) {
        sums[column] = 0;
        for (size_t line = 0; line < factor; line++) sums[column] += first[line * stride + column];
    }
}

/// Sums `factor` vertically adjacent pairs of neighbouring bytes.
INLINE void sum_pairs(const uint8_t *first, size_t stride, size_t factor, uint16_t *sums, size_t pairs) {
    prefetch_rows(first + factor * stride, stride, factor, 2 * pairs);
    size_t pair = 0;
    for (; pair + 16 <= pairs; pair += 16) {
        lanes16 sum = {0};
        for (size_t line = 0; line < factor; line++) {
            const lanes16 bytes = *(const lanes16 *)(first + line * stride + 2 * pair);
            sum += (bytes & 0xFF) + (bytes >> 8);
        }
        *(lanes16 *)(sums + pair) = sum;
    }
    for (; pair < pairs; pair++) {
        sums[pair] = 0;
        for (size_t line = 0; line < factor; line++) {
            const uint8_t *bytes = first + line * stride + 2 * pair;
            sums[pair] += (uint16_t)(bytes[0] + bytes[1]);
        }
    }
}

/// Averages over `area` bytes from `parts` neighbouring sums. 256 x 255 + 128 still fits into 16 bits.
INLINE void average(const uint16_t *sums, size_t parts, size_t area, uint8_t *output, size_t count) {
    for (size_t column = 0; column < count; column++) {
        uint16_t total = (uint16_t)(area / 2);
        size_t part = 0;
        // More parts than the vector paths handle: a multiplication adds four sums at a time in its top 16 bits.
        for (; parts > 2 && part + 4 <= parts; part += 4) {
            uint64_t four;
            memcpy(&four, sums + column * parts + part, sizeof four);
            total += (uint16_t)((four * UINT64_C(0x0001000100010001)) >> 48);
        }
        for (; part < parts; part++) total += sums[column * parts + part];
        output[column] = (uint8_t)(total / (uint16_t)area);
    }
}

INLINE void reduce_strip(const uint8_t *first, size_t stride, size_t factor, uint8_t *output, size_t count) {
    uint16_t sums[STRIP * LARGEST];
    if (factor % 2 == 0) {
        sum_pairs(first, stride, factor, sums, count * factor / 2);
        average(sums, factor / 2, factor * factor, output, count);
    } else {
        sum_columns(first, stride, factor, sums, count * factor);
        average(sums, factor, factor * factor, output, count);
    }
}

INLINE void reduce_columns(
    const uint8_t *first, size_t stride, size_t factor, uint8_t *output, size_t column, size_t width) {
    for (; column + STRIP <= width; column += STRIP) {
        reduce_strip(first + column * factor, stride, factor, output + column, STRIP);
    }
    reduce_strip(first + column * factor, stride, factor, output + column, width - column);
}
