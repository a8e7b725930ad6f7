import Analysis
package import Chronology
import Footage
package import Timelines

/// Writes tracks as MOTChallenge rows: `frame,id,left,top,width,height,confidence,-1,-1,-1`.
///
/// Source: MOTChallenge 2015 text format. Frames count from 1 in presentation order; boxes are in pixels.
package enum MOTChallenge {
    /// A frame of the camera in scope.
    package struct Frame: Hashable, Sendable {
        package let time: Timestamp
        package let width: Int
        package let height: Int

        package init(time: Timestamp, width: Int, height: Int) {
            self.time = time
            self.width = width
            self.height = height
        }
    }

    /// - Parameter frames: in presentation order.
    package static func text(tracks: [Track], frames: [Frame]) -> String {
        var rows: [(frame: Int, id: Int, text: String)] = []
        for track in tracks {
            var index = frames.partitioningIndex { $0.time >= track.span.start }
            while index < frames.count, frames[index].time < track.span.end {
                if let row = row(of: track, in: frames[index], number: index + 1) {
                    rows.append((index + 1, track.id, row))
                }
                index += 1
            }
        }
        return rows.sorted { ($0.frame, $0.id) < ($1.frame, $1.id) }.map { $0.text + "\n" }.joined()
    }

    private static func row(of track: Track, in frame: Frame, number: Int) -> String? {
        guard let box = track.box(at: frame.time) else { return nil }
        func pixels(_ fraction: Int32, _ size: Int) -> String {
            // Hundredths of a pixel, exact in integer arithmetic.
            let hundredths = (Int64(fraction) * Int64(size) * 2 + 100).flooredQuotient(by: 200)
            return CanonicalJSON.decimal(hundredths * 100)
        }
        let fields = [
            String(number), String(track.id), pixels(box.x, frame.width), pixels(box.y, frame.height),
            pixels(box.width, frame.width), pixels(box.height, frame.height),
            CanonicalJSON.decimal(Int64(track.confidence)), "-1", "-1", "-1",
        ]
        return fields.joined(separator: ",")
    }
}
