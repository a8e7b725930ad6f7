import ArgumentParser
import Chronology
import Operations
import Requisitions

struct ClockRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove an anchor of a camera's clock.")

    @OptionGroup var of: ClockCommand.Camera

    @Option(help: "The time the clock showed, as `clock list` prints it.")
    var shown: Timestamp

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.caller(servers).perform(
            RemoveClockAnchor(shown: shown, of: of.camera, in: RequisitionID(rawValue: of.requisition)))
    }
}
