/// A fraction of a whole, such as `5%` or `0.5%`.
package struct Share: Equatable, Sendable {
    /// From 1 to 10 000.
    package let tenThousandths: Int

    package init(tenThousandths: Int) {
        self.tenThousandths = tenThousandths
    }

    /// The share as text, such as `5 %` or `0.5 %`.
    package var text: String {
        let (whole, rest) = tenThousandths.quotientAndRemainder(dividingBy: 100)
        guard rest > 0 else { return "\(whole) %" }
        let digits = rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)"
        return "\(whole).\(digits) %"
    }
}
