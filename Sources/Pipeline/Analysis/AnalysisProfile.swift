package import Footage

/// The settings of one analysis. Equal profiles and equal footage give equal findings.
///
/// All numbers are integers: the profile has one canonical form, and no value depends on the processor.
package struct AnalysisProfile: Codable, Sendable, Hashable {
    /// Name shown with the results. Default: "default".
    package var name = "default"
    /// The analysis version the settings belong to; users cannot set it. Default: this program's version.
    package var analysisVersion = AnalysisVersion.current

    /// Smallest width a picture may be reduced to, in pixels. Default: 480.
    package var minimumWidth = 480
    /// Largest width that is analysed, in pixels; wider pictures are reduced. Default: 640.
    package var maximumWidth = 640

    /// Distance between the grid points at which background samples are taken, in milliseconds. Default: 4000.
    package var sampleStep = 4_000
    /// How far the background window reaches to each side, in milliseconds. Default: 60000.
    package var windowReach = 60_000
    /// Samples whose luma differs by at most this belong to the same background mode. Default: 12.
    package var modeTolerance = 12

    /// Smallest luma difference that counts as foreground. Default: 13.
    package var threshold = 13
    /// Tolerated noise, in sixteenths of the pixel's own mean deviation. Default: 96.
    package var noiseFactor = 96
    /// Smallest object, in millionths of the picture's area. Default: 150.
    package var minimumArea = 150
    /// Smallest object width, in 1/10000 of the picture's width. Default: 0 (any).
    package var minimumObjectWidth = 0
    /// Smallest object height, in 1/10000 of the picture's height. Default: 0 (any).
    package var minimumObjectHeight = 0
    /// Parts of the picture to ignore. Default: none.
    package var ignore: [IgnoredArea] = []
    /// Largest vertical gap between parts of one object, in pixels of the reduced picture. Default: 3.
    package var joinGap = 3

    /// How far masts and twigs may sway, in pixels of the reduced picture. Default: 6.
    package var sway = 6

    /// How long an object may stay unseen within a cell, in milliseconds. Default: 800.
    package var coastTime = 800
    /// Longest gap that linking closes, in milliseconds. Default: 4000.
    package var linkGap = 4_000
    /// Shortest presence that is reported, in milliseconds. Default: 400.
    package var minimumDuration = 400
    /// Shortest distance an object must move within three seconds, in percent of its own size. Default: 100.
    package var minimumTravel = 100

    package init() {}

    package static let standard = AnalysisProfile()

    /// Returns the settings for one camera, without the areas to ignore in other cameras' pictures.
    package func settings(for camera: CameraID) -> AnalysisProfile {
        var own = self
        own.ignore.removeAll { $0.camera != nil && $0.camera != camera }
        return own
    }
}
