/// Which names the text format allows.
enum MetricName {
    static func isValid(_ name: String) -> Bool {
        name.allSatisfy { isLetter($0) || isDigit($0) || $0 == ":" } && name.first.map { !isDigit($0) } == true
    }

    /// Names that begin with two underscores belong to Prometheus, `le` to the buckets of histograms.
    static func isValidLabel(_ name: String) -> Bool {
        isValid(name) && !name.contains(":") && !name.hasPrefix("__") && name != "le"
    }

    private static func isLetter(_ character: Character) -> Bool {
        character.isASCII && character.isLetter || character == "_"
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
