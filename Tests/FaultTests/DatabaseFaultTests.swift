import FaultInjection
import Foundation
import Glibc
import LocalServers
import TCPProxy
import TestSupport
import Testing

extension Faults {
    /// Row 16 of the fault matrix.
    struct DatabaseFaultTests {
        @Test(arguments: Faults.areAllWanted ? [Fault.DatabaseFault.restart, .immediate] : [.immediate])
        func databaseThatComesBackLosesNothing(fault: Fault.DatabaseFault) async throws {
            try await Faults.trial("database_\(fault)".lowercased()) { disturbed in
                try await disturbed.done(2)
                try await disturbed.cluster.apply(.database(fault))
            }
        }

        @Test func endedSessionsAreMadeAgain() async throws {
            let trial = try await Faults.trial("sessions") { disturbed in
                for count in [1, 3, 5, 7] {
                    try await disturbed.done(count)
                    try await disturbed.cluster.apply(.database(.terminateSessions))
                }
            }
            #expect(trial.attempts <= trial.chunks + 8)
        }

        /// The outage exceeds every lease; with RELECTURE_FAULTS=all it lasts two minutes.
        @Test func databaseThatIsAwayForLongIsWaitedFor() async throws {
            try await Faults.trial("database_away") { disturbed in
                try await disturbed.done(2)
                try await disturbed.place.servers.end(.database, by: SIGINT)
                try await Task.sleep(for: Faults.areAllWanted ? .seconds(120) : .seconds(6))
                try await disturbed.place.servers.start()
            }
        }
    }
}
