import AMQP
import Logging
import WorkQueue

extension ServerOptions {
    /// Where a service hears and sends hints, on a connection of its own.
    func hints(role: String, patience: Duration? = nil, logger: Logger) throws -> ControlChannel {
        var options = ConnectionOptions()
        options.name = "relecture-\(role)/hints"
        return ControlChannel(
            try broker(), options: options, patience: patience, topology: Topology(), logger: logger)
    }

    /// Tells all workers at once what the database knows already. Without it they learn it at their next renewal, so a
    /// broker that is away is no failure.
    func hint(_ hint: Hint) async {
        guard let endpoint = try? broker() else { return }
        let channel = ControlChannel(
            endpoint, patience: .seconds(2), topology: Topology(), logger: Logs.logger("relecture.amqp"))
        do {
            try await channel.broadcast(hint)
        } catch {
            StandardError.write(
                "note: the broker could not be reached; workers learn it when they next renew their claims\n")
        }
        await channel.close()
    }
}
