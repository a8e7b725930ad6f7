import FaultInjection
import Foundation
import Glibc
import TestSupport
import Testing

extension Faults {
    /// Row 7 of the fault matrix on a separate network: a whole machine is cut off and comes back.
    @Suite(.enabled(if: OtherMachine.isAllowed, "making network namespaces requires root and iproute2"))
    struct NetworkTests {
        @Test func machineThatWasCutOffComesBackFenced() async throws {
            try await OtherMachine.with { machine in
                var settings = ClusterSettings()
                (settings.coordinators, settings.workers) = (1, 2)
                settings.proxyAddress = machine.here
                settings.prefixes[.worker(2)] = machine.prefix
                let nodes: [Node] = [.coordinator(1), .worker(2)]
                try await Faults.trial("cut_machine", settings, starting: nodes) { disturbed in
                    let (chunk, child) = try await disturbed.freezeChild(of: 2)
                    try machine.cut()
                    kill(child, SIGCONT)
                    await disturbed.cluster.start()
                    try await eventually("worker 1 has done it") { try await disturbed.state(of: chunk) == "done" }
                    #expect(try await disturbed.finisher(of: chunk) == "worker-1")
                    try machine.mend()
                }
            }
        }
    }

    /// A network namespace with a virtual cable to this one.
    struct OtherMachine: Sendable {
        private let name: String
        let here: String

        var prefix: [String] { ["ip", "netns", "exec", name] }

        static let isAllowed: Bool = {
            let machine = OtherMachine(name: "rlprobe\(getpid())", here: "10.213.0.1")
            defer { machine.remove() }
            return (try? machine.make()) != nil
        }()

        static func with(_ body: (OtherMachine) async throws -> Void) async throws {
            let machine = OtherMachine(name: "rl\(getpid())", here: "10.213.\(getpid() % 250 + 1).1")
            try machine.make()
            defer { machine.remove() }
            try await body(machine)
        }

        private func make() throws {
            try ip("netns", "add", name)
            try ip("link", "add", cable, "type", "veth", "peer", "name", "peer", "netns", name)
            try ip("addr", "add", here + "/24", "dev", cable)
            try ip("link", "set", cable, "up")
            try ip("-n", name, "addr", "add", here.dropLast() + "2/24", "dev", "peer")
            try ip("-n", name, "link", "set", "peer", "up")
            try ip("-n", name, "link", "set", "lo", "up")
        }

        private func remove() {
            try? ip("link", "del", cable)
            try? ip("netns", "del", name)
        }

        private var cable: String { "v" + name }

        /// Cuts the link silently, like a pulled cable: neither side is notified.
        func cut() throws { try ip("link", "set", cable, "down") }

        func mend() throws { try ip("link", "set", cable, "up") }

        private func ip(_ arguments: String...) throws {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "ip"] + arguments
            process.standardError = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw FaultTrialError("ip \(arguments) failed") }
        }
    }
}
