import Foundation
import Synchronization
import TestSupport
import Testing
import Video

@Suite(.timeLimit(.minutes(10)))
struct DescriptorTests {
    /// Every read of this descriptor fails with EIO, as on a failing disk.
    @Test func aFailingDiskIsNotTheFilesFault() throws {
        let descriptor = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
        let error = #expect(throws: VideoError.self) { _ = try Container(descriptor: descriptor, path: "a.mp4") }
        #expect(error?.isOfStorage == true && error?.isOutOfMemory == false, "\(String(describing: error))")
    }

    @Test func whatIsNoVideoIsTheFilesFault() throws {
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mp4"
            try Data("A list of things.\n".utf8).write(to: URL(fileURLWithPath: path))
            let error = #expect(throws: VideoError.self) { _ = try Container(path: path) }
            #expect(error?.isOfStorage == false)
        }
    }

    @Test func everyReadIsASignOfLife() throws {
        final class Count: Sendable {
            let reads = Mutex(0)
        }
        let count = Count()
        let interruption = Interruption(onRead: { count.reads.withLock { $0 += 1 } })
        try TestClips.withFolder { folder in
            let path = "\(folder)/a.mp4"
            try Data(repeating: 7, count: 200_000).write(to: URL(fileURLWithPath: path))
            _ = try? Container(path: path, interruption: interruption)
        }
        #expect(count.reads.withLock { $0 } > 1)
    }
}
