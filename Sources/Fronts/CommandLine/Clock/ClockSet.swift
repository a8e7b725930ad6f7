import ArgumentParser
import Chronology
import Footage
import Operations
import Requisitions

struct ClockSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Enters what a camera's clock showed at a true time; the same shown time again replaces it.")

    @OptionGroup var of: ClockCommand.Camera

    @Option(help: "What the clock showed, RFC 3339, in the time of the footage: 2026-03-01T21:58:12Z.")
    var shown: Timestamp

    @Option(name: .customLong("true"), help: "What time it was, RFC 3339.")
    var trueTime: Timestamp

    @Option(help: "How far that may be off, either way: 500ms, 2s, 1m.")
    var uncertainty: Duration

    @Option(help: "How it was measured, in words.")
    var source: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func validate() throws {
        if !source.contains(where: { !$0.isWhitespace }) { throw ValidationError("--source says how it was measured") }
    }

    func run() async throws {
        let microseconds = Int64(uncertainty / .microseconds(1))
        let anchor = ClockAnchor(shown: shown, trueTime: trueTime, uncertainty: microseconds, source: source)
        try await asking.caller(servers).perform(
            SetClock(anchor, of: of.camera, in: RequisitionID(rawValue: of.requisition)))
    }
}
