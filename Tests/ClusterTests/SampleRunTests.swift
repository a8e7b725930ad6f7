import Chronology
import Footage
import Foundation
import SampleFootage
import Testing

extension RealProcesses {
    struct SampleRunTests {
        /// How far activity may extend beyond the truth at each end, in microseconds.
        private static let tolerance: Int64 = 600_000

        @Test func sampleIsFoundAsItsTruthSays() async throws {
            let (folder, truth) = try await SampleClips.all.value
            let timeline = try await TestCluster.with { cluster in
                let outcome = try await cluster.run(
                    "run", folder, "--reference", "2026/7", "--authority", "order", "--chunk", "30s", "--workers", "2",
                    "--format", "json", "--quiet")
                #expect(outcome.status == 0, "\(outcome.errors)")
                #expect(outcome.errors.isEmpty)
                return try TimelineDocument(outcome.output)
            }
            #expect(timeline.cameras.map(\.camera) == truth.cameras.map(\.camera).sorted())
            for camera in truth.cameras {
                let found = try #require(timeline.cameras.first { $0.camera == camera.camera })
                #expect(found.clock == "file-name")
                checkCoverage(found, camera)
                checkActivity(found, camera)
                for mover in camera.movers {
                    #expect(
                        found.tracks.contains { shows($0, mover) },
                        "\(camera.camera): no track for \(mover.kind) \(mover.id), \(mover.start.time)")
                }
            }
        }

        /// Files must be analysed to the microsecond, and the spans between them must be gaps.
        private func checkCoverage(_ found: TimelineDocument.Camera, _ camera: SampleTruth.Camera) {
            let analysed = found.coverage.filter { $0.state == "analysed" }.map(\.span)
            #expect(analysed == camera.files.map { TimeSpan(start: $0.start.time, end: $0.end.time) }.joined())
            let gaps = found.coverage.filter { $0.state == "gap" }.map(\.span)
            #expect(camera.gaps.allSatisfy { gaps.contains($0.span) })
            #expect(Set(found.states).isSubset(of: ["analysed", "gap"]))
        }

        /// Every movement is reported, and nothing else: no change of light, no clock, no noise.
        private func checkActivity(_ found: TimelineDocument.Camera, _ camera: SampleTruth.Camera) {
            let allowed = camera.activity.map { activity in
                TimeSpan(
                    start: activity.start.time.advanced(byMicroseconds: -SampleRunTests.tolerance),
                    end: activity.end.time.advanced(byMicroseconds: SampleRunTests.tolerance))
            }
            let outside = found.activity.map(\.span).subtracting(allowed)
            #expect(outside.isEmpty, "\(camera.camera): activity where nothing moved: \(outside)")
        }

        /// Returns whether a track follows a mover for most of its path.
        private func shows(_ track: TimelineDocument.Track, _ mover: SampleTruth.MoverTruth) -> Bool {
            let hits = mover.path.filter { point in
                guard let box = track.box(at: point.at.time) else { return false }
                return box.overlap(with: Rectangle(point)) >= 0.3
            }
            return hits.count * 2 >= mover.path.count
        }
    }
}

extension TimelineDocument.Track {
    /// Returns the box at `time`, interpolated linearly between path points.
    fileprivate func box(at time: Timestamp) -> Rectangle? {
        guard let next = path.firstIndex(where: { $0.at.time >= time }) else { return nil }
        guard next > 0 else { return path[0].at.time == time ? Rectangle(path[0]) : nil }
        let (from, to) = (path[next - 1], path[next])
        let part =
            Double(time.microseconds - from.at.time.microseconds)
            / Double(to.at.time.microseconds - from.at.time.microseconds)
        return Rectangle(from).moved(part, towards: Rectangle(to))
    }
}

/// A box in fractions of the picture.
private struct Rectangle {
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double

    init(_ point: SampleTruth.PathPoint) {
        (left, top, right, bottom) = (point.x, point.y, point.x + point.width, point.y + point.height)
    }

    init(left: Double, top: Double, right: Double, bottom: Double) {
        (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }

    /// Returns this box moved a fraction of the way towards another.
    func moved(_ part: Double, towards other: Rectangle) -> Rectangle {
        func between(_ side: KeyPath<Rectangle, Double>) -> Double {
            self[keyPath: side] + (other[keyPath: side] - self[keyPath: side]) * part
        }
        return Rectangle(
            left: between(\.left), top: between(\.top), right: between(\.right), bottom: between(\.bottom))
    }

    var area: Double { max(0, right - left) * max(0, bottom - top) }

    /// Returns the intersection over union.
    func overlap(with other: Rectangle) -> Double {
        let common =
            max(0, min(right, other.right) - max(left, other.left))
            * max(0, min(bottom, other.bottom) - max(top, other.top))
        return common > 0 ? common / (area + other.area - common) : 0
    }
}
