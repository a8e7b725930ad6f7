package import Planning

/// What waits and what runs of one urgency, over all running reviews.
package struct QueueDepth: Hashable, Sendable {
    package let urgency: Urgency
    /// Chunks that nobody works on, those that pause after a failure included.
    package let waiting: Int
    package let running: Int
    /// Microseconds since the oldest waiting chunk could have been taken: since its review began, or its pause ended.
    package let oldestAge: Int64
    /// Microseconds of footage not reviewed yet; of running chunks, what their workers have not reported.
    package let footageLeft: Int64
}

/// All urgencies, the most urgent first, and the strength that works on them.
package struct QueueStatus: Hashable, Sendable {
    package let depths: [QueueDepth]
    /// Slots of workers that live and take work; those that drain do not count.
    package let slots: Int
    package let busy: Int
    /// Footage seconds that one slot reviews in a second; nil as long as no worker has a record.
    package let slotSpeed: Double?

    /// What a slot is taken to do before anybody knows better: low, so that a new cluster rather grows too much.
    package static let assumedSpeed = 10.0

    package init(depths: [QueueDepth], slots: Int, busy: Int, slotSpeed: Double?) {
        self.depths = depths
        self.slots = slots
        self.busy = busy
        self.slotSpeed = slotSpeed
    }

    /// Seconds of one slot's work left at one urgency.
    package func work(_ urgency: Urgency) -> Double {
        Double(depths.first { $0.urgency == urgency }?.footageLeft ?? 0) / 1_000_000 / (slotSpeed ?? Self.assumedSpeed)
    }

    /// Seconds until nothing is left at one urgency: more urgent work is served before it, by the slots that are there
    /// now.
    ///
    /// Without any slot it is the time that one slot would need, so that a cluster can be woken by it.
    package func timeToEmpty(_ urgency: Urgency) -> Double {
        depths.filter { $0.urgency.rank <= urgency.rank }.reduce(0) { $0 + work($1.urgency) } / Double(max(slots, 1))
    }
}
