/// The result of checking one thing that a node needs.
package struct HealthFinding: Sendable {
    package enum Verdict: String, Sendable {
        case ok, warning, failed
    }

    package let subject: String
    package let verdict: Verdict
    package let text: String

    static func ok(_ subject: String, _ text: String) -> HealthFinding {
        HealthFinding(subject: subject, verdict: .ok, text: text)
    }

    static func warning(_ subject: String, _ text: String) -> HealthFinding {
        HealthFinding(subject: subject, verdict: .warning, text: text)
    }

    static func failed(_ subject: String, _ text: String) -> HealthFinding {
        HealthFinding(subject: subject, verdict: .failed, text: text)
    }
}
