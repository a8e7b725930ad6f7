/// The rows of one query, as a value that may leave the transaction.
package struct PostgresRows: RandomAccessCollection, Sendable {
    private let storage: ResultStorage

    init(_ storage: ResultStorage) {
        self.storage = storage
    }

    package var columns: [String] { storage.columns }
    package var startIndex: Int { 0 }
    package var endIndex: Int { storage.rowCount }

    package subscript(position: Int) -> PostgresRow {
        precondition(indices.contains(position), "A row outside of the result was asked for.")
        return PostgresRow(storage: storage, row: position)
    }
}
