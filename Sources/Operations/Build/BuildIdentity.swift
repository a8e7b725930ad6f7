import Analysis
import Catalogue
import Video

/// The name of this build.
package enum Build {
    package static let version = "0.1.0"
}

/// Identifies the program as far as it affects results. Attempts, replays, exports, certificates and the build
/// statement carry it.
package struct BuildIdentity: Sendable {
    package let version: String
    /// `sha256:` and the digest of the running executable, even if its file was replaced since; `unknown` if the kernel
    /// does not expose it.
    package let executable: String
    /// Library versions as loaded into this process.
    package let libavcodec: String
    package let libavformat: String
    package let kernels: String

    /// The identity of this process. Computed on first use, because it reads the whole executable.
    package static let current: BuildIdentity = {
        let libraries = Dictionary(VideoLibraries.components.map { ($0.name, $0.version) }) { first, _ in first }
        return BuildIdentity(
            version: Build.version, executable: (try? Digests.sha256(ofFile: "/proc/self/exe")) ?? "unknown",
            libavcodec: libraries["libavcodec"] ?? "unknown", libavformat: libraries["libavformat"] ?? "unknown",
            kernels: KernelSet.inUse)
    }()

    /// One line, with the first twelve digits of the executable's digest.
    package var line: String {
        let digest = executable.prefix("sha256:".count + 12)
        return "\(version) \(digest) libavcodec \(libavcodec) libavformat \(libavformat) kernels \(kernels)"
    }
}
