import Analysis
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PlaneReducerTests {
    @Test(arguments: [(1920, 1080, 480, 270), (1280, 720, 640, 360), (3840, 2160, 480, 270), (480, 360, 480, 360)])
    func integerFactorsAreUsedWhereTheyFit(source: (Int, Int, Int, Int)) {
        let reducer = PlaneReducer(sourceWidth: source.0, sourceHeight: source.1, profile: .standard)
        #expect((reducer.width, reducer.height) == (source.2, source.3))
    }

    @Test(arguments: [
        (1, 1), (640, 479), (1080, 1920), (1920, 1080), (768, 432), (1283, 77), (2592, 1944), (1440, 900),
    ])
    func everyTargetPixelIsTheExactAreaAverage(source: (Int, Int)) {
        let (width, height) = source
        let stride = width + 13
        let pixels = (0..<(stride * height)).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
        var reducer = PlaneReducer(sourceWidth: width, sourceHeight: height, profile: .standard)
        var plane = LumaPlane(width: 1, height: 1)
        pixels.withUnsafeBytes { reducer.reduce($0, stride: stride, into: &plane) }
        #expect(plane.width <= 640)
        for row in Swift.stride(from: 0, to: plane.height, by: max(1, plane.height / 7)) {
            for column in Swift.stride(from: 0, to: plane.width, by: max(1, plane.width / 11)) {
                let exact = Self.average(
                    pixels, stride: stride, width: width, height: height, plane: plane, column: column, row: row)
                #expect(plane.pixels[row * plane.width + column] == exact)
            }
        }
    }

    @Test func aUniformPictureStaysWhatItIs() {
        var reducer = PlaneReducer(sourceWidth: 1366, sourceHeight: 768, profile: .standard)
        var plane = LumaPlane(width: 1, height: 1)
        [UInt8](repeating: 255, count: 1366 * 768).withUnsafeBytes { reducer.reduce($0, stride: 1366, into: &plane) }
        #expect(plane.pixels.allSatisfy { $0 == 255 })
    }

    /// Returns the average by definition: each source pixel weighted by the area it shares with the target pixel.
    private static func average(
        _ pixels: [UInt8], stride: Int, width: Int, height: Int, plane: LumaPlane, column: Int, row: Int
    ) -> UInt8 {
        var sum = 0
        for y in (row * height / plane.height)..<min(height, ((row + 1) * height - 1) / plane.height + 1) {
            let down = min((y + 1) * plane.height, (row + 1) * height) - max(y * plane.height, row * height)
            for x in (column * width / plane.width)..<min(width, ((column + 1) * width - 1) / plane.width + 1) {
                let across = min((x + 1) * plane.width, (column + 1) * width) - max(x * plane.width, column * width)
                sum += Int(pixels[y * stride + x]) * down * across
            }
        }
        return UInt8((sum + width * height / 2) / (width * height))
    }
}
