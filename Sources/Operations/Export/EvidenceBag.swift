import Catalogue
import Chronology
import Footage
import Formats
import Foundation
import Journal
import Planning
import Postgres
import Requisitions
import Schema
import Timelines
import Video
import WorkLedger

/// The contents of a bag about a review, read from the database once.
struct EvidenceBag: Sendable {
    let review: ReviewSummary
    let requisition: Requisition
    let timeline: ReviewTimeline
    let media: [CameraID: [TimelineMedium]]
    let entries: [CatalogueEntry]
    let deliveries: [RecordedDelivery]
    let chunks: [ReplayableChunk]
    let replays: [Replay]
    let double: DoubleReview?
    let clips: [ClipCheck]
    /// One line per entry.
    let journal: [String]
    let newestEntry: JournalEntry?
    let extensions: [RequisitionExtension]
    /// The scope of the review, which does not grow when the requisition is extended.
    let windows: [TimeSpan]
    /// The parts of each camera's files that the review used, within that scope.
    let footage: [CameraID: CameraFootage]
    /// The clocks that were measured.
    let clocks: [CameraID: CameraClock]

    init(_ review: ReviewSummary, from database: Database) async throws {
        let reader = TimelineReader(database: database)
        self.review = review
        timeline = try await reader.timeline(of: review.id)
        requisition = try await database.requisition(review.requisition)
        entries = try await database.recordings(of: review.id)
        media = try await reader.media(of: review.id, cameras: timeline.cameras.map(\.camera))
        deliveries = try await database.deliveries(of: requisition.id)
        chunks = try await database.replayableChunks(of: review.id)
        replays = try await database.replays(of: review.id)
        double = try await DoubleReview(review, in: database)
        clips = try await database.clipChecks(of: review.id)
        var journal: [String] = []
        try await database.eachJournalEntry(requisition: requisition.id.rawValue) {
            journal.append($0.json.text + "\n")
        }
        self.journal = journal
        newestEntry = try await database.newestJournalEntry()
        extensions = try await database.extensions(of: requisition.id)
        let windows = try await database.windows(of: review.id)
        self.windows = windows
        footage = Dictionary(grouping: entries.map(\.recording), by: \.camera)
            .mapValues { CameraFootage(recordings: $0, windows: windows) }
        clocks = try await database.clocks(in: requisition.id)
        // Everything read must belong to one state of the review.
        let now = try await database.review(review.id)
        guard now.state == review.state, now.finishedAt == review.finishedAt else {
            throw OperationError("review \(review.id) was changed while it was read: try again once it has ended")
        }
    }

    /// Writes everything except footage.
    ///
    /// - Parameter pictures: The pictures in the bag, for the report to show.
    func write(to bag: inout BagWriter, showing pictures: [TrackPicture]) throws {
        let report = ClosureReport(
            timeline, digest: timeline.digest, authority: requisition.order.authority,
            build: BuildIdentity.current.line,
            media: media, pictures: pictures, clocks: clocks, controls: controls)
        try bag.add("report.html", report.html)
        try bag.add("timeline.json", timeline.json(digest: timeline.digest).text + "\n")
        try bag.add("timeline.csv", timeline.csv)
        try bag.add("timeline.otio", timeline.openTimelineIO(digest: timeline.digest, media: media).text + "\n")
        for (number, findings) in timeline.cameras.enumerated() {
            let cues = findings.webVTT(
                reference: timeline.reference, review: review.id.rawValue, digest: timeline.digest,
                measured: MeasuredClock(clocks[findings.camera]))
            try bag.add("cameras/\(EvidenceBag.fileName(number + 1, findings.camera)).vtt", cues)
        }
        try bag.add("requisition.json", requisition.json(extensions).text + "\n")
        var members = review.members
        members["windows"] = .array(windows.map { .object(CanonicalJSON.span($0)) })
        try bag.add("review.json", CanonicalJSON.object(members).text + "\n")
        try bag.add("profile.json", review.profile + "\n")
        try bag.add("coverage.json", coverage.text + "\n")
        try bag.add("clocks.json", timeline.cameras.clocksJSON(clocks).text + "\n")
        try bag.add("footage.json", CanonicalJSON.array(entries.map { $0.json(delivered: deliveries) }).text + "\n")
        try bag.add("versions.json", versions.text + "\n")
        try bag.add("replays.json", replayed.text + "\n")
        try bag.add("case.jsonld", graph.json.text + "\n")
        try bag.add("journal.jsonl", journal.joined())
    }

