import Analysis

/// One run of a worker process.
package struct WorkerIdentity: Hashable, Sendable {
    package let name: String
    /// New with every start of the process: an older incarnation of the same name has lost its claims.
    package let incarnation: String
    package let host: String
    package let pid: Int
    package let build: String
    package let slots: Int
    /// Of the tickets it takes.
    package let protocolVersion: Int
    /// Of the reviews whose chunks it claims.
    package let analysisVersion: Int

    package init(
        name: String, incarnation: String, host: String, pid: Int, build: String, slots: Int, protocolVersion: Int = 1,
        analysisVersion: Int = AnalysisVersion.current
    ) {
        self.name = name
        self.incarnation = incarnation
        self.host = host
        self.pid = pid
        self.build = build
        self.slots = slots
        self.protocolVersion = protocolVersion
        self.analysisVersion = analysisVersion
    }
}

/// The mode that operators request of a worker.
package enum WorkerWish: String, Sendable {
    case work
    /// Finish running chunks, take no new ones.
    case drain
    /// Hand back running chunks, uncounted, and take no new ones: the drain's deadline has passed.
    case handBack = "hand-back"
}
