import ArgumentParser
import Chronology
import Decoding
import Footage
import Formats
import Operations

/// What the user states about the footage, for `footage import` and `run`.
struct IntakeOptions: ParsableArguments {
    @Option(help: "The camera that all these files belong to. Default: the folder's name, or the file's own stem.")
    var camera: CameraID?

    @Option(help: "Wall-clock start of each camera's first recording, RFC 3339. Default: file name, then container.")
    var start: Timestamp?

    @Option(help: "The time zone of file names that state none, as +hh:mm or -hh:mm.")
    var zone: ZoneOffset = .utc

    /// - Parameter walls: The sandbox of the processes that read the containers.
    func survey(_ walls: ProbeWalls) -> FootageSurvey {
        FootageSurvey(camera: camera, start: start, zone: zone.seconds, walls: walls)
    }

    /// Reads the files under some paths; stores nothing yet.
    func read(
        _ paths: [String], behind walls: ProbeWalls, _ progress: ProgressLine
    ) async throws -> (footage: [PlacedFootage], failures: [IntakeFailure]) {
        var footage: [PlacedFootage] = []
        let failures = try await survey(walls).read(FootageFinder.files(under: paths)) { report in
            progress.show(IntakeOptions.line(report))
        } onPlaced: { placed in
            progress.note(IntakeOptions.note(placed))
            footage.append(placed)
        }
        return (footage, failures)
    }

    static func line(_ progress: FootageSurvey.Progress) -> String {
        let share = progress.bytes > 0 ? 100 * progress.bytesDone / progress.bytes : 100
        return "reading footage: \(share) %  file \(progress.file) of \(progress.files)  \(progress.path)"
    }

    static func note(_ footage: PlacedFootage) -> String {
        let clock =
            footage.clock.source == .none
            ? "no clock found, counted from 1970: give --start" : "clock: \(footage.clock.source.rawValue)"
        let damage = footage.probed.damage.isEmpty ? "" : ", damaged: \(footage.probed.damage[0].reason.rawValue)"
        return "\(footage.probed.path): camera \(footage.camera), from \(footage.clock.start), "
            + "\(Durations.clock(footage.probed.index.duration)) (\(clock)\(damage))"
    }

    /// Prints the files that could not be read and throws what decides the exit status.
    static func report(_ failures: [IntakeFailure], imported: Int) throws {
        let outcome = IntakeOutcome(imported: imported, failures: failures)
        tell(outcome)
        if let objection = outcome.objection { throw objection }
        if !failures.isEmpty { throw ExitCode(3) }
    }

    /// Prints the files that could not be read.
    static func tell(_ outcome: IntakeOutcome) {
        for failure in outcome.failuresBesideObjection { StandardError.write("error: cannot read \(failure)\n") }
    }
}
