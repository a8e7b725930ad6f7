package import Chronology
import Footage

/// One camera of the sample: a place, its light and its movers, drawn frame by frame as a pure function of the index.
package struct SyntheticScene: Sendable {
    /// The parts of a frame. Tests omit some to look at the others alone.
    package struct Layers: OptionSet, Sendable {
        package let rawValue: Int
        package static let movers = Layers(rawValue: 1)
        package static let shadows = Layers(rawValue: 2)
        package static let exposure = Layers(rawValue: 4)
        package static let noise = Layers(rawValue: 8)
        package static let clock = Layers(rawValue: 16)
        package static let all: Layers = [.movers, .shadows, .exposure, .noise, .clock]

        package init(rawValue: Int) {
            self.rawValue = rawValue
        }
    }

    /// One file of the camera.
    package struct Recording: Sendable {
        /// The recorder's clock at the first frame.
        package let start: Timestamp
        /// Indexes of its frames in the scene.
        package let frames: Range<Int>
    }

    package let camera: String
    package let width: Int
    package let height: Int
    /// Ticks of 1/12000 s from one frame to the next.
    package let frameTicks: Int64
    package private(set) var recordings: [Recording]
    let movers: [Mover]
    let lighting: Lighting
    let perspective: Perspective
    let overlay: ClockOverlay
    private let backdrop: [UInt8]
    private let cone: [UInt16]
    private let noise: SensorNoise

    static let ticks = TimeBase(numerator: 1, denominator: 12_000)

    init(
        camera: String, width: Int, height: Int, frameTicks: Int64, recordings: [Recording], movers: [Mover],
        lighting: Lighting, perspective: Perspective, backdrop: [UInt8], seed: UInt64
    ) {
        self.camera = camera
        self.width = width
        self.height = height
        self.frameTicks = frameTicks
        self.recordings = recordings
        self.movers = movers
        self.lighting = lighting
        self.perspective = perspective
        self.backdrop = backdrop
        overlay = ClockOverlay(camera: camera)
        cone = lighting.cone(width: width, height: height)
        noise = SensorNoise(seed: seed, rowLength: width)
    }

    /// Returns the scene with only the first frames of each recording, which is quick to write. Its truth is shortened
    /// to match.
    package func limited(toFramesPerRecording count: Int) -> SyntheticScene {
        var limited = self
        var next = 0
        limited.recordings = recordings.map { recording in
            let frames = next..<(next + min(count, recording.frames.count))
            next = frames.upperBound
            return Recording(start: recording.start, frames: frames)
        }
        return limited
    }

    /// Total number of frames in all recordings.
    package var frameCount: Int { recordings.last?.frames.upperBound ?? 0 }

    /// Returns when a frame is shown, by the recorder's clock.
    package func time(ofFrame index: Int) -> Timestamp {
        let recording = recording(ofFrame: index)
        return time(ofFrame: index - recording.frames.lowerBound, in: recording)
    }

    /// Returns when a frame stops being shown.
    package func endTime(ofFrame index: Int) -> Timestamp {
        let recording = recording(ofFrame: index)
        return time(ofFrame: index + 1 - recording.frames.lowerBound, in: recording)
    }

    /// The frame's luma plane: `width * height` bytes, row by row.
    package func luma(ofFrame index: Int, layers: Layers = .all) -> [UInt8] {
        let time = time(ofFrame: index)
        var painter = PlanePainter(width: width, height: height, pixels: backdrop)
        let figures = layers.contains(.movers) ? figures(at: time) : []
        if layers.contains(.shadows) { figures.forEach { painter.paintShadows(of: $0.figure) } }
        figures.forEach { painter.paint($0.figure) }
        let exposure = layers.contains(.exposure) ? lighting.exposure(at: offset(of: time)) : 1_000
        expose(&painter.pixels, exposure: exposure, noiseOfFrame: layers.contains(.noise) ? index : nil)
        if layers.contains(.clock) { overlay.draw(at: time, on: &painter.pixels, width: width) }
        return painter.pixels
    }

    /// Returns the movers on their paths at a time, farthest first.
    func figures(at time: Timestamp) -> [(mover: Mover, figure: Figure)] {
        movers.compactMap { mover in
            mover.figure(at: offset(of: time), perspective: perspective).map { (mover, $0) }
        }.sorted { ($0.figure.extent.bottom, $0.mover.id) < ($1.figure.extent.bottom, $1.mover.id) }
    }

    /// Microseconds since the start of the first recording.
    private func offset(of time: Timestamp) -> Int64 { time.microseconds - recordings[0].start.microseconds }

    private func recording(ofFrame index: Int) -> Recording {
        guard let recording = recordings.first(where: { $0.frames.contains(index) }) else {
            preconditionFailure("a scene has frames 0 to frameCount")
        }
        return recording
    }

    private func time(ofFrame index: Int, in recording: Recording) -> Timestamp {
        recording.start.advanced(byMicroseconds: SyntheticScene.ticks.microseconds(ticks: Int64(index) * frameTicks))
    }

    /// Applies lamp, exposure and noise, within the legal range of broadcast luma.
    private func expose(_ pixels: inout [UInt8], exposure: Int, noiseOfFrame index: Int?) {
        let gain = UInt32(exposure * 4_096 / 1_000)
        pixels.withUnsafeMutableBufferPointer { pixels in
            cone.withUnsafeBufferPointer { cone in
                noise.table.withUnsafeBufferPointer { table in
                    for row in 0..<height {
                        let start = index.map { noise.offset(frame: $0, row: row) }
                        for place in (row * width)..<((row + 1) * width) {
                            let lit = (UInt32(pixels[place]) &* UInt32(cone[place]) &* gain) >> 20
                            let grain = start.map { Int32(table[$0 &+ place &- row &* width]) } ?? 0
                            pixels[place] = UInt8(truncatingIfNeeded: min(max(Int32(lit) &+ grain, 16), 235))
                        }
                    }
                }
            }
        }
    }
}
