import Testing

@testable import Analysis

/// Distant and near objects, and objects cut off by the picture's edge.
@Suite(.timeLimit(.minutes(10)))
struct ObjectSizeTests {
    private let background = Background(samples: [LumaPlane](repeating: Street().plane, count: 15), profile: .standard)

    @Test(arguments: [(120, 20, 3, 5), (4, 60, 4, 4), (200, 100, 5, 3)])
    func aSmallFarObjectIsFound(left: Int, top: Int, width: Int, height: Int) {
        expect(PixelBox(left: left, top: top, right: left + width, bottom: top + height), luma: 20)
    }

    @Test(arguments: [UInt8(20), 70, 190, 220])
    func anObjectThatFillsHalfThePictureIsFound(luma: UInt8) {
        expect(PixelBox(left: 0, top: 0, right: 125, bottom: 180), luma: luma)
        expect(PixelBox(left: 100, top: 30, right: 240, bottom: 180), luma: luma)
    }

    @Test(arguments: [
        PixelBox(left: 0, top: 50, right: 12, bottom: 90), PixelBox(left: 228, top: 50, right: 240, bottom: 90),
        PixelBox(left: 50, top: 0, right: 70, bottom: 12), PixelBox(left: 50, top: 168, right: 70, bottom: 180),
    ])
    func anObjectAtTheBorderIsFoundWhole(box: PixelBox) {
        expect(box, luma: 20)
        expect(box, luma: 220)
    }

    private func expect(_ box: PixelBox, luma: UInt8, at location: SourceLocation = #_sourceLocation) {
        var street = Street()
        street.fill(box.left, box.top, width: box.width, height: box.height, luma: luma)
        let found = Street.boxes(in: street, background: background)
        #expect(found.count == 1, sourceLocation: location)
        guard let first = found.first else { return }
        let worst = max(
            abs(first.left - box.left), abs(first.right - box.right), abs(first.top - box.top),
            abs(first.bottom - box.bottom))
        #expect(worst <= 1, "\(first) for \(box)", sourceLocation: location)
    }
}
