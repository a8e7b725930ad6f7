package import ChunkPlanning
package import Footage
package import Postgres
package import Requisitions
package import Timelines

// How our own types are stored. Enumerations are stored as their raw values: a value that this version does not know is an
// error where it is read.

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    package var postgresValue: PostgresValue { rawValue.postgresValue }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    package static func decode(_ value: PostgresValue) -> Self? { RawValue.decode(value).flatMap(Self.init(rawValue:)) }
}

extension PostgresArrayElement where Self: RawRepresentable, RawValue: PostgresArrayElement {
    package static func postgresValue(of array: [Self]) -> PostgresValue {
        RawValue.postgresValue(of: array.map(\.rawValue))
    }

    package static func array(from value: PostgresValue) -> [Self]? {
        guard let raw = RawValue.array(from: value) else { return nil }
        let known = raw.compactMap(Self.init(rawValue:))
        return known.count == raw.count ? known : nil
    }
}

extension ChunkID: PostgresEncodable, PostgresDecodable, PostgresArrayElement {}
extension ChunkState: PostgresEncodable, PostgresDecodable, PostgresArrayElement {}
extension CheckState: PostgresDecodable {}
extension ReviewState: PostgresDecodable {}
extension WorkerState: PostgresDecodable {}
extension WorkerWish: PostgresDecodable {}
extension AttemptOutcome: PostgresEncodable, PostgresDecodable {}
extension FailureKind: PostgresEncodable, PostgresDecodable {}

extension ReviewID: PostgresDecodable {}
extension RequisitionID: PostgresDecodable {}
extension RecordingID: PostgresDecodable {}
extension CameraID: PostgresDecodable {}

extension PersonRole: PostgresDecodable {}
extension ErasureRecord.Step: PostgresDecodable {}
extension FrameIndex.Source: PostgresDecodable {}
extension Requisition.State: PostgresDecodable {}
extension CoverageSpan.State: PostgresDecodable {}

extension CoverageSpan {
    /// - Parameter row: with `starts_at`, `ends_at`, `state` and `reason`.
    init(_ row: PostgresRow) throws {
        self.init(
            span: try TimeSpan.stored(row.decode("starts_at"), row.decode("ends_at")), state: try row.decode("state"),
            reason: try row.decode("reason"))
    }
}

extension Urgency: PostgresEncodable, PostgresDecodable {
    package var postgresValue: PostgresValue { rank.postgresValue }

    package static func decode(_ value: PostgresValue) -> Urgency? { Int.decode(value).flatMap(Urgency.init(rank:)) }
}
