import Chronology
import Footage

extension ReviewControls {
    /// The controls as a section of a page.
    var html: String {
        let parts = paragraphs.map { sentence, items in
            let list = items.map { "<li>\(Markup.escaped($0))</li>" }.joined(separator: "\n")
            return "<p>\(Markup.escaped(sentence))</p>" + (items.isEmpty ? "" : "\n<ul>\(list)</ul>")
        }
        return "\n<h2>How it was controlled</h2>\n" + parts.joined(separator: "\n")
    }

    /// Sentences, each with the items to list under it.
    private var paragraphs: [(sentence: String, items: [String])] {
        [doubled, replayed, labelled].compactMap { $0 }
    }

    private var doubled: (String, [String]) {
        guard let share else { return ("No standing share of it was to be reviewed twice.", []) }
        let rest = [
            share.waiting > 0 ? "\(share.waiting) \(waits(share.waiting))" : nil,
            share.failed.isEmpty ? nil : "\(share.failed.count) failed",
        ].compactMap { $0 }
        let sentence =
            "Of the share of \(share.share) that workers were to review twice, \(share.replayed) of \(share.chosen) "
            + "\(share.chosen == 1 ? "chunk was" : "chunks were")" + rest.map { ", \($0)" }.joined() + "."
        return (sentence, share.failed.map { "\($0.chunk.name): not reviewed twice, \($0.failure)" })
    }

    private var replayed: (String, [String]) {
        guard !replays.isEmpty else { return ("No chunk of it was reviewed once more.", []) }
        let different = replays.filter { $0.difference != nil }
        let persons = replays.count { $0.person != nil }
        let result =
            different.isEmpty
            ? "All results were equal to the byte."
            : "\(different.count) of these results \(different.count == 1 ? "was" : "were") different:"
        let sentence =
            "Chunks were reviewed once more and compared \(times(replays.count)): \(times(replays.count - persons)) by "
            + "workers of themselves, \(times(persons)) because a person asked for it. \(result)"
        let items = different.map { replay in
            let since = replay.isOfPresentResult ? "" : " (of a result that has been replaced since)"
            let asked = replay.person.map { ", asked for by \($0)" } ?? ""
            return "\(replay.chunk.name)\(asked): \(replay.difference ?? "")\(since)"
        }
        return (sentence, items)
    }

    /// Nil if the figures of the labelled clips say everything.
    private var labelled: (String, [String])? {
        guard !clips.isEmpty else {
            return measuredClips > 0
                ? nil : ("No labelled clip was reviewed beside it: nothing is known of what it misses here.", [])
        }
        let measured = clips.count { $0.state == .measured }
        let sentence =
            "Of the labelled clips that were to be reviewed beside it, \(measured) of \(clips.count) "
            + "\(clips.count == 1 ? "was" : "were") measured\(measured < clips.count ? ":" : ".")"
        let items = clips.compactMap { clip -> String? in
            switch clip.state {
            case .measured: nil
            case .waiting: "\(clip.name): \(waits(1))"
            case .failed(let failure): "\(clip.name): not measured, \(failure)"
            }
        }
        return (sentence, items)
    }

    private func waits(_ count: Int) -> String {
        if isOver { return "not done, and nothing more is done" }
        return count == 1 ? "still waits" : "still wait"
    }

    private func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}

extension ReviewControls.Chunk {
    /// Formatted as `chunk 12 (gate, FROM to TO)`.
    fileprivate var name: String {
        guard let camera, let span else { return "chunk \(number)" }
        return "chunk \(number) (\(camera), \(span.start.rfc3339) to \(span.end.rfc3339))"
    }
}
