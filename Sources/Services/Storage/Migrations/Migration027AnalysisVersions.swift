/// The analysis that a review was started with, and the one that a worker runs. Those from before have 0: unknown.
enum Migration027AnalysisVersions {
    static let sql = """
        ALTER TABLE relecture.review ADD COLUMN analysis_version integer NOT NULL DEFAULT 0;
        ALTER TABLE relecture.worker ADD COLUMN analysis_version integer NOT NULL DEFAULT 0;
        """
}
