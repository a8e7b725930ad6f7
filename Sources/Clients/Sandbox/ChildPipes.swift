import CSandbox
import Foundation

/// The three pipes between a child and its parent. Ends still open are closed on deinit.
struct ChildPipes: ~Copyable {
    /// The child's ends: its descriptors 0, 1 and 2.
    private(set) var childs: [Int32]
    /// The parent's ends: for writing the child's input and reading its output and errors.
    private(set) var parents: [Int32]

    init() throws {
        var (childs, parents): ([Int32], [Int32]) = ([], [])
        for number in 0..<3 {
            var ends: [Int32] = [-1, -1]
            let code = csandbox_pipe(&ends)
            guard code == 0 else {
                for end in childs + parents { Glibc.close(end) }
                throw ChildProcess.Failure.notStarted("pipe2: \(String(cString: strerror(code)))")
            }
            childs.append(ends[number == 0 ? 0 : 1])
            parents.append(ends[number == 0 ? 1 : 0])
        }
        // A child that does not read must not block its supervising thread.
        _ = fcntl(parents[0], F_SETFL, O_NONBLOCK)
        (self.childs, self.parents) = (childs, parents)
    }

    deinit {
        for end in childs + parents where end >= 0 { Glibc.close(end) }
    }

    mutating func closeChilds() {
        for end in childs { Glibc.close(end) }
        childs = []
    }

    mutating func close(_ number: Int) {
        guard parents[number] >= 0 else { return }
        Glibc.close(parents[number])
        parents[number] = -1
    }
}
