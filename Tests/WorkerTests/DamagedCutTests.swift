import Footage
import Foundation
import Planning
import SeededRandomness
import TestSupport
import Testing
import Worker

/// Streams with randomly overwritten bytes: what can be decoded is the same however the chunks are cut.
///
/// `RELECTURE_TEST_ROUNDS=40` tries that many streams of each kind in every container, instead of one in one container.
@Suite(.timeLimit(.minutes(10)), .serialized)
struct DamagedCutTests {
    enum Stream: String, CaseIterable {
        case h264, h264Open, h264Refresh, h264Dense, hevc, hevcClosed, mpeg4, mpeg2, mjpeg

        var encoder: [String] {
            switch self {
            case .h264: StreamCuts.h264("scenecut=0:keyint=50:bframes=0")
            case .h264Open: StreamCuts.h264("open-gop=1:scenecut=0:keyint=30:bframes=3")
            case .h264Refresh: StreamCuts.h264("intra-refresh=1:keyint=30:bframes=0")
            case .h264Dense: StreamCuts.h264("scenecut=0:keyint=4:bframes=0")
            case .hevc: Stream.hevc("keyint=50:bframes=3:open-gop=1")
            case .hevcClosed: Stream.hevc("keyint=40:bframes=0:open-gop=0")
            case .mpeg4: ["-c:v", "mpeg4", "-g", "40", "-bf", "2", "-b:v", "300k"]
            case .mpeg2: ["-c:v", "mpeg2video", "-g", "25", "-bf", "2", "-b:v", "500k"]
            case .mjpeg: ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "8"]
            }
        }

        private static func hevc(_ parameters: String) -> [String] {
            ["-c:v", "libx265", "-pix_fmt", "yuv420p", "-x265-params", "log-level=none:pools=1:" + parameters]
        }
    }

    private static let rounds = ProcessInfo.processInfo.environment["RELECTURE_TEST_ROUNDS"].flatMap(Int.init)

    private static let kinds = Stream.allCases.enumerated().flatMap { number, stream in
        let containers = stream == .mjpeg ? ["mp4", "mkv"] : ["ts", "mp4", "mkv"]
        return (rounds == nil ? [containers[number % containers.count]] : containers).map { (stream, $0) }
    }

    @Test(.enabled(if: TestClips.isAvailable, "needs ffmpeg: run deploy/prepare --tests"), arguments: kinds)
    func whatIsFoundInADamagedStreamDoesNotDependOnTheCut(stream: Stream, container: String) throws {
        try TestClips.withFolder { folder in
            let whole = "\(folder)/whole.\(container)"
            try TestClips.make(whole, seconds: 16, stream.encoder)
            let bytes = try Data(contentsOf: URL(fileURLWithPath: whole))
            for round in 0..<(DamagedCutTests.rounds ?? 1) {
                var random = SeededGenerator(seed: UInt64(round))
                let path = "\(folder)/\(round).\(container)"
                try DamagedCutTests.damaged(bytes, using: &random).write(to: URL(fileURLWithPath: path))
                var footage = ClipFootage()
                // An unreadable file has no findings to compare.
                guard (try? footage.add(path)) != nil, footage.files[0].index.entries.count > 1 else { continue }
                guard let uncut = try? footage.review(.whole) else { continue }
                for cells in [1, 2] as [Int64] {
                    let isSame = try footage.review(.cells(cells)).isSame(as: uncut)
                    #expect(isSame, "\(stream) in \(container), seed \(round), chunks of \(cells) cells")
                }
                let isSame = try footage.review(.whole, memory: 0).isSame(as: uncut)
                #expect(isSame, "\(stream) in \(container), seed \(round), samples decoded ahead")
            }
        }
    }

    /// Returns a copy with up to 12 short runs of bytes overwritten, after the header.
    static func damaged(_ bytes: Data, using random: inout SeededGenerator) -> Data {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            let place = Int.random(in: bytes.count / 40..<bytes.count * 38 / 40, using: &random)
            for offset in 0..<Int.random(in: 1...16, using: &random) {
                bytes[place + offset] = UInt8.random(in: 0...255, using: &random)
            }
        }
        return bytes
    }
}
