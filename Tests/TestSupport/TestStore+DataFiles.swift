import Foundation
import LocalServers
import Postgres

extension TestStore {
    /// Returns the relations whose files contain a text on disk after a checkpoint.
    package func dataFiles(holding text: String) async throws -> [String] {
        let administrator = PostgresConnection(
            to: try PostgresEndpoint(try await TestServers.environment().administratorURL),
            applicationName: "relecture-tests")
        let name: String? = try await value("SELECT current_database()::text")
        let folder: String? = try await administrator.withSession { sql in
            try sql.execute("CHECKPOINT")
            return try sql.value(
                "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = $1",
                [name])
        }
        await administrator.close()
        guard let folder else { throw NeverHappened(description: "the database has no folder") }
        // A file that disappears meanwhile contains nothing.
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { file in
            FileManager.default.contents(atPath: "\(folder)/\(file)")?.range(of: Data(text.utf8)) != nil
        }
        var relations: [String] = []
        for file in files {
            let node = file.prefix { $0.isNumber }
            let relation: String? = try await value(
                "SELECT pg_filenode_relation(0, nullif($1, '')::oid)::text", [String(node)])
            relations.append("\(relation ?? "no relation") (\(file))")
        }
        return relations
    }
}
