import ArgumentParser
import Foundation
import Worker

/// What a worker starts for each chunk; not for people.
struct ReviewChunkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review-chunk", abstract: "Reviews the chunk described on standard input.", shouldDisplay: false)

    func run() {
        // A parent that is gone is noticed by the broken pipe.
        ChildProtocol.serve(input: .standardInput, output: .standardOutput)
    }
}
