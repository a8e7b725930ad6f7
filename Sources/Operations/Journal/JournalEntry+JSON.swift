import Chronology
import Footage
package import Formats
package import Journal

extension JournalEntry {
    package var json: CanonicalJSON {
        .object([
            "entry": .integer(id), "at": .string(at.rfc3339), "person": .string(person), "login": .string(login),
            "kind": .string(kind), "act": .string(act), "requisition": .string(requisition),
            "subject": .string(subject), "reason": .string(reason), "detail": .string(detail),
            "previous": .string("sha256:\(previous.hexadecimal)"), "digest": .string("sha256:\(digest.hexadecimal)"),
        ])
    }
}
