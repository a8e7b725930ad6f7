import Catalogue
import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

extension RealProcesses {
    struct BuildStatementTests {
        private struct Statement: Decodable {
            struct Library: Decodable {
                let name: String
                let version: String
                let licence: String
            }
            struct Refusal: Decodable {
                let address: String
                let refusal: String?
            }
            struct Protocols: Decodable {
                let allowed: [String]
                let compiledIntoLibavformat: [String]
            }
            let version: String
            let executable: String
            let kernels: String
            let build: String
            let libraries: [Library]
            let loaded: [String]
            let models: [String]
            let classes: [String]
            let protocols: Protocols
            let refused: [Refusal]
        }

        private func output(of program: String, _ arguments: [String]) throws -> String {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: program)
            process.arguments = arguments
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return String(decoding: data, as: UTF8.self)
        }

        @Test func claimsMatchTheBinaryAndThePackages() async throws {
            let outcome = try await TestCluster.withFolder {
                try await TestCluster.run(["build-statement", "--format", "json"], folder: $0)
            }
            try #require(outcome.status == 0, "\(outcome.errors)")
            let statement = try JSONDecoder().decode(Statement.self, from: Data(outcome.output.utf8))
            #expect(statement.models.isEmpty && statement.classes.isEmpty && statement.protocols.allowed.isEmpty)
            // The statement must name the executable that ran and the libraries it ran with.
            #expect(statement.executable == (try Digests.sha256(ofFile: RelectureExecutable.path)))
            func version(of name: String) -> String { statement.libraries.first { $0.name == name }?.version ?? "" }
            #expect(
                statement.build == "\(statement.version) \(statement.executable.prefix(19)) libavcodec "
                    + "\(version(of: "libavcodec")) libavformat \(version(of: "libavformat")) kernels "
                    + statement.kernels)
            #expect(["avx2", "plain"].contains(statement.kernels))
            // libavformat supports it; the refusals show that it may not be used.
            #expect(statement.protocols.compiledIntoLibavformat.contains("rtp"))
            #expect(statement.refused.count >= 8 && statement.refused.allSatisfy { $0.refusal?.isEmpty == false })
            // The linker's list must match, and contain no live-capture or model libraries.
            let linked = try output(of: "/usr/bin/ldd", [RelectureExecutable.path])
                .split(separator: "\n").compactMap { $0.split(separator: " ").first }
                .map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0.hasPrefix("lib") }
            #expect(linked.contains { $0.hasPrefix("libavformat.so") } && linked.count > 5)
            for name in linked {
                let stem = name.prefix { $0 != "." }
                #expect(statement.loaded.contains { $0.hasPrefix("\(stem).") || $0.hasPrefix("\(stem)-") }, "\(name)")
            }
            #expect(
                !statement.loaded.contains { $0.contains("avdevice") || $0.contains("onnx") || $0.contains("opencv") })
            let manifest = try String(
                contentsOf: MonitoringFiles.root.appendingPathComponent("Package.swift"), encoding: .utf8)
            let pinned = manifest.matches(of: /url: "[^"]*\/([^"\/]+)", exact: "([^"]+)"/)
            #expect(pinned.count >= 7)
            for match in pinned {
                let stated = statement.libraries.first { $0.name == match.output.1 }
                #expect(stated?.version == String(match.output.2), "\(match.output.1)")
            }
            for name in ["libavformat", "libavcodec", "libavutil", "libswscale", "libpq", "librabbitmq"] {
                let library = try #require(statement.libraries.first { $0.name == name })
                #expect(library.version.contains(".") && !library.licence.isEmpty, "\(name)")
            }
        }

        @Test func addressesAndDevicesAreRefusedByImport() async throws {
            try await TestCluster.with { cluster in
                let requisition = try await cluster.openRequisition()
                let pipe = cluster.folder + "/video0"
                #expect(mkfifo(pipe, 0o600) == 0)
                for source in [
                    "rtsp://127.0.0.1/live", "http://127.0.0.1/a.mp4", "https://127.0.0.1/a.mp4", "udp:127.0.0.1:9",
                    "pipe:0",
                ] {
                    let outcome = try await cluster.run(
                        "footage", "import", source, "--requisition", requisition, "--camera", "gate")
                    #expect(outcome.status != 0 && outcome.errors.contains("is an address and no file"), "\(source)")
                }
                for device in ["/dev/zero", "/dev/null", pipe] {
                    let outcome = try await cluster.run(
                        "footage", "import", device, "--requisition", requisition, "--camera", "gate")
                    #expect(
                        outcome.status != 0 && outcome.errors.contains("is not a file"), "\(device): \(outcome.errors)")
                }
                #expect(try await cluster.store.value("SELECT count(*) FROM relecture.recording") == 0)
            }
        }
    }
}
