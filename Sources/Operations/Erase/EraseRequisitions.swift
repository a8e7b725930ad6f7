import Access
import Erasure
import Formats
import Journal
package import Requisitions

/// Erases requisitions step by step. An interrupted erasure resumes at the step recorded in the database.
///
///     per requisition: exports -> rows -> tickets;  for all at once: space;  per requisition: certificate
package struct EraseRequisitions: Sendable {
    /// Events reported during the erasure.
    package enum Event: Sendable {
        /// The broker was not reached; workers drop the chunks at their next renewal.
        case workersUntold
        /// An export could not be deleted; the certificate lists it.
        case exportLeft(path: String, fate: String)
        /// One of several requisitions could not be erased.
        case failed(any Error)
    }

    let key: SiteKey
    /// Who ordered the erasure; needed if a requisition is not closed yet.
    let order: String?
    let backupsKept: Days
    /// Hosts whose exports are out of reach.
    let abandoned: [String]
    let tell: @Sendable (Event) -> Void
    let finished: @Sendable (ErasureCertificate) throws -> Void

    /// - Parameter finished: Receives each certificate as soon as it exists, including those of requisitions erased
    ///   earlier.
    package init(
        signedWith key: SiteKey, order: String?, backupsKept: Days, abandoned: [String],
        tell: @escaping @Sendable (Event) -> Void, finished: @escaping @Sendable (ErasureCertificate) throws -> Void
    ) {
        self.key = key
        self.order = order
        self.backupsKept = backupsKept
        self.abandoned = abandoned
        self.tell = tell
        self.finished = finished
    }

    /// Erases as many as possible: a failed requisition does not hold up the others.
    ///
    /// - Throws: The failures, once all other requisitions are done.
    package func erase(_ ids: [RequisitionID], for caller: Caller) async throws {
        var failures: [any Error] = []
        var permitted: [(id: RequisitionID, standing: Standing?)] = []
        for id in ids {
            do {
                let content = EraseContent(id: id, order: order, abandoned: abandoned, tell: tell)
                permitted.append((id, try await caller.perform(content)))
            } catch {
                try Task.checkCancellation()
                failures.append(error)
            }
        }
        if !permitted.isEmpty {
            // Use one connection for all from here on; until now each requisition had its own.
            let database = try await caller.servers.database(role: "erase")
            let permits = permitted.map { id, standing in
                Permit(
                    act: .erase, subject: .requisition(id.rawValue), caller: caller, standing: standing,
                    database: database)
            }
            do {
                try await database.reclaimSpace(of: permitted.map(\.id))
            } catch {
                for permit in permits { await permit.refuse(because: error) }
                throw error
            }
            for (id, permit) in zip(permitted.map(\.id), permits) {
                do {
                    try finished(try await certificate(of: id, under: permit))
                } catch {
                    try Task.checkCancellation()
                    await permit.refuse(because: error)
                    failures.append(error)
                }
            }
        }
        if failures.count == 1, ids.count == 1 { throw failures[0] }
        guard failures.isEmpty else {
            for failure in failures { tell(.failed(failure)) }
            throw OperationError("\(failures.count) of \(ids.count) requisitions could not be erased: see above")
        }
    }

    private func certificate(of id: RequisitionID, under permit: Permit) async throws -> ErasureCertificate {
        let database = permit.database
        guard let record = try await database.erasure(of: id) else {
            throw OperationError("the erasure record of requisition \(id) is missing")
        }
        if let certificate = try ErasureCertificate(of: record) { return certificate }
        // Sweep again: a coordinator may have held some tickets during the first sweep.
        let late = try await permit.servers.sweep(record.reviews, isDropping: true)
        if late > 0 { try await database.reached(.space, of: id, tickets: late) }
        let left = try await database.remains(of: id)
        guard left.isEmpty else {
            let what = left.map { "\($0.rows) rows of \($0.table)" }.joined(separator: ", ")
            throw OperationError(
                "requisition \(id) is not completely erased: \(what); check which roles can still write there")
        }
        let facts = ErasureFacts(
            record: record, head: try await database.verifyJournal(), person: permit.caller.name,
            reason: permit.reason, backupsKept: backupsKept)
        let certificate = try ErasureCertificate(facts.members, signedWith: key)
        let text = certificate.json.text
        try await permit.note(
            .erased, on: .requisition(id.rawValue), detail: "certificate \(ErasureFacts.digest(of: text))",
            kind: .erasure)
        try await database.finishErasure(of: id, certificate: text)
        return certificate
    }
}
