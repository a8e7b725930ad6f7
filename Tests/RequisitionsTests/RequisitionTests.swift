import Chronology
import Footage
import Requisitions
import Testing

@Suite(.timeLimit(.minutes(10)))
struct RequisitionTests {
    private static let from = Timestamp(microseconds: 1_000_000)
    private static let to = Timestamp(microseconds: 2_000_000)

    @Test func camerasAreSortedAndNamedOnce() throws {
        let order = try order(cameras: ["yard", "Gate", "yard", "gate"])
        #expect(order.cameras.map(\.rawValue) == ["Gate", "gate", "yard"])
        #expect(order.window == TimeSpan(start: Self.from, end: Self.to))
    }

    @Test(arguments: ["", "  ", "\t\n"])
    func whatIsEmptyIsNamedByItsOption(blank: String) {
        #expect(throws: RequisitionError.empty("--reference")) { try order(reference: blank) }
        #expect(throws: RequisitionError.empty("--authority")) { try order(authority: blank) }
        #expect(throws: RequisitionError.empty("--camera")) { try order(cameras: ["gate", blank]) }
    }

    @Test func anOrderWithoutCamerasIsRefused() {
        #expect(throws: RequisitionError.noCamera) { try order(cameras: []) }
    }

    @Test(arguments: [(to, from), (from, from)])
    func aWindowUpsideDownOrEmptyIsRefusedAndSaysWhichOptionsToSwap(from: Timestamp, to: Timestamp) {
        let error = #expect(throws: RequisitionError.windowUpsideDown(from: from, to: to)) {
            try order(from: from, to: to)
        }
        #expect(error?.description.contains("--from") == true && error?.description.contains("--to") == true)
    }

    @Test func onlyNamedCamerasAreCovered() throws {
        let requisition = try requisition(.open)
        try requisition.requireCovered(CameraID(rawValue: "gate"))
        let error = #expect(throws: RequisitionError.self) {
            try requisition.requireCovered(CameraID(rawValue: "Gate"))
        }
        #expect(error?.description == "camera \"Gate\" is not in requisition r1, which covers \"gate\", \"yard\"")
    }

    @Test func nothingIsDoneUnderAClosedRequisition() throws {
        try requisition(.open).requireOpen()
        let error = #expect(throws: RequisitionError.self) { try requisition(.closed).requireOpen() }
        #expect(error?.description.contains("r1 is closed") == true)
    }

    private func requisition(_ state: Requisition.State) throws -> Requisition {
        Requisition(id: RequisitionID(rawValue: "r1"), order: try order(cameras: ["yard", "gate"]), state: state)
    }

    @discardableResult
    private func order(
        reference: String = "PV 12/2026", authority: String = "juge d'instruction", cameras: [String] = ["gate"],
        from: Timestamp = from, to: Timestamp = to
    ) throws(RequisitionError) -> RequisitionOrder {
        try RequisitionOrder(
            reference: reference, authority: authority, cameras: cameras.map(CameraID.init(rawValue:)), from: from,
            to: to)
    }
}
