import CFFmpeg

/// A container's claims about its video stream, none of them verified by decoding.
package struct StreamDescription: Sendable, Equatable {
    package let index: Int
    /// The stream's number in the container, such as an MP4 track id.
    package let identifier: Int
    package let codec: String
    /// 0 if the container does not state it; `PictureScanner` reads it from the first keyframe.
    package let width: Int
    package let height: Int
    /// One tick lasts `timeBaseNumerator / timeBaseDenominator` seconds.
    package let timeBaseNumerator: Int32
    package let timeBaseDenominator: Int32
    /// Presentation time of the first picture, in ticks.
    package let startTime: Int64?
    /// Ticks per picture at the header's average rate; nil if it states none. Never used where timestamps exist.
    package let nominalFrameDuration: Int64?
    /// Duration claimed by the header, in ticks.
    package let claimedDuration: Int64?
    /// Picture count claimed by the header. For a truncated file, AVI's demuxer shortens the duration but not this.
    package let claimedPictures: Int64?

    init(_ stream: UnsafeMutablePointer<AVStream>) {
        let parameters = stream.pointee.codecpar.pointee
        index = Int(stream.pointee.index)
        identifier = Int(stream.pointee.id)
        codec = String(cString: avcodec_get_name(parameters.codec_id))
        width = Int(parameters.width)
        height = Int(parameters.height)
        timeBaseNumerator = stream.pointee.time_base.num
        timeBaseDenominator = stream.pointee.time_base.den
        startTime = timestamp(stream.pointee.start_time)
        let rate = stream.pointee.avg_frame_rate
        if rate.num > 0, rate.den > 0 {
            let ticks = av_rescale_q(1, AVRational(num: rate.den, den: rate.num), stream.pointee.time_base)
            nominalFrameDuration = ticks > 0 ? ticks : nil
        } else {
            nominalFrameDuration = nil
        }
        let duration = stream.pointee.duration
        claimedDuration = timestamp(duration).flatMap { $0 > 0 ? $0 : nil }
        claimedPictures = stream.pointee.nb_frames > 0 ? stream.pointee.nb_frames : nil
    }
}
