import Foundation

extension TestClips {
    /// Returns the luma of one picture of a file as ffmpeg decodes it: one byte per pixel, full range, row by row;
    /// empty if the file has no picture at that time.
    ///
    /// - Parameters:
    ///   - time: microseconds from the first picture; nil: the first picture.
    ///   - size: the size to scale to; nil: the picture's own.
    package static func luma(
        of path: String, at time: Int64? = nil, size: (width: Int, height: Int)? = nil
    ) throws -> [UInt8] {
        var filters: [String] = []
        if let time {
            let (from, to) = (Double(time - 500) / 1_000_000, Double(time + 500) / 1_000_000)
            filters.append("select=between(t\\,\(from)\\,\(to))")
        }
        if let size { filters.append("scale=\(size.width):\(size.height):flags=area") }
        filters.append("format=gray")
        return try withFolder { folder in
            let output = folder + "/luma"
            let filter = filters.joined(separator: ",")
            try run(["-i", path, "-vf", filter, "-frames:v", "1", "-f", "rawvideo", output])
            return Array(FileManager.default.contents(atPath: output) ?? Data())
        }
    }

    /// Returns the mean absolute difference of two pictures, at all or some pixels; infinite if their sizes differ.
    package static func difference(_ one: [UInt8], _ other: [UInt8], at places: [Int]? = nil) -> Double {
        let places = places ?? Array(one.indices)
        guard one.count == other.count, !places.isEmpty else { return .infinity }
        let sum = places.reduce(0) { $0 + abs(Int(one[$1]) - Int(other[$1])) }
        return Double(sum) / Double(places.count)
    }
}
