import Footage

/// Reads an order from a file that follows the schema in `RequisitionSchema`, or reports all its errors.
package enum OrderFile {
    /// An error in one value.
    package struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// JSON pointer (RFC 6901) to the value; empty for the whole file.
        package let pointer: String
        package let text: String

        package var description: String { "\(pointer.isEmpty ? "the file" : pointer): \(text)" }
    }

    /// All errors, in the order of the file.
    package struct Invalid: Error, Equatable, CustomStringConvertible {
        package let problems: [Problem]

        package var description: String { problems.map(\.description).joined(separator: "\n") }
    }

    /// - Parameter legalBases: the codes known to the site; nil to accept any.
    package static func order(from text: String, legalBases: Set<String>? = nil) throws(Invalid) -> RequisitionOrder {
        let json: OrderJSON
        do {
            json = try OrderJSON(parsing: text)
        } catch {
            throw Invalid(problems: [Problem(pointer: "", text: "it is no JSON: \(error)")])
        }
        var reader = OrderFileReader(legalBases: legalBases)
        let order = reader.read(json)
        guard let order, reader.problems.isEmpty else { throw Invalid(problems: reader.problems) }
        return order
    }
}
