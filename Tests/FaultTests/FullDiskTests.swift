import FaultInjection
import Foundation
import Glibc
import LocalServers
import TestSupport
import Testing

extension Faults {
    /// Row 17 of the fault matrix: the disk of database and broker is full for a while.
    @Suite(
        .enabled(if: Faults.areAllWanted, "takes a minute: set RELECTURE_FAULTS=all"),
        .enabled(if: SmallDisk.isAllowed, "mounting a small tmpfs requires root"))
    struct FullDiskTests {
        @Test func fullDiskIsWaitedFor() async throws {
            try await SmallDisk.with(megabytes: 400) { disk in
                let lab = try await Faults.lab(in: disk.folder, serversIn: disk.path + "/servers")
                let result: Result<FaultTrial, any Error>
                do {
                    result = .success(
                        try await lab.trial("full_disk") { disturbed in
                            try await disturbed.done(2)
                            try disk.fill()
                            // PostgreSQL cannot write, or shuts down; the broker raises its disk alarm.
                            try await Task.sleep(for: .seconds(6))
                            try disk.free()
                            try await eventually("the database is back") {
                                _ = try? await disturbed.place.servers.start()
                                return (try? await disturbed.term()) != nil
                            }
                            // RabbitMQ 3.10 does not resume serving a quorum queue whose log hit a full disk.
                            try await disturbed.cluster.apply(.broker(.restart))
                        })
                } catch {
                    result = .failure(error)
                }
                try await lab.servers.destroy()
                #expect(try result.get().violations.isEmpty)
            }
        }
    }

    /// A tmpfs of a few hundred megabytes, and a separate folder for everything that must not run out of space.
    struct SmallDisk: Sendable {
        let path: String
        let folder: String

        /// Whether this process may mount a tmpfs here.
        static let isAllowed: Bool = {
            let path = "/tmp/relecture-mount-probe-\(getpid())"
            mkdir(path, 0o755)
            defer { rmdir(path) }
            guard mount("tmpfs", path, "tmpfs", 0, "size=1m") == 0 else { return false }
            return umount(path) == 0
        }()

        static func with(megabytes: Int, _ body: (SmallDisk) async throws -> Void) async throws {
            let folder = "/tmp/relecture-small-disk-\(getpid())"
            let disk = SmallDisk(path: folder + "/disk", folder: folder)
            try FileManager.default.createDirectory(atPath: disk.path, withIntermediateDirectories: true)
            guard mount("tmpfs", disk.path, "tmpfs", 0, "size=\(megabytes)m,mode=0755") == 0 else {
                throw FaultTrialError("mount: \(String(cString: strerror(errno)))")
            }
            let result: Result<Void, any Error>
            do {
                result = .success(try await body(disk))
            } catch {
                result = .failure(error)
            }
            umount2(disk.path, Int32(MNT_DETACH))
            try? FileManager.default.removeItem(atPath: folder)
            try result.get()
        }

        /// Fills all remaining space.
        func fill() throws {
            let file = open(path + "/filler", O_CREAT | O_WRONLY, 0o600)
            defer { close(file) }
            let block = [UInt8](repeating: 1, count: 1 << 16)
            while write(file, block, block.count) > 0 {}
        }

        func free() throws { unlink(path + "/filler") }
    }
}
