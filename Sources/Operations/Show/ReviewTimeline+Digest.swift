import Catalogue
import Formats
import Timelines

extension ReviewTimeline {
    /// Digest of the findings; the same wherever and however often the footage is reviewed.
    package var digest: String { Digests.sha256(camerasJSON.text) }
}
