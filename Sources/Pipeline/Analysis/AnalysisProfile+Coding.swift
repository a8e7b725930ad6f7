extension AnalysisProfile {
    enum CodingKeys: String, CodingKey {
        case name, minimumWidth, maximumWidth, sampleStep, windowReach, modeTolerance, threshold, noiseFactor
        case minimumArea, minimumObjectWidth, minimumObjectHeight, ignore, joinGap, sway, coastTime, linkGap
        case minimumDuration, minimumTravel, analysisVersion
    }

    /// Decodes a profile; missing settings take their defaults, so stored profiles stay readable when settings are
    /// added.
    ///
    /// A profile without an analysis version predates versions: its version is `unknown`.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        analysisVersion = AnalysisVersion.unknown
        func read<Value: Decodable>(_ key: CodingKeys, into value: inout Value) throws {
            if container.contains(key) { value = try container.decode(Value.self, forKey: key) }
        }
        try read(.name, into: &name)
        try read(.minimumWidth, into: &minimumWidth)
        try read(.maximumWidth, into: &maximumWidth)
        try read(.sampleStep, into: &sampleStep)
        try read(.windowReach, into: &windowReach)
        try read(.modeTolerance, into: &modeTolerance)
        try read(.threshold, into: &threshold)
        try read(.noiseFactor, into: &noiseFactor)
        try read(.minimumArea, into: &minimumArea)
        try read(.minimumObjectWidth, into: &minimumObjectWidth)
        try read(.minimumObjectHeight, into: &minimumObjectHeight)
        try read(.ignore, into: &ignore)
        try read(.joinGap, into: &joinGap)
        try read(.sway, into: &sway)
        try read(.coastTime, into: &coastTime)
        try read(.linkGap, into: &linkGap)
        try read(.minimumDuration, into: &minimumDuration)
        try read(.minimumTravel, into: &minimumTravel)
        try read(.analysisVersion, into: &analysisVersion)
    }
}
