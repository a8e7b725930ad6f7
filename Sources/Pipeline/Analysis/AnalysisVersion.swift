/// Which analysis a program runs: two programs of one version find the same in all footage.
///
/// Raise `current` with every change after which any footage, under any profile, may give other detections, tracklets,
/// tracks or coverage. A change of speed, of memory or of the code's shape alone leaves it. `AnalysisVersionTests`
/// compares the findings of fixed footage with those stored for this version.
///
/// The number is part of every profile, so of its digest: reviews made by two versions are never taken for the same.
package enum AnalysisVersion {
    package static let current = 1

    /// Of reviews that were made before analyses had numbers.
    package static let unknown = 0
}
