import Formats
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PublicRegisterTests {
    private static let months = ["2026-01", "2026-02", "2026-03"]

    private func entry(
        _ measure: PublicRegister.Measure, _ month: String, _ value: Int64, cases: Int64? = nil, service: String = ""
    ) -> PublicRegister.Entry {
        PublicRegister.Entry(service: service, month: month, measure: measure, value: value, cases: cases ?? value)
    }

    private func row(_ measure: PublicRegister.Measure, _ entries: [PublicRegister.Entry]) throws -> PublicRegister.Row
    {
        let register = PublicRegister(entries, months: PublicRegisterTests.months, unnamed: "here", smallest: 5)
        return try #require(register.services.first?.rows.first { $0.measure == measure })
    }

    @Test func countsAndTotalsThatAreLargeEnoughAreTold() throws {
        let row = try row(.requisitions, [entry(.requisitions, "2026-01", 5), entry(.requisitions, "2026-03", 7)])
        #expect(row.figures == [.count(5), .count(0), .count(7)] && row.total == .count(12))
    }

    @Test(arguments: 1...4)
    func smallCountIsNotToldNorTheTotalThatWouldGiveItAway(small: Int64) throws {
        let entries = [
            entry(.refusals, "2026-01", 20), entry(.refusals, "2026-02", small), entry(.refusals, "2026-03", 30),
        ]
        let row = try row(.refusals, entries)
        #expect(row.figures == [.count(20), .few, .count(30)] && row.total == .hidden)
        let register = PublicRegister(entries, months: PublicRegisterTests.months, unnamed: "here", smallest: 5)
        for text in [register.html, register.csv] {
            #expect(text.contains("fewer than 5") && text.contains("not told") && !text.contains("\(50 + small)"))
        }
    }

    @Test func sumsOverFewCasesAreNotToldHoweverLargeTheyAre() throws {
        let cameras = try row(
            .cameras, [entry(.cameras, "2026-01", 225, cases: 1), entry(.cameras, "2026-02", 30, cases: 6)])
        #expect(cameras.figures == [.hidden, .count(30), .count(0)] && cameras.total == .hidden)
        let hour: Int64 = 3_600_000_000
        let footage = try row(.footage, [entry(.footage, "2026-02", 10 * hour + hour / 4, cases: 9)])
        #expect(footage.figures == [.hours(0), .hours(103), .hours(0)] && footage.total == .hours(103))
    }

    @Test func servicesStandApartAndOtherMonthsAreLeftOut() {
        let register = PublicRegister(
            [
                entry(.requisitions, "2026-01", 6, service: "B"), entry(.requisitions, "2026-01", 8),
                entry(.function("timeline"), "2026-02", 9, service: "B"), entry(.requisitions, "2025-12", 99),
            ], months: PublicRegisterTests.months, unnamed: "A", smallest: 5)
        #expect(register.services.map(\.name) == ["A", "B"])
        #expect(register.csv.contains("A,requisitions opened,total,8\r\n"))
        #expect(register.csv.contains("B,function: timeline,2026-02,9\r\n") && !register.csv.contains("99"))
        #expect(register.html.contains("<h2>B</h2>") && !register.html.contains("http"))
    }

    @Test func nothingAtAllIsARegisterToo() {
        let register = PublicRegister([], months: ["2026-01"], unnamed: "here", smallest: 5)
        #expect(register.csv.contains("here,requisitions opened,2026-01,0\r\n"))
    }
}
