extension PublicRegister {
    /// Returns a row per service, measure and month, and one per total: RFC 4180 with a header row.
    package var csv: String {
        var rows = [["service", "measure", "month", "value"]]
        for service in services {
            for row in service.rows {
                for (month, figure) in zip(months, row.figures) {
                    rows.append([service.name, row.measure.name, month, text(figure)])
                }
                rows.append([service.name, row.measure.name, "total", text(row.total)])
            }
        }
        return rows.map { $0.map(CSVField.quoted).joined(separator: ",") + "\r\n" }.joined()
    }

    /// Returns one printable page without external resources.
    package var html: String {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Public register of video reviews</title><style>
        body { font: 11pt/1.4 sans-serif; max-width: 70em; margin: 2em auto; padding: 0 1em }
        table { border-collapse: collapse; font-size: 9pt; margin-bottom: 2em }
        th, td { border-bottom: 1px solid #999; padding: .2em .6em; text-align: right }
        th:first-child, td:first-child { text-align: left } tr { break-inside: avoid }
        @page { size: A4 landscape }
        </style></head><body>
        <h1>Public register of video reviews, \(period)</h1>
        <p>How often recorded footage was reviewed under judicial requisitions, and how. The software tells when and where
        something moved; it recognises no face, reads no number plate and takes no live picture. Counts of fewer than
        \(smallest) are not told, nor what they could be computed from. Footage that was reviewed twice counts twice.</p>
        \(services.map(section).joined(separator: "\n"))
        </body></html>

        """
    }

    private var period: String {
        guard let first = months.first, let last = months.last else { return "no month" }
        return first == last ? first : "\(first) to \(last)"
    }

    private func section(_ service: (name: String, rows: [Row])) -> String {
        let head = (["Count"] + months + ["Total"]).map { "<th>\(Markup.escaped($0))</th>" }.joined()
        let lines = service.rows.map { row in
            let cells = [row.measure.name] + row.figures.map(text) + [text(row.total)]
            return "<tr>\(cells.map { "<td>\(Markup.escaped($0))</td>" }.joined())</tr>"
        }
        return
            "<h2>\(Markup.escaped(service.name))</h2>\n<table><tr>\(head)</tr>\n\(lines.joined(separator: "\n"))\n</table>"
    }

    private func text(_ figure: Figure) -> String {
        switch figure {
        case .count(let count): String(count)
        case .hours(let tenths): CanonicalJSON.decimal(tenths * 1_000)
        case .few: "fewer than \(smallest)"
        case .hidden: "not told"
        }
    }
}
