import Footage

/// An order as a file, by the schema that `RequisitionSchema` prints; or everything that is wrong with it.
package enum OrderFile {
    /// What is wrong with one value.
    package struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// A JSON pointer (RFC 6901); empty: the whole file.
        package let pointer: String
        package let text: String

        package var description: String { "\(pointer.isEmpty ? "the file" : pointer): \(text)" }
    }

    /// Everything that is wrong, in the order of the file.
    package struct Invalid: Error, Equatable, CustomStringConvertible {
        package let problems: [Problem]

        package var description: String { problems.map(\.description).joined(separator: "\n") }
    }

    /// - Parameter legalBases: the codes that the site knows; nil: any.
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
