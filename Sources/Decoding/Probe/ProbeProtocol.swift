import Chronology
import Footage
package import Foundation
package import Sandbox
import Video

/// The protocol between an import and the child process that demuxes a file for it.
package enum ProbeProtocol {
    private static let passed: UInt8 = 1
    private static let found: UInt8 = 2
    private static let failure: UInt8 = 3
    private static let alive: UInt8 = 4

    /// The work to do. The file is open as the child's descriptors 3 and 4.
    struct Order: Codable, Sendable {
        let path: String
        let zone: Int
        let start: Timestamp?
    }

    enum Answer: Sendable {
        case alive
        /// The byte offset reached.
        case passed(Int64)
        case found(DemuxedFootage)
        case failure(IntakeFailure)
    }

    /// Runs in the child: applies the sandbox, demuxes the file and writes the answers.
    package static func serve(_ lock: SandboxLock, input: FileHandle, output: MessageWriter) {
        var path = ""
        do {
            _ = try? JSONEncoder().encode(Order(path: "", zone: 0, start: nil))
            VideoLibraries.loadEverything()
            _ = try lock.apply()
            let order = try JSONDecoder().decode(Order.self, from: try input.readToEnd() ?? Data())
            path = order.path
            let file = try FootageFile(descriptor: 3, path: path)
            let beat = SpacedCall { output.send(alive, []) }
            let demuxing = Demuxing(zone: order.zone, start: order.start, interruption: Interruption(onRead: beat.call))
            var told: Int64 = 0
            let demuxed = try demuxing.run(file, through: 4) { position in
                // Enable the log only once the container is open: before that, libav complains about codecs that are
                // deliberately disabled.
                VideoLog.tell()
                guard position - told >= 1 << 20 else { return }
                told = position
                output.send(passed, Array(String(position).utf8))
            }
            output.send(found, Array(try JSONEncoder().encode(demuxed)))
        } catch let error as IntakeFailure {
            send(error, to: output)
        } catch let error as SandboxIncomplete {
            send(IntakeFailure(.noSandbox, path: path, error.description), to: output)
        } catch {
            send(IntakeFailure(.damaged, path: path, "cannot be read: \(error)"), to: output)
        }
    }

    static func answer(_ message: MessageFraming.Message) throws -> Answer {
        switch message.kind {
        case alive: return .alive
        case passed:
            guard let position = Int64(String(decoding: message.payload, as: UTF8.self)) else { break }
            return .passed(position)
        case found: return .found(try JSONDecoder().decode(DemuxedFootage.self, from: Data(message.payload)))
        case failure: return .failure(try JSONDecoder().decode(IntakeFailure.self, from: Data(message.payload)))
        default: break
        }
        throw ChildProcess.Failure.brokenOutput("the child process sent a message of unknown kind \(message.kind)")
    }

    private static func send(_ error: IntakeFailure, to output: MessageWriter) {
        guard let payload = try? JSONEncoder().encode(error) else { return }
        output.send(failure, Array(payload))
    }
}
