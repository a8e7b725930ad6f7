/// An error that ends a worker process.
package enum WorkerError: Error, Equatable, CustomStringConvertible {
    case nameTaken(String)

    package var description: String {
        switch self {
        case .nameTaken(let name):
            "another process works under the name \"\(name)\" now: start each worker with a --name of its own"
        }
    }
}
