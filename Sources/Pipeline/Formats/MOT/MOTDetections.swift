package import Analysis

/// A detector's boxes from MOTChallenge rows: `frame,id,left,top,width,height[,confidence[,...]]`.
///
/// Source: MOTChallenge 2015 text format. Rows may come in any order, and frames may be missing. The ID, -1 in
/// untracked detections, is ignored. A missing confidence counts as 1.
package struct MOTDetections: Sendable {
    /// A malformed row: its line and what is wrong with it.
    package struct Malformed: Error, CustomStringConvertible {
        package let line: Int
        package let problem: String

        package var description: String { "line \(line): \(problem)" }
    }

    private struct Row {
        var frame: Int
        /// Left, top, width and height, in pixels.
        var box: SIMD4<Double>
        var confidence: Double
    }

    /// Longest sequence accepted, in frames; a higher number is damaged.
    private static let mostFrames = 10_000_000

    private let rows: [Row]

    package init(_ text: String) throws {
        rows = try text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().compactMap {
            let fields = $1.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed }
            return fields == [""] ? nil : try Self.row(fields, line: $0 + 1)
        }
    }

    private static func row(_ fields: [Substring], line: Int) throws -> Row {
        guard (6...10).contains(fields.count) else {
            throw Malformed(line: line, problem: "\(fields.count) columns, where 6 to 10 are expected")
        }
        let names = ["frame", "id", "left", "top", "width", "height", "confidence"]
        let numbers = try zip(names, fields).map { name, field in
            guard let number = Double(field), abs(number) <= 1e9 else {
                throw Malformed(line: line, problem: "the \(name) is \"\(field)\", not a number")
            }
            return number
        }
        guard let frame = Int(exactly: numbers[0]), (1...mostFrames).contains(frame) else {
            throw Malformed(line: line, problem: "the frame is \(fields[0]); frames are whole numbers from 1")
        }
        for side in 4...5 where numbers[side] <= 0 {
            throw Malformed(line: line, problem: "the \(names[side]) is \(fields[side]), and must be above zero")
        }
        return Row(
            frame: frame, box: SIMD4(numbers[2], numbers[3], numbers[4], numbers[5]),
            confidence: numbers.count > 6 ? numbers[6] : 1)
    }

    /// The number of the last frame with a box; 0 if there is none.
    package var lastFrame: Int { rows.reduce(0) { max($0, $1.frame) } }

    /// The smallest picture that contains all boxes, in pixels.
    package var extent: (width: Int, height: Int) {
        let corner = rows.reduce(SIMD2(1.0, 1.0)) {
            SIMD2(max($0.x, $1.box.x + $1.box.z), max($0.y, $1.box.y + $1.box.w))
        }
        return (Int(corner.x.rounded(.up)), Int(corner.y.rounded(.up)))
    }

    /// Returns the detections of each frame that has any, in order of position, for a picture size in pixels.
    ///
    /// If confidences lie outside 0 to 1, all are mapped linearly onto it, from the least to the greatest.
    package func frames(width: Int, height: Int) -> [Int: [Detection]] {
        let least = rows.reduce(0.0) { min($0, $1.confidence) }
        let greatest = rows.reduce(1.0) { max($0, $1.confidence) }
        var frames: [Int: [Detection]] = [:]
        for row in rows {
            func fraction(_ pixels: Double, of size: Int) -> Int32 {
                let limit = Double(100 * Box.scale)
                return Int32(min(limit, max(-limit, (pixels * Double(Box.scale) / Double(size)).rounded())))
            }
            let (x, y) = (fraction(row.box.x, of: width), fraction(row.box.y, of: height))
            let right = fraction(row.box.x + row.box.z, of: width)
            let bottom = fraction(row.box.y + row.box.w, of: height)
            let confidence = (row.confidence - least) / (greatest - least) * 10_000
            frames[row.frame, default: []].append(
                Detection(
                    box: Box(x: x, y: y, width: max(1, right - x), height: max(1, bottom - y)),
                    confidence: Int32(confidence.rounded())))
        }
        return frames.mapValues { $0.sorted { ($0.box, $0.confidence) < ($1.box, $1.confidence) } }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start.prefix(0) }
        return start[...last]
    }
}
