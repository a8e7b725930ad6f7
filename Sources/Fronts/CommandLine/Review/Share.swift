import ArgumentParser

/// A part of a whole, as `5%` or `0.5%`.
struct Share: ExpressibleByArgument, Equatable {
    /// From 1 to 10 000.
    let tenThousandths: Int

    init(tenThousandths: Int) {
        self.tenThousandths = tenThousandths
    }

    init?(argument: String) {
        guard argument.last == "%" else { return nil }
        let parts = argument.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ (1...3).contains($0.count) && $0.allSatisfy(\.isNumber) }),
            let whole = Int(parts[0]), parts.count == 1 || parts[1].count <= 2,
            let rest = parts.count == 1 ? 0 : Int(parts[1].count == 1 ? parts[1] + "0" : parts[1])
        else { return nil }
        guard (1...10_000).contains(whole * 100 + rest) else { return nil }
        tenThousandths = whole * 100 + rest
    }

    /// `5 %`, `0.5 %`
    var text: String {
        let (whole, rest) = tenThousandths.quotientAndRemainder(dividingBy: 100)
        guard rest > 0 else { return "\(whole) %" }
        let digits = rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)"
        return "\(whole).\(digits) %"
    }
}
