package import Catalogue
import Chronology
import Footage
package import Formats
package import Requisitions

extension Requisition {
    /// The state in one word; an expired requisition is open in name only.
    package var condition: String { state == .open && isExpired ? "expired" : state.rawValue }

    package var json: CanonicalJSON { json([]) }

    /// Returns the requisition as JSON, with these extensions.
    package func json(_ extensions: [RequisitionExtension]) -> CanonicalJSON {
        let details = order.details
        return .object([
            "id": .string(id.rawValue), "state": .string(state.rawValue), "reference": .string(order.reference),
            "authority": .string(order.authority), "cameras": .array(order.cameras.map { .string($0.rawValue) }),
            "from": .string(order.window.start.rfc3339), "to": .string(order.window.end.rfc3339),
            "windows": .array(
                order.windows.map {
                    .object(["from": .string($0.start.rfc3339), "to": .string($0.end.rfc3339)])
                }),
            "procedure": .string(details.procedure), "legal_basis": .string(details.legalBasis),
            "officer": .string(details.officer), "magistrate": .string(details.magistrate),
            "flagrance": .bool(details.isFlagrance), "ordered_on": .string(details.orderedOn),
            "purpose": .string(details.purpose), "seal": .string(details.seal), "is_expired": .bool(isExpired),
            "expires": details.expires.map { .string($0.rfc3339) } ?? .null,
            "extensions": .array(extensions.map(\.json)),
        ])
    }
}

extension RequisitionExtension {
    fileprivate var json: CanonicalJSON {
        .object([
            "at": .string(at.rfc3339), "person": .string(person), "ordered_by": .string(orderedBy),
            "reason": .string(reason), "changes": .string(changes),
        ])
    }
}
