import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct EndpointTests {
    @Test func aURIAndAKeywordStringMeanTheSame() throws {
        let uri = try PostgresEndpoint("postgresql://ada:p%40ss@db.example:6432/court?sslmode=require")
        let keywords = try PostgresEndpoint(
            "host=db.example port=6432 user=ada password=p@ss dbname=court sslmode=require")
        #expect(uri == keywords)
        #expect(uri.server == "db.example:6432")
        #expect(uri.database == "court")
    }

    @Test(arguments: [
        "postgresql://ada:hush%zz@db/court", "postgresql://ada:hush@db:port/court", "host=db password='hush",
        "hush", "postgresql://ada:hush@[db/court",
    ])
    func thePasswordIsNeverPrinted(text: String) {
        do {
            let endpoint = try PostgresEndpoint(text)
            #expect(!"\(endpoint) \(String(reflecting: endpoint))".contains("hush"))
        } catch {
            #expect(error.kind == .invalidEndpoint)
            #expect(!"\(error) \(String(reflecting: error))".contains("hush"))
        }
    }

    @Test(arguments: [
        ("postgresql://ada@localhost/court", true), ("host=/run/postgresql user=ada", true), ("user=ada", true),
        ("postgresql://ada@db.example/court?sslmode=verify-full", true),
        // The first encrypts without authenticating the server; the second does not check its name.
        ("postgresql://ada@db.example/court?sslmode=require", false),
        ("postgresql://ada@db.example/court?sslmode=verify-ca", false), ("postgresql://ada@db.example/court", false),
    ])
    func onlyAServerOnThisMachineOrOneThatProvesItsNameIsTrustworthy(text: String, isTrustworthy: Bool) throws {
        #expect(try PostgresEndpoint(text).isTrustworthy == isTrustworthy)
    }

    @Test func aWrongPasswordIsOneClearLine() async throws {
        try await TestServers.withDatabase { url in
            let wrong = url.replacing(/:[^:@]+@/, with: ":wrong-secret@")
            let error = await failure(wrong)
            #expect(error?.kind == .refused)
            #expect(error?.isRetriable == false)
            #expect(error?.description.contains("refused the user name or password") == true)
            #expect(error?.description.contains("wrong-secret") == false)
        }
    }

    @Test func anUnknownDatabaseIsOneClearLine() async throws {
        try await TestServers.withDatabase { url in
            let error = await failure(url + "_absent")
            #expect(error?.kind == .noDatabase)
            #expect(error?.description.contains("has no such database") == true)
        }
    }

    @Test func aServerThatIsNotThereIsReportedAtOnce() async throws {
        let error = await failure("postgresql://ada:hush@127.0.0.1:9/court")
        #expect(error?.kind == .unreachable)
        #expect(error?.description.hasPrefix("cannot reach PostgreSQL at 127.0.0.1:9: ") == true)
        #expect(error?.description.contains("\n") == false)
        #expect(error?.description.contains("hush") == false)
    }

    private func failure(_ url: String) async -> PostgresError? {
        await #expect(throws: PostgresError.self) {
            let pool = PostgresPool(endpoint: try PostgresEndpoint(url), size: 1, applicationName: "tests")
            try await pool.transaction { _ = try $0.query("SELECT 1") }
        }
    }
}
