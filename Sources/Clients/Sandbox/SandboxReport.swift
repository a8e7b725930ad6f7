/// The layers that hold around a process, and the reasons why others do not.
package struct SandboxReport: Codable, Equatable, Sendable {
    /// The state of one layer.
    package struct Entry: Codable, Equatable, Sendable {
        package let layer: SandboxLayer
        package let holds: Bool
        /// What exactly holds, or why it does not.
        package let detail: String

        package init(_ layer: SandboxLayer, holds: Bool, detail: String) {
            self.layer = layer
            self.holds = holds
            self.detail = detail
        }
    }

    package private(set) var entries: [Entry]

    package init(entries: [Entry] = []) {
        self.entries = entries
    }

    package mutating func add(_ layer: SandboxLayer, holds: Bool, _ detail: String) {
        entries.append(Entry(layer, holds: holds, detail: detail))
    }

    package var missing: [Entry] { entries.filter { !$0.holds } }

    package var isComplete: Bool { missing.isEmpty && entries.count == SandboxLayer.allCases.count }

    /// One line: the layers that hold, then those that do not and why.
    package var summary: String {
        let held = entries.filter(\.holds).map { "\($0.layer.rawValue) (\($0.detail))" }.joined(separator: ", ")
        let lacking = missing.map { "\($0.layer.rawValue) (\($0.detail))" }.joined(separator: ", ")
        if lacking.isEmpty { return held }
        return held.isEmpty ? "missing: \(lacking)" : "\(held); missing: \(lacking)"
    }
}

/// Thrown by a process that must not continue without every layer.
package struct SandboxIncomplete: Error, CustomStringConvertible {
    package let report: SandboxReport

    package init(_ report: SandboxReport) {
        self.report = report
    }

    package var description: String {
        let lacking = report.missing.map { "\($0.layer.rawValue): \($0.detail)" }.joined(separator: "; ")
        return
            "the sandbox around decoding is not complete (\(lacking)): use a kernel that offers it, or allow less by "
            + "RELECTURE_SANDBOX=prefer"
    }
}
