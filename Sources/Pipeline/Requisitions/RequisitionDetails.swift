package import Chronology
import Footage

/// The parts of an order other than its scope. An empty string stands for a missing value.
package struct RequisitionDetails: Hashable, Sendable {
    /// The number of the procedure that the footage belongs to.
    package var procedure = ""
    /// A code from the site's list of legal bases, which holds the article numbers.
    package var legalBasis = ""
    /// The officer who requests the review.
    package var officer = ""
    /// The magistrate who authorised it.
    package var magistrate = ""
    /// Whether it was ordered in flagrance, when no authorisation is needed.
    package var isFlagrance = false
    /// The date of the order, `2026-03-03`.
    package var orderedOn = ""
    package var purpose = ""
    /// When the order expires: from then on nothing more is planned, claimed or imported.
    package var expires: Timestamp?
    /// The seal number of the medium that held the footage.
    package var seal = ""

    package init() {}

    /// Throws unless the date of the order is empty or valid.
    func validate() throws(RequisitionError) {
        guard orderedOn.isEmpty || RequisitionDetails.isDate(orderedOn) else { throw .noDate(orderedOn) }
    }

    /// Returns whether text is a valid calendar date (RFC 3339 `full-date`).
    static func isDate(_ text: String) -> Bool {
        text.utf8.count == 10 && Timestamp(rfc3339: text + "T00:00:00Z") != nil
    }
}
