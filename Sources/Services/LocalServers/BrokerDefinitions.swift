import Crypto
import Foundation
import WorkQueue

/// What the broker imports at each boot: one user, the virtual hosts, the policies of the first. No guest.
package struct BrokerDefinitions {
    let password: String
    let policies: [BrokerPolicy]
    /// Besides "/".
    let virtualHosts: [String]

    func json() throws -> String {
        let objects: [String: Any] = [
            "users": [
                [
                    "name": "relecture", "password_hash": Self.hash(password, salt: Self.salt()),
                    "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": "administrator",
                ]
            ],
            "vhosts": (["/"] + virtualHosts).map { ["name": $0] },
            "permissions": (["/"] + virtualHosts).map {
                ["user": "relecture", "vhost": $0, "configure": ".*", "write": ".*", "read": ".*"]
            },
            "policies": try policies.map(Self.object),
        ]
        let data = try JSONSerialization.data(withJSONObject: objects, options: [.prettyPrinted, .sortedKeys])
        return String(decoding: data, as: UTF8.self)
    }

    /// RabbitMQ's form: base64 of the salt and of SHA-256 over salt and password.
    package static func hash(_ password: String, salt: [UInt8]) -> String {
        Data(salt + SHA256.hash(data: salt + Array(password.utf8))).base64EncodedString()
    }

    private static func salt() -> [UInt8] {
        (0..<4).map { _ in UInt8.random(in: .min ... .max) }
    }

    private static func object(_ policy: BrokerPolicy) throws -> [String: Any] {
        let parsed = try? JSONSerialization.jsonObject(with: Data(policy.definition.utf8))
        guard let definition = parsed as? [String: Any] else { throw LocalServerError.invalidPolicy(policy.name) }
        return [
            "vhost": "/", "name": policy.name, "pattern": policy.pattern, "apply-to": policy.appliesTo, "priority": 0,
            "definition": definition,
        ]
    }
}
