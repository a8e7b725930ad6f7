import Exporting
import Foundation

/// What came of a fuzz run.
struct FuzzTally: Sendable {
    /// A file that was kept, and why.
    struct Kept: Sendable {
        let number: Int
        let file: String
        let reason: String
    }

    private(set) var count = 0
    private(set) var imported = 0
    private(set) var reviewed = 0
    private(set) var refusedBy: [String: Int] = [:]
    private(set) var refusals = 0
    /// Deaths of the reading process: by its own limits or a fault of a library, without harm.
    private(set) var contained: [Kept] = []
    /// Broken promises.
    private(set) var failures: [Kept] = []

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
        case .contained(let reason): contained.append(Kept(number: number, file: file, reason: reason))
        }
        if let failure = outcome.failure { failures.append(Kept(number: number, file: file, reason: failure)) }
    }

    func json(seed: UInt64) -> CanonicalJSON {
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
            "failures": list(failures),
        ])
    }

    func table(seed: UInt64) -> String {
        var table = TextTable(header: ["OUTCOME", "FILES"])
        table.append(["reviewed", "\(reviewed)"])
        for (code, number) in refusedBy.sorted(by: { $0.key < $1.key }) { table.append(["refused, \(code)", "\(number)"]) }
        table.append(["ended the reading process", "\(contained.count)"])
        table.append(["broke a promise", "\(failures.count)"])
        let kept = (failures + contained).map { "\($0.number)  \($0.file)  \($0.reason)\n" }.joined()
        return "seed \(seed), \(count) files, \(refusals) refused system calls\n" + table.text + kept
    }
}
