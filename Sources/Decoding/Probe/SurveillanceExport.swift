/// The export metadata of an ONVIF export file (ONVIF Export File Format Specification, box `suep`).
package struct SurveillanceExport: Hashable, Sendable, Codable {
    package struct Source: Hashable, Sendable, Codable {
        package let track: Int
        package let name: String
        package let address: String
        package let line: String
    }

    package let unit: String
    package let operatorName: String
    package let sources: [Source]

    /// Parses the body of a `suep` box, after its size and type; nil if it is truncated.
    init?(body: [UInt8]) {
        var reader = ByteReader(body)
        guard reader.skip(4), let unit = reader.text(), reader.text() != nil, reader.text() != nil, reader.skip(8),
            let operatorName = reader.text(), let count = reader.number(bytes: 4), count <= 1_024
        else { return nil }
        var sources: [Source] = []
        for _ in 0..<count {
            guard let track = reader.number(bytes: 2), let name = reader.text(), let address = reader.text(),
                reader.text() != nil, let line = reader.text()
            else { return nil }
            sources.append(Source(track: Int(track), name: name, address: address, line: line))
        }
        self.unit = unit
        self.operatorName = operatorName
        self.sources = sources
    }
}
