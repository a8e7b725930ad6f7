import Analysis
import Storage
import Video

/// Which program this is, as far as it bears on results: what attempts, replays, exports, certificates and the build
/// statement name.
struct BuildIdentity: Sendable {
    let version: String
    /// `sha256:` and the digest of the executable that runs, also where its file was replaced since; `unknown` where the
    /// kernel does not show it.
    let executable: String
    /// As this process has loaded them.
    let libavcodec: String
    let libavformat: String
    let kernels: String

    /// Of this process. Made when it is first asked for: the executable is read once.
    static let current: BuildIdentity = {
        let libraries = Dictionary(VideoLibraries.components.map { ($0.name, $0.version) }) { first, _ in first }
        return BuildIdentity(
            version: Build.version, executable: (try? Digests.sha256(ofFile: "/proc/self/exe")) ?? "unknown",
            libavcodec: libraries["libavcodec"] ?? "unknown", libavformat: libraries["libavformat"] ?? "unknown",
            kernels: KernelSet.inUse)
    }()

    /// One short line, with the first twelve digits of the executable's digest.
    var line: String {
        let digest = executable.prefix("sha256:".count + 12)
        return "\(version) \(digest) libavcodec \(libavcodec) libavformat \(libavformat) kernels \(kernels)"
    }
}
