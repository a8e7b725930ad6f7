import CFFmpeg

/// The libav loaded by this process.
package enum VideoLibraries {
    /// libav's release as stated by its package, such as `5.1.9-0+deb12u1`.
    package static var version: String { String(cString: av_version_info()) }

    /// Loads everything libav would load from files on first use, for a process about to lose access to them.
    package static func loadEverything() { ffmpeg_load_files() }

    /// Whether this release has the heap write in the MagicYUV decoder (CVE-2026-8461), which our codec whitelist
    /// blocks.
    ///
    /// All 5.1.x releases share the same library version numbers, so only the release text can tell.
    package static var needsSecurityUpdate: Bool { !isSafe(release: version) }

    /// Fixed in 5.1.10, 6.1.6, 7.1.5 and 8.1.2, and later. A text without a version number counts as unfixed.
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
