package import Analysis
package import Chronology
import Footage
import Planning

extension BackgroundSampling {
    /// Creates the sampling grid that a profile asks for, over a run of continuous footage.
    package init(profile: AnalysisProfile, run: TimeSpan) {
        self.init(sampleStep: profile.sampleStep, windowReach: profile.windowReach, run: run)
    }
}
