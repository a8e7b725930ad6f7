import CFFmpeg

/// The libav that this process runs with.
package enum VideoLibraries {
    /// libav's release as its package states it, such as `5.1.9-0+deb12u1`.
    package static var version: String { String(cString: av_version_info()) }

    /// Loads what libav loads from files when it first needs it, for a process that is about to lose the right to.
    package static func loadEverything() { ffmpeg_load_files() }

    /// Whether this release has the heap write in the MagicYUV decoder (CVE-2026-8461) behind our codec whitelist.
    ///
    /// The numbers of the libraries are the same in all of 5.1.x, so only the release text can tell.
    package static var needsSecurityUpdate: Bool { !isSafe(release: version) }

    /// Fixed in 5.1.10, 6.1.6, 7.1.5 and 8.1.2, and in what came after; a text without a number is taken as unfixed.
    package static func isSafe(release: String) -> Bool {
        let text = release.first == "n" ? release.dropFirst() : release[...]
        let digits = text.prefix { $0.isNumber || $0 == "." }.split(separator: ".").compactMap { Int($0) }
        guard digits.count >= 2 else { return false }
        let patch = digits.count > 2 ? digits[2] : 0
        switch (digits[0], digits[1]) {
        case (5, 1): return patch >= 10
        case (6, 1): return patch >= 6
        case (7, 1): return patch >= 5
        case (8, 1): return patch >= 2
        default: return (digits[0], digits[1]) > (8, 1)
        }
    }
}
