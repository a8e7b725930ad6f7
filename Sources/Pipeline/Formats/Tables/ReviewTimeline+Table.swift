import Chronology
package import Footage
import Timelines

extension ReviewTimeline {
    /// Returns the timeline as text for people: per camera its coverage, then when something moved and how much.
    ///
    /// - Parameter clocks: the measured clocks.
    package func table(digest: String, clocks: [CameraID: CameraClock] = [:]) -> String {
        var text = "Review \(review) of requisition \"\(reference)\", profile \(profileName)\n"
        for findings in cameras {
            text += "\n" + findings.heading
            let measured = MeasuredClock(clocks[findings.camera])
            if measured.isMeasured { text += measured.lines.map { "  \($0)\n" }.joined() }
            let ignored = ignoredAreas[findings.camera] ?? 0
            text += findings.coverageLines
            if ignored > 0 {
                text +=
                    "  Not looked at: \(ignored) area\(ignored == 1 ? "" : "s") of the picture that the profile ignores\n"
            }
            text += findings.activityTable(isWhole: ignored == 0)
        }
        let known = KnownAnswers(knownAnswers)
        if let sentence = known.sentence {
            text += "\nKnown answers: \(sentence)\n"
            for line in known.lines(cameras: cameras.map(\.camera)) { text += "  \(line)\n" }
        }
        return text + "\nDigest \(digest)\n"
    }
}

extension CameraFindings {
    fileprivate var heading: String {
        let source = clock == "none" ? "no clock found: times count from 1970" : "clock: \(clock)"
        return "Camera \(camera) (\(source))\n"
    }

    fileprivate var coverageLines: String {
        let states: [CoverageSpan.State] = [.analysed, .pending, .gap, .undecodable, .quarantined, .skipped]
        let totals = states.compactMap { state -> String? in
            let length = coverage.duration(in: state)
            return length > 0 ? "\(state.rawValue) \(Durations.clock(length))" : nil
        }
        var text = "  Coverage: " + totals.joined(separator: ", ") + "\n"
        for hole in coverage where hole.state != .analysed && hole.state != .pending {
            let reason = hole.reason.isEmpty ? "" : " (\(hole.reason))"
            text += "    \(hole.span.start) to \(hole.span.end)  \(hole.state.rawValue)\(reason)\n"
        }
        return text
    }

    /// - Parameter isWhole: whether the whole picture was analysed.
    fileprivate func activityTable(isWhole: Bool) -> String {
        guard !activity.isEmpty else {
            let length = coverage.duration(in: .analysed)
            let place = isWhole ? "" : " outside of what is ignored"
            let missed = coverage.durationNotAnalysed
            let rest = missed > 0 ? " \(Durations.clock(missed)) in scope were not analysed." : ""
            return length > 0
                ? "  Nothing moved in the analysed \(Durations.clock(length))\(place).\(rest)\n"
                : "  Nothing was analysed.\n"
        }
        var table = TextTable(header: ["  ", "from", "to", "length", "tracks"])
        for span in activity {
            let ids = tracks.filter { $0.span.overlaps(span) }.map { String($0.id) }
            let shown = ids.count <= 8 ? ids.joined(separator: " ") : ids.prefix(7).joined(separator: " ") + " …"
            table.append([
                "  ", span.start.rfc3339, span.end.rfc3339, Durations.clock(span.duration), "\(ids.count): \(shown)",
            ])
        }
        return table.text
    }
}
