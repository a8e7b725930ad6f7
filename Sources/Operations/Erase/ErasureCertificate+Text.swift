import Formats

extension ErasureCertificate {
    /// The certificate as text for people, generated from the signed members so that both agree.
    package var text: String {
        """
        Certificate of erasure

        requisition  \(word("requisition")) ("\(word("reference"))")
        ordered by   \(word("orderedBy")), cause: \(word("cause"))
        run by       \(word("person")), because "\(word("reason"))"
        begun        \(word("started"))
        done         \(word("finished"))
        software     Relecture \(word("software"))

        Erased
        \(lines(rows + ["  \(number("partitions")) partitions, dropped with their files", tickets] + exports))
        Not erased
        \(lines(words("kept")))
        What may still hold copies
        \(lines(words("copies")))
        Footage that was reviewed (\(list("footage").count) files; the originals are not Relecture's to delete)
        \(lines(footage))
        journal      before entry \(number("journalEntry")), \(word("journalDigest"))
        key          \(publicKey)
        signature    \(json.members?["signature"]?.string ?? "")

        """
    }

    private var rows: [String] {
        let tables = members["rows"]?.members ?? [:]
        return tables.sorted { $0.key < $1.key }.map { "  \($0.value.integer ?? 0) rows of \($0.key)" }
    }

    private var tickets: String { "  \(number("tickets")) tickets of the broker's queues" }

    private var exports: [String] {
        list("exports").map { export in
            let about = export.members ?? [:]
            return
                "  export \(about["kind"]?.string ?? "") \(about["digest"]?.string ?? ""): \(about["fate"]?.string ?? "")"
        }
    }

    private var footage: [String] {
        list("footage").map { file in
            "  \(file.members?["sha256"]?.string ?? "")  \(file.members?["size"]?.integer ?? 0) bytes"
        }
    }

    private func lines(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
    private func list(_ name: String) -> [CanonicalJSON] { members[name]?.items ?? [] }
    private func words(_ name: String) -> [String] { list(name).map { "  \($0.string ?? "")" } }
    private func word(_ name: String) -> String { members[name]?.string ?? "-" }
    private func number(_ name: String) -> Int64 { members[name]?.integer ?? 0 }
}
