import Foundation
import Operations
package import Planning
import Subprocess
import SystemPackage

/// Plain decoding of footage in several processes at once.
package struct DecodingFleet: Sendable {
    private let files: [String]
    private let chunk: ChunkLength

    package init(files: [String], chunk: ChunkLength) {
        self.files = files
        self.chunk = chunk
    }

    /// Returns the time until the last process is done.
    package func wallTime(of count: Int) async throws -> Duration {
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
                        throw OperationError("plain decoding failed: \(words)")
                    }
                }
            }
            try await group.waitForAll()
        }
        return ContinuousClock.now - start
    }
}
