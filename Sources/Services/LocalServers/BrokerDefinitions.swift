import Crypto
import Foundation
import WorkQueue

/// What the broker imports at each boot: one user, the virtual hosts, and policies for the first. No guest user.
package struct BrokerDefinitions {
    let password: String
    let policies: [BrokerPolicy]
    /// Virtual hosts in addition to "/".
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

    /// Returns RabbitMQ's password hash: base64 of the salt followed by SHA-256 of salt and password.
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
