#pragma once

#include <stdatomic.h>
#include <stdbool.h>

// Each kernel body is written once and compiled twice: for the baseline architecture and, on x86-64, for AVX2.
#define INLINE static inline __attribute__((always_inline))

#if defined(__x86_64__)
#define HAS_AVX2_VERSIONS 1
#define AVX2 __attribute__((target("avx2")))
extern atomic_bool kernels_baseline_only;
// The CPU is probed once at program start; each check is one load and one test.
#define USE_AVX2 \
    (__builtin_cpu_supports("avx2") && !atomic_load_explicit(&kernels_baseline_only, memory_order_relaxed))
#else
#define HAS_AVX2_VERSIONS 0
#endif
