package import Access
import Catalogue
import Erasure
package import Journal
package import Requisitions

/// Reads the stored certificate of an erasure.
package struct ReadErasureCertificate: Operation {
    package let id: RequisitionID

    package init(of id: RequisitionID) { self.id = id }

    package var act: Act { .eraseCertificate }
    package var subject: JournalSubject { .requisition(id.rawValue) }

    package func run(under permit: Permit) async throws -> ErasureCertificate {
        let state = try await permit.database.requisition(id).state
        guard let record = try await permit.database.erasure(of: id),
            let certificate = try ErasureCertificate(of: record)
        else { throw OperationError("requisition \(id) is \(state.rawValue): there is no certificate of its erasure") }
        return certificate
    }
}

extension ErasureCertificate {
    /// Reads the certificate stored with the erasure; nil if there is none yet.
    init?(of record: ErasureRecord) throws {
        guard let text = record.certificate else { return nil }
        guard let certificate = ErasureCertificate(text) else {
            throw OperationError(
                "the certificate of requisition \(record.requisition) in the database was changed: use your own copy"
            )
        }
        self = certificate
    }
}
