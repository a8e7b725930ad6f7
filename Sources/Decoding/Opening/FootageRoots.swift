/// Where this node sees each footage store: the paths of the catalogue are relative to these.
package struct FootageRoots: Sendable, Equatable {
    /// The store of files imported without naming one.
    package static let defaultStore = "default"

    private var roots: [String: String]

    package init() {
        roots = [:]
    }

    /// Reads `/mnt/footage`, or `NAME=/mnt/a:OTHER=/mnt/b` for several stores; nil for anything else.
    package init?(_ text: String) {
        roots = [:]
        guard !text.isEmpty else { return }
        for part in text.split(separator: ":", omittingEmptySubsequences: false) {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let (name, path) = sides.count == 2 ? (sides[0], sides[1]) : (FootageRoots.defaultStore, String(part))
            guard !name.isEmpty, path.hasPrefix("/"), roots[name] == nil else { return nil }
            roots[name] = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        }
    }

    package subscript(store: String) -> String? { roots[store] }

    /// The store whose root holds a file, with the path below it; the deepest root wins. Nil where none does.
    package func place(of path: String) -> (store: String, path: String)? {
        let holding = roots.filter { path.hasPrefix($0.value == "/" ? "/" : $0.value + "/") }
        guard let best = holding.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }) else { return nil }
        return (best.key, String(path.dropFirst(best.value == "/" ? 1 : best.value.count + 1)))
    }

    /// Where a file of the catalogue may lie on this node, likeliest first.
    ///
    /// A file imported by its absolute path is looked for there, then below the default root by ever shorter ends of
    /// its path, as when the same share is mounted elsewhere.
    package func candidates(store: String, path: String) -> [String] {
        guard path.hasPrefix("/") else {
            return roots[store].map { ["\($0 == "/" ? "" : $0)/\(path)"] } ?? []
        }
        guard let root = roots[FootageRoots.defaultStore] else { return [path] }
        let parts = path.split(separator: "/")
        return [path] + parts.indices.map { "\(root)/" + parts[$0...].joined(separator: "/") }
    }
}
