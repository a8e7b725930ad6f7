package import Analysis
package import ChunkPlanning
package import Footage

extension PlateSampling {
    /// The grid that a profile asks for, for a run of continuous footage.
    package init(profile: AnalysisProfile, run: TimeSpan) {
        self.init(sampleStep: profile.sampleStep, windowReach: profile.windowReach, run: run)
    }
}
