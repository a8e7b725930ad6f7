package import Planning

/// What waits and runs at one urgency, over all running reviews.
package struct QueueDepth: Hashable, Sendable {
    package let urgency: Urgency
    /// Chunks not being worked on, including those that pause after a failure.
    package let waiting: Int
    package let running: Int
    /// Microseconds since the oldest waiting chunk became available: since its review began, or its pause ended.
    package let oldestAge: Int64
    /// Microseconds of footage not reviewed yet; for running chunks, what their workers have not reported.
    package let footageLeft: Int64
}

/// All urgencies, most urgent first, and the capacity working on them.
package struct QueueStatus: Hashable, Sendable {
    package let depths: [QueueDepth]
    /// Slots of live workers that take work; draining workers do not count.
    package let slots: Int
    package let busy: Int
    /// Seconds of footage that one slot reviews per second; nil until a worker has a record.
    package let slotSpeed: Double?

    /// Assumed speed of a slot until one was measured. Low, so that a new cluster grows too much rather than too
    /// little.
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

    /// Seconds until one urgency is empty: the present slots serve more urgent work first.
    ///
    /// Without slots, the time one slot would need, so that the value can wake a cluster that was scaled to zero.
    package func timeToEmpty(_ urgency: Urgency) -> Double {
        depths.filter { $0.urgency.rank <= urgency.rank }.reduce(0) { $0 + work($1.urgency) } / Double(max(slots, 1))
    }
}
