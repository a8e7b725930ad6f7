import Testing

/// Tests that run the real program on real servers. A few of them run at once, each in a virtual host of its own.
@Suite(.timeLimit(.minutes(10)))
struct RealProcesses {}
