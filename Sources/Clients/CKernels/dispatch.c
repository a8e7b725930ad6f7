#include "dispatch.h"
#include "kernels.h"

#if HAS_AVX2_VERSIONS

atomic_bool kernels_baseline_only = false;

void kernels_use_baseline_only(bool only) {
    atomic_store_explicit(&kernels_baseline_only, only, memory_order_relaxed);
}

const char *kernels_set(void) { return USE_AVX2 ? "avx2" : "plain"; }

#else

void kernels_use_baseline_only(bool only) { (void)only; }

const char *kernels_set(void) { return "plain"; }

#endif
