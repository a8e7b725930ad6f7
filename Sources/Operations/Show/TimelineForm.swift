/// The output form of a timeline.
package enum TimelineForm: String, CaseIterable, Sendable {
    case table, json, csv, vtt, otio, mot

    /// Rejects what the form cannot represent, before any work is done for it.
    package func check(cameras: Int) throws(OperationError) {
        guard let contents = contentsOfOneCamera, cameras != 1 else { return }
        throw OperationError("\(contents) are of one camera, and there are \(cameras): name one with --camera")
    }

    /// For forms limited to one camera, the name of their contents; otherwise nil.
    private var contentsOfOneCamera: String? {
        switch self {
        case .vtt: "WebVTT cues"
        case .mot: "MOT rows"
        case .table, .json, .csv, .otio: nil
        }
    }
}
