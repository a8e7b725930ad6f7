import Analysis
import Catalogue
import Coordinator
import Footage
import Formats
import Foundation
import Operations
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ReviewProfileTests {
    @Test func settingsThatAreNotGivenKeepTheirDefaults() throws {
        let profile = try profile(#"{"name": "night", "threshold": 20}"#)
        var expected = AnalysisProfile.standard
        expected.name = "night"
        expected.threshold = 20
        #expect(profile.settings == expected)
        #expect(profile.digest == Digests.sha256(profile.text))
        #expect(profile.digest != ReviewProfile.standard.digest)
    }

    @Test func equalSettingsHaveEqualDigestsHoweverTheyAreWritten() throws {
        let (one, other) = (
            try profile(#"{"threshold":20,"sampleStep":5000}"#),
            try profile("{\n \"sampleStep\" : 5000, \"threshold\": 20 }")
        )
        #expect(one.text == other.text && one.digest == other.digest)
        #expect(try profile("{}").digest == ReviewProfile.standard.digest)
    }

    @Test(arguments: ["default", "Cour/nord \"été\"", "tab\tand\u{1}control\u{7F}", "\u{1F600}\u{FB33}"])
    func theTextIsCanonicalJSON(name: String) throws {
        var settings = AnalysisProfile.standard
        settings.name = name
        let text = ReviewProfile(settings).text
        let members = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let canonical = CanonicalJSON.object(
            members.mapValues { value in
                if value is [Any] { return .array([]) }
                return (value as? String).map { .string($0) } ?? .integer((value as? NSNumber)?.int64Value ?? -1)
            })
        #expect(text == canonical.text)
    }

    @Test func ignoredAreasAreReadAndNamedWhereTheyAreWrong() throws {
        let area = #"{"box":{"height":600,"width":2500,"x":0,"y":0},"camera":"gate"}"#
        let read = try profile("{\"ignore\": [\(area)]}")
        let expected = IgnoredArea(
            camera: CameraID(rawValue: "gate"), box: Box(x: 0, y: 0, width: 2_500, height: 600))
        #expect(read.settings.ignore == [expected])
        #expect(read.text.contains("\"ignore\":[\(area)]"))
        try expectProblem(
            #"{"ignore": [{"polygon": [[0, 0], [9, 9]]}]}"#, names: ["profile.json", "area 1", "corners"])
        try expectProblem(
            #"{"ignore": [{"camra": "gate", "polygon": []}]}"#, names: ["profile.json", "a list of areas"])
    }

    @Test func aProfileOfAnotherAnalysisIsRefused() throws {
        #expect(ReviewProfile.standard.text.contains("\"analysisVersion\":\(AnalysisVersion.current)"))
        #expect(try profile(ReviewProfile.standard.text).digest == ReviewProfile.standard.digest)
        try expectProblem(
            #"{"analysisVersion": 99}"#,
            names: ["profile.json", "version 99", "this program has \(AnalysisVersion.current)"])
        let old = try JSONDecoder().decode(AnalysisProfile.self, from: Data("{}".utf8))
        #expect(old.analysisVersion == AnalysisVersion.unknown)
    }

    @Test func anUnknownSettingIsNamedWithItsFileAndTheKnownOnes() throws {
        try expectProblem(#"{"treshold": 20}"#, names: ["profile.json", "\"treshold\"", "threshold", "sampleStep"])
    }

    @Test func aSettingOutOfRangeIsNamedWithItsFileAndItsBounds() throws {
        try expectProblem(#"{"threshold": 0}"#, names: ["profile.json", "\"threshold\"", "0", "255"])
        try expectProblem(#"{"name": ""}"#, names: ["profile.json", "\"name\""])
        try expectProblem(
            #"{"minimumWidth": 700, "maximumWidth": 640}"#, names: ["profile.json", "minimumWidth", "maximumWidth"])
        try expectProblem(#"{"sampleStep": 500}"#, names: ["profile.json", "sampleStep", "windowReach"])
    }

    @Test(arguments: [
        #"{"threshold": "high"}"#, #"{"threshold": 12.5}"#, #"{"threshold": null}"#, #"{"threshold": [1]}"#,
    ])
    func aSettingOfTheWrongKindIsNamedWithItsFile(text: String) throws {
        try expectProblem(text, names: ["profile.json", "threshold"])
    }

    @Test(arguments: ["", "threshold: 20", "[1, 2]", "\"default\"", "{\"threshold\": 20"])
    func whatIsNoJSONObjectIsRefusedByName(text: String) throws {
        try expectProblem(text, names: ["profile.json", "JSON object"])
    }

    @Test func aFileThatIsNotThereIsNamed() {
        let error = #expect(throws: ReviewProfile.Problem.self) { try ReviewProfile(path: "/nonexistent/p.json") }
        #expect(error?.description.contains("/nonexistent/p.json") == true)
    }

    /// A negative time, size or factor is meaningless, and would crash the child process instead of failing the
    /// command.
    @Test(arguments: ReviewProfileTests.integerSettings)
    func noSettingMayBeNegative(setting: String) throws {
        try expectProblem("{\"\(setting)\": -1000000}", names: ["profile.json", "\"\(setting)\""])
    }

    private static let integerSettings = Mirror(reflecting: AnalysisProfile.standard).children
        .compactMap { $0.value is Int ? $0.label : nil }

    private func expectProblem(_ text: String, names: [String]) throws {
        let error = #expect(throws: ReviewProfile.Problem.self) { try profile(text) }
        for name in names {
            #expect(error?.description.contains(name) == true, "\(error?.description ?? "") names \(name)")
        }
    }

    @discardableResult
    private func profile(_ text: String) throws -> ReviewProfile {
        try TestClips.withFolder { folder in
            let path = "\(folder)/profile.json"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            return try ReviewProfile(path: path)
        }
    }
}
