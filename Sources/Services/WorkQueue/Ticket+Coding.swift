import Foundation
import Planning

extension Ticket {
    private struct Version: Decodable {
        let version: Int
    }

    private struct Fields: Codable {
        let version: Int
        let review: String
        let chunk: ChunkID
        let urgency: Urgency
        let sequence: Int64
    }

    private static let reviewLimit = 256

    /// Encodes the ticket as JSON.
    package func encoded(version: Int = protocolVersion) throws -> [UInt8] {
        guard !review.isEmpty, review.utf8.count <= Self.reviewLimit else {
            throw TicketError.malformed("the review id is empty or longer than \(Self.reviewLimit) bytes")
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let fields = Fields(
            version: version, review: review, chunk: chunk, urgency: urgency, sequence: sequence)
        let data = try encoder.encode(fields)
        guard data.count < Self.sizeLimit else { throw TicketError.tooLarge(bytes: data.count) }
        return Array(data)
    }

    package init(decoding bytes: [UInt8], version expected: Int = protocolVersion) throws(TicketError) {
        guard bytes.count < Self.sizeLimit else { throw .tooLarge(bytes: bytes.count) }
        let data = Data(bytes)
        // Decode the version first: a ticket of another version may have other fields.
        let version = try Self.decode(Version.self, data).version
        guard version == expected else { throw .foreignVersion(version) }
        let fields = try Self.decode(Fields.self, data)
        guard !fields.review.isEmpty, fields.review.utf8.count <= Self.reviewLimit else {
            throw .malformed("the review id is empty or longer than \(Self.reviewLimit) bytes")
        }
        self.init(review: fields.review, chunk: fields.chunk, urgency: fields.urgency, sequence: fields.sequence)
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ data: Data) throws(TicketError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw .malformed(error.reason)
        } catch {
            throw .malformed("\(error)")
        }
    }
}

extension DecodingError {
    fileprivate var reason: String {
        switch self {
        case .keyNotFound(let key, _): "\(key.stringValue) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath.isEmpty ? "no JSON object" : "\(context.codingPath[0].stringValue) has a wrong value"
        @unknown default: "not readable"
        }
    }
}
