/// Formats durations for people.
package enum Durations {
    /// Formats microseconds as `1:02:03.5`, rounded to tenths; leaves out hours if there are none.
    package static func clock(_ microseconds: Int64) -> String {
        let tenths = (microseconds + 50_000) / 100_000
        let (hours, minutes, seconds) = (tenths / 36_000, tenths / 600 % 60, tenths / 10 % 60)
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let head = hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)"
        return "\(head):\(two(seconds)).\(tenths % 10)"
    }
    /// Formats as `90s`, or as `1500ms` if not a whole number of seconds; milliseconds are the finest unit.
    package static func units(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
        return milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000)s" : "\(milliseconds)ms"
    }
}
