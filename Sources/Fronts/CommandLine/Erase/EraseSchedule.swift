import ArgumentParser
import Chronology
import Operations
import Requisitions

struct EraseSchedule: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule", abstract: "Set when a requisition is to be erased.",
        discussion:
            "Erases nothing itself: run `relecture erase due --run` from a timer. Scheduling again replaces the date."
    )

    @Argument(help: "The id of the requisition.")
    var requisition: String

    @Option(help: "The day (2026-09-01, midnight UTC) or the moment (RFC 3339).")
    var on: String

    @Option(help: "Who ordered the erasure.")
    var by: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: CallerOptions

    func validate() throws {
        guard due != nil else {
            throw ValidationError("--on must be a day like 2026-09-01, or a moment like 2026-09-01T22:00:00Z")
        }
    }

    private var due: Timestamp? { Timestamp(rfc3339: on) ?? Timestamp(rfc3339: on + "T00:00:00Z") }

    func run() async throws {
        guard let due else { return }
        try await asking.caller(servers).perform(
            ScheduleErasure(of: RequisitionID(rawValue: requisition), on: due, orderedBy: by))
    }
}
