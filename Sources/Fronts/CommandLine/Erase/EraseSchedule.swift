import ArgumentParser
import Chronology
import Operations
import Requisitions

struct EraseSchedule: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule", abstract: "Sets when a requisition is to be erased.",
        discussion:
            "Nothing happens by itself: `relecture erase due --run` does it, from a timer. Asked again, the later word counts."
    )

    @Argument(help: "The requisition's id.")
    var requisition: String

    @Option(help: "The day (2026-09-01, midnight UTC) or the moment (RFC 3339).")
    var on: String

    @Option(help: "Who ordered it.")
    var by: String

    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func validate() throws {
        guard due != nil else {
            throw ValidationError("--on takes a day like 2026-09-01, or a moment like 2026-09-01T22:00:00Z")
        }
    }

    private var due: Timestamp? { Timestamp(rfc3339: on) ?? Timestamp(rfc3339: on + "T00:00:00Z") }

    func run() async throws {
        guard let due else { return }
        try await asking.caller(servers).perform(
            ScheduleErasure(of: RequisitionID(rawValue: requisition), on: due, orderedBy: by))
    }
}
