import Chronology
import Decoding
import Footage
import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)), .enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"))
struct ExportBoxesTests {
    private func number(_ value: UInt64, bytes count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
    }

    private func box(_ type: String, _ body: [UInt8]) -> [UInt8] {
        number(UInt64(body.count + 8), bytes: 4) + Array(type.utf8) + body
    }

    /// Returns a start time of 2024-01-31T21:58:12Z plus `seconds` for a track.
    private func start(track: UInt64, plus seconds: UInt64 = 0) -> [UInt8] {
        box(
            "cstb",
            number(1, bytes: 4) + number(track, bytes: 4)
                + number(133_512_118_920_000_000 + seconds * 10_000_000, bytes: 8))
    }

    private var export: [UInt8] {
        let text = { (words: String) in Array(words.utf8) + [0] }
        return box(
            "suep",
            [1, 0, 0, 0] + text("NVR 7") + text("http://nvr") + text("00:11") + number(0, bytes: 8) + text("J. Doe")
                + number(1, bytes: 4) + number(1, bytes: 2) + text("Gate") + text("rtsp://gate") + text("00:22")
                + text("1"))
    }

    private func probe(with boxes: [UInt8]) throws -> ProbedFootage {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mp4"
            try TestClips.make(path, seconds: 1)
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            try file.seekToEnd()
            try file.write(contentsOf: Data(boxes))
            try file.close()
            return try FootageProbe().probe(path: path)
        }
    }

    @Test func startTimeInTheFileLevelMetaBoxIsTheClock() throws {
        let footage = try probe(with: box("meta", [0, 0, 0, 0] + export + start(track: 1)))
        let clock = RecordingClock.mostTrusted(of: footage.clocks)
        #expect(clock.source == .onvif)
        #expect(clock.start.rfc3339 == "2024-01-31T21:58:12.000000Z")
        #expect(footage.export?.unit == "NVR 7")
        #expect(footage.export?.sources.map(\.name) == ["Gate"])
    }

    @Test func signersCorrectionReplacesTheStartTime() throws {
        let signer = box("sinf", box("schi", start(track: 1, plus: 5)))
        let boxes = start(track: 1) + box("ipro", [0, 0, 0, 0, 0, 1] + signer)
        let footage = try probe(with: box("meta", [0, 0, 0, 0] + boxes))
        #expect(footage.clocks.first?.start.rfc3339 == "2024-01-31T21:58:17.000000Z")
    }

    @Test(arguments: [1, 9, 20])
    func boxCutShortIsIgnored(missing: Int) throws {
        let body = Array((export + start(track: 1)).dropLast(missing))
        let footage = try probe(with: box("meta", [0, 0, 0, 0] + body))
        #expect(footage.clocks.isEmpty)
    }
}
