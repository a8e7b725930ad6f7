import ArgumentParser
import Foundation
import Telemetry

/// Where a service of the cluster publishes its metrics and health.
struct TelemetryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Serve /metrics, /healthz and /readyz at this address, such as 127.0.0.1:9464. Default: \
            RELECTURE_TELEMETRY, or off.
            """, valueName: "address:port"))
    var telemetry: String?

    init() {}

    func validate() throws {
        if let telemetry, ListenAddress(telemetry) == nil {
            throw ValidationError(Self.refusal(telemetry, "--telemetry"))
        }
    }

    /// Returns the address to serve at, or nil if telemetry is off.
    func address() throws -> ListenAddress? {
        guard let text = telemetry ?? Surroundings.variable("RELECTURE_TELEMETRY"), !text.isEmpty else {
            return nil
        }
        guard let address = ListenAddress(text) else { throw CommandError(Self.refusal(text, "RELECTURE_TELEMETRY")) }
        return address
    }

    private static func refusal(_ text: String, _ name: String) -> String {
        "\(name) must be ADDRESS:PORT with a literal address, such as 127.0.0.1:9464 or [::1]:9464, not \(text)"
    }
}
