import Catalogue
import Formats
import Timelines

extension ReviewTimeline {
    /// Of what was found: the same wherever and however often the footage is reviewed.
    package var digest: String { Digests.sha256(camerasJSON.text) }
}
