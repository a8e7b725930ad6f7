import FaultInjection
import Foundation
import Glibc
import Planning
import Postgres
import TestSupport

/// Moments at which to inject a fault.
extension DisturbedReview {
    /// Freezes a worker while it holds a chunk, so that it cannot lose it meanwhile. Returns the chunk.
    func freeze(_ number: Int) async throws -> ChunkID {
        let name = "\(Node.worker(number))"
        return try await eventually("\(name) holds a chunk") {
            guard try await chunk(of: name) != nil, let process = await cluster.process(.worker(number)) else {
                return nil
            }
            process.send(SIGSTOP)
            // Statements sent before the freeze must have arrived.
            try await eventually("its last statement has ended") {
                try await value(
                    """
                    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
                        AND application_name = $1
                    """, ["relecture-worker/\(name)"]) == 0
            }
            if let chunk = try await chunk(of: name) { return chunk }
            process.send(SIGCONT)
            return nil
        }
    }

    /// Stops a worker's decoding child, so that the worker keeps its chunk until the child is resumed. Returns both.
    func freezeChild(of number: Int) async throws -> (chunk: ChunkID, child: Int32) {
        let chunk = try await freeze(number)
        let process = await cluster.process(.worker(number))
        // Do not stop it between fork and exec: the worker would block until the exec.
        let child = process?.children.first(where: Self.isReviewing)
        if let child { kill(child, SIGSTOP) }
        process?.send(SIGCONT)
        if let child, try await self.chunk(of: "\(Node.worker(number))") == chunk { return (chunk, child) }
        // The worker was between claim and child, or already done; try the next chunk.
        if let child { kill(child, SIGCONT) }
        return try await freezeChild(of: number)
    }

    /// Returns whether a process has become the program that reviews a chunk.
    private static func isReviewing(_ process: Int32) -> Bool {
        guard let words = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else { return false }
        return words.split(separator: 0).dropFirst().first.map { String(decoding: $0, as: UTF8.self) } == "review-chunk"
    }

    func state(of chunk: ChunkID) async throws -> String {
        try await value("SELECT state FROM relecture.chunk WHERE id = $1", [chunk.rawValue]) ?? "gone"
    }

    /// Returns the name of the worker that completed a chunk.
    func finisher(of chunk: ChunkID) async throws -> String? {
        try await value(
            "SELECT worker FROM relecture.attempt WHERE chunk_id = $1 AND outcome = 'done'", [chunk.rawValue])
    }

    func attempts(of node: Node) async throws -> Int {
        try await value("SELECT count(*) FROM relecture.attempt WHERE worker = $1", ["\(node)"]) ?? 0
    }

    /// Waits until `count` chunks are done.
    func done(_ count: Int) async throws {
        try await eventually("\(count) chunks are done") {
            (try await value("SELECT count(*) FROM relecture.chunk WHERE state = 'done'") ?? 0) >= count
        }
    }

    /// Waits until tickets of all eligible chunks have been confirmed.
    func dispatched() async throws {
        try await eventually("every ticket is sent") {
            try await value("SELECT count(*) FROM relecture.chunk WHERE state = 'ready' AND dispatched_at IS NULL") == 0
        }
    }

    private func chunk(of worker: String) async throws -> ChunkID? {
        try await value("SELECT min(id) FROM relecture.chunk WHERE state = 'running' AND owner = $1", [worker])
    }
}
