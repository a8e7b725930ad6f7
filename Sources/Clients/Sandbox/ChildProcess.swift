import Subprocess
import SystemPackage

/// A child process that reads its task from standard input and answers with framed messages on standard output.
///
/// It is killed when the task that runs it is cancelled, and ends by itself when its parent is gone (its pipe breaks).
package struct ChildProcess: Sendable {
    /// How a child ended without being asked to.
    package enum Failure: Error, Sendable, CustomStringConvertible {
        case exited(code: Int, lastWords: String)
        case signalled(Int, lastWords: String)
        case brokenOutput(String)

        package var description: String {
            switch self {
            case .exited(let code, let words): "the child process failed with exit status \(code)\(Failure.tail(words))"
            case .signalled(let signal, let words):
                "the child process was ended by signal \(signal)\(Failure.tail(words))"
            case .brokenOutput(let text): text
            }
        }

        private static func tail(_ words: String) -> String {
            let line = words.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
            return line.isEmpty ? "" : ": \(line)"
        }
    }

    private let executable: String
    private let arguments: [String]
    /// Bytes of the longest message a child may send.
    private let messageLimit: Int

    package init(executable: String, arguments: [String], messageLimit: Int = 1 << 30) {
        self.executable = executable
        self.arguments = arguments
        self.messageLimit = messageLimit
    }

    /// Runs the child to its end.
    ///
    /// - Parameters:
    ///   - input: its whole standard input.
    ///   - onMessage: hears every message as it comes.
    package func run(
        input: [UInt8], onMessage: @Sendable (MessageFraming.Message) async throws -> Void
    ) async throws {
        let result = try await Subprocess.run(
            .path(.init(executable)), arguments: .init(arguments), input: .inputWriter, output: .sequence,
            error: .sequence
        ) { execution in
            async let writing: Void = {
                // A child that dies early breaks the pipe; its exit status says more than that.
                _ = try? await execution.standardInputWriter.write(input)
                try? await execution.standardInputWriter.finish()
            }()
            async let words = LastWords.read(from: execution.standardError)
            var framing = MessageFraming(limit: messageLimit)
            for try await buffer in execution.standardOutput {
                for message in try buffer.withUnsafeBytes({ try framing.append($0) }) { try await onMessage(message) }
            }
            await writing
            return (isWhole: framing.isAtBoundary, lastWords: await words)
        }
        // Dying of the kill that cancellation sends is no failure of the child.
        try Task.checkCancellation()
        let lastWords = result.closureResult.lastWords
        switch result.terminationStatus {
        case .exited(0): break
        case .exited(let code): throw Failure.exited(code: Int(code), lastWords: lastWords)
        case .signaled(let signal): throw Failure.signalled(Int(signal), lastWords: lastWords)
        }
        guard result.closureResult.isWhole else {
            throw Failure.brokenOutput("the child process ended within a message")
        }
    }
}
