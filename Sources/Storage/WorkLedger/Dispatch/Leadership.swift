/// One coordinator's right to act until its lease ends. Every write it makes carries the term.
package struct Leadership: Hashable, Sendable {
    package let leader: String
    package let term: Int64

    /// The condition that fences a statement; `$n` and `$n+1` are leader and term.
    package static func fence(_ first: Int) -> String {
        """
        EXISTS (SELECT FROM relecture.leadership WHERE role = 'coordinator' AND leader = $\(first) AND term = $\(first + 1)
            AND lease_until > now())
        """
    }
}