    func info(recipient: String) -> [(label: String, value: String)] {
        var info: [(label: String, value: String)] = [
            ("External-Identifier", review.id.rawValue),
            ("External-Description", "Review under requisition \(timeline.reference)"),
            ("Bagging-Date", String(review.now.rfc3339.prefix(10))),
            ("Bag-Software-Agent", "Relecture \(BuildIdentity.current.line)"), ("Relecture-Digest", timeline.digest),
            ("Relecture-Recipient", recipient),
        ]
        if let newestEntry {
            info.append(("Relecture-Journal-Entry", "\(newestEntry.id) sha256:\(newestEntry.digest.hexadecimal)"))
        }
        return info
    }

    /// The time that each camera spent in each coverage state.
    private var coverage: CanonicalJSON {
        .array(
            timeline.cameras.map { findings in
                let states = Set(findings.coverage.map(\.state))
                var members = Dictionary(
                    uniqueKeysWithValues: states.map {
                        ($0.rawValue, CanonicalJSON.seconds(findings.coverage.duration(in: $0)))
                    })
                members["camera"] = .string(findings.camera.rawValue)
                members["scope"] = CanonicalJSON.seconds(findings.coverage.reduce(0) { $0 + $1.span.duration })
                return .object(members)
            })
    }

    /// The programs that produced the results, and this one.
    private var versions: CanonicalJSON {
        let counts = Dictionary(grouping: chunks) { [$0.worker, $0.host, $0.build] }
        let workers = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, chunks in
            CanonicalJSON.object([
                "worker": .string(key[0]), "host": .string(key[1]), "build": .string(key[2]),
                "chunks": .integer(Int64(chunks.count)),
            ])
        }
        let build = BuildIdentity.current
        return .object([
            "relecture": .string(build.version), "executable": .string(build.executable),
            "libavcodec": .string(build.libavcodec), "libavformat": .string(build.libavformat),
            "kernels": .string(build.kernels), "libav": .string(VideoLibraries.version), "workers": .array(workers),
            "schema": .integer(Int64(Database.migrations.map(\.version).max() ?? 0)),
        ])
    }

    private var replayed: CanonicalJSON {
        .object([
            "double": double?.json ?? .null, "replays": .array(replays.map { .object($0.members) }),
        ])
    }

    private var graph: CaseDocument {
        CaseDocument(
            timeline, digest: timeline.digest, authority: requisition.order.authority,
            build: BuildIdentity.current.line,
            started: review.createdAt, ended: review.finishedAt,
            files: entries.map { entry in
                CaseDocument.File(
                    id: entry.recording.id.rawValue, camera: entry.recording.camera, name: entry.originalName,
                    size: entry.size, digest: entry.recording.digest, span: entry.span,
                    deliveries: deliveries.filter { $0.recording == entry.recording.id }.map {
                        CaseDocument.Delivery(
                            by: $0.delivery.by, at: $0.delivery.at, seal: $0.delivery.seal, medium: $0.delivery.medium)
                    })
            })
    }

    /// Returns a file name in characters that every file system accepts; the number distinguishes cameras whose names
    /// differ only in others.
    static func fileName(_ number: Int, _ camera: CameraID) -> String {
        let letters = camera.rawValue.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return "\(number)-\(String(letters).prefix(40))"
    }
}
