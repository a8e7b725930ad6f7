import Analysis
import Operations
import WorkLedger

extension VersionLack {
    var text: String {
        let others = present.map(String.init).joined(separator: " and ")
        return
            "no worker has the review's analysis version \(version); those that are up have \(others): start "
            + "workers of the program that started it, or a new review with `relecture review start`"
    }
}

extension ReviewSummary {
    /// Warns if a program of another analysis version is about to make the review's results again.
    @Sendable static func warnOfOtherVersion(_ review: ReviewSummary) {
        guard review.analysisVersion != AnalysisVersion.current else { return }
        StandardError.write(
            "warning: review \(review.id) was made by analysis version \(review.analysisVersion), and this program has "
                + "\(AnalysisVersion.current): results may differ for that reason alone\n")
    }
}
