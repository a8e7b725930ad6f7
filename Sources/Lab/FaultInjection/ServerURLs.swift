import Foundation
package import LocalServers

/// The addresses of both servers in the program's syntax, adapted to one database or proxy.
package struct ServerURLs: Sendable, Equatable {
    package var database: String
    package var broker: String

    package init(database: String, broker: String) {
        self.database = database
        self.broker = broker
    }

    package init(_ environment: LocalEnvironment, databaseName: String) {
        database = ServerURLs.changing(environment.databaseURL) { $0.path = "/\(databaseName)" }
        broker = environment.amqpURL
    }

    package var databasePort: Int { ServerURLs.port(database) }
    package var brokerPort: Int { ServerURLs.port(broker) }

    package func through(_ host: String, databasePort: Int, brokerPort: Int) -> ServerURLs {
        ServerURLs(
            database: ServerURLs.changing(database) { ($0.host, $0.port) = (host, databasePort) },
            broker: ServerURLs.changing(broker) { ($0.host, $0.port) = (host, brokerPort) })
    }

    package var environment: [String: String] {
        [
            "RELECTURE_DATABASE_URL": database, "RELECTURE_AMQP_URL": broker, "RELECTURE_REASON": "a trial of faults",
        ]
    }

    private static func port(_ url: String) -> Int { URLComponents(string: url)?.port ?? 0 }

    private static func changing(_ url: String, _ body: (inout URLComponents) -> Void) -> String {
        guard var parts = URLComponents(string: url) else { return url }
        body(&parts)
        return parts.string ?? url
    }
}
