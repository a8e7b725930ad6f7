package import Footage

/// The settings of one analysis; equal profiles and equal footage give equal findings.
///
/// Every number is an integer, so that a profile has one canonical form and no value depends on the processor.
package struct AnalysisProfile: Codable, Sendable, Hashable {
    /// Name shown with results. Default: "default".
    package var name = "default"
    /// The analysis that the settings are for; nothing that can be set. Default: this program's.
    package var analysisVersion = AnalysisVersion.current

    /// Smallest width to which a picture is reduced, in pixels. Default: 480.
    package var minimumWidth = 480
    /// Largest width that is analysed, in pixels; wider pictures are reduced. Default: 640.
    package var maximumWidth = 640

    /// Distance of the grid points at which background samples are taken, in milliseconds. Default: 4000.
    package var sampleStep = 4_000
    /// How far a background's window reaches to either side, in milliseconds. Default: 60000.
    package var windowReach = 60_000
    /// Samples whose luma differs by at most this are taken as the same background. Default: 12.
    package var modeTolerance = 12

    /// Smallest luma difference that counts as foreground. Default: 13.
    package var threshold = 13
    /// Noise that is tolerated, in sixteenths of a pixel's own mean deviation. Default: 96.
    package var noiseFactor = 96
    /// Smallest object, in millionths of the picture. Default: 150.
    package var minimumArea = 150
    /// Smallest width of an object, in 1/10000 of the picture's. Default: 0, any.
    package var minimumObjectWidth = 0
    /// Smallest height of an object, in 1/10000 of the picture's. Default: 0, any.
    package var minimumObjectHeight = 0
    /// Parts of the picture in which nothing counts. Default: none.
    package var ignore: [IgnoredArea] = []
    /// Parts that are this near to each other vertically are one object, in pixels of the reduced picture. Default: 3.
    package var joinGap = 3

    /// How far masts and twigs sway, in pixels of the reduced picture. Default: 6.
    package var sway = 6

    /// How long an object may stay unseen within a cell, in milliseconds. Default: 800.
    package var coastTime = 800
    /// Longest gap that linking closes, in milliseconds. Default: 4000.
    package var linkGap = 4_000
    /// Shortest presence that is reported, in milliseconds. Default: 400.
    package var minimumDuration = 400
    /// Least way that an object has to go to be one, within three seconds, in percent of its own size. Default: 100.
    package var minimumTravel = 100

    package init() {}

    package static let standard = AnalysisProfile()

    /// The settings for one camera: what is to be ignored in others' pictures is left out.
    package func settings(for camera: CameraID) -> AnalysisProfile {
        var own = self
        own.ignore.removeAll { $0.camera != nil && $0.camera != camera }
        return own
    }
}
