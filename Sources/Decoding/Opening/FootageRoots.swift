/// The directories under which this node mounts each footage store. Catalogue paths are relative to them.
package struct FootageRoots: Sendable, Equatable {
    /// The store of files that are imported without naming a store.
    package static let defaultStore = "default"

    private var roots: [String: String]

    package init() {
        roots = [:]
    }

    /// Parses `/mnt/footage`, or `NAME=/mnt/a:OTHER=/mnt/b` for several stores. Returns nil for anything else.
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

    /// Returns the store whose root contains the file, and the path below that root. The deepest root wins. Returns nil
    /// if no root contains the file.
    package func place(of path: String) -> (store: String, path: String)? {
        let holding = roots.filter { path.hasPrefix($0.value == "/" ? "/" : $0.value + "/") }
        guard let best = holding.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }) else { return nil }
        return (best.key, String(path.dropFirst(best.value == "/" ? 1 : best.value.count + 1)))
    }

    /// Returns the paths where a catalogued file may be on this node, most likely first.
    ///
    /// For a file imported by absolute path, these are that path and then ever shorter suffixes of it below the default
    /// root, which covers a share that is mounted elsewhere on this node.
    package func candidates(store: String, path: String) -> [String] {
        guard path.hasPrefix("/") else {
            return roots[store].map { ["\($0 == "/" ? "" : $0)/\(path)"] } ?? []
        }
        guard let root = roots[FootageRoots.defaultStore] else { return [path] }
        let parts = path.split(separator: "/")
        return [path] + parts.indices.map { "\(root)/" + parts[$0...].joined(separator: "/") }
    }
}
