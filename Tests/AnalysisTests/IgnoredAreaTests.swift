import Footage
import Foundation
import Testing

@testable import Analysis

@Suite(.timeLimit(.minutes(10)))
struct IgnoredAreaTests {
    private let background = Street.background()

    @Test func whatMovesInAnIgnoredAreaIsNotFound() {
        var street = Street()
        street.put(personAt: 30, feetOn: 130)
        street.put(personAt: 180, feetOn: 130)
        var profile = AnalysisProfile.standard
        profile.ignore = [IgnoredArea(box: Box(x: 0, y: 0, width: 5_000, height: 10_000))]
        let boxes = Street.boxes(in: street, background: background, profile: profile)
        #expect(boxes.count == 1)
        #expect(boxes.first.map { abs($0.left - 180) <= 2 } == true)
    }

    @Test(arguments: [(64, 48), (65, 31), (480, 270), (1, 1)])
    func aPolygonCoversThePixelsWhoseMiddlesLieInside(width: Int, height: Int) {
        // The polygon covers x >= 1000 above the line y + x / 2 = 10000.
        let area = IgnoredArea(
            polygon: [.init(1_000, 0), .init(1_000, 9_500), .init(10_000, 5_000), .init(10_000, 0)])
        var plane = BitPlane(width: width, height: height)
        for word in plane.words.indices { plane.words[word] = .max }
        plane.clear(area)
        for row in 0..<height {
            for column in 0..<width {
                let x = (2 * column + 1) * 10_000, y = (2 * row + 1) * 10_000
                let below = (y - 9_500 * 2 * height) * 2 * width + (x - 1_000 * 2 * width) * height
                let isInside = x >= 1_000 * 2 * width && below < 0
                #expect(plane[column, row] != isInside, "at \(column), \(row)")
            }
        }
    }

    @Test func areasOfOtherCamerasDoNotCount() {
        var profile = AnalysisProfile.standard
        let (gate, yard) = (CameraID(rawValue: "gate"), CameraID(rawValue: "yard"))
        let box = Box(x: 0, y: 0, width: 10, height: 10)
        profile.ignore = [gate, nil, yard].map { IgnoredArea(camera: $0, box: box) }
        #expect(profile.settings(for: gate).ignore.map(\.camera) == [gate, nil])
    }

    @Test func aProfileWithoutSomeSettingsKeepsTheirDefaults() throws {
        let text = #"{"threshold": 20, "ignore": [{"polygon": [[0, 0], [10000, 0], [0, 700]]}]}"#
        let profile = try JSONDecoder().decode(AnalysisProfile.self, from: Data(text.utf8))
        var expected = AnalysisProfile.standard
        expected.threshold = 20
        expected.analysisVersion = AnalysisVersion.unknown
        expected.ignore = [IgnoredArea(polygon: [.init(0, 0), .init(10_000, 0), .init(0, 700)])]
        #expect(profile == expected)
        #expect(profile.problem == nil)
        #expect(try JSONDecoder().decode(AnalysisProfile.self, from: JSONEncoder().encode(profile)) == profile)
    }

    @Test(arguments: [
        (IgnoredArea(polygon: [.init(0, 0), .init(9, 9)]), "corners"),
        (IgnoredArea(polygon: [.init(0, 0), .init(9, 9), .init(0, 10_001)]), "beyond the picture"),
        (IgnoredArea(box: Box(x: 0, y: 0, width: 0, height: 9)), "empty box"),
        (IgnoredArea(camera: CameraID(rawValue: ""), box: Box(x: 0, y: 0, width: 9, height: 9)), "\"camera\""),
    ])
    func aWrongAreaIsNamedInWords(area: IgnoredArea, word: String) throws {
        var profile = AnalysisProfile.standard
        profile.ignore = [IgnoredArea(box: Box(x: 0, y: 0, width: 9, height: 9)), area]
        let problem = try #require(profile.problem)
        #expect(problem.contains("area 2 of \"ignore\"") && problem.contains(word))
    }

    @Test func objectsSmallerThanAskedForAreNotReported() {
        var street = Street()
        street.put(personAt: 100, feetOn: 130)
        var profile = AnalysisProfile.standard
        profile.minimumObjectHeight = (Street.height(onRow: 130) + 2) * 10_000 / Street.height
        #expect(Street.boxes(in: street, background: background).count == 1)
        #expect(Street.boxes(in: street, background: background, profile: profile).isEmpty)
    }
}
