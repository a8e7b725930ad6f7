import ArgumentParser
import Decoding
import Foundation

/// The location of the footage stores on this node.
struct FootageRootOptions: ParsableArguments {
    @Option(
        name: .customLong("footage-root"),
        help: "Where this node sees the footage: DIR, or STORE=DIR:STORE=DIR. Default: RELECTURE_FOOTAGE_ROOT.")
    var root: String?

    /// Empty if nothing was given.
    var text: String { root ?? Surroundings.variable("RELECTURE_FOOTAGE_ROOT") ?? "" }

    func roots() throws -> FootageRoots {
        guard let roots = FootageRoots(text) else {
            throw CommandError(
                "RELECTURE_FOOTAGE_ROOT \"\(text)\" is not understood: write /DIR, or STORE=/DIR:STORE=/DIR"
            )
        }
        return roots
    }

    /// Returns how imported files are named in the catalogue: relative to a store's root if one holds them, else
    /// absolute.
    func placing() throws -> @Sendable (String) -> (store: String, path: String) {
        let roots = try roots()
        return { path in roots.place(of: path) ?? (FootageRoots.defaultStore, path) }
    }
}
