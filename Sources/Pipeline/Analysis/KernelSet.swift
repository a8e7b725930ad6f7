import CKernels

/// The set of integer kernels in use. All sets give identical bits.
package enum KernelSet {
    /// `avx2` or `plain`, depending on the processor.
    package static var inUse: String { String(cString: kernels_set()) }
}
