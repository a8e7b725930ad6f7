/// Checks names against the text format's rules.
enum MetricName {
    static func isValid(_ name: String) -> Bool {
        name.allSatisfy { isLetter($0) || isDigit($0) || $0 == ":" } && name.first.map { !isDigit($0) } == true
    }

    /// Names starting with two underscores are reserved by Prometheus, and `le` for histogram buckets.
    static func isValidLabel(_ name: String) -> Bool {
        isValid(name) && !name.contains(":") && !name.hasPrefix("__") && name != "le"
    }

    private static func isLetter(_ character: Character) -> Bool {
        character.isASCII && character.isLetter || character == "_"
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
