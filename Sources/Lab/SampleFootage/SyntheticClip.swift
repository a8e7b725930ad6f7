package import Video

/// A short clip of a bright square that moves over a still, textured background, at a known position in every frame.
///
/// For tests of reading and decoding, in any size from 1 x 1 and any rate and container that `VideoWriter` supports.
package struct SyntheticClip: Sendable {
    /// Size, codec, time base, keyframes, container options.
    package var settings: VideoWriter.Settings
    /// Presentation times in ticks of the settings' time base; increasing, with any steps.
    package var times: [Int64]

    package init(settings: VideoWriter.Settings, times: [Int64]) {
        self.settings = settings
        self.times = times
    }

    /// Creates a clip with this many frames, each shown for the settings' frame duration.
    package init(settings: VideoWriter.Settings, frameCount: Int) {
        self.init(settings: settings, times: (0..<frameCount).map { Int64($0) * settings.frameDuration })
    }

    /// Side of the square, in pixels.
    package var side: Int { max(1, min(settings.width, settings.height) / 5) }

    /// The square's top left corner in a frame, in pixels. It moves three to the right and one down with each frame.
    package func corner(inFrame index: Int) -> (x: Int, y: Int) {
        (index * 3 % (settings.width - side + 1), index % (settings.height - side + 1))
    }

    /// The frame's luma plane: `width * height` bytes, row by row.
    package func luma(ofFrame index: Int) -> [UInt8] {
        let texture = SurfaceTexture(seed: 0xC11B)
        let corner = corner(inFrame: index)
        let columns = corner.x..<(corner.x + side)
        let rows = corner.y..<(corner.y + side)
        var pixels = [UInt8]()
        pixels.reserveCapacity(settings.width * settings.height)
        for y in 0..<settings.height {
            for x in 0..<settings.width {
                let isSquare = rows.contains(y) && columns.contains(x)
                pixels.append(isSquare ? 210 : UInt8(clamping: 90 + texture.value(x, y, size: 24) / 6))
            }
        }
        return pixels
    }

    /// Encodes the clip. The path's extension selects the container. Returns the codec used.
    @discardableResult
    package func write(to path: String) throws(VideoError) -> VideoWriter.Codec {
        let writer = try VideoWriter(path: path, settings: settings)
        for (index, time) in times.enumerated() {
            try writer.write(luma: luma(ofFrame: index), pts: time)
        }
        try writer.finish()
        return writer.codec
    }
}
