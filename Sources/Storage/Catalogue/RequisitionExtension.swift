package import Chronology
import Footage

/// One extension of a requisition: what it prolonged or widened, who ordered it, and why.
package struct RequisitionExtension: Hashable, Sendable {
    package let at: Timestamp
    /// The account that entered it.
    package let person: String
    package let orderedBy: String
    package let reason: String
    /// A description of what was added.
    package let changes: String
}
