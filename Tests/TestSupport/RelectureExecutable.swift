import Foundation

/// The program built alongside this test runner.
package enum RelectureExecutable {
    package static let path: String = {
        let runner = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (runner as NSString).deletingLastPathComponent + "/relecture"
    }()
}
