package import Access
import Catalogue
package import Chronology
import Footage
import Journal
import Requisitions

/// Opens a requisition for footage that was already read, imports the footage and has it reviewed, under one journal
/// entry.
///
/// The front decides who reviews it, such as worker processes on this machine.
package struct ReviewFootage<Outcome: Sendable>: Operation {
    /// `run`, or an act that tests or measures the installation.
    package let act: Act
    package let detail: String
    private let footage: [PlacedFootage]
    private let windows: [TimeSpan]
    private let reference: String
    private let authority: String
    private let place: @Sendable (String) -> (store: String, path: String)
    private let body: @Sendable (FootageReviews) async throws -> Outcome

    /// - Parameters:
    ///   - windows: The scope; if empty, exactly from the first picture to the last.
    ///   - place: Maps the absolute path of a file to its store and to a path that other nodes can resolve.
    ///   - body: Runs the reviews; an error it throws is entered as a refusal.
    package init(
        _ footage: [PlacedFootage], as act: Act, detail: String = "", windows: [TimeSpan] = [], reference: String,
        authority: String, place: @escaping @Sendable (String) -> (store: String, path: String),
        body: @escaping @Sendable (FootageReviews) async throws -> Outcome
    ) {
        self.footage = footage
        self.act = act
        self.detail = detail
        self.windows = windows
        self.reference = reference
        self.authority = authority
        self.place = place
        self.body = body
    }

    package func run(under permit: Permit) async throws -> Outcome {
        let requisition = try await open(permit)
        let importer = try FootageImporter(database: permit.database, requisition: requisition, place: place)
        for placed in footage { _ = try await importer.store(placed) }
        return try await body(FootageReviews(permit: permit, requisition: requisition.id))
    }

    private func open(_ permit: Permit) async throws -> Requisition {
        let all = TimeSpan(start: footage.map(\.span.start).min()!, end: footage.map(\.span.end).max()!)
        let order = try RequisitionOrder(
            reference: reference, authority: authority, cameras: footage.map(\.camera),
            windows: windows.isEmpty ? [all] : windows)
        let id = try await permit.database.open(order, by: permit.caller.name)
        let requisition = try await permit.database.requisition(id)
        try await permit.note(.requisitionOpened, on: .requisition(id.rawValue), detail: "reference \(reference)")
        return requisition
    }
}
