/// A number of whole days, such as how long database backups are kept.
package struct Days: Sendable {
    package let count: Int64

    package init(count: Int64) { self.count = count }

    package var microseconds: Int64 { count * 86_400_000_000 }
}
