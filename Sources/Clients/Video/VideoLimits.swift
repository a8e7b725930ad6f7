/// What untrusted media may ask of libav.
package struct VideoLimits: Sendable {
    /// Demuxers that may be tried, by libav's names: no playlists, no manifests, no images. Default: the seven below.
    package var formats = ["mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "avi", "mpegts", "h264", "hevc"]
    /// Decoders that may run, by libav's names. Default: the five below.
    package var codecs = ["h264", "hevc", "mjpeg", "mpeg4", "mpeg2video"]
    /// Pixels of one picture; a larger one is refused before memory is taken. Default: 67 million (8192 x 8192).
    package var maximumPixels: Int64 = 8_192 * 8_192
    /// Streams of one container. Default: 32.
    package var maximumStreams: Int32 = 32
    /// Bytes that may be read to learn what the streams are. Default: 5 million, libav's own.
    package var probedBytes: Int64 = 5_000_000

    package init() {}

    package static let standard = VideoLimits()
}
