import Chronology
import Footage
import SeededRandomness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0),
        ("2026-03-01T21:58:12.04Z", 1_772_402_292_040_000),
        ("2000-02-29T12:00:00Z", 951_825_600_000_000),
        ("1969-12-31T23:59:59.999999Z", -1),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
        ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
    ])
    func aTextNamesItsMoment(text: String, microseconds: Int64) {
        #expect(Timestamp(rfc3339: text) == Timestamp(microseconds: microseconds))
    }

    @Test func everyMomentComesBackFromItsText() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<5_000 {
            let time = Timestamp(
                microseconds: .random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &random))
            #expect(Timestamp(rfc3339: time.rfc3339) == time)
        }
    }

    @Test func everyDayOfEightHundredYearsFollowsTheOneBefore() throws {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var expected = try #require(Timestamp(rfc3339: "1600-01-01T00:00:00Z"))
        for year in 1600..<2400 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            for month in 1...12 {
                let length = lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
                for day in 1...length {
                    let time = Timestamp(year: year, month: month, day: day, hour: 0, minute: 0, second: 0)
                    guard time == expected else {
                        Issue.record("\(year)-\(month)-\(day) is \(String(describing: time)), not \(expected)")
                        return
                    }
                    expected = expected.advanced(byMicroseconds: 86_400_000_000)
                }
                #expect(Timestamp(year: year, month: month, day: length + 1, hour: 0, minute: 0, second: 0) == nil)
            }
        }
    }

    @Test(arguments: [
        "2026-03-01T22:58:12+01:00", "2026-03-01T16:28:12-05:30", "2026-03-02T11:58:12+14:00", "2026-03-01t21:58:12z",
        "2026-03-01 21:58:12.000000000Z", "2026-03-01T21:58:12-00:00",
    ])
    func theZoneIsTakenOff(text: String) {
        #expect(Timestamp(rfc3339: text)?.rfc3339 == "2026-03-01T21:58:12.000000Z")
    }

    @Test func decimalsBeyondTheSixthAreDropped() {
        #expect(Timestamp(rfc3339: "1970-01-01T00:00:00.1234569Z")?.microseconds == 123_456)
    }

    @Test(arguments: [
        "", "2026-03-01", "2026-03-01T21:58:12", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z", "2026-03-00T00:00:00Z", "0000-01-01T00:00:00Z",
        "2026-03-01T24:00:00Z", "2026-03-01T00:60:00Z", "2026-03-01T00:00:61Z", "2026-03-01T00:00:00.Z",
        "2026-03-01T00:00:00+1:00", "2026-03-01T00:00:00+0100", "2026-03-01T00:00:00+01:60", "2026-03-01T00:00:00Zx",
        "2026-3-1T00:00:00Z", " 2026-03-01T00:00:00Z", "20260301T000000Z", "2026-03-01T00:00:00,5Z",
        "٢٠٢٦-03-01T00:00:00Z", "+026-03-01T00:00:00Z", "2026-03-01T00:00:00+24:00",
    ])
    func whatNamesNoMomentIsRefused(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }
}
