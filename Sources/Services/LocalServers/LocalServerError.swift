/// The reason why private servers cannot be started, stopped or removed, as one line that says what to do.
package enum LocalServerError: Error, Equatable, CustomStringConvertible {
    case notInstalled(String)
    case missingVersion(directory: String, version: String)
    case noAccount(String)
    case notSearchable(directory: String, account: String)
    case foreignDirectory(String)
    case otherOwner(directory: String, owner: String)
    case nothingThere(String)
    case notRunning(String)
    case busy(String)
    case noFreePort
    case invalidPolicy(String)
    case file(operation: String, path: String, reason: String)
    case command(name: String, output: String)
    case died(server: String, log: String, lastWords: String)
    case silent(server: String, seconds: Int, log: String)

    package var description: String {
        switch self {
        case .notInstalled(let server):
            "\(server) is not installed: install the packages postgresql and rabbitmq-server, or run deploy/prepare"
        case .missingVersion(let directory, let version):
            "\(directory) was made by PostgreSQL \(version), which is not installed: install postgresql-\(version)"
        case .noAccount(let name):
            "there is no user \(name) to run the server as: install the packages postgresql and rabbitmq-server"
        case .notSearchable(let directory, let account):
            "the user \(account) cannot enter \(directory): choose a directory that others may enter (not below /root)"
        case .foreignDirectory(let directory):
            "\(directory) holds something else than private servers: choose an empty or a new directory"
        case .otherOwner(let directory, let owner):
            "the servers in \(directory) belong to the user \(owner): run this as that user or choose another directory"
        case .nothingThere(let directory):
            "there are no private servers in \(directory): run `relecture local start`"
        case .notRunning(let directory):
            "the private servers in \(directory) are not running: run `relecture local start`"
        case .busy(let directory):
            "another command is still starting or stopping the servers in \(directory): try again when it has ended"
        case .noFreePort: "no free port was found between 10000 and 32000 on 127.0.0.1"
        case .invalidPolicy(let name): "the definition of the broker policy \(name) is not a JSON object"
        case .file(let operation, let path, let reason): "cannot \(operation) \(path): \(reason)"
        case .command(let name, let output): "\(name) failed: \(output)"
        case .died(let server, let log, let lastWords):
            "\(server) stopped while starting (\(lastWords)): see \(log)"
        case .silent(let server, let seconds, let log):
            "\(server) does not answer after \(seconds) s: see \(log)"
        }
    }
}
