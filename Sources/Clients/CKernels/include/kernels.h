/// Integer kernels over planes of 8-bit luma.
///
/// Every function gives the same bits on every processor. AVX2 is used if available at run time, otherwise plain C that
/// compilers vectorise. No function allocates or reads beyond the given lengths.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Forces plain C, so that tests cover both versions; the results are identical.
void kernels_use_baseline_only(bool only);

/// Returns the name of the kernel set in use: "avx2" or "plain".
const char *kernels_set(void);

/// Averages areas by a whole factor from 2 to 16, rounded to nearest; `stride` is the distance between source rows in
/// bytes.
void kernels_reduce(const uint8_t *source, size_t stride, size_t factor, uint8_t *target, size_t width, size_t height);

/// sums[i] = the sum of rows[r * stride + i] * weights[r] over `count` rows; it must fit into 32 bits.
void kernels_weigh_rows(
    const uint8_t *rows, size_t stride, const uint16_t *weights, size_t count, uint32_t *sums, size_t width);

/// target[i] = (the sum of sums[firsts[i] + t] * weights[i * taps + t] over t + area / 2) / area.
///
/// `area` is the total weight of a target pixel: the sum of its row weights times the sum of its column weights. Eight
/// taps are fastest, so pad fewer with weights of 0; all taps of all pixels are read.
void kernels_weigh_columns(
    const uint32_t *sums, const uint32_t *firsts, const uint16_t *weights, size_t taps, uint8_t *target, size_t width,
    uint64_t area);

/// target[i] = table[source[i]]; source and target may be the same memory.
void kernels_map(const uint8_t *source, uint8_t *target, size_t count, const uint8_t table[256]);

/// How far a tone curve shifts luma: the minimum and maximum of table[p] - p within each group of 16 levels.
typedef struct {
    const uint8_t *table;
    int8_t least[16];
    int8_t most[16];
    /// False if a difference does not fit into a byte; then only the table is used.
    bool is_bounded;
    /// Luma of the reference below and above which the picture is clipped.
    uint8_t floor;
    uint8_t ceiling;
} kernels_tone;

kernels_tone kernels_tone_of(const uint8_t table[256], uint8_t floor, uint8_t ceiling);

/// Marks the pixels of one row that lie outside their range after `tone` has been applied.
///
/// Bit i of word w is pixel 64 w + i; bits beyond `width` are 0. With `narrowing`, only already marked pixels stay
/// marked. `readable` bytes, at least `width`, may be read from the start of the row in the pixels and the ranges.
void kernels_mark_outside(
    const uint8_t *pixels, const uint8_t *lowest, const uint8_t *highest, const kernels_tone *tone, size_t width,
    size_t readable, bool narrowing, uint64_t *words);

/// Returns the sum of `count` bytes.
uint64_t kernels_total(const uint8_t *bytes, size_t count);

/// Computes, per column of 1 to 31 rows `width` bytes apart, the extremes, the mean, and the sum of absolute deviations
/// from it. The mean is (sum + count / 2) * r / 65536 with r = 65536 / count rounded up.
void kernels_summarise(
    const uint8_t *rows, size_t count, size_t width, uint8_t *lowest, uint8_t *highest, uint8_t *means,
    uint16_t *deviations);

/// Computes, per column, the range `reaches[deviation]` around the mean and, in `changed`, a bit for each column whose
/// extremes differ by more than `tolerance`. Bit i of word w is column 64 w + i.
void kernels_settle(
    const uint8_t *lowest, const uint8_t *highest, const uint8_t *means, const uint16_t *deviations, size_t width,
    uint8_t tolerance, const uint8_t *reaches, uint8_t *range_lowest, uint8_t *range_highest, uint64_t *changed);

/// The luma of one pixel in up to 32 samples. Sets of samples are bits of a word, with the first sample in the lowest
/// bit.
typedef struct {
    uint8_t luma[32];
} kernels_samples;

/// Gathers the samples of 16 neighbouring pixels from `count` rows, up to 32, `stride` bytes apart; the rest are 0.
void kernels_transpose(const uint8_t *rows, size_t count, size_t stride, kernels_samples pixels[16]);

/// Sets steps[s + 1] to the samples with luma 8 s to 8 s + 7, if there are any, and returns those s as bits.
uint32_t kernels_steps(const kernels_samples *samples, uint32_t members, uint32_t steps[34]);

/// Returns the members whose luma is within the bounds.
uint32_t kernels_within(const kernels_samples *samples, uint32_t members, uint8_t lowest, uint8_t highest);

/// Returns the sum of the members' luma.
uint32_t kernels_sum(const kernels_samples *samples, uint32_t members);

/// Returns the sum of the members' absolute deviations from a luma.
uint32_t kernels_deviation(const kernels_samples *samples, uint32_t members, uint8_t luma);

/// Writes the difference of `count` pixels to those of `base`, sets `base` to the pixels, and returns the number of
/// bytes written.
///
/// Format: two bits for each block of 32 pixels (0: equal, 1: 2 bits per pixel, 2: 4 bits, 3: 8 bits), then the blocks'
/// differences, zig-zag coded, then the pixels after the last full block unchanged. Up to 32 bytes beyond the returned
/// length are overwritten.
size_t kernels_write_difference(const uint8_t *pixels, uint8_t *base, size_t count, uint8_t *target);

/// Applies a written difference to `base`. Up to 32 bytes beyond the difference are read.
void kernels_apply_difference(const uint8_t *source, uint8_t *base, size_t count);
