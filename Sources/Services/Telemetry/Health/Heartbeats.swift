import ServiceLifecycle

/// Pings the servers at a fixed interval and reports their replies to the readiness.
///
/// Each has its own loop, so that a hanging one makes only itself look silent.
package struct Heartbeats: Service {
    package typealias Question = @Sendable () async throws -> Void

    private let questions: [(name: String, ask: Question)]
    private let readiness: Readiness
    private let pause: Duration

    package init(_ questions: [(name: String, ask: Question)], readiness: Readiness, pause: Duration = .seconds(5)) {
        self.questions = questions
        self.readiness = readiness
        self.pause = pause
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            await withTaskGroup(of: Void.self) { group in
                for question in questions { group.addTask { await keepAsking(question.name, question.ask) } }
            }
        }
        readiness.set("process", "stopping")
    }

    private func keepAsking(_ name: String, _ ask: Question) async {
        while !Task.isCancelled {
            // Ignore errors: the services that use the server report them. Only a reply counts here.
            if (try? await ask()) != nil { readiness.answered(name) }
            try? await Task.sleep(for: pause)
        }
    }
}
