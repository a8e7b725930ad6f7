import AMQP
import Analysis
import Postgres
import Video

/// States what this program contains and does not contain, read from the running process where possible.
package struct BuildStatement: Sendable {
    package struct Library: Hashable, Sendable {
        package let name: String
        package let version: String
        package let licence: String
    }

    /// An address or device offered to the footage reader, and how the reader responded.
    package struct Attempt: Hashable, Sendable {
        package let address: String
        /// Nil if it was opened.
        package let refusal: String?
    }

    /// Everything that the software does with footage.
    package static let functions = [
        "import: container, frame index, digests, clocks; nothing is decoded",
        "motion: where the picture differs from its background",
        "tracking: which of these places are one object over time",
        "activity and coverage: when anything moved, and over which time anybody looked",
        "evidence, where asked for: clips are copied, pictures of tracks are scaled down and encoded anew",
    ]

    /// Object classes that the software distinguishes; `unknown` is not a class.
    package static let classes: [String] = []

    package static let absent = [
        "face recognition, face detection", "number-plate reading", "live input, network streams, capture devices",
        "identification of persons, biometric templates, gait, re-identification across cameras",
        "sound: it is not decoded", "learned models: there is none in the program, and none is loaded",
    ]

    /// Name fragments of libraries that would provide such functions.
    static let suspicious = [
        "avdevice", "v4l", "rtsp", "gstreamer", "opencv", "onnx", "tensorflow", "torch", "ncnn", "openvino",
        "tesseract",
        "alpr", "dlib",
    ]

    package let build: BuildIdentity
    package let libraries: [Library]
    package let objects: [String]
    package let attempts: [Attempt]
    package let compiledProtocols: [String]

    package var analysisVersion: Int { AnalysisVersion.current }
    package var ffmpeg: String { VideoLibraries.version }
    /// The containers and codecs that libav may read.
    package var formats: [String] { VideoLimits.standard.formats }
    package var codecs: [String] { VideoLimits.standard.codecs }

    /// Collects the statement, and tries to open each address that the footage reader must refuse.
    package static func read() -> BuildStatement {
        let video = VideoLibraries.components.map { Library(name: $0.name, version: $0.version, licence: $0.licence) }
        let others = [
            Library(name: "libpq", version: PostgresLibrary.version, licence: "PostgreSQL"),
            Library(name: "librabbitmq", version: AMQPLibrary.version, licence: "MIT"),
        ]
        return BuildStatement(
            build: .current, libraries: video + others + SwiftPackages.all + SwiftPackages.needed,
            objects: LoadedObjects.names, attempts: addresses.map(attempt),
            compiledProtocols: VideoLibraries.compiledProtocols)
    }

    private static let addresses = [
        "rtsp://127.0.0.1/live", "http://127.0.0.1/live.mp4", "udp://127.0.0.1:9", "tcp://127.0.0.1:9", "pipe:0",
        "concat:a.mp4|b.mp4", "/dev/video0", "/dev/null",
    ]

    private static func attempt(_ address: String) -> Attempt {
        do {
            _ = try Container(path: address)
            return Attempt(address: address, refusal: nil)
        } catch {
            return Attempt(address: address, refusal: error.text)
        }
    }

    /// Findings that contradict the statement. If there are any, the statement is not issued.
    package var faults: [String] {
        (objects.isEmpty ? ["the files loaded into this process cannot be read from /proc"] : [])
            + attempts.filter { $0.refusal == nil }.map { "\($0.address) could be opened" }
            + objects.filter { name in BuildStatement.suspicious.contains { name.contains($0) } }.map {
                "\($0) is loaded"
            }
    }
}
