import ArgumentParser
import Chronology
import Footage
import Requisitions

/// The parts of an order besides its scope.
struct DetailOptions: ParsableArguments {
    @Option(help: "The number of the procedure that the footage belongs to.")
    var procedure: String?

    @Option(help: "The code of the legal basis, from the site's list.")
    var legalBasis: String?

    @Option(help: "Who asks for the review.")
    var officer: String?

    @Option(help: "Who authorised it.")
    var magistrate: String?

    @Flag(help: "Ordered in flagrance, where no authorisation is needed.")
    var flagrance = false

    @Option(help: "The date of the order, for example 2026-03-03.")
    var orderedOn: String?

    @Option(help: "What the review is for.")
    var purpose: String?

    @Option(help: "The expiry, after which nothing more is imported or reviewed, RFC 3339.")
    var expires: Timestamp?

    @Option(name: .customLong("seal"), help: "The number of the seal of the medium.")
    var seal: String?

    var isEmpty: Bool { details == RequisitionDetails() }

    var details: RequisitionDetails {
        var details = RequisitionDetails()
        details.procedure = procedure ?? ""
        details.legalBasis = legalBasis ?? ""
        details.officer = officer ?? ""
        details.magistrate = magistrate ?? ""
        details.isFlagrance = flagrance
        details.orderedOn = orderedOn ?? ""
        details.purpose = purpose ?? ""
        details.expires = expires
        details.seal = seal ?? ""
        return details
    }
}
