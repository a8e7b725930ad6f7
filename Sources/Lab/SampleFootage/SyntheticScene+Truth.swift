import Chronology
import Footage

extension SyntheticScene {
    /// Everything a review of this camera should find.
    package var truth: SampleTruth.Camera {
        let presences = (0..<frameCount).map(presences(inFrame:))
        let movers = movers.compactMap { truth(of: $0, presences) }
        let files = recordings.map(file)
        let activity = movers.map { TimeSpan(start: $0.start.time, end: $0.end.time) }.joined()
        return SampleTruth.Camera(
            camera: camera, files: files,
            gaps: zip(files, files.dropFirst()).filter { $0.end.time < $1.start.time }
                .map { SampleTruth.Span(start: $0.end, end: $1.start) },
            lighting: lightingTruth, movers: movers, activity: activity.map(SampleTruth.Span.init))
    }

    /// Returns the movers present in a frame with their boxes in it, whether or not the path keeps this point.
    package func presences(inFrame index: Int) -> [(id: Int, point: SampleTruth.PathPoint)] {
        let time = time(ofFrame: index)
        return figures(at: time).compactMap { mover, figure in
            let extent = figure.extent
            let visible = extent.clipped(toWidth: width * Point.unit, height: height * Point.unit)
            guard visible.area * 4 >= extent.area, visible.area > 0 else { return nil }
            return (mover.id, point(visible, at: time))
        }
    }

    /// The file name of a recording: camera and start, as recorders name files.
    package func fileName(of recording: Recording) -> String {
        let digits = recording.start.rfc3339.prefix(19).filter { $0 != "-" && $0 != ":" }
        return "\(camera)_\(digits)Z.mp4"
    }

    private func truth(
        of mover: Mover, _ presences: [[(id: Int, point: SampleTruth.PathPoint)]]
    ) -> SampleTruth.MoverTruth? {
        let seen = presences.indices.compactMap { index in
            presences[index].first { $0.id == mover.id }.map { (frame: index, point: $0.point) }
        }
        guard let first = seen.first, let last = seen.last else { return nil }
        // Five frames are 0.4 s at 12.5 frames per second, and a third of a second at 15.
        let kept = seen.filter { $0.frame % 5 == 0 || $0.frame == first.frame || $0.frame == last.frame }
        return SampleTruth.MoverTruth(
            id: mover.id, kind: mover.kind, start: first.point.at,
            end: SampleTruth.Moment(endTime(ofFrame: last.frame)), path: kept.map(\.point))
    }

    private func file(_ recording: Recording) -> SampleTruth.File {
        SampleTruth.File(
            name: "\(camera)/\(fileName(of: recording))", start: SampleTruth.Moment(recording.start),
            end: SampleTruth.Moment(endTime(ofFrame: recording.frames.upperBound - 1)), frames: recording.frames.count)
    }

    private var lightingTruth: [SampleTruth.LightingChange] {
        let before = [1_000] + lighting.changes.map(\.factor)
        return zip(lighting.changes, before).map { change, factor in
            SampleTruth.LightingChange(
                start: moment(milliseconds: change.start), end: moment(milliseconds: change.end),
                from: Double(factor) / 1_000, to: Double(change.factor) / 1_000)
        }
    }

    private func moment(milliseconds: Int) -> SampleTruth.Moment {
        SampleTruth.Moment(recordings[0].start.advanced(byMicroseconds: Int64(milliseconds) * 1_000))
    }

    private func point(_ box: Extent, at time: Timestamp) -> SampleTruth.PathPoint {
        func fraction(_ length: Int, _ whole: Int) -> Double {
            Double((length * 10_000 + whole * Point.unit / 2) / (whole * Point.unit)) / 10_000
        }
        return SampleTruth.PathPoint(
            at: SampleTruth.Moment(time), x: fraction(box.left, width), y: fraction(box.top, height),
            width: fraction(box.right - box.left, width), height: fraction(box.bottom - box.top, height))
    }
}
