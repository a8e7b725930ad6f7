import Foundation

/// Small clips, generated when a test needs them.
package enum TestClips {
    package struct Unavailable: Error {}

    /// Whether clips can be generated here.
    package static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/ffmpeg")

    /// Provides a new folder for one test and removes it afterwards.
    package static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = NSTemporaryDirectory() + "relecture-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }

    /// Writes a clip of a moving test picture. `arguments` select codec and container, as on ffmpeg's command line.
    package static func make(
        _ path: String, seconds: Int = 4, rate: Int = 25, size: String = "160x120", _ arguments: [String] = []
    ) throws {
        let source = "testsrc=s=\(size):r=\(rate):d=\(seconds)"
        try run(["-f", "lavfi", "-i", source] + (arguments.isEmpty ? h264 : arguments) + [path])
    }

    /// Two B-pictures between references, a keyframe each second.
    package static let h264 = [
        "-c:v", "libx264", "-pix_fmt", "yuv420p", "-bf", "2", "-g", "25", "-sc_threshold", "0", "-threads", "1",
    ]

    package static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/ffmpeg")
        process.arguments = ["-v", "error", "-y", "-nostdin"] + arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Unavailable() }
    }

    /// A folder of real footage, if the machine has one.
    package static var realFootage: String? { ProcessInfo.processInfo.environment["RELECTURE_TEST_FOOTAGE"] }
}
