/// The version of the analysis. Two programs with the same version find the same in any footage.
///
/// Raise `current` with every change that may give different detections, tracklets, tracks or coverage for some footage
/// under some profile. Changes to speed, memory use or code structure alone do not raise it. `AnalysisVersionTests`
/// compares the findings for fixed footage with those stored for this version.
///
/// The version is part of every profile and therefore of its digest, so reviews made by two versions are never mistaken
/// for one another.
package enum AnalysisVersion {
    package static let current = 1

    /// The version of reviews made before analyses were numbered.
    package static let unknown = 0
}
