import Foundation
import Testing

extension RealProcesses {
    struct HelpTests {
        private func run(_ arguments: [String]) async throws -> RelectureProcess.Outcome {
            try await TestCluster.withFolder {
                try await TestCluster.run(arguments, folder: $0)
            }
        }

        @Test func everyCommandHasHelp() async throws {
            var waiting: [[String]] = [[]]
            var seen: [String] = []
            while let command = waiting.popLast() {
                let name = (["relecture"] + command).joined(separator: " ")
                let help = try await HelpPages.page(of: command)
                #expect(help.status == 0 && help.errors.isEmpty, "\(name)")
                #expect(help.output.contains("USAGE: \(name)"), "\(name): \(help.output)")
                #expect(help.output.hasPrefix("OVERVIEW: "), "\(name) has no abstract")
                for line in undocumented(help.output) { Issue.record("\(name): no help for \(line)") }
                let children = subcommands(in: help.output)
                seen.append(name)
                waiting += children.map { command + [$0] }
            }
            for name in [
                "run", "requisition open", "footage import", "review start", "review watch", "review cancel",
                "coordinator run", "worker run", "worker list", "worker drain", "worker resume", "worker forget",
                "chunk list",
                "chunk requeue", "chunk skip", "timeline", "local start", "local stop", "local status", "local destroy",
                "database migrate", "doctor", "sample-footage", "bench analyse", "bench track", "bench cluster",
                "selftest invariance", "selftest fuzz", "queue status", "review pause", "review resume", "review retry",
                "review extend", "erase run", "erase check", "erase schedule", "erase due", "register publish",
                "build-statement", "known-answer add", "known-answer list", "known-answer remove", "known-answer run",
                "chunk show", "footage store list", "footage store limit", "bench queue", "clock set", "clock list",
                "clock remove", "bench sql", "account add", "account list", "requisition open", "requisition suspend",
                "requisition extend",
                "requisition schema",
                "footage verify", "review diff", "review replay",
            ] {
                #expect(seen.contains("relecture \(name)"))
            }
        }

        @Test func versionIsPrintedAlone() async throws {
            let outcome = try await run(["--version"])
            #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.lines.count == 1)
            #expect(outcome.output.first?.isNumber == true)
        }

        /// Returns the first word of each indented line below a heading that ends in "SUBCOMMANDS:" or a group's colon.
        private func subcommands(in help: String) -> [String] {
            var names: [String] = []
            var isListing = false
            for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
                if !line.hasPrefix(" ") {
                    isListing = line.contains("SUBCOMMANDS")
                } else if isListing, line.hasPrefix("  "), !line.hasPrefix("   "), !line.contains("See '") {
                    names += line.split(separator: " ").prefix(1).map(String.init)
                }
            }
            return names
        }

        /// Returns options and arguments without help text.
        private func undocumented(_ help: String) -> [String] {
            let lines = help.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return lines.indices.filter { index in
                let line = lines[index]
                guard line.hasPrefix("  -") || line.hasPrefix("  <") else { return false }
                // The text of a long name is on the next line.
                let text = line.dropFirst(26).trimmingCharacters(in: .whitespaces)
                return text.isEmpty && !(index + 1 < lines.count && lines[index + 1].hasPrefix("            "))
            }.map { lines[$0] }
        }
    }
}
