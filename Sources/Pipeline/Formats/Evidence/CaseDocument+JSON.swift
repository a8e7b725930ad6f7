import Chronology
import Footage
import Timelines

extension CaseDocument {
    /// The review as JSON-LD in a subset of the CASE 1.3 and UCO 1.3 vocabulary (caseontology.org); the same for the
    /// same review.
    package var json: CanonicalJSON {
        .object(["@context": CaseDocument.context, "@graph": .array(graph)])
    }

    private static let context: CanonicalJSON = {
        let uco = "https://ontology.unifiedcyberontology.org/uco/"
        var names: [String: CanonicalJSON] = [
            "case-investigation": .string("https://ontology.caseontology.org/case/investigation/"),
            "kb": .string("http://example.org/kb/"), "xsd": .string("http://www.w3.org/2001/XMLSchema#"),
        ]
        for part in ["action", "core", "identity", "observable", "tool", "types", "vocabulary"] {
            names["uco-\(part)"] = .string("\(uco)\(part)/")
        }
        return .object(names)
    }()

    private var graph: [CanonicalJSON] {
        var nodes = [investigation, authorization, tool, action, result]
        for file in files { nodes += [object(file), provenance(file)] + handovers(file) }
        return nodes
    }

    private var investigation: CanonicalJSON {
        let records = files.map { CaseDocument.reference("provenance-\($0.id)") }
        return node(
            "investigation-\(timeline.requisition)", "case-investigation:Investigation",
            [
                "uco-core:name": .string(timeline.reference),
                "case-investigation:relevantAuthorization": CaseDocument.reference(authorizationID),
                "uco-core:object": .array(
                    records + [CaseDocument.reference(actionID), CaseDocument.reference(resultID)]),
            ])
    }

    private var authorization: CanonicalJSON {
        node(
            authorizationID, "case-investigation:Authorization",
            [
                "case-investigation:authorizationType": .string("requisition"),
                "case-investigation:authorizationIdentifier": .string(timeline.reference),
                "uco-core:description": .string(authority),
            ])
    }

    private var tool: CanonicalJSON {
        node(
            toolID, "uco-tool:Tool",
            [
                "uco-core:name": .string("Relecture"), "uco-tool:version": .string(build),
                "uco-tool:toolType": .string("video analysis"),
            ])
    }

    private var action: CanonicalJSON {
        var members: [String: CanonicalJSON] = [
            "uco-core:name": .string("review"),
            "uco-core:description": .string("profile \(timeline.profileName) \(timeline.profileDigest)"),
            "uco-action:startTime": CaseDocument.time(started),
            "uco-action:instrument": CaseDocument.reference(toolID),
            "uco-action:object": .array(files.map { CaseDocument.reference("file-\($0.id)") }),
            "uco-action:result": .array([CaseDocument.reference(resultID)]),
        ]
        if let ended { members["uco-action:endTime"] = CaseDocument.time(ended) }
        return node(actionID, "case-investigation:InvestigativeAction", members)
    }

    private var result: CanonicalJSON {
        let spans = timeline.cameras.flatMap(\.coverage)
        let total = spans.reduce(0) { $0 + $1.span.duration }
        let looked = spans.duration(in: .analysed)
        let tracks = timeline.cameras.reduce(0) { $0 + $1.tracks.count }
        return node(
            resultID, "uco-observable:ObservableObject",
            [
                "uco-core:description": .string(
                    "\(tracks) tracks in \(Durations.clock(looked)) analysed; \(Durations.clock(total - looked)) in scope "
                        + "were not. The digest is of the findings, see timeline.json."),
                "uco-core:hasFacet": .array([
                    facet(resultID, "file", "FileFacet", ["uco-observable:fileName": .string("timeline.json")]),
                    content(resultID, digest.split(separator: ":").last.map(String.init) ?? digest, size: nil),
                ]),
            ])
    }

    private func object(_ file: File) -> CanonicalJSON {
        let id = "file-\(file.id)"
        return node(
            id, "uco-observable:ObservableObject",
            [
                "uco-core:description": .string(
                    "camera \(file.camera), \(file.span.start.rfc3339) to \(file.span.end.rfc3339)"),
                "uco-core:hasFacet": .array([
                    facet(
                        id, "file", "FileFacet",
                        [
                            "uco-observable:fileName": .string(file.name),
                            "uco-observable:sizeInBytes": .integer(file.size),
                        ]),
                    content(id, file.digest, size: file.size),
                ]),
            ])
    }

    /// Records the file as an exhibit, under the seal of its first sealed delivery.
    private func provenance(_ file: File) -> CanonicalJSON {
        var members: [String: CanonicalJSON] = [
            "uco-core:object": .array([CaseDocument.reference("file-\(file.id)")])
        ]
        if let seal = file.deliveries.map(\.seal).first(where: { !$0.isEmpty }) {
            members["case-investigation:exhibitNumber"] = .string(seal)
        }
        return node("provenance-\(file.id)", "case-investigation:ProvenanceRecord", members)
    }

    private func handovers(_ file: File) -> [CanonicalJSON] {
        file.deliveries.enumerated().map { place, delivery in
            var members: [String: CanonicalJSON] = [
                "uco-core:name": .string("delivery"),
                "uco-core:description": .string(
                    [
                        delivery.by.isEmpty ? "" : "by \(delivery.by)",
                        delivery.medium.isEmpty ? "" : "on \(delivery.medium)",
                    ]
                    .filter { !$0.isEmpty }.joined(separator: ", ")),
                "uco-action:result": .array([CaseDocument.reference("provenance-\(file.id)")]),
            ]
            if let at = delivery.at { members["uco-action:endTime"] = CaseDocument.time(at) }
            return node("delivery-\(place + 1)-\(file.id)", "case-investigation:InvestigativeAction", members)
        }
    }

    private func content(_ owner: String, _ digest: String, size: Int64?) -> CanonicalJSON {
        var members: [String: CanonicalJSON] = [
            "uco-observable:hash": .array([
                node(
                    "hash-\(owner)", "uco-types:Hash",
                    [
                        "uco-types:hashMethod": .string("SHA256"),
                        "uco-types:hashValue": CaseDocument.value(digest, "xsd:hexBinary"),
                    ])
            ])
        ]
        if let size { members["uco-observable:sizeInBytes"] = .integer(size) }
        return facet(owner, "content", "ContentDataFacet", members)
    }

    private func facet(
        _ owner: String, _ name: String, _ type: String, _ members: [String: CanonicalJSON]
    ) -> CanonicalJSON { node("\(name)-facet-\(owner)", "uco-observable:\(type)", members) }

    private func node(_ id: String, _ type: String, _ members: [String: CanonicalJSON]) -> CanonicalJSON {
        .object(members.merging(["@id": .string("kb:\(id)"), "@type": .string(type)]) { $1 })
    }

    private static func reference(_ id: String) -> CanonicalJSON { .object(["@id": .string("kb:\(id)")]) }

    private static func value(_ text: String, _ type: String) -> CanonicalJSON {
        .object(["@type": .string(type), "@value": .string(text)])
    }

    private static func time(_ time: Timestamp) -> CanonicalJSON { value(time.rfc3339, "xsd:dateTime") }

    private var authorizationID: String { "authorization-\(timeline.requisition)" }
    private var toolID: String { "tool-\(timeline.review)" }
    private var actionID: String { "action-\(timeline.review)" }
    private var resultID: String { "findings-\(timeline.review)" }
}
