/// How soon a review is needed; each has its own queue, in this order.
package enum Urgency: String, Sendable, Codable, CaseIterable {
    case urgent
    case normal
    case bulk
}
