import Access
import Chronology
import Testing

struct ActTests {
    private func acts(of role: AccountRole) -> Set<Act> { Set(Act.allCases.filter { $0.roles.contains(role) }) }

    @Test func magistratesAndAuditorsChangeNothingButTheEnd() {
        let reading: Set<Act> = [
            .requisitionList, .requisitionShow, .reviewList, .reviewShow, .reviewWatch, .reviewDiff, .accountList,
            .timeline, .clockList, .knownAnswerList, .footageList, .footageVerify, .chunkList, .chunkShow,
            .evidenceExport, .sql, .journalList, .journalVerify, .journalAnchor, .journalExport, .eraseDue,
            .eraseVerify,
            .eraseCertificate,
        ]
        #expect(acts(of: .magistrate) == reading.union([.erase, .erased, .eraseSchedule]))
        #expect(acts(of: .auditor).subtracting(reading) == [.registerPublish])
    }

    @Test(arguments: AccountRole.allCases)
    func onlyInvestigatorsAnswerForRequisitionsAndOnlyMagistratesForErasure(role: AccountRole) {
        let orders: [Act] = [
            .requisitionOpen, .requisitionSuspend, .requisitionResume, .requisitionExtend, .requisitionClose,
            .requisitionAssign,
        ]
        for act in orders { #expect(act.roles.contains(role) == (role == .investigator), "\(act)") }
        #expect(Act.erase.roles.contains(role) == (role == .magistrate))
        #expect(Act.timeline.roles.contains(role) == ![.operator, .auditor].contains(role))
        #expect(Act.chunkRequeue.roles.contains(role) == (role == .operator))
    }

    @Test func accountsAreGivenByTheOwnerAlone() throws {
        for act in [Act.accountAdd, .accountMandate, .accountEnd] {
            #expect(act.roles.isEmpty)
            let all = Standing(login: "all", isSession: true, roles: Set(AccountRole.allCases))
            #expect(try #require(all.objection(to: act)).contains("owner of the database alone"))
        }
    }

    @Test func whatTakesARoleCanBeDoneBySomeRole() {
        for act in Act.allCases where act.roles.isEmpty { #expect(act.rawValue.hasPrefix("person "), "\(act)") }
    }

    @Test func objectionsSayWhoWhatAndWhatToDo() throws {
        let analyst = Standing(login: "anna", isSession: true, roles: [.analyst])
        #expect(analyst.objection(to: .timeline) == nil)
        let refused = try #require(analyst.objection(to: .reviewStart))
        #expect(refused.contains("anna (analyst) may not do `review start`: it takes the role investigator, reviewer"))
        let expired = Standing(login: "anna", isSession: true, roles: [], mandates: "analyst from A until B")
        #expect(try #require(expired.objection(to: .timeline)).contains("(analyst from A until B)"))
        let gone = Standing(
            login: "anna", isSession: true, endedAt: Timestamp(microseconds: 0), roles: [.analyst])
        #expect(try #require(gone.objection(to: .timeline)).contains("ended at 1970-01-01"))
    }

    @Test func severalMandatesAddUp() {
        let both = Standing(login: "b", isSession: true, roles: [.operator, .analyst])
        #expect(both.objection(to: .chunkSkip) == nil && both.objection(to: .sql) == nil)
        #expect(both.objection(to: .journalList) != nil)
    }
}
