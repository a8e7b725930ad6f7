import ArgumentParser
import Operations

/// Reads a share written as `5%` or `0.5%`.
extension Share: ExpressibleByArgument {
    package init?(argument: String) {
        guard argument.last == "%" else { return nil }
        let parts = argument.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ (1...3).contains($0.count) && $0.allSatisfy(\.isNumber) }),
            let whole = Int(parts[0]), parts.count == 1 || parts[1].count <= 2,
            let rest = parts.count == 1 ? 0 : Int(parts[1].count == 1 ? parts[1] + "0" : parts[1])
        else { return nil }
        guard (1...10_000).contains(whole * 100 + rest) else { return nil }
        self.init(tenThousandths: whole * 100 + rest)
    }
}
