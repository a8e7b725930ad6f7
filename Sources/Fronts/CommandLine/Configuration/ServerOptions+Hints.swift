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
}
