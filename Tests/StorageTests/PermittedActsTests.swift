import Access
import Chronology
import Footage
import Testing

struct PermittedActsTests {
    private func acts(of role: PersonRole) -> Set<String> {
        Set(PermittedActs.table.filter { $0.value.contains(role) }.keys)
    }

    @Test func magistratesAndAuditorsChangeNothingButTheEnd() {
        let reading: Set<String> = [
            "requisition list", "requisition show", "review list", "review show", "review watch", "review diff", "person list",
            "timeline", "clock list", "known-answer list", "footage list", "footage verify", "chunk list", "chunk show",
            "evidence export", "sql", "journal list", "journal verify", "journal anchor", "journal export", "erase due",
            "erase verify", "erase certificate",
        ]
        #expect(acts(of: .magistrate) == reading.union(["erase", "erase schedule"]))
        #expect(acts(of: .auditor).subtracting(reading) == ["register publish"])
    }

    @Test(arguments: PersonRole.allCases)
    func onlyInvestigatorsAnswerForRequisitionsAndOnlyMagistratesForErasure(role: PersonRole) {
        for act in ["open", "suspend", "resume", "extend", "close", "assign"] {
            #expect(PermittedActs.roles(for: "requisition \(act)").contains(role) == (role == .investigator), "\(act)")
        }
        #expect(PermittedActs.roles(for: "erase").contains(role) == (role == .magistrate))
        #expect(PermittedActs.roles(for: "timeline").contains(role) == ![.operator, .auditor].contains(role))
        #expect(PermittedActs.roles(for: "chunk requeue").contains(role) == (role == .operator))
    }

    @Test func whatNobodyNamedIsForTheOwner() throws {
        for act in ["person add", "person mandate", "person end", "something new", ""] {
            #expect(PermittedActs.roles(for: act).isEmpty)
            let all = Standing(login: "all", isSession: true, roles: Set(PersonRole.allCases))
            #expect(try #require(all.objection(to: act)).contains("owner of the database alone"))
        }
    }

    @Test func objectionsSayWhoWhatAndWhatToDo() throws {
        let analyst = Standing(login: "anna", isSession: true, roles: [.analyst])
        #expect(analyst.objection(to: "timeline") == nil)
        let refused = try #require(analyst.objection(to: "review start"))
        #expect(refused.contains("anna (analyst) may not do `review start`: it takes the role investigator, reviewer"))
        let expired = Standing(login: "anna", isSession: true, roles: [], mandates: "analyst from A until B")
        #expect(try #require(expired.objection(to: "timeline")).contains("(analyst from A until B)"))
        let gone = Standing(
            login: "anna", isSession: true, endedAt: Timestamp(microseconds: 0), roles: [.analyst])
        #expect(try #require(gone.objection(to: "timeline")).contains("ended at 1970-01-01"))
    }

    @Test func severalMandatesAddUp() {
        let both = Standing(login: "b", isSession: true, roles: [.operator, .analyst])
        #expect(both.objection(to: "chunk skip") == nil && both.objection(to: "sql") == nil)
        #expect(both.objection(to: "journal list") != nil)
    }
}
