import Analysis
import Catalogue
import Video

/// What this build is called.
package enum Build {
    package static let version = "0.1.0"
}

/// Which program this is, as far as it bears on results: what attempts, replays, exports, certificates and the build
/// statement name.
package struct BuildIdentity: Sendable {
    package let version: String
    /// `sha256:` and the digest of the executable that runs, also where its file was replaced since; `unknown` where
    /// the kernel does not show it.
    package let executable: String
    /// As this process has loaded them.
    package let libavcodec: String
    package let libavformat: String
    package let kernels: String

    /// Of this process. Made when it is first asked for: the executable is read once.
    package static let current: BuildIdentity = {
        let libraries = Dictionary(VideoLibraries.components.map { ($0.name, $0.version) }) { first, _ in first }
        return BuildIdentity(
            version: Build.version, executable: (try? Digests.sha256(ofFile: "/proc/self/exe")) ?? "unknown",
            libavcodec: libraries["libavcodec"] ?? "unknown", libavformat: libraries["libavformat"] ?? "unknown",
            kernels: KernelSet.inUse)
    }()

    /// One short line, with the first twelve digits of the executable's digest.
    package var line: String {
        let digest = executable.prefix("sha256:".count + 12)
        return "\(version) \(digest) libavcodec \(libavcodec) libavformat \(libavformat) kernels \(kernels)"
    }
}
