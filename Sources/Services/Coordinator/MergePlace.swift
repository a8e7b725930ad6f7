import Findings
import Footage
import Planning
import WorkLedger

/// One camera of one review: the unit of merging.
struct MergePlace: Hashable {
    let review: ReviewID
    let camera: CameraID

    init(_ task: MergeTask) {
        review = task.review
        camera = task.camera
    }
}
