/// The Prometheus text format, version 0.0.4.
enum ExpositionText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// Returns the lines of a family; empty if it has no series, since its value is then unknown.
    static func text(_ family: MetricFamily) -> String {
        let all = family.sorted
        guard !all.isEmpty else { return "" }
        var text = "# HELP \(family.name) \(escapedHelp(family.help))\n# TYPE \(family.name) \(family.kind.rawValue)\n"
        for (values, series) in all {
            let labels = zip(family.labels, values).map { "\($0)=\"\(escaped($1))\"" }
            switch family.kind {
            case .counter, .gauge: text += line(family.name, labels, number(series.value))
            case .histogram: text += buckets(family, labels, series)
            }
        }
        return text
    }

    private static func buckets(_ family: MetricFamily, _ labels: [String], _ series: MetricFamily.Series) -> String {
        var text = ""
        var total: UInt64 = 0
        for (bound, count) in zip(family.bounds + [.infinity], series.counts) {
            total += count
            text += line("\(family.name)_bucket", labels + ["le=\"\(number(bound))\""], String(total))
        }
        text += line("\(family.name)_sum", labels, number(series.value))
        return text + line("\(family.name)_count", labels, String(total))
    }

    private static func line(_ name: String, _ labels: [String], _ value: String) -> String {
        "\(name)\(labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}") \(value)\n"
    }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        // Whole numbers without ".0", as is usual in this format.
        return Int64(exactly: value).map(String.init) ?? String(value)
    }

    static func escapedHelp(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    static func escaped(_ value: String) -> String {
        escapedHelp(value).replacing("\"", with: "\\\"")
    }
}
