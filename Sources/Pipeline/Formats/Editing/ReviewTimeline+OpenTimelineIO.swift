import Chronology
package import Footage
import Timelines

extension ReviewTimeline {
    /// Returns the review as an editing timeline: OpenTimelineIO JSON, schema `Timeline.1`.
    ///
    /// Each camera has a track over the whole scope, with clips where there is footage and gaps where there is none.
    /// Every object is a green marker on its camera's track; time that was not analysed is a red marker. Times are
    /// microseconds (rate 1 000 000) from the start of the scope, which is `global_start_time` since 1970 in UTC.
    ///
    /// - Parameter media: the files of each camera; the track of a camera without files is one gap.
    package func openTimelineIO(digest: String, media: [CameraID: [TimelineMedium]]) -> CanonicalJSON {
        let origin = cameras.compactMap { $0.coverage.first?.span.start }.min() ?? Timestamp(microseconds: 0)
        let tracks = cameras.map { OpenTimelineIO.track($0, media: media[$0.camera] ?? [], from: origin) }
        return OpenTimelineIO.object(
            "Timeline.1", name: reference,
            [
                "global_start_time": OpenTimelineIO.time(origin.microseconds),
                "tracks": OpenTimelineIO.object(
                    "Stack.1", name: "cameras",
                    [
                        "children": .array(tracks), "source_range": .null, "markers": .array([]),
                        "effects": .array([]), "enabled": .bool(true),
                    ]),
            ],
            about: [
                "review": .string(review), "requisition": .string(requisition), "reference": .string(reference),
                "profile": .string(profileDigest), "digest": .string(digest), "origin": .string(origin.rfc3339),
            ])
    }
}
