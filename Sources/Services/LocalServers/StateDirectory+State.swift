import Foundation

extension StateDirectory {
    /// Returns the saved state, or nil if there is none.
    func loadState() throws(LocalServerError) -> ServerState? {
        guard isMarked else { return nil }
        guard let data = FileManager.default.contents(atPath: stateFile) else {
            throw .otherOwner(directory: path, owner: ownerName)
        }
        guard let state = try? JSONDecoder().decode(ServerState.self, from: data),
            state.format == ServerState.currentFormat
        else { throw .foreignDirectory(path) }
        guard state.owner == geteuid() else {
            throw .otherOwner(directory: path, owner: ServiceAccount.name(of: state.owner))
        }
        return state
    }

    func save(_ state: ServerState) throws(LocalServerError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let data = try? encoder.encode(state) else {
            preconditionFailure("Numbers and strings always have a JSON form.")
        }
        try write(String(decoding: data, as: UTF8.self) + "\n", to: stateFile, for: nil)
    }

    private var ownerName: String {
        let attributes = try? FileManager.default.attributesOfItem(atPath: stateFile)
        return attributes?[.ownerAccountName] as? String ?? "somebody else"
    }
}
