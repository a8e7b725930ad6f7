package import Formats
import Foundation
import Sandbox

/// The result of a fuzz run.
package struct FuzzTally: Sendable {
    /// A file that was kept, and why.
    package struct Kept: Sendable {
        package let number: Int
        package let file: String
        package let reason: String
    }

    private(set) var count = 0
    private(set) var imported = 0
    private(set) var reviewed = 0
    private(set) var refusedBy: [String: Int] = [:]
    private(set) var refusals = 0
    /// Deaths of the reading process through its own limits or a library fault, without harm.
    private(set) var contained: [Kept] = []
    /// Their number by cause of death.
    package private(set) var ends: [String: Int] = [:]
    /// Reading processes that stopped responding or did not end; these count as broken promises, too.
    private(set) var hangs = 0
    /// Whether the time limit was reached before all files were tried.
    var isCutShort = false
    /// Broken promises.
    package private(set) var failures: [Kept] = []

    mutating func add(_ outcome: FuzzTrial.Outcome, number: Int, file: String) {
        count += 1
        refusals += outcome.refusals
        switch outcome.fate {
        case .notImported(let code): refusedBy["import: \(code)", default: 0] += 1
        case .notReviewed(let reason):
            imported += 1
            refusedBy["review: \(reason)", default: 0] += 1
        case .reviewed:
            imported += 1
            reviewed += 1
        case .contained(let reason):
            contained.append(Kept(number: number, file: file, reason: reason))
        }
        if let end = outcome.end {
            ends[end.words, default: 0] += 1
            if case .hang = end { hangs += 1 }
        }
        if let failure = outcome.failure { failures.append(Kept(number: number, file: file, reason: failure)) }
    }

    /// - Parameter sandbox: the policy, and the layers that were active.
    package func json(seed: UInt64, sandbox: String) -> CanonicalJSON {
        func list(_ kept: [Kept]) -> CanonicalJSON {
            .array(
                kept.map {
                    .object([
                        "number": .integer(Int64($0.number)), "file": .string($0.file), "reason": .string($0.reason),
                    ])
                })
        }
        return .object([
            "seed": .string(String(seed)), "files": .integer(Int64(count)), "imported": .integer(Int64(imported)),
            "reviewed": .integer(Int64(reviewed)), "refusedSystemCalls": .integer(Int64(refusals)),
            "refused": .object(refusedBy.mapValues { .integer(Int64($0)) }), "contained": list(contained),
            "failures": list(failures), "hangs": .integer(Int64(hangs)), "isCutShort": .bool(isCutShort),
            "containedBy": .object(ends.mapValues { .integer(Int64($0)) }), "sandbox": .string(sandbox),
        ])
    }

    package func table(seed: UInt64, sandbox: String) -> String {
        var table = TextTable(header: ["OUTCOME", "FILES"])
        table.append(["reviewed", "\(reviewed)"])
        for (code, number) in refusedBy.sorted(by: { $0.key < $1.key }) {
            table.append(["refused, \(code)", "\(number)"])
        }
        table.append(["ended the reading process", "\(contained.count)"])
        for (end, number) in ends.sorted(by: { $0.key < $1.key }) { table.append(["by \(end)", "\(number)"]) }
        table.append(["broke a promise", "\(failures.count)"])
        let kept = (failures + contained).map {
            "--seed \(seed) --first \($0.number) --count 1  \($0.file)  \($0.reason)\n"
        }.joined()
        let cut = isCutShort ? " until the time was up" : ""
        return "seed \(seed), \(count) files\(cut), \(refusals) refused system calls\nsandbox: \(sandbox)\n"
            + table.text
            + kept
    }
}
