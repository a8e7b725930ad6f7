/// Limits on what untrusted media may make libav do.
package struct VideoLimits: Sendable {
    /// Demuxers to try, by libav's names: no playlists, manifests or images. Default: the six below.
    package var formats = ["mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "avi", "mpegts", "h264", "hevc"]
    /// Allowed decoders, by libav's names. Default: the five below.
    package var codecs = ["h264", "hevc", "mjpeg", "mpeg4", "mpeg2video"]
    /// Pixels per picture; larger ones are rejected before memory is allocated. Default: 67 million (8192 x 8192).
    package var maximumPixels: Int64 = 8_192 * 8_192
    /// Streams per container. Default: 32.
    package var maximumStreams: Int32 = 32
    /// Bytes to read at most for detecting the streams. Default: 5 million, as in libav.
    package var probedBytes: Int64 = 5_000_000

    package init() {}

    package static let standard = VideoLimits()
}
