/// How soon a review is needed. Each urgency has its own queue; the most urgent comes first.
package enum Urgency: String, Sendable, Codable, CaseIterable {
    case urgent
    case normal
    case bulk

    /// The value stored in the database; 0 is the most urgent.
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
