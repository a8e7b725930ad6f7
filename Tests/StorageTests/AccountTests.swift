import Access
import Chronology
import Footage
import Journal
import Postgres
import Requisitions
import Schema
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct AccountTests {
    @Test func loginIsMadeInTheGroupsOfItsRolesAndClosedAtTheEnd() async throws {
        try await People.with { people in
            let person = try await people.add(.analyst)
            let database = people.store.database
            #expect(
                try await database.give(MandateRequest(role: .auditor, authorisedBy: "h"), to: person.login) == .done)
            let groups = try await person.texts(
                """
                SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                WHERE m.member = (SELECT oid FROM pg_roles WHERE rolname = session_user) ORDER BY 1
                """)
            #expect(groups == ["relecture_analyst", "relecture_auditor"])
            let standing = try #require(try await person.database.standing(of: "somebody else"))
            #expect(standing.login == person.login && standing.isSession && standing.roles == [.analyst, .auditor])
            #expect(try await database.end(account: person.login) == .done)
            let open: Bool? = try await people.store.value(
                "SELECT rolcanlogin OR pg_has_role(oid, 'relecture_analyst', 'MEMBER') FROM pg_roles WHERE rolname = $1",
                [person.login])
            #expect(open == false)
            #expect(try await database.standing(of: person.login)?.endedAt != nil)
            await #expect(throws: StorageError.self) {
                _ = try await database.give(MandateRequest(role: .auditor, authorisedBy: "h"), to: person.login)
            }
        }
    }

    @Test func mandatesCountFromTheirStartToTheirEndAtTheServersClock() async throws {
        try await People.with { people in
            let person = try await people.add(.reviewer, endsIn: -1)
            let database = people.store.database
            #expect(try await database.standing(of: person.login)?.roles == [])
            let later = Timestamp(microseconds: 4_000_000_000_000_000)
            _ = try await database.give(
                MandateRequest(role: .operator, from: later, authorisedBy: "h"), to: person.login)
            #expect(try await database.standing(of: person.login)?.roles == [])
            _ = try await database.give(
                MandateRequest(role: .analyst, until: later, authorisedBy: "h"), to: person.login)
            #expect(try await database.standing(of: person.login)?.roles == [.analyst])
            let listed = try #require(try await database.accounts().first)
            #expect(listed.mandates.map(\.isValid) == [false, true, false] && listed.name == "Some reviewer")
            await #expect(throws: StorageError.self) {
                _ = try await database.give(
                    MandateRequest(role: .analyst, from: later, until: later, authorisedBy: "h"), to: person.login)
            }
        }
    }

    @Test(arguments: ["Martin", "pg_x", "relecture", "relecture_worker", "a b", "", "x\"y"])
    func namesThatAreNoPersonsAreRefused(login: String) async throws {
        try await TestStore.with { store in
            await #expect(throws: StorageError.self) {
                _ = try await store.database.add(
                    login, name: "n", service: "s", mandate: MandateRequest(role: .analyst, authorisedBy: "h"),
                    password: "p")
            }
            let (persons, standing) = (
                try await store.database.accounts(), try await store.database.standing(of: login)
            )
            #expect(persons.isEmpty && standing == nil)
        }
    }

    @Test func administratorsAndMachinesAreNoPersons() async throws {
        try await People.with { people in
            let machine = "machine_\(UInt64.random(in: .min ... .max))"
            try await people.store.execute("CREATE ROLE \(machine) LOGIN IN ROLE relecture_worker")
            for login in [machine, "postgres"] {
                await #expect(throws: StorageError.self) {
                    _ = try await people.store.database.add(
                        login, name: "n", service: "s", mandate: MandateRequest(role: .analyst, authorisedBy: "h"),
                        password: "p")
                }
            }
            try await people.store.execute("DROP ROLE \(machine)")
        }
    }

    @Test func nobodyIsEnteredInTheJournalUnderAnothersName() async throws {
        try await People.with { people in
            let person = try await people.add(.auditor)
            try await person.database.enter(
                .consultation, "journal list", on: .everything, by: "the president", because: "r")
            try await people.store.database.enter(.change, "act", on: .everything, by: "Zoë", because: "r")
            let entries = try await person.database.journal()
            #expect(entries.map(\.person) == [person.login, "Zoë"] && entries[0].login == person.login)
            #expect(try await people.store.database.verifyJournal().id == 2)
            #expect(try await person.database.verifyJournal().id == 2)
        }
    }

    @Test func personsWhoAskInSQLWithoutAnAuditAreKnown() async throws {
        try await People.with { people in
            let before = try await people.store.database.isSQLUnseen()
            _ = try await people.add(.analyst)
            let after = try await people.store.database.isSQLUnseen()
            #expect(!before && after)
        }
    }

    @Test func whoMayNotMakeLoginsIsToldHowItIsDone() async throws {
        try await People.with { people in
            let limited = "limited_\(UInt64.random(in: .min ... .max))"
            try await people.store.execute("CREATE ROLE \(limited)")
            try await people.store.execute("GRANT USAGE ON SCHEMA relecture TO \(limited)")
            try await people.store.execute("GRANT SELECT, INSERT ON relecture.person, relecture.mandate TO \(limited)")
            try await people.store.execute("GRANT \(limited) TO current_user")
            let login = "by_hand_\(UInt64.random(in: .min ... .max))"
            let pool = PostgresPool(
                endpoint: try PostgresEndpoint(people.store.url + "?options=-c%20role%3D\(limited)"), size: 1,
                applicationName: "relecture-tests")
            let added = try await Database(pool: pool).add(
                login, name: "n", service: "s", mandate: MandateRequest(role: .analyst, authorisedBy: "h"),
                password: "p")
            guard case .byHand(let statements) = added.login else {
                Issue.record("a role without the right added an account")
                return
            }
            #expect(
                statements.count == 2 && statements[0].hasPrefix("CREATE ROLE \(login) LOGIN PASSWORD 'SCRAM-SHA-256$"))
            #expect(statements[1] == "GRANT relecture_analyst TO \(login)")
            await pool.close()
            for statement in statements { try await people.store.execute(statement) }
            try await people.store.execute("DROP OWNED BY \(limited)")
            try await people.store.execute("DROP ROLE \(limited)")
        }
    }
}
