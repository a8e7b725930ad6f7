package import Analysis

/// A moving person or object that a human saw in a labelled clip: when it is visible and, optionally, where.
package struct KnownPresence: Hashable, Sendable, Codable {
    package struct Place: Hashable, Sendable {
        /// Microseconds from the clip's first frame.
        package let at: Int64
        package let box: Box

        package init(at: Int64, box: Box) {
            self.at = at
            self.box = box
        }
    }

    /// Microseconds from the clip's first frame.
    package let start: Int64
    package let end: Int64
    /// In time order; empty if only the time was labelled.
    package let places: [Place]

    package init(start: Int64, end: Int64, places: [Place] = []) {
        self.start = start
        self.end = end
        self.places = places.sorted { $0.at < $1.at }
    }

    private enum Key: String, CodingKey { case start, end, boxes }

    /// Decodes `{"start": 1.5, "end": 9, "boxes": [{"at": 2, "x": 0.1, "y": 0.2, "width": 0.05, "height": 0.2}]}`, with
    /// times in seconds and boxes as fractions of the picture.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func microseconds(_ key: Key) throws -> Int64 {
            try Decimals.scaled(container.decode(Double.self, forKey: key), by: 1_000_000, key, container)
        }
        self.init(
            start: try microseconds(.start), end: try microseconds(.end),
            places: try container.decodeIfPresent([Place].self, forKey: .boxes) ?? [])
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Double(start) / 1_000_000, forKey: .start)
        try container.encode(Double(end) / 1_000_000, forKey: .end)
        if !places.isEmpty { try container.encode(places, forKey: .boxes) }
    }
}

extension KnownPresence.Place: Codable {
    private enum Key: String, CodingKey { case at, x, y, width, height }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func fraction(_ key: Key) throws -> Int32 {
            let value = try Decimals.scaled(container.decode(Double.self, forKey: key), by: 10_000, key, container)
            guard (-10_000...20_000).contains(value) else { throw Decimals.unusable(key, container) }
            return Int32(value)
        }
        self.init(
            at: try Decimals.scaled(container.decode(Double.self, forKey: .at), by: 1_000_000, .at, container),
            box: Box(
                x: try fraction(.x), y: try fraction(.y), width: try fraction(.width), height: try fraction(.height)))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Double(at) / 1_000_000, forKey: .at)
        for (key, value) in [(Key.x, box.x), (.y, box.y), (.width, box.width), (.height, box.height)] {
            try container.encode(Double(value) / 10_000, forKey: key)
        }
    }
}

/// Converts numbers from a file written by a person.
private enum Decimals {
    static func scaled<Key: CodingKey>(
        _ value: Double, by scale: Double, _ key: Key, _ container: KeyedDecodingContainer<Key>
    ) throws -> Int64 {
        guard abs(value) < 1e9 else { throw unusable(key, container) }
        return Int64((value * scale).rounded())
    }

    static func unusable<Key: CodingKey>(_ key: Key, _ container: KeyedDecodingContainer<Key>) -> DecodingError {
        DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "out of range")
    }
}
