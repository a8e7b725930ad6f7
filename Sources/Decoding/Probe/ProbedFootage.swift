package import Footage

/// All that import learns of a file in its one pass.
package struct ProbedFootage: Sendable {
    /// Footage that the file claims and that cannot be read: a gap with a reason, in microseconds from the start.
    package struct Damage: Hashable, Sendable, Codable {
        package enum Reason: String, Sendable, Codable {
            /// The file ends before its header says it does.
            case truncated
            /// The container reported lost or broken bytes.
            case corrupt
        }

        package let from: Int64
        /// Equal to `from` where nobody can tell how much is missing.
        package let to: Int64
        package let reason: Reason
    }

    package let path: String
    package let digests: FootageDigests
    /// libav's name of the container format.
    package let format: String
    package let codec: String
    package let width: Int
    package let height: Int
    package let index: FrameIndex
    package let damage: [Damage]
    /// What file name, ONVIF boxes and container say of the start; `RecordingClock.mostTrusted(of:)` picks.
    package let clocks: [RecordingClock]
    /// Who exported the file and from which camera, where it says.
    package let export: SurveillanceExport?
}
