import FaultInjection
import Foundation
import LocalServers
import Postgres
import SampleFootage
import TestSupport
import Testing

/// Clusters of real processes with injected faults. They run one at a time, because they share servers and two cores.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct Faults {
    /// Whether to run the slow faults too.
    static let areAllWanted = ProcessInfo.processInfo.environment["RELECTURE_FAULTS"] == "all"

    private static let folder = "/tmp/relecture-fault-tests-\(getpid())"

    /// One pair of servers, one import and one undisturbed review for all tests of this process.
    static let lab = Task {
        atexit { Faults.cleanUp() }
        return try await lab(in: folder)
    }

    /// Creates a separate lab, for faults that would affect other tests.
    static func lab(in folder: String, serversIn directory: String? = nil) async throws -> FaultLab {
        try SampleFootageWriter.write(
            cameras: [SyntheticScene.gate.limited(toFramesPerRecording: 375)], to: folder + "/footage")
        let place = FaultPlace(
            program: RelectureExecutable.path, folder: folder,
            servers: LocalServers(directory: directory ?? folder + "/servers"))
        return try await FaultLab(place: place, footage: folder + "/footage/gate") { _ in }
    }

    /// Runs a trial on the shared servers and expects no broken promise.
    @discardableResult
    static func trial(
        _ name: String, workers: Int = 2, coordinators: Int = 1, starting nodes: [Node]? = nil,
        sourceLocation: SourceLocation = #_sourceLocation, _ body: (DisturbedReview) async throws -> Void
    ) async throws -> FaultTrial {
        var settings = ClusterSettings()
        (settings.workers, settings.coordinators) = (workers, coordinators)
        return try await trial(name, settings, starting: nodes, sourceLocation: sourceLocation, body)
    }

    @discardableResult
    static func trial(
        _ name: String, _ settings: ClusterSettings, starting nodes: [Node]? = nil,
        sourceLocation: SourceLocation = #_sourceLocation, _ body: (DisturbedReview) async throws -> Void
    ) async throws -> FaultTrial {
        let trial = try await lab.value.trial(name, settings: settings, nodes: nodes, body)
        #expect(trial.violations.isEmpty, sourceLocation: sourceLocation)
        return trial
    }

    private static func cleanUp() {
        let done = DispatchSemaphore(value: 0)
        // The process is exiting; no structured context is left to wait in.
        Task.detached {
            try? await LocalServers(directory: folder + "/servers").destroy()
            try? FileManager.default.removeItem(atPath: folder)
            done.signal()
        }
        _ = done.wait(timeout: .now() + 60)
    }
}
