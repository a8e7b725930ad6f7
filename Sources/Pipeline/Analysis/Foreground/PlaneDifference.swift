import CKernels

/// The difference between two planes of equal size as bytes: see `kernels_write_difference` for the layout.
enum PlaneDifference {
    /// No plane of so many pixels takes more bytes, with what the kernels may touch beyond.
    static func worstCase(pixels: Int) -> Int { pixels + (pixels / 32 + 3) / 4 + 32 }

    /// Writes the difference of `plane` to `base`, makes `base` equal to `plane`, and tells how many bytes it took.
    ///
    /// - Parameter bytes: at least `worstCase`.
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

    /// Turns `base` into the plane whose difference to it was written.
    ///
    /// - Parameter bytes: as many as `worstCase` from the start of what was written.
    static func apply(_ bytes: UnsafeRawBufferPointer, to base: inout LumaPlane) {
        let count = base.pixels.count
        precondition(bytes.count >= worstCase(pixels: count))
        base.pixels.withUnsafeMutableBufferPointer { base in
            kernels_apply_difference(bytes.assumingMemoryBound(to: UInt8.self).baseAddress, base.baseAddress, count)
        }
    }
}
