/// How a coordinator has spent its time since it started.
package struct CoordinatorCost: Sendable, Hashable {
    /// Tickets accepted by the broker.
    package var tickets = 0
    package var rounds = 0
    package var rescuing: Duration = .zero
    package var dispatching: Duration = .zero
    package var merging: Duration = .zero
    package var completing: Duration = .zero

    package var total: Duration { rescuing + dispatching + merging + completing }
}
