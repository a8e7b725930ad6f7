import Footage
import Formats
import Foundation
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CaseDocumentTests {
    private static let document = CaseDocument(
        SampleTimeline.timeline(), digest: "sha256:00ff", authority: "order", build: "1", started: SampleTimeline.start,
        ended: SampleTimeline.time(90_000),
        files: [
            CaseDocument.File(
                id: "f1", camera: CameraID(rawValue: "gate"), name: "a.mp4", size: 12, digest: "abcd",
                span: SampleTimeline.span(0, 60_000),
                deliveries: [
                    CaseDocument.Delivery(by: "Cpl. B", at: SampleTimeline.start, seal: "S-12", medium: "disk 7")
                ]),
            CaseDocument.File(
                id: "f2", camera: CameraID(rawValue: "gate"), name: "b.mp4", size: 13, digest: "ef01",
                span: SampleTimeline.span(60_000, 90_000)),
        ])

    private static func nodes() throws -> [[String: Any]] {
        let data = Data(document.json.text.utf8)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        return try #require(object["@graph"] as? [[String: Any]])
    }

    /// Returns the ids of all objects below a value that are references only.
    private static func references(_ value: Any) -> [String] {
        if let list = value as? [Any] { return list.flatMap(references) }
        guard let object = value as? [String: Any] else { return [] }
        if object.count == 1, let id = object["@id"] as? String { return [id] }
        return object.values.flatMap(references)
    }

    @Test func everyReferenceLeadsToANodeAndEveryPrefixIsDeclared() throws {
        let nodes = try Self.nodes()
        let ids = nodes.compactMap { $0["@id"] as? String }
        #expect(Set(ids).count == nodes.count)
        let references = nodes.flatMap { Self.references($0) }
        #expect(!references.isEmpty && Set(references).isSubset(of: ids))
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(Self.document.json.text.utf8)) as? [String: Any])
        let context = try #require(object["@context"] as? [String: String])
        let prefix = /"((?:uco|case)-[a-z]+|kb|xsd):/
        let names = Self.document.json.text.matches(of: prefix).map { String($0.output.1) }
        #expect(!names.isEmpty && Set(names).isSubset(of: context.keys))
    }

    @Test func filesCarryTheirDigestsAndSeals() throws {
        let nodes = try Self.nodes()
        func node(_ id: String) throws -> [String: Any] {
            try #require(nodes.first { $0["@id"] as? String == "kb:\(id)" })
        }
        for (id, digest) in [("file-f1", "abcd"), ("file-f2", "ef01"), ("findings-v1", "00ff")] {
            let text = String(describing: try node(id))
            #expect(text.contains(digest))
        }
        #expect(try node("provenance-f1")["case-investigation:exhibitNumber"] as? String == "S-12")
        #expect(try node("provenance-f2")["case-investigation:exhibitNumber"] == nil)
        #expect(try node("delivery-1-f1")["uco-core:description"] as? String == "by Cpl. B, on disk 7")
    }
}
