import Chronology
package import Footage
import Timelines

extension ReviewTimeline {
    /// The review as an editing timeline: OpenTimelineIO JSON, schema `Timeline.1`.
    ///
    /// A track for each camera over the whole scope: clips where there is footage, gaps where there is none; every
    /// object is a green marker on its camera's track, all time that was not analysed a red one. Times are microseconds
    /// (rate 1 000 000) from the start of the scope, which is `global_start_time` since 1970 in UTC.
    ///
    /// - Parameter media: the files of each camera; where there are none, its track is one gap.
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
