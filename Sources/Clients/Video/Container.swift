import CFFmpeg
import Foundation

/// One open media file: its streams, its packets in file order, and seeking. Decodes nothing.
///
/// Not `Sendable`: one thread at a time. libav sees one descriptor and cannot open anything else.
package final class Container {
    package let path: String
    /// libav's short name of the demuxer, such as `mov,mp4,m4a,3gp,3g2,mj2` or `avi`.
    package let formatName: String
    /// The container's tags, including `creation_time`.
    package let metadata: [String: String]
    /// The duration of the whole file claimed by the header, in microseconds; nil if the format states none.
    package let claimedDuration: Int64?
    /// The stream a player would show; nil if the file has no video.
    package let videoStream: StreamDescription?
    package let hasAudio: Bool

    /// The end, in microseconds, of the latest packet `read` has passed; covers all streams after `followSound`.
    package private(set) var latestEnd: Int64 = 0

    let limits: VideoLimits
    private let input: FileInput
    let raw: UnsafeMutablePointer<AVFormatContext>

    /// Opens a file read-only.
    package convenience init(
        path: String, limits: VideoLimits = .standard, interruption: Interruption? = nil
    ) throws(VideoError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw VideoError("open", path: path, code: ffmpeg_error(errno)) }
        try self.init(descriptor: descriptor, path: path, limits: limits, interruption: interruption)
    }

    /// Reads from an open descriptor and takes ownership of it; `path` is used only in messages.
    package init(
        descriptor: Int32, path: String, limits: VideoLimits = .standard, interruption: Interruption? = nil
    ) throws(VideoError) {
        VideoLog.install()
        _ = VideoLog.takeLastLine()
        self.path = path
        self.limits = limits
        input = try FileInput(descriptor: descriptor, path: path, interruption: interruption)
        let context = try ContainerOpening(path: path, limits: limits).open(input)
        raw = context
        formatName = String(cString: context.pointee.iformat.pointee.name)
        metadata = Container.tags(context.pointee.metadata)
        let streams = (0..<Int(context.pointee.nb_streams)).compactMap { context.pointee.streams[$0] }
        hasAudio = streams.contains { $0.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO }
        let video = Container.bestVideo(of: context).map(StreamDescription.init)
        videoStream = video
        let isGuess = context.pointee.duration_estimation_method == AVFMT_DURATION_FROM_BITRATE
        claimedDuration = isGuess ? nil : timestamp(context.pointee.duration).flatMap { $0 > 0 ? $0 : nil }
        // Skip sound and subtitles unless requested.
        for stream in streams where Int(stream.pointee.index) != video?.index {
            stream.pointee.discard = AVDISCARD_ALL
        }
    }

    deinit {
        // The format context reads through `input` until it is closed, so close it first.
        var raw: UnsafeMutablePointer<AVFormatContext>? = raw
        avformat_close_input(&raw)
    }

    /// Reads the next packet of the video stream. Returns false at the end of the file.
    package func read(into packet: inout Packet) throws(VideoError) -> Bool {
        while true {
            av_packet_unref(packet.raw)
            let code = av_read_frame(raw, packet.raw)
            if input.isInterrupted { throw VideoError("av_read_frame", path: path, code: ffmpeg_error_exit()) }
            if code == ffmpeg_error_eof() {
                // libav reports a failed disk as the end of the file; the reason is here.
                let failure = raw.pointee.pb.pointee.error
                if failure < 0, failure != ffmpeg_error_eof() {
                    throw VideoError("av_read_frame", path: path, code: failure)
                }
                return false
            }
            guard code >= 0 else { throw VideoError("av_read_frame", path: path, code: code) }
            noteEnd(of: packet)
            if packet.streamIndex == videoStream?.index { return true }
        }
    }

    /// Also reads sound, so that `latestEnd` shows whether the file is complete when its sound outlasts its video.
    package func followSound() {
        for index in 0..<Int(raw.pointee.nb_streams) {
            guard let stream = raw.pointee.streams[index],
                stream.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO
            else { continue }
            stream.pointee.discard = AVDISCARD_DEFAULT
        }
    }

    private func noteEnd(of packet: borrowing Packet) {
        guard let stream = raw.pointee.streams[packet.streamIndex], let time = packet.pts ?? packet.dts else { return }
        let start = timestamp(raw.pointee.start_time) ?? 0
        let end = time &+ (packet.duration ?? 0)
        let microseconds = av_rescale_q(end, stream.pointee.time_base, AVRational(num: 1, den: 1_000_000))
        latestEnd = max(latestEnd, microseconds &- start)
    }

    private static func bestVideo(of context: UnsafeMutablePointer<AVFormatContext>) -> UnsafeMutablePointer<AVStream>?
    {
        let index = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0)
        guard index >= 0, let stream = context.pointee.streams[Int(index)] else { return nil }
        // libav counts an audio file's cover picture as video.
        guard stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC == 0 else { return nil }
        return stream.pointee.time_base.num > 0 && stream.pointee.time_base.den > 0 ? stream : nil
    }

    private static func tags(_ dictionary: OpaquePointer?) -> [String: String] {
        var tags: [String: String] = [:]
        var entry: UnsafeMutablePointer<AVDictionaryEntry>?
        while let next = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX) {
            tags[String(cString: next.pointee.key)] = String(cString: next.pointee.value)
            entry = next
        }
        return tags
    }
}
