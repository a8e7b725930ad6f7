/// A buffer, reused from frame to frame, for the upper 8 bits of deeper luma.
final class LumaNarrowing {
    private var bytes: [UInt8] = []

    func withNarrowed<Result>(
        _ plane: UnsafeRawPointer, stride: Int, width: Int, height: Int, shift: Int,
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        if bytes.count != width * height { bytes = [UInt8](repeating: 0, count: width * height) }
        bytes.withUnsafeMutableBufferPointer { target in
            for y in 0..<height {
                let row = (plane + y * stride).assumingMemoryBound(to: UInt16.self)
                let out = target.baseAddress! + y * width
                for x in 0..<width { out[x] = UInt8(truncatingIfNeeded: row[x] >> UInt16(shift)) }
            }
        }
        return try bytes.withUnsafeBytes(body)
    }
}
