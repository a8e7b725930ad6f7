import CKernels

/// Reduces a decoded picture's luma to the size that is analysed, by exact area averages.
///
/// The reduced width depends only on the source's width: an integer factor if one gives a width that the profile
/// allows, otherwise a fixed width. Pictures that are already small enough are copied, never enlarged.
package struct PlaneReducer: Sendable {
    package let width: Int
    package let height: Int
    private let sourceWidth: Int
    private let sourceHeight: Int
    /// The integer factor, or 0 for a fractional reduction.
    private let factor: Int
    private var fractional: FractionalReduction?

    package init(sourceWidth: Int, sourceHeight: Int, profile: AnalysisProfile) {
        precondition(sourceWidth > 0 && sourceHeight > 0, "a picture has at least one pixel")
        self.sourceWidth = sourceWidth
        self.sourceHeight = sourceHeight
        let smallest = max(1, profile.minimumWidth)
        let largest = max(smallest, profile.maximumWidth)
        if sourceWidth <= largest {
            factor = 1
            width = sourceWidth
            height = sourceHeight
            return
        }
        let candidates = stride(from: sourceWidth / smallest, to: 1, by: -1)
        let exact = candidates.first {
            sourceWidth % $0 == 0 && sourceHeight % $0 == 0 && sourceWidth / $0 <= largest && $0 <= 16
        }
        if let exact {
            factor = exact
            width = sourceWidth / exact
            height = sourceHeight / exact
        } else {
            factor = 0
            width = min(largest, smallest + smallest / 15)
            height = max(1, (2 * sourceHeight * width + sourceWidth) / (2 * sourceWidth))
            fractional = FractionalReduction(
                sourceWidth: sourceWidth, sourceHeight: sourceHeight, width: width, height: height)
        }
    }

    /// Reduces one picture; `stride` is the distance between its rows in bytes.
    package mutating func reduce(_ luma: UnsafeRawBufferPointer, stride: Int, into plane: inout LumaPlane) {
        precondition(stride >= sourceWidth, "a row is at least as long as the picture is wide")
        precondition(luma.count >= stride * (sourceHeight - 1) + sourceWidth, "the picture is shorter than its rows")
        if plane.width != width || plane.height != height { plane = LumaPlane(width: width, height: height) }
        guard let source = luma.baseAddress else { return }
        let (width, height, factor) = (width, height, factor)
        plane.pixels.withUnsafeMutableBufferPointer { pixels in
            guard let target = pixels.baseAddress else { return }
            switch factor {
            case 1:
                for row in 0..<height {
                    UnsafeMutableRawPointer(target + row * width).copyMemory(
                        from: source + row * stride, byteCount: width)
                }
            case 0: fractional?.reduce(source, stride: stride, into: target)
            default: kernels_reduce(source, stride, factor, target, width, height)
            }
        }
    }
}
