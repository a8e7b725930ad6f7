import Chronology
import Footage

extension CanonicalJSON {
    /// Seconds to four decimals, from microseconds.
    package static func seconds(_ microseconds: Int64) -> CanonicalJSON {
        .tenThousandths((microseconds + 50).flooredQuotient(by: 100))
    }
}
