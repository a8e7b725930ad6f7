import Erasure
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ErasurePlanTests {
    private static func table(_ name: String, _ columns: [String: String], required: Set<String> = [])
        -> ErasurePlan.Table
    {
        ErasurePlan.Table(name: "relecture.\(name)", columns: columns, required: required)
    }

    private static func reference(_ table: String, _ column: String, to target: String) -> ErasurePlan.Reference {
        ErasurePlan.Reference(
            table: "relecture.\(table)", columns: [column], target: "relecture.\(target)", targetColumns: ["id"])
    }

    private static let plan = ErasurePlan(
        tables: [
            table("requisition", ["id": "uuid"]),
            table("journal", ["requisition": "text"], required: ["requisition"]),
            table("erasure", ["requisition": "uuid"], required: ["requisition"]),
            table("review", ["id": "uuid", "requisition_id": "uuid"], required: ["requisition_id"]),
            table("remark", ["id": "uuid", "review_id": "uuid"]), table("answer", ["remark": "uuid"]),
            table("order_of", ["under": "uuid"]),
            table("renewal", ["id": "uuid", "requisition_id": "uuid", "after": "uuid"]),
            table("worker", ["name": "text"]), table("shift", ["worker": "text", "review_id": "text"]),
        ],
        references: [
            reference("answer", "remark", to: "remark"), reference("order_of", "under", to: "requisition"),
            reference("renewal", "after", to: "renewal"), reference("shift", "worker", to: "worker"),
        ])

    @Test func tablesAreFoundByColumnsAndForeignKeysAndNoOthers() {
        let tables = Set(ErasurePlanTests.plan.deletions.map { String($0.table.dropFirst("relecture.".count)) })
        #expect(tables == ["review", "remark", "answer", "order_of", "renewal"])
    }

    @Test func whoeverRefersToOthersGoesFirst() throws {
        let order = ErasurePlanTests.plan.deletions.map(\.table)
        let answer = try #require(order.firstIndex(of: "relecture.answer"))
        let remark = try #require(order.firstIndex(of: "relecture.remark"))
        // `remark` refers to `review` by column name only, without a foreign key.
        let review = try #require(order.firstIndex(of: "relecture.review"))
        #expect(answer < remark && remark < review)
    }

    @Test func conditionsLeadBackToTheRequisition() {
        let conditions = Dictionary(
            uniqueKeysWithValues: ErasurePlanTests.plan.deletions.map { ($0.table, $0.condition) })
        let direct = "requisition_id = ANY ($1::text[]::uuid[])"
        #expect(conditions["relecture.review"] == direct)
        #expect(conditions["relecture.order_of"] == "under = ANY ($1::text[]::uuid[])")
        #expect(conditions["relecture.renewal"] == direct)
        let remark = "(review_id) IN (SELECT id FROM relecture.review WHERE \(direct))"
        #expect(conditions["relecture.remark"] == remark)
        #expect(conditions["relecture.answer"] == "(remark) IN (SELECT id FROM relecture.remark WHERE \(remark))")
    }
}
