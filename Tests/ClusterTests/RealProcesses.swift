import Testing

/// Tests that run the real program on real servers. A few run at once, each in its own virtual host.
@Suite(.timeLimit(.minutes(10)))
struct RealProcesses {}
