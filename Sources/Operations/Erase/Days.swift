/// A span of whole days, such as that for which copies of the database are kept.
package struct Days: Sendable {
    package let count: Int64

    package init(count: Int64) { self.count = count }

    package var microseconds: Int64 { count * 86_400_000_000 }
}
