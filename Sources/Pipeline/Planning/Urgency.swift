/// How soon a review is needed; each has its own queue, in this order.
package enum Urgency: String, Sendable, Codable, CaseIterable {
    case urgent
    case normal
    case bulk

    /// 0 for the most urgent; what the database stores.
    package var rank: Int {
        switch self {
        case .urgent: 0
        case .normal: 1
        case .bulk: 2
        }
    }

    package init?(rank: Int) {
        guard let urgency = Urgency.allCases.first(where: { $0.rank == rank }) else { return nil }
        self = urgency
    }
}
