import Foundation
import Testing

extension RealProcesses {
    struct DocumentationTests {
        /// Returns the program's commands shown on a page, each split into words.
        static func commands(in page: String) throws -> [[String]] {
            let text = try text(page).replacing(/\\\n\s*/, with: "")
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

        /// The README, the index and every page of the manual.
        static let pages: [String] = {
            let folder = MonitoringFiles.root.appendingPathComponent("deploy/docs").path
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return ["README.md", "deploy/README.md"] + names.sorted().map { "deploy/docs/\($0)" }
        }()

        private static func text(_ page: String) throws -> String {
            try String(contentsOf: MonitoringFiles.root.appendingPathComponent(page), encoding: .utf8)
        }

        /// The index shows no commands.
        @Test(arguments: pages.filter { $0 != "deploy/README.md" })
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

        @Test(arguments: pages)
        func everyLinkOfThePageLeadsToAFileAndItsHeading(page: String) throws {
            let file = MonitoringFiles.root.appendingPathComponent(page)
            let links = try Self.text(page).matches(of: /\]\(([^)\s#]*)(?:#([^)\s]*))?\)/)
            for link in links where !link.output.1.hasPrefix("http") {
                let folder = file.deletingLastPathComponent()
                let target = link.output.1.isEmpty ? file : folder.appendingPathComponent(String(link.output.1))
                #expect(FileManager.default.fileExists(atPath: target.path), "\(page): \(link.output.0)")
                guard let anchor = link.output.2 else { continue }
                let anchors = try Self.anchors(in: String(contentsOf: target, encoding: .utf8))
                #expect(anchors.contains(String(anchor)), "\(page): \(link.output.0)")
            }
        }

        @Test func theIndexLinksEveryPageAndTheReadmeIsShort() throws {
            let index = try Self.text("deploy/README.md")
            let manual = Self.pages.filter { $0.hasPrefix("deploy/docs/") }
            #expect(manual.count > 10)
            for page in manual { #expect(index.contains("](\(page.dropFirst("deploy/".count)))"), "\(page)") }
            #expect(try Self.text("README.md").count { $0 == "\n" } <= 150)
        }

        /// Returns the anchors of a page's headings, as GitHub makes them.
        private static func anchors(in text: String) -> Set<String> {
            Set(
                text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
                    line.drop { $0 == "#" || $0 == " " }.lowercased()
                        .filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == " " }
                        .replacing(" ", with: "-")
                })
        }

        /// Returns the default subcommand, if there is one.
        private func usualSubcommand(in help: String) -> String? {
            help.firstMatch(of: /\n  ([a-z][a-z-]*) \(default\)/).map { String($0.output.1) }
        }

        private func subcommands(in help: String) -> [String] {
            guard let start = help.firstRange(of: "SUBCOMMANDS:") else { return [] }
            return help[start.upperBound...].matches(of: /\n  ([a-z][a-z-]*)(?: |\n|$)/).map { String($0.output.1) }
        }
    }
}
