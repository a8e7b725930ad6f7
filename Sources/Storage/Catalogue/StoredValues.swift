import Footage
package import Planning
package import Postgres
import Requisitions

// Storage of the pipeline's value types.

extension CameraID: PostgresDecodable {}
extension RecordingID: PostgresDecodable {}
extension RequisitionID: PostgresDecodable {}
extension ReviewID: PostgresDecodable {}
extension ChunkID: PostgresEncodable, PostgresDecodable, PostgresArrayElement {}
extension FrameIndex.Source: PostgresDecodable {}
extension Requisition.State: PostgresDecodable {}

extension Urgency: PostgresEncodable, PostgresDecodable {
    package var postgresValue: PostgresValue { rank.postgresValue }

    package static func decode(_ value: PostgresValue) -> Urgency? { Int.decode(value).flatMap(Urgency.init(rank:)) }
}
