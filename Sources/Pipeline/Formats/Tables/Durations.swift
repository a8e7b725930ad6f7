/// Durations for people.
package enum Durations {
    /// `1:02:03.5` from microseconds, rounded to tenths; hours only where there are some.
    package static func clock(_ microseconds: Int64) -> String {
        let tenths = (microseconds + 50_000) / 100_000
        let (hours, minutes, seconds) = (tenths / 36_000, tenths / 600 % 60, tenths / 10 % 60)
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let head = hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)"
        return "\(head):\(two(seconds)).\(tenths % 10)"
    }
    /// `90s`, or `1500ms` where it is not of whole seconds; milliseconds are the finest.
    package static func units(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
        return milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000)s" : "\(milliseconds)ms"
    }
}
