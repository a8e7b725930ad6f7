import SampleFootage
import Testing
import Video

/// A written file as the decoder reads it.
struct ClipReading {
    /// Presentation times in seconds after the first, in presentation order.
    private(set) var times: [Double] = []
    /// Luma planes, row by row without padding.
    private(set) var planes: [[UInt8]] = []

    init(path: String) throws {
        let container = try Container(path: path)
        let stream = try #require(container.videoStream)
        let decoder = try Decoder(container: container)
        var stamps: [Int64] = []
        var planes: [[UInt8]] = []
        func take(_ frame: borrowing Frame) throws {
            stamps.append(frame.pts ?? 0)
            planes.append(try frame.withLuma(ClipReading.compact))
        }
        var packet = Packet()
        while try container.read(into: &packet) {
            _ = try decoder.decode(packet, presentedAt: nil, take)
        }
        _ = try decoder.finish(take)
        self.planes = planes
        let tick = Double(stream.timeBaseNumerator) / Double(stream.timeBaseDenominator)
        times = stamps.map { Double($0 - stamps[0]) * tick }
    }

    private static func compact(_ luma: Frame.Luma) -> [UInt8] {
        (0..<luma.height).flatMap { row in luma.pixels[(row * luma.stride)..<(row * luma.stride + luma.width)] }
    }
}

/// Returns the mean absolute difference of two planes of the same size.
func meanDifference(_ one: [UInt8], _ other: [UInt8]) -> Double {
    Double(zip(one, other).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Double(max(1, one.count))
}
