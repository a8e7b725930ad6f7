package import Chronology
import Footage

/// What an order says beside its scope. Empty text stands for what it does not say.
package struct RequisitionDetails: Hashable, Sendable {
    /// The number of the procedure that the footage belongs to.
    package var procedure = ""
    /// A code of the site's list of legal bases; article numbers are the list's business.
    package var legalBasis = ""
    /// Who asks for the review.
    package var officer = ""
    /// Who authorised it.
    package var magistrate = ""
    /// Whether it was ordered in flagrance, where nobody has to authorise it.
    package var isFlagrance = false
    /// The date of the order, `2026-03-03`.
    package var orderedOn = ""
    package var purpose = ""
    /// From when on nothing more is planned, claimed or imported.
    package var expires: Timestamp?
    /// The number of the seal of the medium that the footage came on.
    package var seal = ""

    package init() {}

    /// Throws unless the date is one.
    func validate() throws(RequisitionError) {
        guard orderedOn.isEmpty || RequisitionDetails.isDate(orderedOn) else { throw .noDate(orderedOn) }
    }

    /// Whether a text is a date of the calendar, RFC 3339 `full-date`.
    static func isDate(_ text: String) -> Bool {
        text.utf8.count == 10 && Timestamp(rfc3339: text + "T00:00:00Z") != nil
    }
}
