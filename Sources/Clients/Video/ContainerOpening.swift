import CFFmpeg
import Foundation

/// Opens an untrusted file with restricted demuxers and limits.
struct ContainerOpening {
    let path: String
    let limits: VideoLimits

    /// Returns the format context. The caller must close it before its input.
    func open(_ input: FileInput) throws(VideoError) -> UnsafeMutablePointer<AVFormatContext> {
        guard let allocated = avformat_alloc_context() else {
            throw VideoError("avformat_alloc_context", path: path, code: ffmpeg_error(ENOMEM))
        }
        allocated.pointee.pb = input.context
        allocated.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
        allocated.pointee.interrupt_callback = AVIOInterruptCB(
            callback: { Unmanaged<FileInput>.fromOpaque($0!).takeUnretainedValue().isInterrupted ? 1 : 0 },
            opaque: Unmanaged.passUnretained(input).toOpaque())
        ffmpeg_forbid_nested_opens(allocated)

        var options = dictionary
        defer { av_dict_free(&options) }
        var context: UnsafeMutablePointer<AVFormatContext>? = allocated
        // On failure libav frees the context itself. The name is empty, so that no extension influences the choice of
        // format.
        let opened = avformat_open_input(&context, "", nil, &options)
        guard opened >= 0, let context else { throw VideoError("avformat_open_input", path: path, code: opened) }

        // Runs parsers but no decoders, since the whitelist names none. It fills in the parameter sets of streams that
        // carry them in band; without these, decoding could only begin at the start.
        let inspected = avformat_find_stream_info(context, nil)
        guard inspected >= 0 else {
            var failed: UnsafeMutablePointer<AVFormatContext>? = context
            avformat_close_input(&failed)
            throw VideoError("avformat_find_stream_info", path: path, code: inspected)
        }
        _ = VideoLog.takeLastLine()
        return context
    }

    private var dictionary: OpaquePointer? {
        var options: OpaquePointer?
        av_dict_set(&options, "format_whitelist", limits.formats.joined(separator: ","), 0)
        av_dict_set(&options, "codec_whitelist", "none", 0)
        av_dict_set(&options, "protocol_whitelist", "none", 0)
        av_dict_set_int(&options, "max_streams", Int64(limits.maximumStreams), 0)
        av_dict_set_int(&options, "probesize", limits.probedBytes, 0)
        return options
    }
}
