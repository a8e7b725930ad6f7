package import Footage

/// Everything that import learns about a file in its single pass.
package struct ProbedFootage: Sendable {
    /// Footage that the file claims but that cannot be read: a gap with a reason, in microseconds from the start.
    package struct Damage: Hashable, Sendable, Codable {
        package enum Reason: String, Sendable, Codable {
            /// The file ends before its header says it does.
            case truncated
            /// The container reported lost or broken bytes.
            case corrupt
        }

        package let from: Int64
        /// Equal to `from` if the amount missing is unknown.
        package let to: Int64
        package let reason: Reason
    }

    package let path: String
    package let digests: FootageDigests
    /// libav's name for the container format.
    package let format: String
    package let codec: String
    package let width: Int
    package let height: Int
    package let index: FrameIndex
    package let damage: [Damage]
    /// The start times stated by file name, ONVIF boxes and container; `RecordingClock.mostTrusted(of:)` picks one.
    package let clocks: [RecordingClock]
    /// Who exported the file and from which camera, if stated.
    package let export: SurveillanceExport?
}
