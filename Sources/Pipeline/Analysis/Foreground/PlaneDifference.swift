import CKernels

/// Encodes the difference between two planes of equal size; see `kernels_write_difference` for the layout.
enum PlaneDifference {
    /// Returns the most bytes that a plane of this many pixels can take, including what the kernels may touch beyond
    /// them.
    static func worstCase(pixels: Int) -> Int { pixels + (pixels / 32 + 3) / 4 + 32 }

    /// Writes the difference of `plane` from `base`, makes `base` equal to `plane`, and returns the number of bytes
    /// written.
    ///
    /// - Parameter bytes: room for at least `worstCase` bytes.
    static func write(_ plane: LumaPlane, against base: inout LumaPlane, to bytes: UnsafeMutableRawBufferPointer) -> Int
    {
        let count = plane.pixels.count
        precondition(base.pixels.count == count && bytes.count >= worstCase(pixels: count))
        return plane.pixels.withUnsafeBufferPointer { pixels in
            base.pixels.withUnsafeMutableBufferPointer { base in
                kernels_write_difference(
                    pixels.baseAddress, base.baseAddress, count, bytes.assumingMemoryBound(to: UInt8.self).baseAddress)
            }
        }
    }

    /// Applies a written difference to `base`, turning it into the encoded plane.
    ///
    /// - Parameter bytes: the written bytes, extended to at least `worstCase`.
    static func apply(_ bytes: UnsafeRawBufferPointer, to base: inout LumaPlane) {
        let count = base.pixels.count
        precondition(bytes.count >= worstCase(pixels: count))
        base.pixels.withUnsafeMutableBufferPointer { base in
            kernels_apply_difference(bytes.assumingMemoryBound(to: UInt8.self).baseAddress, base.baseAddress, count)
        }
    }
}
