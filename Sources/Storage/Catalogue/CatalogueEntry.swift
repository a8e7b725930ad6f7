package import Chronology
package import Footage

/// A recording with everything the catalogue stores about its file.
package struct CatalogueEntry: Sendable {
    package let recording: Recording
    /// The named store that holds the file; `path` is relative to the store's root.
    package let store: String
    package let path: String
    package let originalName: String
    /// In bytes.
    package let size: Int64
    /// SHA-256 digests of each 16 MiB block of the file, concatenated, 32 bytes each.
    package let blockDigests: [UInt8]
    package let container: String
    package let codec: String
    package let width: Int
    package let height: Int
    package let frames: Int
    /// The text from which the wall-clock start was read.
    package let clockText: String
    package let timeSource: FrameIndex.Source

    package init(
        recording: Recording, store: String, path: String, originalName: String, size: Int64, blockDigests: [UInt8],
        container: String, codec: String, width: Int, height: Int, frames: Int, clockText: String,
        timeSource: FrameIndex.Source
    ) {
        self.recording = recording
        self.store = store
        self.path = path
        self.originalName = originalName
        self.size = size
        self.blockDigests = blockDigests
        self.container = container
        self.codec = codec
        self.width = width
        self.height = height
        self.frames = frames
        self.clockText = clockText
        self.timeSource = timeSource
    }

    /// From the first frame to the end of the last.
    package var span: TimeSpan {
        TimeSpan(start: recording.start, end: max(recording.start, recording.runs.last?.end ?? recording.start))
    }
}
