import Foundation
import TestSupport

/// Streams that do not begin where the encoder began.
enum StreamCuts {
    /// Returns arguments for an H.264 encoder.
    static func h264(_ parameters: String) -> [String] {
        ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-threads", "1", "-x264-params", parameters]
    }

    /// Writes an MPEG transport stream without its first part, cut at a packet boundary, and returns its path.
    static func cut(_ path: String, at percent: Int) throws -> String {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let rest = path + ".cut.ts"
        try bytes.dropFirst(bytes.count / 188 * percent / 100 * 188).write(to: URL(fileURLWithPath: rest))
        return rest
    }
}
