import CKernels

/// The integer kernels that the analysis runs on; every set gives the same bits.
package enum KernelSet {
    /// `avx2` or `plain`, by what this processor has.
    package static var inUse: String { String(cString: kernels_set()) }
}
