import Formats
import Foundation
import Planning
import Requisitions
import WorkLedger

extension EvidenceBag {
    /// The checks that were run alongside the review.
    var controls: ReviewControls {
        let standing = Dictionary(uniqueKeysWithValues: chunks.map { ($0.claim.chunk, $0.claim) })
        func chunk(_ id: ChunkID) -> ReviewControls.Chunk {
            ReviewControls.Chunk(number: id.rawValue, camera: standing[id]?.camera, span: standing[id]?.span)
        }
        let share = review.doubleShare > 0 ? double : nil
        return ReviewControls(
            share: share.map { double in
                ReviewControls.DoubleShare(
                    share: double.share.text, chosen: double.chosen, replayed: double.replayed, waiting: double.waiting,
                    failed: double.failed.map { (chunk($0.chunk), $0.failure) })
            },
            replays: replays.map { replay in
                ReviewControls.Replay(
                    chunk: chunk(replay.chunk), person: replay.person.isEmpty ? nil : replay.person,
                    difference: replay.isEqual ? nil : replay.difference,
                    isOfPresentResult: standing[replay.chunk]?.epoch == replay.epoch)
            },
            clips: clips.map { ReviewControls.Clip(name: $0.name, state: $0.outcome) },
            measuredClips: timeline.knownAnswers.count,
            isOver: review.state == .cancelled || requisition.state == .closed || requisition.isExpired)
    }
}

extension ClipCheck {
    fileprivate var name: String { "\(camera), \(light): \((path as NSString).lastPathComponent)" }

    fileprivate var outcome: ReviewControls.Clip.State {
        if isMeasured { return .measured }
        switch state {
        case .waiting, .running: return .waiting
        case .failed: return .failed(failure)
        case .done: return .failed("its labels have been replaced since it was")
        }
    }
}
