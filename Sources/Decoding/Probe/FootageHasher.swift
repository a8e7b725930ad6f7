import Crypto
import Foundation

/// Hashes a file in step with another reader, so that the disk is read once and the second read comes from the page
/// cache.
struct FootageHasher: ~Copyable {
    private static let readSize = 1_024 * 1_024

    private let path: String
    private let descriptor: Int32
    private var whole = SHA256()
    private var block = SHA256()
    private var blocks: [[UInt8]] = []
    private var buffer = [UInt8](repeating: 0, count: FootageHasher.readSize)
    private(set) var position: Int64 = 0

    /// Borrows the descriptor and reads with `pread`, so its file offset stays unchanged.
    init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Hashes whole buffers up to this byte offset; does nothing for an offset already passed.
    mutating func advance(to target: Int64) throws {
        while position + Int64(FootageHasher.readSize) <= target {
            if try hashNext() == 0 { return }
        }
    }

    /// Hashes at most one buffer and returns the bytes hashed; 0 at the end of the file.
    mutating func hashNext() throws -> Int {
        let room = min(Int64(buffer.count), FootageDigests.blockSize - position % FootageDigests.blockSize)
        let got = try read(upTo: Int(room))
        guard got > 0 else { return 0 }
        buffer.withUnsafeBytes { bytes in
            let piece = UnsafeRawBufferPointer(rebasing: bytes[..<got])
            whole.update(bufferPointer: piece)
            block.update(bufferPointer: piece)
        }
        position += Int64(got)
        if position % FootageDigests.blockSize == 0 { closeBlock() }
        return got
    }

    /// Returns the digests of everything read. Call it once `hashNext` has returned 0.
    consuming func finish() -> FootageDigests {
        if position % FootageDigests.blockSize != 0 { closeBlock() }
        return FootageDigests(size: position, whole: Array(whole.finalize()), blocks: blocks)
    }

    private mutating func closeBlock() {
        blocks.append(Array(block.finalize()))
        block = SHA256()
    }

    private mutating func read(upTo count: Int) throws -> Int {
        while true {
            let got = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, off_t(position)) }
            if got >= 0 { return got }
            guard errno == EINTR else {
                throw IntakeFailure(
                    .notReadable, path: path,
                    "cannot be read at byte \(position) (\(String(cString: strerror(errno)))); copy it again"
                )
            }
        }
    }
}
