import Chronology
import Footage
import Requisitions
import Testing

@Suite(.timeLimit(.minutes(10)))
struct RequisitionScopeTests {
    private func span(_ range: Range<Int64>) -> TimeSpan {
        TimeSpan(start: Timestamp(microseconds: range.lowerBound), end: Timestamp(microseconds: range.upperBound))
    }

    private func order(_ windows: [Range<Int64>], expires: Int64? = nil) throws -> RequisitionOrder {
        var details = RequisitionDetails()
        details.expires = expires.map(Timestamp.init(microseconds:))
        return try RequisitionOrder(
            reference: "r", authority: "a", cameras: [CameraID(rawValue: "gate")], windows: windows.map(span),
            details: details)
    }

    @Test func windowsAreSortedAndThoseThatTouchAreOne() throws {
        let order = try order([30..<40, 0..<10, 10..<20])
        #expect(order.windows == [span(0..<20), span(30..<40)])
        #expect(order.window == span(0..<40))
    }

    @Test func whatLiesBetweenTwoWindowsIsNotCovered() throws {
        let order = try order([0..<20, 30..<40])
        #expect(order.covers(span(0..<20)) && order.covers(span(31..<40)))
        #expect(!order.covers(span(19..<31)) && !order.covers(span(20..<30)) && !order.covers(span(0..<21)))
    }

    @Test func extensionsWidenAndProlongAndNeverTakeAway() throws {
        let order = try order([0..<20], expires: 100)
        let wider = try order.extended(
            cameras: [CameraID(rawValue: "yard")], windows: [span(15..<30)], expires: Timestamp(microseconds: 200))
        #expect(wider.windows == [span(0..<30)] && wider.cameras.map(\.rawValue) == ["gate", "yard"])
        #expect(wider.details.expires?.microseconds == 200)
        #expect(throws: RequisitionError.self) {
            try order.extended(cameras: [], windows: [], expires: Timestamp(microseconds: 100))
        }
    }

    @Test func anOrderWithoutAWindowOrWithAnImpossibleDateIsRefused() {
        #expect(throws: RequisitionError.noWindow) { try order([]) }
        var details = RequisitionDetails()
        details.orderedOn = "2026-13-01"
        let impossible = details
        #expect(throws: RequisitionError.noDate("2026-13-01")) {
            try RequisitionOrder(
                reference: "r", authority: "a", cameras: [CameraID(rawValue: "gate")], windows: [span(0..<1)],
                details: impossible)
        }
    }

    @Test func nothingIsDoneUnderAnExpiredRequisition() throws {
        let expired = Requisition(
            id: RequisitionID(rawValue: "r1"), order: try order([0..<1], expires: 0), state: .open, isExpired: true)
        let error = #expect(throws: RequisitionError.self) { try expired.requireOpen() }
        #expect(error?.description.contains("relecture requisition extend r1") == true)
    }
}
