import BlockingExecutor

/// Starts processes on a thread that never ends. The kernel kills a process when the thread that started it ends
/// (`PR_SET_PDEATHSIG`), and threads of the cooperative pool come and go.
actor ProcessSpawner {
    static let shared = ProcessSpawner()

    private let executor = ThreadExecutor(name: "process-spawner")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    func start(_ make: @Sendable () throws -> ProgramProcess) throws -> ProgramProcess { try make() }
}
