import Chronology
import Footage

extension CanonicalJSON {
    /// Returns microseconds as seconds with four decimals.
    package static func seconds(_ microseconds: Int64) -> CanonicalJSON {
        .tenThousandths((microseconds + 50).flooredQuotient(by: 100))
    }
}
