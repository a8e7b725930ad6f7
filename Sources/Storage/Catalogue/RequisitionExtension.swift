package import Chronology
import Footage

/// What prolonged or widened a requisition once: who ordered it, and why.
package struct RequisitionExtension: Hashable, Sendable {
    package let at: Timestamp
    /// Who entered it.
    package let person: String
    package let orderedBy: String
    package let reason: String
    /// What was added, in words.
    package let changes: String
}
