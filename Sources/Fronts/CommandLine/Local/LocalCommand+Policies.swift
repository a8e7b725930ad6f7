import LocalServers
import WorkQueue

extension LocalCommand {
    /// The queue policies for the broker version installed here.
    static var policies: [BrokerPolicy] {
        Topology().policies(forServerVersion: InstalledServers.detect().broker?.version ?? "3.10")
    }
}
