/// What the doctor says of one thing.
struct Finding: Sendable {
    enum Verdict: String, Sendable {
        case ok, warning, failed
    }

    let subject: String
    let verdict: Verdict
    let text: String

    static func ok(_ subject: String, _ text: String) -> Finding {
        Finding(subject: subject, verdict: .ok, text: text)
    }

    static func warning(_ subject: String, _ text: String) -> Finding {
        Finding(subject: subject, verdict: .warning, text: text)
    }

    static func failed(_ subject: String, _ text: String) -> Finding {
        Finding(subject: subject, verdict: .failed, text: text)
    }
}
