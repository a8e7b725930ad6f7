import ArgumentParser
import Catalogue
import Chronology

/// How the files of an import reached the site.
struct DeliveryOptions: ParsableArguments {
    @Option(help: "Who delivered the files.")
    var deliveredBy: String?

    @Option(help: "When they were delivered (RFC 3339).")
    var deliveredAt: Timestamp?

    @Option(help: "The number of the seal they came under.")
    var seal: String?

    @Option(help: "The medium they came on, such as a disk with its serial number.")
    var medium: String?

    /// The delivery of all these files; nil if no option was given.
    var delivery: Delivery? {
        guard deliveredBy != nil || deliveredAt != nil || seal != nil || medium != nil else { return nil }
        return Delivery(
            originalName: "", by: deliveredBy ?? "", at: deliveredAt, seal: seal ?? "", medium: medium ?? "")
    }
}
