import Analysis
import WorkLedger

extension ReviewSummary {
    /// Why no worker takes the review's chunks, if that is for its analysis version; nil otherwise.
    ///
    /// - Parameter workers: all of the cluster.
    func lackOfItsVersion(among workers: [WorkerStatus]) -> String? {
        let present = Set(workers.filter { $0.state == .up }.map(\.analysisVersion))
        guard !hasEnded, !present.isEmpty, !present.contains(analysisVersion) else { return nil }
        let others = present.sorted().map(String.init).joined(separator: " and ")
        return
            "no worker has the review's analysis version \(analysisVersion), those that are up have \(others): start "
            + "workers of the program that started it, or a new review with `relecture review start`"
    }

    /// What to know before its results are made once more by this program; nil where it is of the same analysis version.
    var otherVersionWarning: String? {
        guard analysisVersion != AnalysisVersion.current else { return nil }
        return "warning: review \(id) was made by analysis version \(analysisVersion), and this program has "
            + "\(AnalysisVersion.current): results may differ for that reason alone\n"
    }
}
