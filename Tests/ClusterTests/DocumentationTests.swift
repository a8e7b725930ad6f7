import Foundation
import Testing

extension RealProcesses {
    struct DocumentationTests {
        /// The commands of the program that a page shows, each as its words.
        static func commands(in page: String) throws -> [[String]] {
            let text = try String(contentsOf: MonitoringFiles.root.appendingPathComponent(page), encoding: .utf8)
                .replacing(/\\\n\s*/, with: "")
            let lines = text.split(separator: "\n").filter { $0.hasPrefix("    ") }.map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            let spans = text.matches(of: /`([^`\n]+)`/).map { String($0.output.1) }
            return (lines + spans).compactMap { code in
                let start = /^(?:\w+=\$\(|eval "\$\(|sudo (?:\S+=\S+ )?)?relecture (.+)/
                guard let match = code.firstMatch(of: start) else { return nil }
                let command = match.output.1.split { "#|&>;)".contains($0) }.first ?? ""
                return command.split(separator: " ").map(String.init)
            }
        }

        @Test(arguments: ["README.md", "deploy/README.md", "deploy/OPERATIONS.md"])
        func everyCommandOfThePageExistsWithItsOptions(page: String) async throws {
            let commands = try Set(Self.commands(in: page))
            try #require(!commands.isEmpty, "\(page)")
            func help(_ path: [String]) async throws -> String { try await HelpPages.page(of: path).output }
            for command in commands {
                var path: [String] = []
                for word in command {
                    let children = try await subcommands(in: help(path))
                    if !children.contains(word), let usual = try await usualSubcommand(in: help(path)) {
                        path.append(usual)
                        break
                    }
                    if children.isEmpty || word.hasPrefix("-") { break }
                    #expect(children.contains(word), "\(page): relecture \(command.joined(separator: " "))")
                    path.append(word)
                }
                let text = try await help(path)
                for option in command where option.hasPrefix("--") && option != "--help" && option != "--version" {
                    let name = option.prefix { $0 != "=" }
                    #expect(
                        text.contains(try Regex("\\s\(name)\\b")),
                        "\(page): relecture \(command.joined(separator: " ")) has no \(name)")
                }
            }
        }

        /// The one that is meant where none is named.
        private func usualSubcommand(in help: String) -> String? {
            help.firstMatch(of: /\n  ([a-z][a-z-]*) \(default\)/).map { String($0.output.1) }
        }

        private func subcommands(in help: String) -> [String] {
            guard let start = help.firstRange(of: "SUBCOMMANDS:") else { return [] }
            return help[start.upperBound...].matches(of: /\n  ([a-z][a-z-]*)(?: |\n|$)/).map { String($0.output.1) }
        }
    }
}
