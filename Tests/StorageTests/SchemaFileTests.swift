import Foundation
import Postgres
import Schema
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct SchemaFileTests {
    /// A file missing from `schema.c` would never be applied, and an outdated copy would apply the wrong SQL.
    @Test func theProgramHoldsEveryFileOfTheSchemaAsItIs() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources").standardized
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "sql" }
        #expect(files.count == SchemaFile.all.count)
        for file in files {
            let name = file.deletingPathExtension().pathComponents.suffix(2).joined(separator: "/")
            let held = SchemaFile.all.first { $0.name == name }
            #expect(held?.text == String(decoding: try Data(contentsOf: file), as: UTF8.self), "\(name)")
        }
    }

    /// A view or function without a definition file would stay as an old migration made it, with no current source.
    @Test func everyViewAndFunctionHasItsDefinition() async throws {
        try await TestStore.with { store in
            let names: [String] = try await store.rows(
                """
                SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN ('relecture', 'timeline') AND c.relkind IN ('v', 'm')
                UNION SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                WHERE n.nspname IN ('relecture', 'timeline') ORDER BY 1
                """
            ).map { try $0.decode("name") }
            #expect(names.count > 50)
            let definitions = Database.definitions.map(\.sql).joined()
            for name in names {
                let isDefined = ["VIEW", "FUNCTION", "PROCEDURE"].contains { kind in
                    definitions.firstMatch(of: try! Regex("CREATE OR REPLACE \(kind) \(name)[ (]")) != nil
                }
                #expect(isDefined, "\(name)")
            }
        }
    }
}
