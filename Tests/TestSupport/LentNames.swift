/// A fixed number of names, each lent to one task at a time, first come, first served.
actor LentNames {
    nonisolated let names: [String]
    private var free: [String]
    private var waiting: [CheckedContinuation<String, Never>] = []

    init(_ names: [String]) {
        self.names = names
        free = names
    }

    func take() async -> String {
        if let name = free.popLast() { return name }
        return await withCheckedContinuation { waiting.append($0) }
    }

    func giveBack(_ name: String) {
        if waiting.isEmpty { free.append(name) } else { waiting.removeFirst().resume(returning: name) }
    }
}
