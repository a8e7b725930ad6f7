import Testing

/// Tests that run the real program on real servers: one after the other, for they share a broker and two cores.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct RealProcesses {}
