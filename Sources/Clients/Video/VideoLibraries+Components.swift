import CFFmpeg

extension VideoLibraries {
    /// An FFmpeg library as loaded by this process.
    package struct Component: Hashable, Sendable {
        package let name: String
        /// The library's own version, such as `59.27.100`.
        package let version: String
        package let licence: String
    }

    package static var components: [Component] {
        func component(_ name: String, _ version: UInt32, _ licence: UnsafePointer<CChar>?) -> Component {
            Component(
                name: name, version: "\(version >> 16).\(version >> 8 & 0xff).\(version & 0xff)",
                licence: licence.map { String(cString: $0) } ?? "unknown")
        }
        return [
            component("libavformat", avformat_version(), avformat_license()),
            component("libavcodec", avcodec_version(), avcodec_license()),
            component("libavutil", avutil_version(), avutil_license()),
            component("libswscale", swscale_version(), swscale_license()),
        ]
    }

    /// Protocols this libavformat could read from, if any were allowed.
    package static var compiledProtocols: [String] {
        var state: UnsafeMutableRawPointer?
        var names: Set<String> = []
        while let name = avio_enum_protocols(&state, 0) { names.insert(String(cString: name)) }
        return names.sorted()
    }
}
