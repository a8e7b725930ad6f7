import BlockingExecutor

/// Starts processes on a thread that never ends: the kernel kills them when the thread that started them is gone
/// (`PR_SET_PDEATHSIG`), and those of the cooperative pool come and go.
actor ProcessSpawner {
    static let shared = ProcessSpawner()

    private let executor = ThreadExecutor(name: "process-spawner")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    func start(_ make: @Sendable () throws -> ProgramProcess) throws -> ProgramProcess { try make() }
}
