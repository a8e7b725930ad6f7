import ArgumentParser
import Chronology
import Footage
import Operations
import Requisitions

struct ClockSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Record what a camera's clock showed at a true time, replacing any entry for the same shown time.")

    @OptionGroup var of: ClockCommand.Camera

    @Option(help: "The time the clock showed, RFC 3339, in the time of the footage: 2026-03-01T21:58:12Z.")
    var shown: Timestamp

    @Option(name: .customLong("true"), help: "The true time, RFC 3339.")
    var trueTime: Timestamp

    @Option(help: "The uncertainty of the measurement, either way: 500ms, 2s, 1m.")
    var uncertainty: Duration

    @Option(help: "How the offset was measured, in words.")
    var source: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func validate() throws {
        if !source.contains(where: { !$0.isWhitespace }) { throw ValidationError("--source must name the method") }
    }

    func run() async throws {
        let microseconds = Int64(uncertainty / .microseconds(1))
        let anchor = ClockAnchor(shown: shown, trueTime: trueTime, uncertainty: microseconds, source: source)
        try await asking.caller(servers).perform(
            SetClock(anchor, of: of.camera, in: RequisitionID(rawValue: of.requisition)))
    }
}

struct ClockRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove an anchor of a camera's clock.")

    @OptionGroup var of: ClockCommand.Camera

    @Option(help: "The time the clock showed, as `clock list` prints it.")
    var shown: Timestamp

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func run() async throws {
        try await asking.caller(servers).perform(
            RemoveClockAnchor(shown: shown, of: of.camera, in: RequisitionID(rawValue: of.requisition)))
    }
}
