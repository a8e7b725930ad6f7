import CFFmpeg
import Foundation

/// Provides the bytes of one file to libav. We read them ourselves: libav opens nothing, so no protocol is allowed.
///
/// Owns the descriptor and the `AVIOContext`, which points back here unretained: the container that holds both must
/// close its format context before releasing this.
final class FileInput {
    private static let bufferSize: Int32 = 65_536

    private let descriptor: Int32
    private let size: Int64
    private var position: Int64 = 0
    private let interruption: Interruption?
    private(set) var context: UnsafeMutablePointer<AVIOContext>?

    /// Takes ownership of the descriptor and closes it on deinit, or at once if this initializer throws.
    init(descriptor: Int32, path: String, interruption: Interruption?) throws(VideoError) {
        self.descriptor = descriptor
        self.interruption = interruption
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = ffmpeg_error(errno)
            close(descriptor)
            throw VideoError("fstat", path: path, code: code)
        }
        size = Int64(status.st_size)
        let opaque = Unmanaged.passUnretained(self).toOpaque()
        context = ffmpeg_open_reader(
            opaque, FileInput.bufferSize,
            { opaque, buffer, count in
                Unmanaged<FileInput>.fromOpaque(opaque!).takeUnretainedValue().read(into: buffer, count: Int(count))
            },
            { opaque, offset, whence in
                Unmanaged<FileInput>.fromOpaque(opaque!).takeUnretainedValue().seek(to: offset, whence: whence)
            })
        guard context != nil else { throw VideoError("avio_alloc_context", path: path, code: ffmpeg_error(ENOMEM)) }
    }

    deinit {
        ffmpeg_close_reader(context)
        close(descriptor)
    }

    var isInterrupted: Bool { interruption?.isRaised ?? false }

    private func read(into buffer: UnsafeMutablePointer<UInt8>?, count: Int) -> Int32 {
        if isInterrupted { return ffmpeg_error_exit() }
        while true {
            let got = pread(descriptor, buffer, count, off_t(position))
            if got > 0 {
                position += Int64(got)
                interruption?.noteRead()
                return Int32(got)
            }
            if got == 0 { return ffmpeg_error_eof() }
            if errno != EINTR { return ffmpeg_error(errno) }
        }
    }

    private func seek(to offset: Int64, whence: Int32) -> Int64 {
        switch whence & ~AVSEEK_FORCE {
        case AVSEEK_SIZE: return size
        case SEEK_SET: position = offset
        case SEEK_CUR: position &+= offset
        case SEEK_END: position = size &+ offset
        default: return Int64(ffmpeg_error(EINVAL))
        }
        return position
    }
}
