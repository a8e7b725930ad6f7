import LocalServers
import WorkQueue

extension LocalCommand {
    /// The queue policies for the broker that is installed here.
    static var policies: [BrokerPolicy] {
        Topology().policies(forServerVersion: InstalledServers.detect().broker?.version ?? "3.10")
    }
}
