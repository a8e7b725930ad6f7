/// In which form a timeline is given.
package enum TimelineForm: String, CaseIterable, Sendable {
    case table, json, csv, vtt, otio, mot

    /// Refuses what the form cannot hold, before any work is done for it.
    package func check(cameras: Int) throws(OperationError) {
        guard let contents = contentsOfOneCamera, cameras != 1 else { return }
        throw OperationError("\(contents) are of one camera, and there are \(cameras): name one with --camera")
    }

    /// Of forms that hold one camera each: what they are made of.
    private var contentsOfOneCamera: String? {
        switch self {
        case .vtt: "WebVTT cues"
        case .mot: "MOT rows"
        case .table, .json, .csv, .otio: nil
        }
    }
}
