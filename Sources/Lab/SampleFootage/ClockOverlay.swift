import Chronology
import Footage

/// The camera's name and the recorder's clock, burnt into the upper left corner of the picture as white, outlined
/// characters.
struct ClockOverlay {
    /// Size of one dot of a glyph, in pixels.
    private static let dot = 2
    private static let advance = (Glyphs.width + 1) * dot

    let camera: String
    let left = 12
    let top = 10

    /// Returns the columns and rows of pixels that the text at this time may touch.
    func area(at time: Timestamp) -> (columns: Range<Int>, rows: Range<Int>) {
        let dot = ClockOverlay.dot
        return (
            (left - dot)..<(left + text(at: time).count * ClockOverlay.advance),
            (top - dot)..<(top + (Glyphs.height + 1) * dot)
        )
    }

    func draw(at time: Timestamp, on pixels: inout [UInt8], width: Int) {
        let text = Array(text(at: time))
        for (index, character) in text.enumerated() {
            draw(character, at: left + index * ClockOverlay.advance, tone: 20, margin: 1, on: &pixels, width: width)
        }
        for (index, character) in text.enumerated() {
            draw(character, at: left + index * ClockOverlay.advance, tone: 226, margin: 0, on: &pixels, width: width)
        }
    }

    /// `2026-03-01 21:55:00 GATE`
    private func text(at time: Timestamp) -> String {
        let rfc3339 = time.rfc3339
        return "\(rfc3339.prefix(10)) \(rfc3339.dropFirst(11).prefix(8)) \(camera.uppercased())"
    }

    private func draw(
        _ character: Character, at left: Int, tone: UInt8, margin: Int, on pixels: inout [UInt8], width: Int
    ) {
        let dot = ClockOverlay.dot
        for (row, dots) in Glyphs.rows(of: character).enumerated() {
            for column in 0..<Glyphs.width where dots & (0x10 >> UInt8(column)) != 0 {
                for y in (top + row * dot - margin)..<(top + (row + 1) * dot + margin) {
                    for x in (left + column * dot - margin)..<(left + (column + 1) * dot + margin) {
                        pixels[y * width + x] = tone
                    }
                }
            }
        }
    }
}
