import Glibc

/// A failed system call.
package struct ProxyError: Error, CustomStringConvertible {
    package let description: String

    /// Takes the reason from `errno`.
    init(operation: String) {
        description = "the proxy's \(operation) failed: \(String(cString: strerror(errno)))"
    }
}
