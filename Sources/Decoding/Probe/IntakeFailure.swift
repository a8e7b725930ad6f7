/// Why a file cannot become a recording, and what to do about it. The import continues with its other files.
package struct IntakeFailure: Error, Hashable, Sendable, Codable, CustomStringConvertible {
    /// Stable codes for scripts and stored results.
    package enum Code: String, Sendable, Codable, CaseIterable {
        case missing
        case notReadable = "not-readable"
        case notAFile = "not-a-file"
        case empty
        case notVideo = "not-video"
        case playlist
        case noIndex = "no-index"
        case audioOnly = "audio-only"
        case noFrames = "no-frames"
        case zeroDuration = "zero-duration"
        case unsupportedCodec = "unsupported-codec"
        case proprietaryFormat = "proprietary-format"
        case outOfScope = "out-of-scope"
        case changedWhileRead = "changed-while-read"
        case damaged
        case pictureTooLarge = "picture-too-large"
        /// The process that read the file crashed.
        case endsReader = "ends-reader"
        /// The required sandbox is not available.
        case noSandbox = "no-sandbox"
    }

    package let code: Code
    package let path: String
    /// One line without the path: the problem and the remedy.
    package let explanation: String

    package init(_ code: Code, path: String, _ explanation: String) {
        self.code = code
        self.path = path
        self.explanation = explanation
    }

    package var description: String { "\(path): \(explanation)" }
}
