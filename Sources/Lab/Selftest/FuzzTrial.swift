import Analysis
import Chronology
package import Decoding
import Foundation
import Planning
import Sandbox
import Synchronization
import WorkLedger

/// One damaged file, imported and reviewed as by a worker.
package struct FuzzTrial: Sendable {
    /// How far a damaged file got.
    enum Fate: Sendable {
        /// Refused at import, with this code.
        case notImported(String)
        /// Refused by the review.
        case notReviewed(String)
        case reviewed
        /// Killed the process that read it, which exists to contain this.
        case contained(String)
    }

    /// Number of a file's chunks to review: damage can make it claim years.
    private static let chunks = 3

    private let probeWalls: ProbeWalls
    private let walls: ReviewGuard

    package init(probeWalls: ProbeWalls, walls: ReviewGuard) {
        self.probeWalls = probeWalls
        self.walls = walls
    }

    struct Outcome: Sendable {
        let fate: Fate
        /// System calls refused by the locks; must be zero.
        let refusals: Int
        /// How the last process that read it ended, if it ended badly.
        let end: ChildEnd?
        /// Description of a broken promise.
        let failure: String?
    }

    func run(_ path: String) async throws -> Outcome {
        let usages = Mutex<[ChildUsage]>([])
        let note: @Sendable (ChildUsage) -> Void = { usage in usages.withLock { $0.append(usage) } }
        let fate = try await fate(of: path, note)
        let all = usages.withLock { $0 }
        let refusals = all.reduce(0) { $0 + $1.refusals }
        var failure: String?
        if refusals > 0 {
            let lines = all.flatMap(\.lastLines).filter { $0.contains("refused") }
            failure = "tried what is forbidden: \(Set(lines).sorted().joined(separator: ", "))"
        }
        for signal in all.compactMap(\.signal) {
            switch Int32(signal) {
            case SIGSYS: failure = "called what ends the process"
            // A trap is caused by our own code, not the libraries.
            case SIGILL, SIGTRAP: failure = "a trap: \(all.flatMap(\.lastLines).last ?? "")"
            default: break
            }
        }
        var end: ChildEnd?
        if case .contained = fate { end = ChildEnd(all.last) }
        // Checked even if the file was refused or reviewed in the end: each process has its own time limit.
        for usage in all {
            guard case .hang(let limit) = ChildEnd(usage) else { continue }
            end = .hang(limit)
            failure = "hung the process that read it (\(limit))"
        }
        return Outcome(fate: fate, refusals: refusals, end: end, failure: failure)
    }

    private func fate(of path: String, _ note: @escaping @Sendable (ChildUsage) -> Void) async throws -> Fate {
        let probed: ProbedFootage
        do {
            probed = try await SandboxedProbe(probeWalls, start: .epoch).probe(path: path, onUsage: note)
        } catch let failure as IntakeFailure {
            return failure.code == .endsReader
                ? .contained("import: \(failure.explanation)") : .notImported(failure.code.rawValue)
        }
        let footage = LoneFootage(probed)
        let assignments = footage.assignments(of: .whole, profile: FuzzTrial.profile).prefix(FuzzTrial.chunks)
        let reviewer = ChildReviewer(walls: walls)
        for assignment in assignments {
            do {
                let files = try assignment.sources.map { try OpenedFootage(path: $0.path) }
                _ = try await reviewer.review(assignment, files: files, progress: { _ in }, onUsage: note)
            } catch let failure as ReviewFailure where failure.kind == .permanent {
                return .notReviewed(failure.reason)
            } catch let failure as ReviewFailure {
                return .contained("review, \(failure.reason): \(failure)")
            }
        }
        return .reviewed
    }

    /// Samples close together, so that short clips get backgrounds like long ones.
    private static var profile: AnalysisProfile {
        var profile = AnalysisProfile.standard
        profile.sampleStep = 1_000
        profile.windowReach = 10_000
        return profile
    }
}
