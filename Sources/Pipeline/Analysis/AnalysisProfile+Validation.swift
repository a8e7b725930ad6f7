extension AnalysisProfile {
    /// Describes what is wrong with settings that came from outside; nil if they are valid.
    package var problem: String? {
        let bounds: [(name: String, value: Int, range: ClosedRange<Int>)] = [
            ("minimumWidth", minimumWidth, 16...4_096), ("maximumWidth", maximumWidth, 16...8_192),
            ("sampleStep", sampleStep, 500...60_000), ("windowReach", windowReach, 0...600_000),
            ("modeTolerance", modeTolerance, 1...127), ("threshold", threshold, 1...255),
            ("noiseFactor", noiseFactor, 0...4_096), ("joinGap", joinGap, 0...64),
            ("sway", sway, 0...64), ("coastTime", coastTime, 0...60_000), ("minimumTravel", minimumTravel, 0...10_000),
            ("minimumArea", minimumArea, 1...1_000_000),
            ("minimumObjectWidth", minimumObjectWidth, 0...10_000),
            ("minimumObjectHeight", minimumObjectHeight, 0...10_000), ("linkGap", linkGap, 0...600_000),
            ("minimumDuration", minimumDuration, 0...600_000),
        ]
        if name.isEmpty { return "the setting \"name\" is empty" }
        if let wrong = bounds.first(where: { !$0.range.contains($0.value) }) {
            return "the setting \"\(wrong.name)\" is \(wrong.value), and must lie between "
                + "\(wrong.range.lowerBound) and \(wrong.range.upperBound)"
        }
        guard ignore.count <= 256 else { return "\"ignore\" holds more than 256 areas" }
        for (place, area) in ignore.enumerated() {
            if let problem = area.problem { return "area \(place + 1) of \"ignore\" \(problem)" }
        }
        guard minimumWidth <= maximumWidth else { return "\"minimumWidth\" is larger than \"maximumWidth\"" }
        guard 2 * windowReach / sampleStep < 31 else {
            return "the window holds more than 31 samples: make \"sampleStep\" longer or \"windowReach\" shorter"
        }
        return nil
    }
}
