import Foundation
import Logging
import Synchronization
import Testing

@testable import Telemetry

struct LogLineTests {
    /// Collects the output of a JSON logger.
    private final class Lines: Sendable {
        private let text = Mutex("")

        func logger(_ level: Logger.Level = .info) -> Logger {
            var logger = Logger(label: "relecture.test") { label in
                JSONLogHandler(label: label) { line in self.text.withLock { $0 += line } }
            }
            logger.logLevel = level
            return logger
        }

        var written: String { text.withLock { $0 } }

        func objects() throws -> [[String: Any]] {
            try written.split(separator: "\n").map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
        }
    }

    @Test func lineIsAnObjectWithTheFactsUnderTheirKeys() throws {
        let lines = Lines()
        var logger = lines.logger()
        logger[.review] = "r1"
        logger.info("chunk done", metadata: .facts([.chunk: "\(7)", .epoch: "2"]))
        let object = try #require(try lines.objects().first)
        #expect(object["message"] as? String == "chunk done" && object["level"] as? String == "info")
        #expect(object["label"] as? String == "relecture.test")
        #expect(object["review.id"] as? String == "r1" && object["chunk.id"] as? String == "7")
        #expect(object["chunk.epoch"] as? String == "2")
        let time = try #require(object["time"] as? String)
        let read = try Date(time, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        #expect(abs(read.timeIntervalSinceNow) < 60 && time.hasSuffix("Z"))
        #expect(object.count == 7)
    }

    @Test func whateverIsSaidStaysOneLine() throws {
        let lines = Lines()
        let nasty = "two\nlines \"quoted\" \\ \u{0} \u{1F3A5} \u{2028} /path"
        lines.logger().warning("\(nasty)", metadata: .facts([.error: "\(nasty)"]))
        lines.logger().info("second")
        #expect(lines.written.count { $0 == "\n" } == 2 && lines.written.hasSuffix("\n"))
        let objects = try lines.objects()
        #expect(objects.map { $0["message"] as? String } == [nasty, "second"])
        #expect(objects[0]["error"] as? String == nasty)
    }

    @Test func nestedFactsStayStructures() throws {
        let lines = Lines()
        lines.logger().info("m", metadata: ["list": ["a", ["b": "c"]]])
        let list = try #require(try lines.objects()[0]["list"] as? [Any])
        #expect(list[0] as? String == "a" && list[1] as? [String: String] == ["b": "c"])
    }

    @Test func factCannotTakeTheNameOfAMember() throws {
        let lines = Lines()
        lines.logger().info("m", metadata: ["level": "mine", "time": "never"])
        let object = try lines.objects()[0]
        #expect(object["level"] as? String == "info" && object["fact.level"] as? String == "mine")
        #expect(object["fact.time"] as? String == "never")
    }

    @Test func quieterLinesAreNotWritten() {
        let lines = Lines()
        lines.logger(.warning).info("nothing")
        #expect(lines.written.isEmpty)
    }

    @Test func keysAreDottedNamesAndNoneIsAMember() {
        for key in LogKey.allCases {
            #expect(key.rawValue.allSatisfy { $0.isLowercase || $0 == "." } && !LogLine.reserved.contains(key.rawValue))
        }
    }
}
