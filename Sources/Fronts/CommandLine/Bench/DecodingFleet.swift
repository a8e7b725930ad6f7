import Foundation
import Planning
import Subprocess
import SystemPackage

/// Plain decoding of footage in several processes at once.
struct DecodingFleet: Sendable {
    let files: [String]
    let chunk: ChunkLength

    /// How long it takes until the last of them is done.
    func wallTime(of count: Int) async throws -> Duration {
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for share in 0..<count {
                group.addTask {
                    let result = try await Subprocess.run(
                        .path("/proc/self/exe"),
                        arguments: Arguments(
                            ["bench", "decode"] + files + [
                                "--chunk", chunk.description, "--share", "\(share)", "--of", "\(count)",
                            ]),
                        output: .discarded, error: .string(limit: 65_536))
                    guard result.terminationStatus.isSuccess else {
                        let words = result.standardError.split(whereSeparator: \.isNewline).last ?? ""
                        throw CommandError("plain decoding failed: \(words)")
                    }
                }
            }
            try await group.waitForAll()
        }
        return ContinuousClock.now - start
    }
}
